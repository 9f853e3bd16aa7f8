/** All SQL on contacts, the goals they touched, and entries. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { isAsked, rowsOf, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { ContactRow, EntryRow } from './contact.ts';
import type { RecordContactArgs } from './record-contact.ts';

type Inserted = { orgId: string; staffId: string; recordedAt: string; packVersion: string };

/**
 * Shells of an occasion, one for each person. Row security judges each: one for somebody out of reach breaks the statement (42501), so an
 * occasion is kept with all of them or with none. Nothing is asked beforehand, because this is the commonest statement of all.
 */
export async function insertContacts(tx: Tx, args: RecordContactArgs, by: Inserted): Promise<void> {
  await sql`
    insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words,
      late, pack_version, recorded_at)
    select ${by.orgId}, c.id, ${args.occasionId}, c.person_id, c.programme_id, ${by.staffId}, ${args.startedAt}::timestamptz, ${args.minutes},
      ${args.day}::date, ${args.place}, ${args.mode}, ${args.did}::text[], ${args.words}, ${args.late}, ${by.packVersion}, ${by.recordedAt}::timestamptz
    from unnest(${args.with.map((one) => one.contactId)}::uuid[], ${args.with.map((one) => one.personId)}::uuid[],
      ${args.with.map((one) => one.programmeId)}::uuid[]) as c (id, person_id, programme_id)`.execute(tx);
}

/** Which goals the contacts touched; a goal must be its person's. */
export async function insertTouchedGoals(tx: Tx, args: RecordContactArgs, orgId: string): Promise<void> {
  const goals = args.with.flatMap((one) =>
    one.goalIds.map((goalId) => ({ orgId, contactId: one.contactId, personId: one.personId, goalId })),
  );
  if (goals.length > 0) await tx.insertInto('contactGoals').values(goals).execute();
}

/** `shown` is left out by the person's own hand: nobody has to show them what they wrote. */
export type NewEntry = Omit<EntryRow, 'writtenAt' | 'shown'> & Partial<Pick<EntryRow, 'shown'>>;

export async function insertEntries(tx: Tx, orgId: string, entries: NewEntry[], writtenAt: string): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insertInto('entries')
    .values(entries.map((entry) => ({ ...entry, orgId, writtenAt })))
    .execute();
}

const contactColumns = sql`
  c.id, c.occasion_id, c.person_id, c.programme_id, c.author_id, c.started_at, c.minutes, c.day, c.place, c.mode, c.did, c.words, c.late,
  c.pack_version, c.recorded_at, c.cosigned_by, c.cosigned_at, c.struck_by, c.struck_at, c.struck_why,
  c.made_while_allowed,
  array(select g.goal_id from kith.contact_goals g where g.org_id = c.org_id and g.contact_id = c.id order by g.goal_id) as goal_ids`;

export async function listContactRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const result = await sql<ContactRow>`
    select ${contactColumns} from kith.contacts c where c.org_id = ${orgId} and ${isAsked(which)}`.execute(tx);
  return rowsOf('contacts', result.rows);
}

export async function listEntryRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows: EntryRow[] = await tx
    .selectFrom('entries')
    .select(['id', 'contactId', 'personId', 'authorId', 'kind', 'followsId', 'words', 'felt', 'language', 'writtenAt', 'madeWhileAllowed'])
    .select(sql<EntryRow['voice']>`voice`.as('voice'))
    .select(sql<EntryRow['audience']>`audience`.as('audience'))
    .select(sql<EntryRow['shown']>`shown`.as('shown'))
    .$narrowType<{ kind: EntryRow['kind'] }>()
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('entries', rows);
}

export type ContactFacts = { personId: string; authorId: string; struck: boolean; cosigned: boolean; supervisesAuthor: boolean };

/** What policy needs to know of one contact; undefined when it is absent or hidden. */
export async function findContactFacts(tx: Tx, orgId: string, contactId: string): Promise<ContactFacts | undefined> {
  const result = await sql<ContactFacts>`
    select c.person_id, c.author_id, c.struck_at is not null as struck, c.cosigned_at is not null as cosigned,
      c.author_id = any ((select kith.me_supervised())::uuid[]) as supervises_author
    from kith.contacts c where c.org_id = ${orgId} and c.id = ${contactId}`.execute(tx);
  return result.rows[0];
}

export async function cosignContacts(tx: Tx, orgId: string, contactId: string, by: { staffId: string; at: string }): Promise<void> {
  await tx
    .updateTable('contacts')
    .set({ cosignedBy: by.staffId, cosignedAt: by.at })
    .where('orgId', '=', orgId)
    .where('id', '=', contactId)
    .execute();
}

export async function strikeContact(
  tx: Tx,
  orgId: string,
  contactId: string,
  by: { staffId: string; at: string; why: string },
): Promise<void> {
  await tx
    .updateTable('contacts')
    .set({ struckBy: by.staffId, struckAt: by.at, struckWhy: by.why })
    .where('orgId', '=', orgId)
    .where('id', '=', contactId)
    .execute();
}
