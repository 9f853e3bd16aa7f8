/** Two versions of one row: the refusal that carries both, with who made the one that stands, so that a human can choose. */
import { sql } from 'kysely';
import type { FeedTable } from '../shared/command.ts';
import { Refused } from './command-handler.ts';
import type { Tx } from './db.ts';

/**
 * The refusal of a change that was made upon an older version. Only for rows about a person, in reach `near`.
 * @param now the row as it stands, in the shape of its feed
 */
export async function conflictWith(
  tx: Tx,
  now: { table: FeedTable; row: { id: string } & Record<string, unknown>; personId: string },
): Promise<Refused> {
  const { rows } = await sql<{ staffId: string; at: string }>`
    select staff_id, at from kith.me_last_change(${now.personId}::uuid, ${now.table}, ${now.row.id}::uuid)`.execute(tx);
  const [by] = rows;
  return new Refused({ code: 'conflict', current: { table: now.table, row: now.row }, ...(by ? { by } : {}) });
}
