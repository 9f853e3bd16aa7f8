/**
 * Every address of those who work here, by hand and in one place: what is not here does not exist. It is long because it is that list, and the router
 * infers the parameters of all addresses from one tree. A person's own addresses are in `own-paths.ts`.
 */
import {
  createBrowserHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
  RouterProvider,
  useLocation,
  useNavigate,
} from '@tanstack/react-router';
import { type ComponentType, type ReactNode, useCallback, useState } from 'react';
import { TodayPage } from '../features/today/today-page.tsx';
import { enter } from './enter.tsx';
import { BrokenPage, NotFoundPage } from './frame/error-pages.tsx';
import { Loading } from './frame/loading.tsx';
import { localised } from './frame/locale.tsx';
import { PlainFrame } from './frame/plain-frame.tsx';
import { Places } from './places.tsx';

function NotFound() {
  const { pathname } = useLocation();
  return (
    <PlainFrame path={pathname}>
      <NotFoundPage />
    </PlainFrame>
  );
}

/** A page loaded when first opened, and drawn again when the language changes. */
function page<Module extends object, Name extends keyof Module & string>(load: () => Promise<Module>, name: Name) {
  const Page = lazyRouteComponent(load as () => Promise<Record<string, unknown>>, name) as unknown as ComponentType<object>;
  return localised(Page) as unknown as Module[Name] extends () => unknown ? () => ReactNode : Module[Name];
}

const optionalText = (value: unknown) => (typeof value === 'string' ? value : undefined);

const root = createRootRoute({ component: localised(Outlet), notFoundComponent: NotFound });

// ---- before the door ----

const SignInPage = page(() => import('../features/staff/sign-in-page.tsx'), 'SignInPage');
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: () => <SignInPage onSignedIn={enter} />,
});

const SetUpPage = page(() => import('../features/staff/set-up-page.tsx'), 'SetUpPage');
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up/$token',
  component: function SetUp() {
    return <SetUpPage token={setUp.useParams().token} />;
  },
});

const InvitationPage = page(() => import('../features/staff/invitation-page.tsx'), 'InvitationPage');
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: function Invitation() {
    return <InvitationPage token={invitation.useParams().token} />;
  },
});

const ForgottenPage = page(() => import('../features/staff/forgotten-page.tsx'), 'ForgottenPage');
const forgotten = createRoute({ getParentRoute: () => root, path: '/forgotten', component: ForgottenPage });
const ResetPage = page(() => import('../features/staff/reset-page.tsx'), 'ResetPage');
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset/$token',
  component: function Reset() {
    return <ResetPage token={reset.useParams().token} />;
  },
});

// ---- behind the door ----

/** Everything that needs an open notebook; it is opened around all of this (`app.tsx`). */
const behindTheDoor = createRoute({ getParentRoute: () => root, id: 'behind-the-door' });

const RecordContactPage = page(() => import('../features/contacts/record-contact-page.tsx'), 'RecordContactPage');
const record = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/record',
  validateSearch: (search: Record<string, unknown>): { person?: string | undefined; visit?: string | undefined } => ({
    person: optionalText(search.person),
    visit: optionalText(search.visit),
  }),
  component: function Record() {
    const { person, visit } = record.useSearch();
    const navigate = useNavigate();
    return <RecordContactPage personId={person} visitId={visit} onSaved={() => void navigate({ to: '/' })} />;
  },
});

/** Pages with the dock; the others (recording, adding someone) are one task at a time and have a way back instead. */
const withPlaces = createRoute({ getParentRoute: () => behindTheDoor, id: 'places', component: localised(Places) });

const today = createRoute({
  getParentRoute: () => withPlaces,
  path: '/',
  // In the first load, with the page that unlocks: packed as one they weigh less than in twenty pieces.
  component: localised(TodayPage),
});
const kept = createRoute({
  getParentRoute: () => withPlaces,
  path: '/kept',
  component: page(() => import('../features/today/kept-page.tsx'), 'KeptPage'),
});
const give = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/kept/give',
  component: page(() => import('../features/carried/give-page.tsx'), 'GivePage'),
});
const take = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/kept/take',
  component: page(() => import('../features/carried/take-page.tsx'), 'TakePage'),
});
const followUps = createRoute({
  getParentRoute: () => withPlaces,
  path: '/follow-ups',
  component: page(() => import('../features/follow-ups/follow-ups-page.tsx'), 'FollowUpsPage'),
});
// ---- pages that may also ask the server's desk queries ----

const Queries = page(() => import('./queries.tsx'), 'Queries');
const asking = createRoute({ getParentRoute: () => withPlaces, id: 'asking', component: Queries });
const askingAlone = createRoute({ getParentRoute: () => behindTheDoor, id: 'asking-alone', component: Queries });

