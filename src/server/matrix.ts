/**
 * Who may do what, as data: the default matrix for every command, query, feed and route there is today.
 *
 * Nothing here decides at run time: policies and row security do. This file says what they must come to, and tests/contracts/ walks
 * registry and router against it: an operation without a row fails the build, and every cell of role × relationship is tried.
 *
 * Source: practice-and-law.md §1.6. Of its columns, those exist today whose readers work here: assigned peer (`walks`), the peer's
 * supervisor (`supervises`), biller, evaluator and system administrator (by role), the person (`self`, through their own view), and whoever
 * was given a view of the person's record (`representative`). Where the build differs from §1.6, the row says why.
 */
import type { Role } from '../features/staff/role.ts';
import type { DataClass } from './command-handler.ts';

/**
 * How a member of staff stands to what an operation is about. Several hold at once: whoever walks with a person is also of the programme.
 *
 * author: recorded it themself, and still walks · walks: assigned or covering, now · supervises: supervises, today, someone who walks with
 * the person · programme: works in the person's programme · organisation: works here
 */
export type Standing = 'author' | 'walks' | 'supervises' | 'programme' | 'organisation';

export type MatrixRow = {
  dataClass: DataClass;
  /** Which standing lets which role; a role that is not named may not at all. */
  by: Readonly<Partial<Record<Role, readonly Standing[]>>>;
  /** Whether the person may, through their own view, of their own record. Left out: not at all, whatever it is about. */
  self?: true;
  /** The same for a representative, of what was given to them of the person's record. */
  representative?: true;
  /** Why this is not what §1.6 says by default. */
  because?: string;
};

export type QueryRow = MatrixRow & {
  /**
   * What is left behind by asking. list: lists or counts; opening one of them is a look the device records. look: about one person; the page
   * that shows it records the look. noted: nothing is answered unless a command has noted the export before.
   */
  trace: 'list' | 'look' | 'noted';
};

/** Whoever walks with the person. */
const walkers = { peer: ['walks'], senior_peer: ['walks'], supervisor: ['walks'] } as const;

/** §1.6 gives a supervisor R on notes; Kith adds what follows, because a promise must be kept while the peer is away. */
const walkersAndSupervisor = { ...walkers, supervisor: ['walks', 'supervises'] } as const;
const supervisorWrites = 'A supervisor writes under their own name beside what the peer wrote; nothing of the peer’s is changed.';

/** Who answers for a programme: names, enrolments and who walks with whom; never words. Source: DESIGN.md §4, reach "wide". */
const desk = { coordinator: ['programme'], director: ['organisation'] } as const;
const givesPeople = { ...desk, supervisor: ['supervises'] } as const;

/** Who answers for how long records are kept; whoever runs the system erases none. */
const directs = { director: ['organisation'] } as const;
/** Whoever hears or opens it writes down what somebody asks; those who answer for the programme or for the peer work it. */
const hearsRequests = { ...walkersAndSupervisor, ...desk } as const;
const worksRequests = { supervisor: ['walks', 'supervises'], ...desk } as const;
const askedOfTheProgramme =
  'What is asked is addressed to the programme: §1.6 gives the desk no record, but these are its own to answer. Administrators read no content.';

const administers = { administrator: ['organisation'], director: ['organisation'] } as const;
const counts = {
  supervisor: ['programme'],
  coordinator: ['programme'],
  director: ['organisation'],
  biller: ['organisation'],
  evaluator: ['organisation'],
} as const;
const everyone = {
  peer: ['organisation'],
  senior_peer: ['organisation'],
  supervisor: ['organisation'],
  coordinator: ['organisation'],
  director: ['organisation'],
  biller: ['organisation'],
  evaluator: ['organisation'],
  administrator: ['organisation'],
} as const;

/** Whoever meets people or answers for them, about anybody of the organisation; §1.6, E. */
const opens = {
  peer: ['organisation'],
  senior_peer: ['organisation'],
  supervisor: ['organisation'],
  coordinator: ['organisation'],
  director: ['organisation'],
} as const;

