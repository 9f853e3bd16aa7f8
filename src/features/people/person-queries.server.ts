/** All SQL on people, the words of their names, and enrolments. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { isAsked, rowsOf, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { EmergencyPerson, EnrolmentRow, PersonRow, SafeContact } from './person.ts';
import type { PersonFields } from './person-fields.ts';
import type { RegisterPersonArgs } from './register-person.ts';

const personColumns = [
  'id',
  'programmeId',
  'name',
  'fullName',
  'pronouns',
  'languages',
  'phone',
  'email',
  'safeContact',
  'birthDate',
  'ageBand',
  'matters',
  'strengths',
  'culture',
  'emergency',
  'mergedInto',
  'registeredBy',
  'registeredAt',
  'version',
] as const;
type NarrowPerson = { safeContact: SafeContact; emergency: EmergencyPerson };
const enrolmentColumns = ['id', 'personId', 'programmeId', 'enrolledOn', 'leftOn', 'leftReason', 'version'] as const;

const anyOf = (ids: string[]) => sql<string>`any(${ids}::uuid[])`;

export async function listPersonRows(tx: Tx, orgId: string, ids: string[]): Promise<FeedRow[]> {
  const rows: PersonRow[] = await tx
    .selectFrom('people')
    .select(personColumns)
    .$narrowType<NarrowPerson>()
    .where('orgId', '=', orgId)
    .where('id', '=', anyOf(ids))
    .execute();
  return rows.map((row) => ({ table: 'people', id: row.id, scopeId: row.id, row }));
}

/** As a representative gets it: who it is, and what matters where that was given to them. Everything else of the row stays empty. */
export async function listRepresentedRows(tx: Tx, orgId: string, ids: string[]): Promise<FeedRow[]> {
  const found = await tx
    .selectFrom('people')
    .select(['id', 'programmeId', 'name', 'registeredBy', 'registeredAt', 'version'])
    .select(sql<string | null>`(select kith.me_represented_matters())`.as('matters'))
    .where('orgId', '=', orgId)
    .where('id', '=', anyOf(ids))
    .execute();
  return found.map((who) => {
    const row: PersonRow = {
      ...{ fullName: null, pronouns: null, languages: [], phone: null, email: null, safeContact: {}, birthDate: null, ageBand: null },
      ...{ strengths: null, culture: null, emergency: {}, mergedInto: null, ...who },
    };
    return { table: 'people', id: row.id, scopeId: row.id, row };
  });
}

export async function listEnrolmentRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows: EnrolmentRow[] = await tx
    .selectFrom('enrolments')
    .select(enrolmentColumns)
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('enrolments', rows);
}