const desk = createRoute({
  getParentRoute: () => asking,
  path: '/desk',
  component: page(() => import('../features/supervision/desk-page.tsx'), 'DeskPage'),
});
const requests = createRoute({
  getParentRoute: () => asking,
  path: '/requests',
  component: page(() => import('../features/requests/requests-page.tsx'), 'RequestsPage'),
});
const RequestPage = page(() => import('../features/requests/request-page.tsx'), 'RequestPage');
const request = createRoute({
  getParentRoute: () => askingAlone,
  path: '/people/$personId/requests/$requestId',
  component: function Request() {
    const { personId, requestId } = request.useParams();
    return <RequestPage key={requestId} personId={personId} requestId={requestId} />;
  },
});
const WriteRequestPage = page(() => import('../features/requests/write-request-page.tsx'), 'WriteRequestPage');
const writeRequest = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/people/$personId/ask',
  component: function WriteRequest() {
    const { personId } = writeRequest.useParams();
    const navigate = useNavigate();
    return (
      <WriteRequestPage
        personId={personId}
        onSaved={() => void navigate({ to: '/people/$personId', params: { personId }, replace: true })}
      />
    );
  },
});
const people = createRoute({
  getParentRoute: () => asking,
  path: '/people',
  component: page(() => import('../features/people/people-page.tsx'), 'PeoplePage'),
});
const duplicates = createRoute({
  getParentRoute: () => asking,
  path: '/people/duplicates',
  component: page(() => import('../features/people/duplicates-page.tsx'), 'DuplicatesPage'),
});

const due = createRoute({
  getParentRoute: () => asking,
  path: '/due',
  component: page(() => import('../features/retention/due-page.tsx'), 'DuePage'),
});
const KeepingPage = page(() => import('../features/retention/keeping-page.tsx'), 'KeepingPage');
const keeping = createRoute({
  getParentRoute: () => askingAlone,
  path: '/people/$personId/keeping',
  component: function Keeping() {
    const { personId } = keeping.useParams();
    return <KeepingPage key={personId} personId={personId} />;
  },
});

const PersonPage = page(() => import('../features/people/person-page.tsx'), 'PersonPage');
const person = createRoute({
  getParentRoute: () => asking,
  path: '/people/$personId',
  component: function Person() {
    const { personId } = person.useParams();
    return <PersonPage key={personId} personId={personId} />;
  },
});
const WhoLookedPage = page(() => import('../features/looks/who-looked-page.tsx'), 'WhoLookedPage');
const looks = createRoute({
  getParentRoute: () => asking,
  path: '/people/$personId/looks',
  component: function Looks() {
    return <WhoLookedPage personId={looks.useParams().personId} />;
  },
});
const PersonAssignmentsPage = page(() => import('../features/people/person-assignments-page.tsx'), 'PersonAssignmentsPage');
const assignments = createRoute({
  getParentRoute: () => asking,
  path: '/people/$personId/assignments',
  component: function Assignments() {
    return <PersonAssignmentsPage personId={assignments.useParams().personId} />;
  },
});
const PersonProgrammesPage = page(() => import('../features/people/person-programmes-page.tsx'), 'PersonProgrammesPage');
const programmes = createRoute({
  getParentRoute: () => asking,
  path: '/people/$personId/programmes',
  component: function Programmes() {
    const { personId } = programmes.useParams();
    return <PersonProgrammesPage key={personId} personId={personId} />;
  },
});
const SamePersonPage = page(() => import('../features/people/same-person-page.tsx'), 'SamePersonPage');
const samePerson = createRoute({
  getParentRoute: () => asking,
  path: '/people/$personId/same',
  component: function Same() {
    return <SamePersonPage personId={samePerson.useParams().personId} />;
  },
});

const EmergencyPage = page(() => import('../features/emergencies/emergency-page.tsx'), 'EmergencyPage');
const emergency = createRoute({
  getParentRoute: () => askingAlone,
  path: '/emergency',
  validateSearch: (search: Record<string, unknown>): { person?: string | undefined } => ({ person: optionalText(search.person) }),
  component: function Emergency() {
    const { person: asked } = emergency.useSearch();
    const navigate = useNavigate();
    const toPerson = useCallback(
      (personId: string) => void navigate({ to: '/people/$personId', params: { personId }, replace: true }),
      [navigate],
    );
    return <EmergencyPage personId={asked} onOpened={toPerson} />;
  },
});
const CompletePage = page(() => import('../features/emergencies/complete-page.tsx'), 'CompletePage');
const completeEmergency = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/emergency/$emergencyId',
  component: function Complete() {
    const { emergencyId } = completeEmergency.useParams();
    const navigate = useNavigate();
    return <CompletePage key={emergencyId} emergencyId={emergencyId} onSaved={() => void navigate({ to: '/' })} />;
  },
});
const ToldPage = page(() => import('../features/emergencies/told-page.tsx'), 'ToldPage');
const told = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/people/$personId/told',
  component: function Told() {
    const { personId } = told.useParams();
    const navigate = useNavigate();
    return <ToldPage personId={personId} onSaved={() => void navigate({ to: '/people/$personId', params: { personId }, replace: true })} />;
  },
});