const themself = {
  peer: ['author'],
  senior_peer: ['author'],
  supervisor: ['author'],
  coordinator: ['author'],
  director: ['author'],
  biller: ['author'],
  evaluator: ['author'],
  administrator: ['author'],
} as const;

/** Who reads a person's rows on a device: whoever walks with them in a role that walks, and whoever supervises them. */
const reads = {
  peer: ['walks'],
  senior_peer: ['walks'],
  supervisor: ['walks', 'supervises'],
  coordinator: ['supervises'],
  director: ['supervises'],
} as const;

export const commandMatrix: Readonly<Record<string, MatrixRow>> = {
  'add-entry': { dataClass: 'peer_note', by: walkersAndSupervisor, because: supervisorWrites },
  'add-follow-up': { dataClass: 'peer_note', by: walkersAndSupervisor, because: supervisorWrites },
  'add-programme': { dataClass: 'organisation', by: administers },
  'add-representative': {
    dataClass: 'identity',
    by: walkersAndSupervisor,
    because: 'As with the person’s own view: whoever knows the person sees the signature, or the document.',
  },
  'add-step': { dataClass: 'goal_plan', by: walkers },
  'answer-request': { dataClass: 'accounting', by: worksRequests, because: askedOfTheProgramme },
  'assign-person': { dataClass: 'identity', by: givesPeople },
  'carry-entries': { dataClass: 'worker', by: everyone, because: 'The entries run as their author’s; who carries them may not read them.' },
  'change-follow-up': { dataClass: 'peer_note', by: walkersAndSupervisor, because: supervisorWrites },
  'change-goal': {
    dataClass: 'goal_plan',
    by: walkers,
    self: true,
    because: 'The person says their own words anew; the rest is their peer’s.',
  },
  'change-own-locale': { dataClass: 'worker', by: everyone },
  'change-staff-roles': { dataClass: 'worker', by: administers },
  'change-step': { dataClass: 'goal_plan', by: walkers },
  'change-visit': { dataClass: 'peer_note', by: walkersAndSupervisor, because: supervisorWrites },
  'confirm-erasure': { dataClass: 'accounting', by: directs },
  'complete-emergency': { dataClass: 'accounting', by: themself, because: 'The discloser writes the record of what they opened or told.' },
  'confirm-purge': {
    dataClass: 'worker',
    by: everyone,
    because: 'The device in one’s hand says what it deleted; it changes nothing else.',
  },
  'cosign-contact': {
    dataClass: 'peer_note',
    by: { supervisor: ['supervises'], coordinator: ['supervises'], director: ['supervises'] },
    because: 'Co-signing is the supervisor’s own mark on the shell; it changes no words.',
  },
  'cover-while-away': { dataClass: 'identity', by: givesPeople },
  'deactivate-staff': { dataClass: 'worker', by: administers },
  'decline-consent': { dataClass: 'consent', by: walkers },
  'draft-consent': { dataClass: 'consent', by: walkers },
  'edit-organisation': { dataClass: 'organisation', by: administers },
  'edit-person': { dataClass: 'identity', by: walkers },
  'edit-programme': { dataClass: 'organisation', by: administers },
  'end-assignment': { dataClass: 'identity', by: givesPeople },
  'end-representative': {
    dataClass: 'identity',
    by: walkersAndSupervisor,
    self: true,
    representative: true,
    because: 'The person only what they wished for themselves; what a law gave, staff end. Nobody has to stay one.',
  },
  'end-view': {
    dataClass: 'identity',
    by: walkersAndSupervisor,
    self: true,
    because: 'A lost phone must be ended by whoever is nearest; the person by themself whenever they like.',
  },
  'end-enrolment': { dataClass: 'identity', by: { ...walkersAndSupervisor, ...desk } },
  'enrol-person': { dataClass: 'identity', by: { ...walkersAndSupervisor, ...desk } },
  'explain-consent': { dataClass: 'consent', by: walkers },
  'export-contact-counts': { dataClass: 'counts', by: counts },
  'extend-request': { dataClass: 'accounting', by: worksRequests, because: askedOfTheProgramme },
  'hand-over-person': { dataClass: 'identity', by: givesPeople },
  'invite-staff': { dataClass: 'worker', by: administers },
  'invite-representative': {
    dataClass: 'identity',
    by: walkersAndSupervisor,
    because: 'Whoever gave the view, or answers for them, hands over the way in.',
  },
  'invite-to-view': {
    dataClass: 'identity',
    by: walkersAndSupervisor,
    because: 'Whoever knows the person hands them the way in; the supervisor, when the peer is away.',
  },
  'keep-word': { dataClass: 'worker', by: { peer: ['organisation'], senior_peer: ['organisation'], supervisor: ['organisation'] } },
  'lift-legal-hold': { dataClass: 'accounting', by: directs },
  'lift-lock': { dataClass: 'consent', by: walkers, self: true },
  'mark-consent-deficient': { dataClass: 'consent', by: reads },
  'make-request': { dataClass: 'accounting', by: hearsRequests, self: true, because: 'Who asks in words or by letter asks as well.' },
  'make-reset-link': {
    dataClass: 'worker',
    by: administers,
    because: 'For a director’s account only a director; the colleague is told of it.',
  },
  'merge-people': { dataClass: 'identity', by: { ...walkersAndSupervisor, ...desk } },
  'open-emergency': { dataClass: 'accounting', by: opens, because: 'Break-glass: written down, told, reviewed, and over by itself.' },
  'plan-visit': { dataClass: 'peer_note', by: walkersAndSupervisor, because: supervisorWrites },
  'rate-goal': { dataClass: 'goal_plan', by: walkers, self: true },
  'reactivate-staff': { dataClass: 'worker', by: administers },
  'read-emergency-notice': { dataClass: 'accounting', by: {}, self: true },
  'record-contact': { dataClass: 'peer_note', by: walkersAndSupervisor, because: supervisorWrites },
  'record-look': {
    dataClass: 'accounting',
    by: { ...reads, coordinator: ['supervises', 'programme'], director: ['organisation'] },
    representative: true,
  },
  'register-device-key': { dataClass: 'worker', by: everyone, self: true, representative: true },
  'register-person': {
    dataClass: 'identity',
    by: { peer: ['programme'], senior_peer: ['programme'], supervisor: ['programme'], ...desk },
  },
  'renew-invitation': { dataClass: 'worker', by: administers },
  'review-emergency': {
    dataClass: 'accounting',
    by: { supervisor: ['supervises'], coordinator: ['supervises'], director: ['organisation'] },
    because: 'Judged by somebody else: the supervisor of who opened, or a director; a director’s own by a supervisor or another director.',
  },
  'revoke-device': {
    dataClass: 'worker',
    by: { ...administers, supervisor: ['supervises'], coordinator: ['supervises'] },
    because: 'A lost phone must be ended by whoever is nearest: also by the supervisor of the peer whose it is.',
  },
  'say-disagreement': {
    dataClass: 'accounting',
    by: hearsRequests,
    self: true,
    because: 'Said to whoever is there, and written down as said.',
  },
  'say-what-matters': { dataClass: 'identity', by: {}, self: true },
  'set-goal': { dataClass: 'goal_plan', by: walkers },
  'set-legal-hold': { dataClass: 'accounting', by: directs },
  'set-lock': { dataClass: 'consent', by: reads, self: true, because: 'A wish is kept in the same shift by whoever hears it.' },
  'share-progress-report': { dataClass: 'accounting', by: reads },
  'sign-consent': { dataClass: 'consent', by: walkers },
  'stop-erasure': { dataClass: 'accounting', by: directs },
  'strike-contact': {
    dataClass: 'peer_note',
    by: { peer: ['author'], senior_peer: ['author'], supervisor: ['author'] },
    because: 'Only who recorded it takes it back.',
  },
  'take-request-file': {
    dataClass: 'accounting',
    by: hearsRequests,
    self: true,
    because: 'Letters; the record itself only as far as whoever takes it may read it, so never at the desk.',
  },
  'take-up-request': { dataClass: 'accounting', by: worksRequests, because: askedOfTheProgramme },
  'tell-in-emergency': { dataClass: 'accounting', by: reads, because: 'What was told by voice, by whoever knew it anyway.' },
  'unmerge-people': { dataClass: 'identity', by: { ...walkersAndSupervisor, ...desk } },
  'withdraw-consent': { dataClass: 'consent', by: reads, self: true, because: 'Stopping never waits for the right colleague.' },
  'withdraw-invitation': { dataClass: 'worker', by: administers },
  'withdraw-reset-link': { dataClass: 'worker', by: administers },
  'write-own-entry': { dataClass: 'peer_note', by: {}, self: true },
};