/** The row as it is now, locked until the transaction ends, so that two edits of one version cannot both succeed. */
export async function findPersonForChange(tx: Tx, orgId: string, id: string): Promise<PersonRow | undefined> {
  return tx
    .selectFrom('people')
    .select(personColumns)
    .$narrowType<NarrowPerson>()
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

const registrationColumns = [
  'id',
  'programmeId',
  'name',
  'fullName',
  'phone',
  'birthDate',
  'mergedInto',
  'registeredAt',
  'version',
] as const;
export type RegistrationRow = Pick<PersonRow, (typeof registrationColumns)[number]>;

/** As much of a person as the desk may know, locked: a coordinator keeps registrations together without reading what people say of themselves. */
export async function findRegistrationForChange(tx: Tx, orgId: string, id: string): Promise<RegistrationRow | undefined> {
  return tx.selectFrom('people').select(registrationColumns).where('orgId', '=', orgId).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Whether the person has said themself what matters to them, through their own view. */
export async function isMattersByPerson(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const found = await tx.selectFrom('people').select('mattersByPerson').where('orgId', '=', orgId).where('id', '=', id).executeTakeFirst();
  return found?.mattersByPerson ?? false;
}

/** Whether the actor walks with the person today, or with the one they are kept together with. */
export async function findWalksWith(
  tx: Tx,
  orgId: string,
  person: Pick<PersonRow, 'id' | 'mergedInto'>,
  staffId: string,
): Promise<boolean> {
  const found = await tx
    .selectFrom('assignments')
    .select('id')
    .where('orgId', '=', orgId)
    .where('personId', '=', anyOf(person.mergedInto === null ? [person.id] : [person.id, person.mergedInto]))
    .where('staffId', '=', staffId)
    .where('startsAt', '<=', sql<string>`now()`)
    .where('endsAt', '>', sql<string>`now()`)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Whether the actor works in this programme. */
export async function findInProgramme(tx: Tx, orgId: string, programmeId: string): Promise<boolean> {
  const result = await sql<{ found: boolean }>`
    select exists (
      select from kith.programmes p
      where p.org_id = ${orgId} and p.id = ${programmeId} and p.id = any ((select kith.me_programmes())::uuid[])) as found`.execute(tx);
  return result.rows[0]?.found ?? false;
}

type RegisteredBy = { orgId: string; staffId: string; recordedAt: string };

export async function insertPerson(tx: Tx, args: RegisterPersonArgs, by: RegisteredBy): Promise<void> {
  await tx
    .insertInto('people')
    .values({
      orgId: by.orgId,
      id: args.personId,
      programmeId: args.programmeId,
      ...args.person,
      safeContact: jsonb(args.person.safeContact),
      emergency: jsonb(args.person.emergency),
      registeredBy: by.staffId,
      registeredAt: by.recordedAt,
    })
    .execute();
}

const jsonb = (value: object) => sql<string>`${JSON.stringify(value)}::jsonb`;

export async function insertWords(tx: Tx, orgId: string, personId: string, keys: Iterable<string>): Promise<void> {
  const words = [...new Set(keys)];
  if (words.length === 0) return;
  await tx
    .insertInto('peopleWords')
    .values(words.map((word) => ({ orgId, personId, word })))
    .execute();
}

export async function deleteWords(tx: Tx, orgId: string, personId: string): Promise<void> {
  await tx.deleteFrom('peopleWords').where('orgId', '=', orgId).where('personId', '=', personId).execute();
}

export async function insertEnrolment(
  tx: Tx,
  orgId: string,
  enrolment: Pick<EnrolmentRow, 'id' | 'personId' | 'programmeId' | 'enrolledOn'>,
): Promise<void> {
  await tx
    .insertInto('enrolments')
    .values({ ...enrolment, orgId })
    .execute();
}

export async function updatePerson(tx: Tx, orgId: string, id: string, set: Partial<PersonFields>): Promise<void> {
  const { safeContact, emergency, ...plain } = set;
  await tx
    .updateTable('people')
    .set({
      ...plain,
      ...(safeContact === undefined ? {} : { safeContact: jsonb(safeContact) }),
      ...(emergency === undefined ? {} : { emergency: jsonb(emergency) }),
      version: sql`version + 1`,
      updatedAt: sql`now()`,
    })
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .execute();
}

export async function updateMergedInto(tx: Tx, orgId: string, id: string, mergedInto: string | null): Promise<void> {
  await tx
    .updateTable('people')
    .set({ mergedInto, version: sql`version + 1`, updatedAt: sql`now()` })
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .execute();
}

/** Whether others are kept together with this person. */
export async function findHasMerged(tx: Tx, orgId: string, id: string): Promise<boolean> {
  const found = await tx
    .selectFrom('people')
    .select('id')
    .where('orgId', '=', orgId)
    .where('mergedInto', '=', id)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

export async function listEnrolmentsOf(tx: Tx, orgId: string, personId: string): Promise<Pick<EnrolmentRow, 'programmeId' | 'leftOn'>[]> {
  return tx
    .selectFrom('enrolments')
    .select(['programmeId', 'leftOn'])
    .where('orgId', '=', orgId)
    .where('personId', '=', personId)
    .execute();
}

export async function findEnrolmentForChange(tx: Tx, orgId: string, id: string): Promise<EnrolmentRow | undefined> {
  return tx
    .selectFrom('enrolments')
    .select(enrolmentColumns)
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateEnrolment(tx: Tx, orgId: string, id: string, set: Pick<EnrolmentRow, 'leftOn' | 'leftReason'>): Promise<void> {
  await tx
    .updateTable('enrolments')
    .set({ ...set, version: sql`version + 1` })
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .execute();
}

/** People the actor may see who share a word of the name, the phone or the birth date; the rules then judge how alike they are. */
export async function listDuplicateCandidates(
  tx: Tx,
  orgId: string,
  like: { keys: string[]; phone: string | null; birthDate: string | null },
): Promise<PersonRow[]> {
  const result = await sql<{ id: string }>`
    select w.person_id as id from kith.people_words w where w.org_id = ${orgId} and w.word = any(${like.keys}::text[])
    union
    select p.id from kith.people p where p.org_id = ${orgId} and p.phone = ${like.phone}
    union
    select p.id from kith.people p where p.org_id = ${orgId} and p.birth_date = ${like.birthDate}::date
    limit 500`.execute(tx);
  const ids = result.rows.map((row) => row.id);
  if (ids.length === 0) return [];
  return tx
    .selectFrom('people')
    .select(personColumns)
    .$narrowType<NarrowPerson>()
    .where('orgId', '=', orgId)
    .where('id', '=', anyOf(ids))
    .execute();
}
