import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { type ComponentType, type ReactNode, useCallback } from 'react';
import { BrokenPage, NotFoundPage } from './frame/error-pages.tsx';
import { Loading } from './frame/loading.tsx';
import { localised } from './frame/locale.tsx';
import { PlainFrame } from './frame/plain-frame.tsx';
import { Places } from './places.tsx';
import { enter, leave, Session } from './session.tsx';

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
const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: () => <SignInPage onSignedIn={enter} /> });

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

// ---- behind the door ----

/** Everything that needs an open notebook. */
const behindTheDoor = createRoute({
  getParentRoute: () => root,
  id: 'behind-the-door',
  component: function BehindTheDoor() {
    const navigate = useNavigate();
    const toSignIn = useCallback(() => void navigate({ to: '/sign-in', replace: true }), [navigate]);
    return (
      <Session toSignIn={toSignIn}>
        <Outlet />
      </Session>
    );
  },
});

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
  component: page(() => import('../features/today/today-page.tsx'), 'TodayPage'),
});
const kept = createRoute({
  getParentRoute: () => withPlaces,
  path: '/kept',
  component: page(() => import('../features/today/kept-page.tsx'), 'KeptPage'),
});
const followUps = createRoute({
  getParentRoute: () => withPlaces,
  path: '/follow-ups',
  component: page(() => import('../features/follow-ups/follow-ups-page.tsx'), 'FollowUpsPage'),
});
const desk = createRoute({
  getParentRoute: () => withPlaces,
  path: '/desk',
  component: page(() => import('../features/supervision/desk-page.tsx'), 'DeskPage'),
});

// ---- pages that may also ask the server's desk queries ----

const Queries = page(() => import('./queries.tsx'), 'Queries');
const asking = createRoute({ getParentRoute: () => withPlaces, id: 'asking', component: Queries });
const askingAlone = createRoute({ getParentRoute: () => behindTheDoor, id: 'asking-alone', component: Queries });

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
const me = createRoute({ getParentRoute: () => asking, path: '/me', component: () => <MyPage onSignedOut={leave} /> });

/** Every screen of the app, by hand. Each is loaded when first opened. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setUp,
    invitation,
    behindTheDoor.addChildren([
      withPlaces.addChildren([
        today,
        kept,
        followUps,
        desk,
        asking.addChildren([people, duplicates, person, looks, assignments, programmes, samePerson, programme, team, me]),
      ]),
      askingAlone.addChildren([register, editPerson, teamSettings, invite, teamMember]),
      record,
      planVisit,
      newGoal,
      goal,
      twoVersions,
      contact,
      addWords,
    ]),
  ]),
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ reset }) => <BrokenPage onAgain={reset} />,
  defaultNotFoundComponent: NotFound,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
