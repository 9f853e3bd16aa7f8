/** Moves reminders of open requests on by the clock. Once a minute; safe to repeat, each stage is said once. */
import { sql } from 'kysely';
import type { Actor } from '../../server/actor.ts';
import { asActor, type Database } from '../../server/db.ts';

/** @returns how many moved on */
export async function mindRequests(database: Database, actor: Pick<Actor, 'orgId' | 'staffId'>): Promise<number> {
  return asActor(database, actor, 'rollup', async (tx) => {
    const { rows } = await sql<{ moved: number }>`select kith.mind_requests() as moved`.execute(tx);
    return rows[0]?.moved ?? 0;
  });
}
