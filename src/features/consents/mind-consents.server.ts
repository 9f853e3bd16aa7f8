/** Ends what is past its last day, and what is no longer what was signed. Once a minute; safe to repeat, and the gate does not wait for it. */
import { sql } from 'kysely';
import type { Actor } from '../../server/actor.ts';
import { asActor, type Database } from '../../server/db.ts';

/** @returns how many ended */
export async function mindConsents(database: Database, actor: Pick<Actor, 'orgId' | 'staffId'>): Promise<number> {
  return asActor(database, actor, 'rollup', async (tx) => {
    const { rows } = await sql<{ ended: number }>`select kith.mind_consents() as ended`.execute(tx);
    return rows[0]?.ended ?? 0;
  });
}
