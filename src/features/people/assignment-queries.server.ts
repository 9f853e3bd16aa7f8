/** All SQL on assignments: who walks with whom. Row security decides which of them the actor may see and change. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { isAsked, rowsOf, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { AssignmentRow } from './person.ts';

const columns = ['id', 'personId', 'staffId', 'programmeId', 'kind', 'startsAt', 'endsAt', 'version'] as const;
type Narrow = { kind: AssignmentRow['kind'] };

export async function listAssignmentRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows: AssignmentRow[] = await tx
    .selectFrom('assignments')
    .select(columns)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('assignments', rows);
}

/** Inserted in one statement: the right to do so is judged by what holds before any of them exists. */
export async function insertAssignments(
  tx: Tx,
  by: { orgId: string; madeBy: string },
  assignments: Omit<AssignmentRow, 'version'>[],
): Promise<void> {
  await tx
    .insertInto('assignments')
    .values(assignments.map((assignment) => ({ ...assignment, ...by })))
    .execute();
}

/**
 * The row as it is now, locked, if it is the actor's to end. Near reach goes by person in the database; here a supervisor is held to the
 * walks of those they supervise, and to what they arranged themself.
 */
export async function findAssignmentForChange(
  tx: Tx,
  orgId: string,
  asked: { id: string; personId: string; wide: boolean },
): Promise<AssignmentRow | undefined> {
  let query = tx
    .selectFrom('assignments')
    .select(columns)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where('id', '=', asked.id)
    .where('personId', '=', asked.personId);
  if (!asked.wide) {
    query = query.where(sql<boolean>`(staff_id = any ((select kith.me_supervised())::uuid[]) or made_by = (select kith.me_staff()))`);
  }
  return query.forUpdate().executeTakeFirst();
}

export async function updateAssignmentEnd(tx: Tx, orgId: string, id: string, endsAt: string): Promise<void> {
  await tx.updateTable('assignments').set({ endsAt, version: sql`version + 1` }).where('orgId', '=', orgId).where('id', '=', id).execute();
}

export type WalkerFacts = { walksWithPeople: boolean; supervised: boolean };

/** A colleague: active and in a role that walks with people; and whether the actor supervises them. Undefined: not of this organisation. */
export async function findWalker(tx: Tx, orgId: string, staffId: string): Promise<WalkerFacts | undefined> {
  const result = await sql<WalkerFacts>`
    select s.active and exists (
        select from kith.staff_roles r where r.org_id = s.org_id and r.staff_id = s.id and r.role in ('peer', 'senior_peer', 'supervisor')
      ) as walks_with_people,
      s.id = any ((select kith.me_supervised())::uuid[]) as supervised
    from kith.staff s where s.org_id = ${orgId} and s.id = ${staffId}`.execute(tx);
  return result.rows[0];
}

/** Whether this person is the actor's to give: by supervision (near), or because the programme is theirs to coordinate (wide). */
export async function findAssignable(
  tx: Tx,
  orgId: string,
  asked: { personId: string; programmeId: string; wide: boolean },
): Promise<boolean> {
  const result = await (asked.wide
    ? sql<{ found: boolean }>`
        select exists (select from kith.people p where p.org_id = ${orgId} and p.id = ${asked.personId})
          and ${asked.programmeId}::uuid = any ((select kith.me_programmes())::uuid[]) as found`
    : sql<{ found: boolean }>`select ${asked.personId}::uuid = any ((select kith.me_assignable())::uuid[]) as found`
  ).execute(tx);
  return result.rows[0]?.found ?? false;
}

/** Whether they walk with the person at that moment already. */
export async function findWalksAt(tx: Tx, orgId: string, who: { personId: string; staffId: string; at: string }): Promise<boolean> {
  const found = await tx
    .selectFrom('assignments')
    .select('id')
    .where('orgId', '=', orgId)
    .where('personId', '=', who.personId)
    .where('staffId', '=', who.staffId)
    .where('kind', '=', 'peer')
    .where('startsAt', '<=', who.at)
    .where('endsAt', '>', who.at)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** How many of these people walk with the colleague now, and are the actor's to have covered. */
export async function countCoverable(
  tx: Tx,
  orgId: string,
  asked: { personIds: string[]; awayStaffId: string; wide: boolean },
): Promise<number> {
  const result = await sql<{ n: number }>`
    select count(distinct a.person_id)::int as n from kith.assignments a
    where a.org_id = ${orgId} and a.person_id = any(${asked.personIds}::uuid[]) and a.staff_id = ${asked.awayStaffId}
      and a.starts_at <= now() and a.ends_at > now()
      and (${asked.wide}::boolean or a.staff_id = any ((select kith.me_supervised())::uuid[]))`.execute(tx);
  return result.rows[0]?.n ?? 0;
}
