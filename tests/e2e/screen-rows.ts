/**
 * Every screen there is: one row or more for each route of src/web/routes.tsx and each path of src/web/own-paths.ts, saying who looks at it and what it shows them, and one for each
 * page that stands in the place of all others while a notebook is not open. `tests/screens/every-screen.test.ts` fails for a route without a
 * row and a row without a route; `screens.e2e.ts` walks the rows.
 */
import type { Page } from '@playwright/test';
import type { NotebookState } from '../../src/web/notebook-state.ts';
import type { BesidePath, joinPaths, OwnPath } from '../../src/web/own-paths.ts';
import type { Router } from '../../src/web/routes.tsx';

export type RoutePath = Exclude<keyof Router['routesByPath'], undefined> | OwnPath | BesidePath | (typeof joinPaths)[number];

/**
 * Who looks. `nobody` has not signed in; `person` reads their own record, `representative` somebody else's. `newcomer` was invited today, in every role that sees something, and has nothing and nobody yet: what
 * they see are the empty states.
 */
export type Who =
  | 'nobody'
  | 'peer'
  | 'supervisor'
  | 'coordinator'
  | 'director'
  | 'administrator'
  | 'newcomer'
  | 'person'
  | 'representative';

export interface ScreenRow {
  route: RoutePath;
  /** Name of its pictures, and of what is wrong with it. */
  name: string;
  who: Who;
  /** Ids that its address takes from elsewhere than what this member has found under way: a link that opens nothing. */
  with?: Readonly<Record<string, string>>;
  search?: string;
  /** Until it shows what the row is about. */
  until?: (page: Page) => Promise<unknown>;
  /** Asks the server: looked at again while the answer is under way, and when there is no network. */
  asks?: boolean;
}

const nothing = '0192f0c1-0000-7000-8000-000000000000';

/** Opens what is folded, so that it is looked at as well. */
const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLElement>('main details:not([open]) > summary')) fold.click();
  });
const press = (page: Page, selector: string) => page.locator(selector).first().click();
/** Sent as it is: it is Kith that says what is missing, in the language of the screen, and never the browser in its own. */
const sendEmpty = async (page: Page) => {
  await press(page, 'form button[type="submit"]');
  await page.locator('.error', { hasText: /\p{L}/u }).first().waitFor();
};

