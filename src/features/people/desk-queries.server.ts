/** SQL of the desk's lists: whole programmes, for those who answer for them (wide reach). Only operators an index may use below a policy. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import type { EnrolmentRow } from './person.ts';

export type FoundPerson = {
  id: string;
  name: string;
  fullName: string | null;
  birthDate: string | null;
  programmeId: string;
  mergedInto: string | null;
  /** Who walks with them now. */
  walkers: string[];
};

/**
 * People one of whose name words begins with each of the words asked for.
 * @param asked.words for each typed word, the keys it may have been stored under
 */
export async function searchPeopleByWords(tx: Tx, orgId: string, asked: { words: string[][]; limit: number }): Promise<FoundPerson[]> {
  const conditions = asked.words.map((keys) => {
    // A prefix as a range of bytes: LIKE is not leakproof, so below a policy it would read every row.
    const ranges = keys.map((key) => sql`(w.word ~>=~ ${key} and w.word ~<~ ${`${key}\u{10ffff}`})`);
    return sql`p.id in (select w.person_id from kith.people_words w where w.org_id = ${orgId} and (${sql.join(ranges, sql` or `)}))`;
  });
  const result = await sql<FoundPerson>`
    select p.id, p.name, p.full_name, p.birth_date, p.programme_id, p.merged_into, ${walkersOf}
    from kith.people p
    where p.org_id = ${orgId} and ${sql.join(conditions, sql` and `)}
    order by p.name, p.id limit ${asked.limit}`.execute(tx);
  return result.rows;
}

const walkersOf = sql`array(
  select distinct a.staff_id from kith.assignments a
  where a.org_id = p.org_id and a.person_id = p.id and a.starts_at <= now() and a.ends_at > now()) as walkers`;

export type DeskAssignment = {
  id: string;
  personId: string;
  name: string;
  staffId: string;
  programmeId: string;
  kind: string;
  startsAt: string;
  endsAt: string;
  version: number;
};

/** Assignments of one person or one colleague, in force now or later. */
export async function listDeskAssignments(
  tx: Tx,
  orgId: string,
  asked: { personId: string | null; staffId: string | null; limit: number },
): Promise<DeskAssignment[]> {
  if (asked.personId === null && asked.staffId === null) return [];
  const which = asked.personId === null ? sql`a.staff_id = ${asked.staffId}` : sql`a.person_id = ${asked.personId}`;
  const result = await sql<DeskAssignment>`
    select a.id, a.person_id, p.name, a.staff_id, a.programme_id, a.kind, a.starts_at, a.ends_at, a.version
    from kith.assignments a join kith.people p on p.org_id = a.org_id and p.id = a.person_id
    where a.org_id = ${orgId} and ${which} and a.ends_at > now()
    order by p.name, a.id limit ${asked.limit}`.execute(tx);
  return result.rows;
}

export type PersonOnDesk = {
  id: string;
  name: string;
  fullName: string | null;
  programmeId: string;
  mergedInto: string | null;
  version: number;
  registeredAt: string;
};

/** The one person a desk page is about: who they are, nothing of what was written. */
export async function findPersonOnDesk(tx: Tx, orgId: string, personId: string): Promise<PersonOnDesk | null> {
  const row = await tx
    .selectFrom('people')
    .select(['id', 'name', 'fullName', 'programmeId', 'mergedInto', 'version', 'registeredAt'])
    .where('orgId', '=', orgId)
    .where('id', '=', personId)
    .executeTakeFirst();
  return row ?? null;
}

/** Somebody's stays in programmes, those that ended, too. */
export async function listDeskEnrolments(tx: Tx, orgId: string, personId: string): Promise<EnrolmentRow[]> {
  return tx
    .selectFrom('enrolments')
    .select(['id', 'personId', 'programmeId', 'enrolledOn', 'leftOn', 'leftReason', 'version'])
    .where('orgId', '=', orgId)
    .where('personId', '=', personId)
    .orderBy('enrolledOn')
    .execute();
}