export const queryMatrix: Readonly<Record<string, QueryRow>> = {
  'count-contacts': { dataClass: 'counts', by: counts, trace: 'list' },
  'fetch-disclosure': { dataClass: 'accounting', by: reads, trace: 'noted' },
  'fetch-request-file': { dataClass: 'accounting', by: hearsRequests, self: true, trace: 'noted' },
  'find-in-emergency': {
    dataClass: 'identity',
    by: opens,
    trace: 'list',
    because: 'Whole names only, and five at most; opening one of them is written down.',
  },
  'find-likely-duplicates': { dataClass: 'identity', by: reads, trace: 'list' },
  'list-assignments': { dataClass: 'identity', by: desk, trace: 'look' },
  'list-contact-weeks-csv': { dataClass: 'counts', by: counts, trace: 'noted' },
  'list-devices': { dataClass: 'worker', by: administers, trace: 'list' },
  'list-due': { dataClass: 'accounting', by: directs, trace: 'list' },
  'list-emergency-reviews': {
    dataClass: 'accounting',
    by: { supervisor: ['supervises'], coordinator: ['supervises'], director: ['organisation'] },
    trace: 'list',
  },
  'list-known-commands': { dataClass: 'worker', by: everyone, self: true, representative: true, trace: 'list' },
  'list-likely-duplicates': { dataClass: 'identity', by: desk, trace: 'list' },
  'list-looks': { dataClass: 'accounting', by: reads, trace: 'look' },
  'list-purges': {
    dataClass: 'worker',
    by: { ...administers, supervisor: ['organisation'], coordinator: ['organisation'] },
    trace: 'list',
    because: 'Supervisors see the devices of those they supervise: row security narrows what the role may ask.',
  },
  'list-requests': { dataClass: 'accounting', by: desk, trace: 'list', because: askedOfTheProgramme },
  'list-supervised-devices': {
    dataClass: 'worker',
    by: { supervisor: ['supervises'], coordinator: ['supervises'], director: ['supervises'] },
    trace: 'list',
    because: 'To end a lost phone, its owner’s supervisor has to find it.',
  },
  'list-team': { dataClass: 'worker', by: administers, trace: 'list' },
  'preview-progress-report': { dataClass: 'accounting', by: reads, trace: 'look' },
  'search-people': { dataClass: 'identity', by: desk, trace: 'list' },
};

