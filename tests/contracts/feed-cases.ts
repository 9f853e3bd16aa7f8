/** For every feed: how a row of its table comes to be, and what of it may change afterwards. */
import { newId } from '../../src/shared/id.ts';
import type { Stage } from './contract-world.ts';

export type FeedCase = {
  /** Makes a row within the actor's reach and gives its id. Absent: there is one row for each organisation, and it is always there. */
  make?: (stage: Stage) => Promise<string>;
  /** A change that a device must come to see, as `set` of an UPDATE, and what it then reads. Absent: rows are only ever added. */
  change?: { set: string; field: string; reads: unknown };
};

const words = { set: `words = 'Changed'`, field: 'words', reads: 'Changed' };

export const feedCases: Record<string, FeedCase> = {
  assignments: {
    make: ({ given }) => given.assignment(),
    change: { set: `ends_at = '2099-01-01'`, field: 'endsAt', reads: '2099-01-01T00:00:00.000Z' },
  },
  consents: { make: ({ given }) => given.consent(), change: { set: `ended_words = 'Changed'`, field: 'endedWords', reads: 'Changed' } },
  contacts: { make: ({ given }) => given.contact(), change: { set: `struck_why = 'Changed'`, field: 'struckWhy', reads: 'Changed' } },
  disclosures: { make: ({ given }) => given.disclosure() },
  emergencies: {
    make: ({ given, by }) => given.emergency(by.staffId),
    change: { set: `complete_by = '2026-11-20T00:00:00Z'`, field: 'completeBy', reads: '2026-11-20T00:00:00.000Z' },
  },
  enrolments: { make: ({ given }) => given.enrolment(), change: { set: `left_reason = 'Changed'`, field: 'leftReason', reads: 'Changed' } },
  entries: { make: ({ given }) => given.entry() },
  follow_ups: { make: ({ given }) => given.follow_up(), change: words },
  goal_ratings: { make: ({ given }) => given.rating() },
  goal_steps: { make: ({ given }) => given.step(), change: words },
  goals: { make: ({ given }) => given.goal(), change: words },
  locks: {
    make: ({ given }) => given.lock(),
    change: { set: `lifted_at = '2026-11-27T09:00:00Z'`, field: 'liftedAt', reads: '2026-11-27T09:00:00.000Z' },
  },
  looks: { make: ({ given }) => given.look() },
  mirror_keeps: {
    make: async ({ by, sql }) => {
      const id = newId();
      await sql(`insert into kith.mirror_keeps (org_id, id, staff_id, term, kept_at)
        values ('${by.orgId}', '${id}', '${by.staffId}', 'addict', now())`);
      return id;
    },
  },
  organisations: { change: { set: `people_word = 'member'`, field: 'peopleWord', reads: 'member' } },
  people: { make: async ({ anotherPerson }) => anotherPerson(), change: { set: `pronouns = 'they'`, field: 'pronouns', reads: 'they' } },
  programmes: {
    make: async ({ by, sql }) => {
      const id = newId();
      await sql(`insert into kith.programmes (org_id, id, name) values ('${by.orgId}', '${id}', 'Noon walk')`);
      return id;
    },
    change: { set: `name = 'Changed'`, field: 'name', reads: 'Changed' },
  },
  staff: {
    make: async ({ aColleague }) => (await aColleague(['peer'])).staffId,
    change: { set: `title = 'Changed'`, field: 'title', reads: 'Changed' },
  },
  requests: { make: ({ given }) => given.request(), change: { set: `reminder = 'due'`, field: 'reminder', reads: 'due' } },
  representatives: {
    make: ({ given }) => given.representative(),
    change: { set: `joined_at = '2026-03-02'`, field: 'joinedAt', reads: '2026-03-02T00:00:00.000Z' },
  },
  views: {
    make: ({ given }) => given.view(),
    change: { set: `joined_at = '2026-03-02'`, field: 'joinedAt', reads: '2026-03-02T00:00:00.000Z' },
  },
  visits: { make: ({ given }) => given.visit(), change: { set: `note = 'Changed'`, field: 'note', reads: 'Changed' } },
};
