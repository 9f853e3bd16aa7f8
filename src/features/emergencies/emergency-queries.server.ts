/** All SQL on emergencies. The database sets the name, bounds the clock, and lets each part be written once (`migrations/0023_emergencies.sql`). */
import { sql } from 'kysely';
import type { EmergencyRules } from '../../packs/pack-schema.ts';
import type { Actor } from '../../server/actor.ts';
import type { Tx } from '../../server/db.ts';
import { isAsked, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import { findPacks } from '../consents/consent-packs.server.ts';
import type { EmergencyRow, EmergencyToReview } from './emergency.ts';
import type { Facts } from './emergency-rules.ts';

/** A phone holds what its owner opened in the last quarter. */
const daysOnDevice = 90;

const forPerson = [
  ...([
    'id',
    'personId',
    'personName',
    'staffId',
    'opens',
    'openedAt',
    'endsAt',
    'offline',
    'medicalOnly',
    'riskTest',
    'completeBy',
  ] as const),
  ...(['told', 'nature', 'recipientName', 'recipientFacility', 'toldAt', 'completedAt', 'outcome', 'reviewedBy', 'reviewedAt'] as const),
  ...(['personReadAt', 'version'] as const),
] as const;
const columns = [...forPerson, 'risk', 'reviewWords'] as const;
type Narrow = Pick<EmergencyRow, 'told' | 'outcome'>;

/** Whether there is anybody of this id in the organisation whom the actor could open. */
export async function isPersonHere(tx: Tx, personId: string): Promise<boolean> {
  const { rows } = await sql<{ here: boolean }>`select kith.emergency_person(${personId}::uuid) as here`.execute(tx);
  return rows[0]?.here === true;
}

/** What holds in an emergency by the organisation's packs, and where its days begin. */
export async function findLaw(tx: Tx, orgId: string): Promise<{ law: EmergencyRules; timeZone: string }> {
  const { timeZone } = await tx.selectFrom('organisations').select('timeZone').where('orgId', '=', orgId).executeTakeFirstOrThrow();
  return { law: (await findPacks(tx, orgId)).emergencies, timeZone };
}

type NewEmergency = Pick<EmergencyRow, 'id' | 'personId' | 'offline' | 'opens'> &
  Required<Pick<EmergencyRow, 'openedAt' | 'medicalOnly' | 'riskTest' | 'endsAt' | 'completeBy'>> & { reviewBy: string } & Partial<
    Facts & Pick<EmergencyRow, 'completedAt'>
  >;

export async function insertEmergency(tx: Tx, by: Pick<Actor, 'orgId' | 'staffId'>, emergency: NewEmergency): Promise<void> {
  await tx
    .insertInto('emergencies')
    // The name is the database's: whoever opens does not see the person yet.
    .values({ ...emergency, orgId: by.orgId, staffId: by.staffId, personName: '' })
    .execute();
}

type ToChange = { personId: string; staffId: string; completedAt: string | null; outcome: string | null } & Pick<
  EmergencyRules,
  'medicalOnly' | 'riskTest'
>;

export async function findEmergencyForChange(tx: Tx, orgId: string, id: string): Promise<ToChange | undefined> {
  return tx
    .selectFrom('emergencies')
    .select(['personId', 'staffId', 'completedAt', 'outcome', 'medicalOnly', 'riskTest'])
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** In the person's own view. */
export async function findOwnEmergency(tx: Tx, orgId: string, id: string): Promise<{ personId: string } | undefined> {
  return tx.selectFrom('emergencies').select('personId').where('orgId', '=', orgId).where('id', '=', id).executeTakeFirst();
}

async function update(tx: Tx, orgId: string, id: string, set: Record<string, unknown>): Promise<void> {
  await tx
    .updateTable('emergencies')
    .set({ ...set, version: sql<number>`version + 1` })
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .execute();
}

export async function updateFacts(tx: Tx, orgId: string, id: string, facts: Facts & { completedAt: string }): Promise<void> {
  await update(tx, orgId, id, facts);
}

type Review = Pick<EmergencyRow, 'outcome' | 'reviewWords' | 'reviewedBy' | 'reviewedAt'>;

export async function updateReview(tx: Tx, orgId: string, id: string, review: Review): Promise<void> {
  await update(tx, orgId, id, review);
}

export async function updateRead(tx: Tx, orgId: string, id: string, readAt: string): Promise<void> {
  await update(tx, orgId, id, { personReadAt: sql`coalesce(person_read_at, ${readAt}::timestamptz)` });
}

/** What this member of staff opened or told; row security also shows what they review, which is the desk's. */
export async function listMyEmergencyRows(tx: Tx, orgId: string, ids: readonly string[] | 'all'): Promise<FeedRow[]> {
  let query = tx
    .selectFrom('emergencies')
    .select(columns)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where('staffId', '=', sql<string>`(select kith.me_staff())`);
  query =
    ids === 'all'
      ? query.where('openedAt', '>', sql<string>`now() - ${daysOnDevice} * interval '1 day'`)
      : query.where('id', '=', sql<string>`any(${[...ids]}::uuid[])`);
  const rows: EmergencyRow[] = await query.execute();
  return rows.map((row) => ({ table: 'emergencies', id: row.id, scopeId: orgId, row }));
}

/** What the person's own view shows: all of theirs, without what colleagues weighed and said to each other. */
export async function listOwnEmergencyRows(tx: Tx, orgId: string, which: Which | 'all'): Promise<FeedRow[]> {
  const query = tx.selectFrom('emergencies').select(forPerson).$narrowType<Narrow>().where('orgId', '=', orgId);
  const rows = await (which === 'all' ? query : query.where(isAsked(which))).execute();
  return rows.map((row) => {
    const shown: EmergencyRow = { ...row, risk: null, reviewWords: null };
    return { table: 'emergencies', id: row.id, scopeId: orgId, row: shown };
  });
}

/** What waits for the actor's judgement, the most pressing first, then what was judged lately. Never their own. */
export async function listEmergenciesToReview(tx: Tx, orgId: string, limit: number): Promise<EmergencyToReview[]> {
  return tx
    .selectFrom('emergencies')
    .select([...columns, 'reviewBy'])
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where('staffId', '<>', sql<string>`(select kith.me_staff())`)
    .where('openedAt', '>', sql<string>`case when outcome is null then '-infinity' else now() - interval '30 days' end`)
    .orderBy(sql`outcome is not null`)
    .orderBy('reviewBy')
    .limit(limit)
    .execute();
}

export type FoundInEmergency = { id: string; name: string; fullName: string | null; birthDate: string | null; ageBand: string | null };

/** @param typed for each typed word, the keys it may have been stored under, joined by a space */
export async function findPeopleInEmergency(tx: Tx, typed: readonly string[]): Promise<FoundInEmergency[]> {
  const { rows } = await sql<FoundInEmergency>`
    select id, name, full_name, birth_date, age_band from kith.find_in_emergency(${[...typed]}::text[])`.execute(tx);
  return rows;
}
