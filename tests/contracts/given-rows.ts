/** Rows about one person, as if recorded some time ago by who walks with them. Each call makes a new one and gives its id. */
import { newId } from '../../src/shared/id.ts';

/** What an argument may refer to. */
export type Kind =
  | 'person'
  | 'programme'
  | 'staff'
  | 'goal'
  | 'step'
  | 'rating'
  | 'contact'
  | 'entry'
  | 'follow_up'
  | 'visit'
  | 'enrolment'
  | 'assignment'
  | 'look'
  | 'invitation';

export type Given = Record<Exclude<Kind, 'person' | 'programme' | 'staff' | 'invitation' | 'assignment'>, () => Promise<string>> & {
  assignment: (staffId?: string) => Promise<string>;
  entryOn: (contactId: string) => Promise<string>;
};

export function giveRows(
  sql: (statement: string) => Promise<void>,
  about: { orgId: string; programmeId: string; person: string; walker: string },
): Given {
  const { orgId: org, programmeId: programme, person, walker } = about;
  const made = async (write: (id: string) => string) => {
    const id = newId();
    await sql(write(id));
    return id;
  };
  const goal = (id: string) =>
    `insert into kith.goals (org_id, id, person_id, words, created_by, created_at) values ('${org}', '${id}', '${person}', 'Walk to the sea', '${walker}', now());`;
  const contact = (id: string) =>
    `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words,
       pack_version, recorded_at)
     values ('${org}', '${id}', '${newId()}', '${person}', '${programme}', '${walker}', now() - interval '2 days', 40, current_date - 2, 'park',
       'in_person', '{listened}', 'none', 'core@2026.1', now() - interval '2 days');`;
  const entry = (id: string, contactId: string) =>
    `insert into kith.entries (org_id, id, contact_id, person_id, author_id, voice, audience, words, language, written_at)
     values ('${org}', '${id}', '${contactId}', '${person}', '${walker}', 'peer', 'team', 'We walked', 'en', now())`;
  return {
    goal: () => made(goal),
    step: () =>
      made((id) => {
        const goalId = newId();
        return `${goal(goalId)} insert into kith.goal_steps (org_id, id, goal_id, person_id, words, created_at)
          values ('${org}', '${id}', '${goalId}', '${person}', 'Buy shoes', now())`;
      }),
    rating: () =>
      made((id) => {
        const goalId = newId();
        return `${goal(goalId)} insert into kith.goal_ratings (org_id, id, goal_id, person_id, closeness, rated_at, recorded_by)
          values ('${org}', '${id}', '${goalId}', '${person}', 4, now(), '${walker}')`;
      }),
    contact: () => made(contact),
    entry: () =>
      made((id) => {
        const contactId = newId();
        return `${contact(contactId)} ${entry(id, contactId)}`;
      }),
    entryOn: (contactId) => made((id) => entry(id, contactId)),
    follow_up: () =>
      made(
        (id) => `insert into kith.follow_ups (org_id, id, person_id, owner_id, words, created_at)
          values ('${org}', '${id}', '${person}', '${walker}', 'Call about the bus', now())`,
      ),
    visit: () =>
      made(
        (id) => `insert into kith.visits (org_id, id, person_id, staff_id, starts_at, place, mode)
          values ('${org}', '${id}', '${person}', '${walker}', now() + interval '2 days', 'park', 'in_person')`,
      ),
    look: () =>
      made(
        (id) => `insert into kith.looks (org_id, id, person_id, staff_id, what, looked_at, offline)
          values ('${org}', '${id}', '${person}', '${walker}', 'record', now(), false)`,
      ),
    enrolment: () =>
      made(
        (id) => `insert into kith.enrolments (org_id, id, person_id, programme_id, enrolled_on)
          values ('${org}', '${id}', '${person}', '${programme}', '2026-03-02')`,
      ),
    assignment: (staffId = walker) =>
      made(
        (id) => `insert into kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, made_by)
          values ('${org}', '${id}', '${person}', '${staffId}', '${programme}', 'peer', now() - interval '1 day', '${walker}')`,
      ),
  };
}