export const screenRows: readonly ScreenRow[] = [
  { route: '/sign-in', name: 'sign-in', who: 'nobody' },
  { route: '/sign-in', name: 'sign-in-refused', who: 'nobody', until: sendEmpty },
  { route: '/forgotten', name: 'forgotten', who: 'nobody' },
  { route: '/set-up/$token', name: 'set-up', who: 'nobody' },
  { route: '/set-up/$token', name: 'set-up-refused', who: 'nobody', until: sendEmpty },
  { route: '/set-up/$token', name: 'set-up-ended', who: 'nobody', with: { token: 'used' } },
  { route: '/invitation/$token', name: 'invitation', who: 'nobody' },
  { route: '/invitation/$token', name: 'invitation-refused', who: 'nobody', until: sendEmpty },
  { route: '/invitation/$token', name: 'invitation-ended', who: 'nobody', with: { token: 'used' } },
  { route: '/reset/$token', name: 'reset', who: 'nobody' },
  { route: '/reset/$token', name: 'reset-ended', who: 'nobody', with: { token: 'used' } },

  { route: '/join', name: 'join', who: 'nobody' },
  { route: '/join', name: 'join-refused', who: 'nobody', until: sendEmpty },
  { route: '/join/$token', name: 'join-ended', who: 'nobody', with: { token: 'used' } },

  { route: '/', name: 'today', who: 'peer', until: unfold },
  { route: '/record', name: 'record', who: 'peer', until: unfold },
  {
    route: '/record',
    name: 'record-filled',
    who: 'peer',
    until: async (page) => {
      await press(page, '.chip__face');
      await unfold(page);
      await page.locator('textarea').first().fill('She refused her meds again and was noncompliant.');
    },
  },
  { route: '/people', name: 'people', who: 'peer' },
  { route: '/people/new', name: 'new-person', who: 'peer', until: unfold },
  { route: '/people/new', name: 'new-person-refused', who: 'peer', until: sendEmpty },
  { route: '/people/$personId', name: 'person', who: 'peer', until: unfold },
  { route: '/people/$personId/edit', name: 'edit-person', who: 'peer', until: unfold },
  { route: '/people/$personId/plan', name: 'plan', who: 'peer' },
  { route: '/people/$personId/looks', name: 'looks', who: 'peer' },
  { route: '/people/$personId/programmes', name: 'programmes', who: 'peer', asks: true },
  { route: '/people/$personId/view', name: 'invite-view', who: 'peer' },
  { route: '/people/$personId/same', name: 'same-person', who: 'peer' },
  { route: '/people/$personId/goals/new', name: 'new-goal', who: 'peer' },
  { route: '/people/$personId/goals/$goalId', name: 'goal', who: 'peer', until: unfold },
  { route: '/people/$personId/goals/$goalId', name: 'goal-unknown', who: 'peer', with: { goalId: nothing } },
  { route: '/people/$personId/goals/$goalId/versions/$commandId', name: 'two-versions', who: 'peer' },
  { route: '/people/$personId/goals/$goalId/versions/$commandId', name: 'two-versions-chosen', who: 'peer', with: { commandId: nothing } },
  { route: '/people/$personId/told', name: 'told', who: 'peer' },
  { route: '/people/$personId/told', name: 'told-refused', who: 'peer', until: sendEmpty },
  { route: '/emergency', name: 'emergency', who: 'peer' },
  {
    route: '/emergency',
    name: 'emergency-nobody',
    who: 'peer',
    asks: true,
    until: async (page) => {
      await page.locator('form input').first().fill('Zzyx');
      await press(page, 'form button[type="submit"]');
      await page.locator('main [role="status"]').first().waitFor();
    },
  },
  { route: '/emergency/$emergencyId', name: 'complete-emergency-unknown', who: 'peer', with: { emergencyId: nothing } },
  { route: '/people/$personId/share', name: 'share', who: 'peer' },
  { route: '/people/$personId/lock', name: 'lock', who: 'peer' },
  {
    route: '/people/$personId/representatives',
    name: 'representatives',
    who: 'peer',
    until: async (page) => {
      await press(page, 'main .actions .btn--main');
      await press(page, 'main form .pick__hit');
      await page.locator('main form input[type="date"]').first().waitFor();
    },
  },
  { route: '/people/$personId/representatives', name: 'representatives-nobody', who: 'peer' },
  { route: '/people/$personId/ask', name: 'write-request', who: 'peer' },
  { route: '/people/$personId/requests/$requestId', name: 'request-unknown', who: 'peer', with: { requestId: nothing } },
  { route: '/people/$personId/consents/$consentId', name: 'consent-unknown', who: 'peer', with: { consentId: nothing } },
  { route: '/people/$personId/consents/$consentId/report', name: 'report-unknown', who: 'peer', with: { consentId: nothing } },
  { route: '/contacts/$contactId', name: 'contact', who: 'peer', until: unfold },
  { route: '/contacts/$contactId', name: 'contact-unknown', who: 'peer', with: { contactId: nothing } },
  { route: '/contacts/$contactId/words', name: 'add-words', who: 'peer', until: unfold },
  { route: '/follow-ups', name: 'follow-ups', who: 'peer' },
  { route: '/kept', name: 'kept', who: 'peer', until: unfold },
  { route: '/kept/give', name: 'give', who: 'peer' },
  { route: '/kept/take', name: 'take', who: 'peer' },
  { route: '/me', name: 'me', who: 'peer', until: unfold },

  { route: '/', name: 'today-supervisor', who: 'supervisor' },
  { route: '/desk', name: 'desk', who: 'supervisor' },
  { route: '/desk/lost-phone', name: 'lost-phone', who: 'supervisor' },
  { route: '/people', name: 'people-supervisor', who: 'supervisor' },
  { route: '/people/$personId', name: 'person-supervisor', who: 'supervisor' },

  { route: '/requests', name: 'requests-supervisor', who: 'supervisor' },
  { route: '/requests', name: 'requests', who: 'coordinator', asks: true },
  { route: '/people', name: 'people-coordinator', who: 'coordinator', asks: true },
  { route: '/people/$personId', name: 'person-coordinator', who: 'coordinator', asks: true },
  { route: '/people/$personId', name: 'person-unknown', who: 'coordinator', with: { personId: nothing } },
  { route: '/people/$personId/assignments', name: 'assignments', who: 'coordinator', asks: true },
  { route: '/people/duplicates', name: 'duplicates', who: 'coordinator', asks: true },

  { route: '/programme', name: 'programme', who: 'director', asks: true, until: unfold },
  { route: '/due', name: 'due', who: 'director', asks: true },
  { route: '/people/$personId/keeping', name: 'keeping', who: 'director', asks: true },
  { route: '/people/$personId/keeping', name: 'keeping-unknown', who: 'director', with: { personId: nothing } },

  { route: '/team', name: 'team', who: 'administrator', asks: true },
  { route: '/team/invite', name: 'invite', who: 'administrator' },
  { route: '/team/invite', name: 'invite-refused', who: 'administrator', until: sendEmpty },
  { route: '/team/$staffId', name: 'team-member', who: 'administrator' },
  { route: '/team/$staffId', name: 'team-member-unknown', who: 'administrator', with: { staffId: nothing } },
  { route: '/team/settings', name: 'settings', who: 'administrator', until: unfold },
  { route: '/me', name: 'me-administrator', who: 'administrator' },

  { route: '/mine', name: 'own', who: 'person', until: unfold },
  { route: '/mine/matters', name: 'own-matters', who: 'person' },
  { route: '/mine/goals/$goalId', name: 'own-goal', who: 'person', until: unfold },
  { route: '/mine/goals/$goalId', name: 'own-goal-unknown', who: 'person', with: { goalId: nothing } },
  { route: '/mine/write', name: 'own-write', who: 'person' },
  { route: '/mine/write', name: 'own-write-refused', who: 'person', until: sendEmpty },
  { route: '/mine/looked', name: 'own-looked', who: 'person' },
  { route: '/mine/shared', name: 'own-shared', who: 'person', until: unfold },
  { route: '/mine/consents/$consentId', name: 'own-consent-unknown', who: 'person', with: { consentId: nothing } },
  { route: '/mine/lock', name: 'own-lock', who: 'person' },
  { route: '/mine/ask', name: 'own-ask', who: 'person' },
  { route: '/mine/me', name: 'own-me', who: 'person', until: unfold },

  { route: '/beside', name: 'beside', who: 'representative', until: unfold },
  { route: '/beside/me', name: 'beside-me', who: 'representative', until: unfold },

  { route: '/', name: 'today-empty', who: 'newcomer' },
  { route: '/record', name: 'record-empty', who: 'newcomer' },
  { route: '/people', name: 'people-empty', who: 'newcomer' },
  { route: '/follow-ups', name: 'follow-ups-empty', who: 'newcomer' },
  { route: '/kept', name: 'kept-empty', who: 'newcomer' },
  { route: '/desk', name: 'desk-empty', who: 'newcomer' },
  { route: '/requests', name: 'requests-empty', who: 'newcomer' },
  { route: '/people/duplicates', name: 'duplicates-empty', who: 'newcomer' },
  { route: '/due', name: 'due-empty', who: 'newcomer' },
  { route: '/programme', name: 'programme-empty', who: 'newcomer' },
];

/** `looking` shows what every page shows while it loads; `sign_in` leads to that page; `open` shows the pages above. */
export type Closed = Exclude<NotebookState['at'], 'looking' | 'sign_in' | 'open'>;

/** While a notebook is not open. How each is reached stands in `screens.e2e.ts`; one that is missing here or there is refused by the compiler. */
export const closedRows: Readonly<Record<Closed, string>> = {
  set_up: 'the first time on this device, with four words or one’s own',
  locked: 'who is picking up this phone, with a wrong try',
  unread: 'the time to read without the server has passed',
  unreachable: 'signed in for the first time, and no network',
  too_old: 'the server serves no app of this age any more',
  newer_store: 'a newer app has been on this phone',
};

/** The address of a row. */
export function addressOf({ route, with: given = {}, search = '' }: ScreenRow, found: Readonly<Record<string, string>>): string {
  const path = route.replaceAll(/\$(\w+)/g, (_, name: string) => {
    const id = given[name] ?? found[name];
    if (id === undefined) throw new Error(`nobody found a ${name} for ${route}`);
    return id;
  });
  return path + search;
}
