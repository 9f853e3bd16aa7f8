/** All SQL on legal holds and erasures. Erasing itself is `kith.erase_now` (migrations/0022_retention_and_erasure.sql). */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { findPacks } from '../consents/consent-packs.server.ts';
import type { DuePerson, ErasureRule, Hold, PlannedErasure } from './retention.ts';
import { yearsLater } from './retention-rules.ts';

/** A hold and an erasure of one person take turns: of two at one moment the later one sees the other. */
export async function holdRetention(tx: Tx, orgId: string, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${orgId}${personId} retention`}, 0))`.execute(tx);
}

type Found = Omit<DuePerson, 'dueOn' | 'asked'> & { requestId: string | null; askedAt: string | null };

/**
 * People with what is known of keeping their record. Records found to be of one person are one line.
 * @param which `due`: whose last day is before `lastBefore` and who are in no programme, who asked for deletion, of whom a hold or a planned erasure
 * stands · else one person, whatever stands
 */
async function findPeople(tx: Tx, orgId: string, which: { personId: string } | { lastBefore: string; limit: number }): Promise<Found[]> {
  const one = 'personId' in which;
  const result = await sql<Found>`
    with mine as (
      select p.id, coalesce(p.merged_into, p.id) as root, p.registered_at::date as day from kith.people p
      where p.org_id = ${orgId} ${one ? sql`and ${which.personId} in (p.id, p.merged_into)` : sql``}
    ), lasts as (
      select m.root, max(greatest(m.day, c.day, e.day)) as last_day, coalesce(bool_or(e.here), false) as is_here
      from mine m
      left join lateral (select max(c.day) as day from kith.contacts c where c.org_id = ${orgId} and c.person_id = m.id) c on true
      left join lateral (
        select max(coalesce(e.left_on, e.enrolled_on)) as day, bool_or(e.left_on is null) as here
        from kith.enrolments e where e.org_id = ${orgId} and e.person_id = m.id) e on true
      group by m.root
    )
    select p.id, p.name, l.last_day, l.is_here, r.request_id, r.asked_at, h.holds, x.erasure
    from lasts l join kith.people p on p.org_id = ${orgId} and p.id = l.root
    left join kith.asked_to_be_erased() r on r.person_id = p.id
    left join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'reason', h.reason, 'setBy', h.set_by, 'setAt', to_char(h.set_at at time zone 'UTC',
          'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by h.set_at), '[]') as holds
      from kith.legal_holds h where h.org_id = ${orgId} and h.person_id = p.id and h.lifted_at is null) h on true
    left join lateral (
      select jsonb_build_object('id', x.id, 'confirmedBy', x.confirmed_by,
        'confirmedAt', to_char(x.confirmed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'eraseAfter', to_char(x.erase_after at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as erasure
      from kith.erasures x where x.org_id = ${orgId} and x.person_id = p.id and x.stopped_at is null and x.erased_at is null limit 1) x on true
    ${
      one
        ? sql`where p.id = ${which.personId}`
        : sql`where true in ((l.last_day < ${which.lastBefore}::date and not l.is_here), r.request_id is not null, h.holds <> '[]', x.erasure is not null)`
    }
    order by x.erasure is null, r.request_id is null, l.last_day, p.id ${one ? sql`limit 1` : sql`limit ${which.limit}`}`.execute(tx);
  return result.rows;
}

const asDue = ({ requestId, askedAt, ...found }: Found, keepYears: number): DuePerson => ({
  ...found,
  dueOn: found.isHere ? null : yearsLater(found.lastDay, keepYears),
  asked: requestId === null || askedAt === null ? null : { requestId, at: askedAt },
});

/** Undefined where there is none, or the actor does not direct them. A record that was found to be somebody else's is directed as theirs. */
export async function findDuePerson(tx: Tx, orgId: string, personId: string): Promise<DuePerson | undefined> {
  const [found] = await findPeople(tx, orgId, { personId });
  return found && asDue(found, (await findPacks(tx, orgId)).retention.record.keepYears);
}

/** What waits for a director: planned erasures first, then who asked, then who left longest ago. @param today a day where the programme is */
export async function listDuePeople(tx: Tx, orgId: string, asked: { today: string; limit: number }): Promise<DuePerson[]> {
  const { keepYears } = (await findPacks(tx, orgId)).retention.record;

  const people = await findPeople(tx, orgId, { lastBefore: yearsLater(asked.today, -keepYears), limit: asked.limit });
  return people.map((person) => asDue(person, keepYears));
}

export async function insertHold(tx: Tx, orgId: string, hold: Hold & { personId: string }): Promise<void> {
  await tx
    .insertInto('legalHolds')
    .values({ ...hold, orgId })
    .execute();
}

/** @returns false when it was lifted already */
export async function endHold(
  tx: Tx,
  orgId: string,
  end: { id: string; personId: string; liftedBy: string; liftedAt: string; why: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('legalHolds')
    .set({ liftedBy: end.liftedBy, liftedAt: end.liftedAt, liftedWhy: end.why })
    .where('orgId', '=', orgId)
    .where('id', '=', end.id)
    .where('personId', '=', end.personId)
    .where('liftedAt', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function insertErasure(
  tx: Tx,
  orgId: string,
  erasure: PlannedErasure & { personId: string; rule: ErasureRule; packVersion: string; requestId: string | null },
): Promise<void> {
  await tx
    .insertInto('erasures')
    .values({ ...erasure, orgId })
    .execute();
}

/** @returns false when it was stopped or done already */
export async function endErasure(
  tx: Tx,
  orgId: string,
  end: { id: string; personId: string; stoppedBy: string; stoppedAt: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('erasures')
    .set({ stoppedBy: end.stoppedBy, stoppedAt: end.stoppedAt })
    .where('orgId', '=', orgId)
    .where('id', '=', end.id)
    .where('personId', '=', end.personId)
    .where('stoppedAt', 'is', null)
    .where('erasedAt', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
