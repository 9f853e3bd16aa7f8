/**
 * Who may do what, as data: the default matrix for every command, query, feed and route there is today.
 *
 * Nothing here decides at run time: policies and row security do. This file says what they must come to, and tests/contracts/ walks
 * registry and router against it: an operation without a row fails the build, and every cell of role × relationship is tried.
 *
 * Source: practice-and-law.md §1.6. Of its columns, those exist today whose readers work here: assigned peer (`walks`), the peer's
 * supervisor (`supervises`), biller, evaluator and system administrator (by role). Where the build differs from §1.6, the row says why.
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
  'add-step': { dataClass: 'goal_plan', by: walkers },
  'assign-person': { dataClass: 'identity', by: givesPeople },
  'change-follow-up': { dataClass: 'peer_note', by: walkersAndSupervisor, because: supervisorWrites },
  'change-goal': { dataClass: 'goal_plan', by: walkers },
  'change-own-locale': { dataClass: 'worker', by: everyone },
  'change-staff-roles': { dataClass: 'worker', by: administers },
  'change-step': { dataClass: 'goal_plan', by: walkers },
  'change-visit': { dataClass: 'peer_note', by: walkersAndSupervisor, because: supervisorWrites },
  'cosign-contact': {
    dataClass: 'peer_note',
    by: { supervisor: ['supervises'], coordinator: ['supervises'], director: ['supervises'] },
    because: 'Co-signing is the supervisor’s own mark on the shell; it changes no words.',
  },
  'cover-while-away': { dataClass: 'identity', by: givesPeople },
  'deactivate-staff': { dataClass: 'worker', by: administers },
  'edit-organisation': { dataClass: 'organisation', by: administers },
  'edit-person': { dataClass: 'identity', by: walkers },
  'edit-programme': { dataClass: 'organisation', by: administers },
  'end-assignment': { dataClass: 'identity', by: givesPeople },
  'end-enrolment': { dataClass: 'identity', by: { ...walkersAndSupervisor, ...desk } },
  'enrol-person': { dataClass: 'identity', by: { ...walkersAndSupervisor, ...desk } },
  'export-contact-counts': { dataClass: 'counts', by: counts },
  'hand-over-person': { dataClass: 'identity', by: givesPeople },
  'invite-staff': { dataClass: 'worker', by: administers },
  'keep-word': { dataClass: 'worker', by: { peer: ['organisation'], senior_peer: ['organisation'], supervisor: ['organisation'] } },
  'merge-people': { dataClass: 'identity', by: { ...walkersAndSupervisor, ...desk } },
  'plan-visit': { dataClass: 'peer_note', by: walkersAndSupervisor, because: supervisorWrites },
  'rate-goal': { dataClass: 'goal_plan', by: walkers },
  'reactivate-staff': { dataClass: 'worker', by: administers },
  'record-contact': { dataClass: 'peer_note', by: walkersAndSupervisor, because: supervisorWrites },
  'record-look': { dataClass: 'accounting', by: { ...reads, coordinator: ['supervises', 'programme'], director: ['organisation'] } },
  'register-person': {
    dataClass: 'identity',
    by: { peer: ['programme'], senior_peer: ['programme'], supervisor: ['programme'], ...desk },
  },
  'renew-invitation': { dataClass: 'worker', by: administers },
  'revoke-device': { dataClass: 'worker', by: administers },
  'set-goal': { dataClass: 'goal_plan', by: walkers },
  'strike-contact': {
    dataClass: 'peer_note',
    by: { peer: ['author'], senior_peer: ['author'], supervisor: ['author'] },
    because: 'Only who recorded it takes it back.',
  },
  'unmerge-people': { dataClass: 'identity', by: { ...walkersAndSupervisor, ...desk } },
  'withdraw-invitation': { dataClass: 'worker', by: administers },
};

export const queryMatrix: Readonly<Record<string, QueryRow>> = {
  'count-contacts': { dataClass: 'counts', by: counts, trace: 'list' },
  'find-likely-duplicates': { dataClass: 'identity', by: reads, trace: 'list' },
  'list-assignments': { dataClass: 'identity', by: desk, trace: 'look' },
  'list-contact-weeks-csv': { dataClass: 'counts', by: counts, trace: 'noted' },
  'list-devices': { dataClass: 'worker', by: administers, trace: 'list' },
  'list-likely-duplicates': { dataClass: 'identity', by: desk, trace: 'list' },
  'list-looks': { dataClass: 'accounting', by: reads, trace: 'look' },
  'list-team': { dataClass: 'worker', by: administers, trace: 'list' },
  'search-people': { dataClass: 'identity', by: desk, trace: 'list' },
};

export const feedMatrix: Readonly<Record<string, MatrixRow>> = {
  assignments: { dataClass: 'identity', by: reads },
  contacts: { dataClass: 'peer_note', by: reads },
  enrolments: { dataClass: 'identity', by: reads },
  entries: { dataClass: 'peer_note', by: reads },
  follow_ups: { dataClass: 'peer_note', by: reads },
  goal_ratings: { dataClass: 'goal_plan', by: reads },
  goal_steps: { dataClass: 'goal_plan', by: reads },
  goals: { dataClass: 'goal_plan', by: reads },
  looks: { dataClass: 'accounting', by: reads },
  mirror_keeps: { dataClass: 'worker', by: themself, because: 'Which words someone keeps is theirs alone, whatever they do here now.' },
  organisations: { dataClass: 'organisation', by: everyone },
  people: { dataClass: 'identity', by: reads },
  programmes: { dataClass: 'organisation', by: everyone },
  staff: { dataClass: 'worker', by: everyone, because: 'Names, duties and supervisors of colleagues; addresses stay on the server.' },
  visits: { dataClass: 'peer_note', by: reads },
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
  'POST /api/queries/:name': 'member',
  'GET /api/door/account': 'session',
  'GET /api/door/state': 'anonymous',
  'POST /api/door/invitation/accept': 'anonymous',
  'POST /api/door/invitation/link': 'session',
  'POST /api/door/invitation/look': 'anonymous',
  'POST /api/door/passkey/options': 'anonymous',
  'POST /api/door/passkey/sign-in': 'anonymous',
  'POST /api/door/passkeys/add': 'session',
  'POST /api/door/passkeys/begin': 'session',
  'POST /api/door/passkeys/remove': 'session',
  'POST /api/door/password': 'session',
  'POST /api/door/recovery-codes': 'session',
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