const RegisterPersonPage = page(() => import('../features/people/register-person-page.tsx'), 'RegisterPersonPage');
const register = createRoute({
  getParentRoute: () => askingAlone,
  path: '/people/new',
  component: function Register() {
    const navigate = useNavigate();
    return <RegisterPersonPage onSaved={(personId) => void navigate({ to: '/people/$personId', params: { personId }, replace: true })} />;
  },
});
const EditPersonPage = page(() => import('../features/people/edit-person-page.tsx'), 'EditPersonPage');
const editPerson = createRoute({
  getParentRoute: () => askingAlone,
  path: '/people/$personId/edit',
  component: function Edit() {
    const { personId } = editPerson.useParams();
    const navigate = useNavigate();
    return (
      <EditPersonPage key={personId} personId={personId} onSaved={() => void navigate({ to: '/people/$personId', params: { personId } })} />
    );
  },
});

const PlanVisitPage = page(() => import('../features/visits/plan-visit-page.tsx'), 'PlanVisitPage');
const planVisit = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/people/$personId/plan',
  component: function Plan() {
    const { personId } = planVisit.useParams();
    const navigate = useNavigate();
    return <PlanVisitPage personId={personId} onSaved={() => void navigate({ to: '/people/$personId', params: { personId } })} />;
  },
});
const NewGoalPage = page(() => import('../features/goals/new-goal-page.tsx'), 'NewGoalPage');
const newGoal = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/people/$personId/goals/new',
  component: function New() {
    const { personId } = newGoal.useParams();
    const navigate = useNavigate();
    return (
      <NewGoalPage
        personId={personId}
        onSaved={(goalId) => void navigate({ to: '/people/$personId/goals/$goalId', params: { personId, goalId }, replace: true })}
      />
    );
  },
});
const GoalPage = page(() => import('../features/goals/goal-page.tsx'), 'GoalPage');
const goal = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/people/$personId/goals/$goalId',
  component: function Goal() {
    const { personId, goalId } = goal.useParams();
    return <GoalPage key={goalId} personId={personId} goalId={goalId} />;
  },
});
const SharePage = page(() => import('../features/consents/share-page.tsx'), 'SharePage');
const share = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/people/$personId/share',
  component: function Share() {
    const { personId } = share.useParams();
    const navigate = useNavigate();
    return <SharePage personId={personId} onDone={() => void navigate({ to: '/people/$personId', params: { personId }, replace: true })} />;
  },
});
const ConsentPage = page(() => import('../features/consents/consent-page.tsx'), 'ConsentPage');
const consent = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/people/$personId/consents/$consentId',
  component: function Consent() {
    const { personId, consentId } = consent.useParams();
    return <ConsentPage key={consentId} personId={personId} consentId={consentId} />;
  },
});
const ReportPage = page(() => import('../features/disclosures/report-page.tsx'), 'ReportPage');
const report = createRoute({
  getParentRoute: () => askingAlone,
  path: '/people/$personId/consents/$consentId/report',
  component: function Report() {
    const { personId, consentId } = report.useParams();
    return <ReportPage key={consentId} personId={personId} consentId={consentId} />;
  },
});
const LockPage = page(() => import('../features/locks/lock-page.tsx'), 'LockPage');
const lock = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/people/$personId/lock',
  component: function Lock() {
    const { personId } = lock.useParams();
    const navigate = useNavigate();
    return <LockPage personId={personId} onSaved={() => void navigate({ to: '/people/$personId', params: { personId }, replace: true })} />;
  },
});
const TwoVersionsPage = page(() => import('../features/goals/two-versions-page.tsx'), 'TwoVersionsPage');
const twoVersions = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/people/$personId/goals/$goalId/versions/$commandId',
  component: function Two() {
    const { personId, goalId, commandId } = twoVersions.useParams();
    const navigate = useNavigate();
    return (
      <TwoVersionsPage
        personId={personId}
        goalId={goalId}
        commandId={commandId}
        onDone={() => void navigate({ to: '/people/$personId/goals/$goalId', params: { personId, goalId }, replace: true })}
      />
    );
  },
});