/** Enrolled people nobody walks with, those waiting longest first. */
export async function listUnassigned(tx: Tx, orgId: string, limit: number): Promise<PersonOnDesk[]> {
  const result = await sql<PersonOnDesk>`
    select p.id, p.name, p.full_name, p.programme_id, p.merged_into, p.version, p.registered_at from kith.people p
    where p.org_id = ${orgId} and p.merged_into is null
      and exists (select from kith.enrolments e where e.org_id = p.org_id and e.person_id = p.id and e.left_on is null)
      and not exists (
        select from kith.assignments a where a.org_id = p.org_id and a.person_id = p.id and a.starts_at <= now() and a.ends_at > now())
    order by p.registered_at, p.id limit ${limit}`.execute(tx);
  return result.rows;
}

export type Load = { staffId: string; people: number; covering: number };

/** How many people each colleague walks with now. */
export async function countLoads(tx: Tx, orgId: string): Promise<Load[]> {
  const result = await sql<Load>`
    select a.staff_id, count(distinct a.person_id) filter (where a.kind = 'peer')::int as people,
      count(distinct a.person_id) filter (where a.kind = 'cover')::int as covering
    from kith.assignments a
    where a.org_id = ${orgId} and a.starts_at <= now() and a.ends_at > now()
    group by a.staff_id order by a.staff_id`.execute(tx);
  return result.rows;
}

export type Registration = {
  id: string;
  name: string;
  fullName: string | null;
  phone: string | null;
  birthDate: string | null;
  programmeId: string;
  registeredAt: string;
  version: number;
};

const registrationOf = (alias: string) => sql`jsonb_build_object(
  'id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)}, 'fullName', ${sql.ref(`${alias}.full_name`)},
  'phone', ${sql.ref(`${alias}.phone`)}, 'birthDate', ${sql.ref(`${alias}.birth_date`)}, 'programmeId', ${sql.ref(`${alias}.programme_id`)},
  'registeredAt', ${sql.ref(`${alias}.registered_at`)}, 'version', ${sql.ref(`${alias}.version`)})`;

/** Pairs worth judging among the newest registrations: a shared word of the name, the same phone, or the same birth date. */
export async function listDuplicatePairs(
  tx: Tx,
  orgId: string,
  asked: { registeredAfter: string; newest: number; limit: number },
): Promise<{ newer: Registration; older: Registration }[]> {
  const result = await sql<{ newer: Registration; older: Registration }>`
    with fresh as (
      select p.id, p.phone, p.birth_date from kith.people p
      where p.org_id = ${orgId} and p.merged_into is null and p.registered_at > ${asked.registeredAfter}::timestamptz
      order by p.registered_at desc limit ${asked.newest}
    ), pairs as (
      select f.id as newer, w2.person_id as older, count(*) as shared
      from fresh f
        join kith.people_words w1 on w1.org_id = ${orgId} and w1.person_id = f.id
        join kith.people_words w2 on w2.org_id = ${orgId} and w2.word = w1.word and w2.person_id <> f.id
      group by f.id, w2.person_id
      union all
      select f.id, p.id, 100 from fresh f join kith.people p on p.org_id = ${orgId} and p.phone = f.phone and p.id <> f.id
      union all
      select f.id, p.id, 1 from fresh f join kith.people p on p.org_id = ${orgId} and p.birth_date = f.birth_date and p.id <> f.id
    ), ranked as (
      select newer, older, sum(shared) as weight from pairs group by newer, older order by weight desc limit ${asked.limit}
    )
    select ${registrationOf('n')} as newer, ${registrationOf('o')} as older
    from ranked r
      join kith.people n on n.org_id = ${orgId} and n.id = r.newer
      join kith.people o on o.org_id = ${orgId} and o.id = r.older and o.merged_into is null
    order by r.weight desc, n.registered_at desc, n.id, o.id`.execute(tx);
  return result.rows;
}