export const feedMatrix: Readonly<Record<string, MatrixRow>> = {
  assignments: { dataClass: 'identity', by: reads, self: true, representative: true },
  consents: { dataClass: 'consent', by: reads, self: true, representative: true },
  contacts: { dataClass: 'peer_note', by: reads, self: true, representative: true },
  disclosures: { dataClass: 'accounting', by: reads, self: true, representative: true },
  emergencies: {
    dataClass: 'accounting',
    by: themself,
    self: true,
    because: 'What one opened oneself; it outlasts access to the person, as the record of it is still to be completed.',
  },
  enrolments: { dataClass: 'identity', by: reads, self: true },
  entries: {
    dataClass: 'peer_note',
    by: reads,
    self: true,
    representative: true,
    because:
      'To a person their own voice, what is between the two, and what was written together or promised; the rest by asking for a copy.',
  },
  follow_ups: { dataClass: 'peer_note', by: reads },
  goal_ratings: { dataClass: 'goal_plan', by: reads, self: true, representative: true },
  goal_steps: { dataClass: 'goal_plan', by: reads, self: true, representative: true },
  goals: { dataClass: 'goal_plan', by: reads, self: true, representative: true },
  locks: {
    dataClass: 'consent',
    by: reads,
    self: true,
    because: 'Not to whom a lock shuts out: what was said of them is not theirs to read.',
  },
  looks: { dataClass: 'accounting', by: reads, self: true, representative: true },
  mirror_keeps: { dataClass: 'worker', by: themself, because: 'Which words someone keeps is theirs alone, whatever they do here now.' },
  organisations: { dataClass: 'organisation', by: everyone, self: true, representative: true },
  people: { dataClass: 'identity', by: reads, self: true, representative: true },
  programmes: { dataClass: 'organisation', by: everyone, self: true, because: 'To a person, those they are of.' },
  requests: {
    dataClass: 'accounting',
    by: reads,
    self: true,
    because: 'Not complaints, which may be about them: those go to the desk, and to whoever wrote them down.',
  },
  staff: {
    dataClass: 'worker',
    by: everyone,
    self: true,
    representative: true,
    because: 'Names, duties and supervisors of colleagues; addresses stay on the server. To a person, of those who stand in their record.',
  },
  representatives: { dataClass: 'identity', by: reads, self: true, representative: true },
  views: { dataClass: 'identity', by: reads, self: true },
  visits: {
    dataClass: 'peer_note',
    by: reads,
    self: true,
    representative: true,
    because: 'To a person without the note, which is the peer’s to themself.',
  },
};