const ContactPage = page(() => import('../features/contacts/contact-page.tsx'), 'ContactPage');
const contact = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/contacts/$contactId',
  component: function Contact() {
    const { contactId } = contact.useParams();
    return <ContactPage key={contactId} contactId={contactId} />;
  },
});
const AddWordsPage = page(() => import('../features/contacts/add-words-page.tsx'), 'AddWordsPage');
const addWords = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/contacts/$contactId/words',
  validateSearch: (search: Record<string, unknown>): { follows?: string | undefined; kind?: 'addendum' | 'strike' | undefined } => ({
    follows: optionalText(search.follows),
    kind: search.kind === 'strike' ? 'strike' : undefined,
  }),
  component: function Words() {
    const { contactId } = addWords.useParams();
    const { follows, kind } = addWords.useSearch();
    const navigate = useNavigate();
    return (
      <AddWordsPage
        contactId={contactId}
        followsId={follows}
        kind={kind}
        onSaved={() => void navigate({ to: '/contacts/$contactId', params: { contactId }, replace: true })}
      />
    );
  },
});

const programme = createRoute({
  getParentRoute: () => asking,
  path: '/programme',
  component: page(() => import('../features/reports/programme-page.tsx'), 'ProgrammePage'),
});
const team = createRoute({
  getParentRoute: () => asking,
  path: '/team',
  component: page(() => import('../features/staff/team-page.tsx'), 'TeamPage'),
});
const lostPhone = createRoute({
  getParentRoute: () => askingAlone,
  path: '/desk/lost-phone',
  component: page(() => import('../features/staff/lost-phone-page.tsx'), 'LostPhonePage'),
});
const teamSettings = createRoute({
  getParentRoute: () => askingAlone,
  path: '/team/settings',
  component: page(() => import('../features/organisations/organisation-page.tsx'), 'OrganisationPage'),
});
const InvitePage = page(() => import('../features/staff/invite-page.tsx'), 'InvitePage');
const invite = createRoute({
  getParentRoute: () => askingAlone,
  path: '/team/invite',
  component: function Invite() {
    const navigate = useNavigate();
    return <InvitePage onInvited={(staffId) => void navigate({ to: '/team/$staffId', params: { staffId }, replace: true })} />;
  },
});
const TeamMemberPage = page(() => import('../features/staff/team-member-page.tsx'), 'TeamMemberPage');
const teamMember = createRoute({
  getParentRoute: () => askingAlone,
  path: '/team/$staffId',
  component: function Member() {
    const { staffId } = teamMember.useParams();
    return <TeamMemberPage key={staffId} staffId={staffId} />;
  },
});
const MyPage = page(() => import('../features/staff/my-page.tsx'), 'MyPage');
const me = createRoute({ getParentRoute: () => asking, path: '/me', component: () => <MyPage /> });

const RepresentativesPage = page(() => import('../features/representatives/representatives-page.tsx'), 'RepresentativesPage');
const representatives = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/people/$personId/representatives',
  component: function Representatives() {
    const { personId } = representatives.useParams();
    return <RepresentativesPage key={personId} personId={personId} />;
  },
});

const InviteViewPage = page(() => import('../features/views/invite-view-page.tsx'), 'InviteViewPage');
const inviteView = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/people/$personId/view',
  component: function InviteView() {
    const { personId } = inviteView.useParams();
    return <InviteViewPage key={personId} personId={personId} />;
  },
});

/** Each is loaded when first opened. */
const routeTree = root.addChildren([
  signIn,
  setUp,
  invitation,
  forgotten,
  reset,
  behindTheDoor.addChildren([
    withPlaces.addChildren([
      today,
      kept,
      followUps,
      asking.addChildren([
        desk,
        requests,
        people,
        duplicates,
        due,
        person,
        looks,
        assignments,
        programmes,
        samePerson,
        programme,
        team,
        me,
      ]),
    ]),
    askingAlone.addChildren([emergency, register, editPerson, keeping, report, request, lostPhone, teamSettings, invite, teamMember]),
    give,
    take,
    record,
    planVisit,
    share,
    consent,
    lock,
    writeRequest,
    completeEmergency,
    told,
    newGoal,
    goal,
    twoVersions,
    contact,
    addWords,
    inviteView,
    representatives,
  ]),
]);

/** One for all routers: it listens to the browser for as long as the page is there. */
let history: RouterHistory | undefined;
const makeRouter = () =>
  createRouter({
    routeTree,
    ...(history ? { history } : {}),
    defaultPendingComponent: Loading,
    defaultErrorComponent: ({ reset }) => <BrokenPage onAgain={reset} />,
    defaultNotFoundComponent: NotFound,
  });

export type Router = ReturnType<typeof makeRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: Router;
  }
}

/** Every address, as the router has it. */
export const staffPaths = (): string[] => Object.keys(makeRouter().routesByPath);

/**
 * What a router last showed it shows again when it comes back, before it looks at the address: a page that needs a notebook, after somebody signed
 * out. So each time these pages come, they have a router of their own.
 */
export function StaffPages() {
  const [router] = useState(() => {
    history ??= createBrowserHistory();
    return makeRouter();
  });
  return <RouterProvider router={router} />;
}
