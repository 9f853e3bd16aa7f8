/** Erases what was confirmed and whose warning time has passed. Once a minute; safe to repeat, and a hold set in time stops it. */
import { sql } from 'kysely';
import type { Actor } from '../../server/actor.ts';
import { asActor, type Database } from '../../server/db.ts';

/** @returns how many records were erased */
export async function mindErasures(database: Database, actor: Pick<Actor, 'orgId' | 'staffId'>): Promise<number> {
  return asActor(database, actor, 'rollup', async (tx) => {
    const { rows } = await sql<{ erased: number }>`select kith.mind_erasures() as erased`.execute(tx);
    return rows[0]?.erased ?? 0;
  });
}