/**
 * Who may ask each route. anonymous: answers without a session. session: judged by the door itself, which also serves half-way sessions
 * (a second factor still to come). member: 401 without a ready session; what it answers is judged by the rows above.
 */
export type RouteAccess = 'anonymous' | 'session' | 'member';

export const routeMatrix: Readonly<Record<string, RouteAccess>> = {
  'GET /healthz': 'anonymous',
  'GET /readyz': 'anonymous',
  'GET /api': 'anonymous',
  'GET /api/openapi.json': 'anonymous',
  'GET /api/me': 'member',
  'GET /api/events': 'member',
  'POST /api/commands': 'member',
  'POST /api/feed': 'member',
  'POST /api/sealed': 'member',
  'POST /api/queries/:name': 'member',
  'GET /api/door/account': 'session',
  'GET /api/door/state': 'anonymous',
  'POST /api/door/bind': 'session',
  'POST /api/door/device-wiped': 'anonymous',
  'POST /api/door/invitation/accept': 'anonymous',
  'POST /api/door/invitation/link': 'session',
  'POST /api/door/invitation/look': 'anonymous',
  'POST /api/door/join/accept': 'anonymous',
  'POST /api/door/join/look': 'anonymous',
  'POST /api/door/join/show': 'session',
  'POST /api/door/passkey/options': 'anonymous',
  'POST /api/door/passkey/sign-in': 'anonymous',
  'POST /api/door/passkeys/add': 'session',
  'POST /api/door/passkeys/begin': 'session',
  'POST /api/door/passkeys/remove': 'session',
  'POST /api/door/password': 'session',
  'POST /api/door/recovery-codes': 'session',
  'POST /api/door/reset/ask': 'anonymous',
  'POST /api/door/reset/link': 'session',
  'POST /api/door/reset/look': 'anonymous',
  'POST /api/door/reset/stop': 'session',
  'POST /api/door/reset/use': 'anonymous',
  'POST /api/door/second-factor': 'anonymous',
  'POST /api/door/sessions/end': 'session',
  'POST /api/door/set-up': 'anonymous',
  'POST /api/door/set-up/look': 'anonymous',
  'POST /api/door/sign-in': 'anonymous',
  'POST /api/door/sign-out': 'anonymous',
  'POST /api/door/totp/begin': 'session',
  'POST /api/door/totp/confirm': 'session',
  'POST /api/door/totp/stop': 'session',
};
