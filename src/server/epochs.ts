/**
 * Epochs: which history of the change counter this database holds. Every restore, recovery to a point in time and promotion begins a new
 * one; phones of an older one read everything again and offer again what may be missing (docs/decisions/0022-epochs-and-offering-again.md).
 */
import type pg from 'pg';
import { UserError } from '../shared/user-error.ts';
import type { Database } from './db.ts';

/** Under row security an update would change nothing, and say so as if all were well. @throws UserError */
export async function mustSeeEverything(client: pg.ClientBase, what: string): Promise<void> {
  const { rows } = await client.query<{ sees_all: boolean }>(
    'select rolsuper or rolbypassrls as sees_all from pg_roles where rolname = current_user',
  );
  if (!rows[0]?.sees_all) throw new UserError(`${what} needs a database role that sees every row: a superuser, or one with BYPASSRLS`);
}

/**
 * Begins a new epoch for every organisation, in the caller's transaction.
 * @param client sees every row
 * @param why restored: by `./kith restore` · declared: an operator says so, after a restore of their own
 * @returns how many organisations
 */
export async function beginEpochs(client: pg.ClientBase, why: 'restored' | 'declared'): Promise<number> {
  await client.query(`select set_config('kith.epoch_why', $1, true)`, [why]);
  const { rowCount } = await client.query('update kith.change_counters set epoch = gen_random_uuid()');
  return rowCount ?? 0;
}

/**
 * Begins a new epoch where the database has changed its timeline (recovered to a point in time, promoted) since the last one began.
 * @returns how many organisations
 */
export async function mindEpochs(database: Database): Promise<number> {
  const { rows } = await database.pool.query<{ begun: number }>('select kith.door_mind_epochs() as begun');
  return rows[0]?.begun ?? 0;
}

/** Whether what a device believes about the epoch is still so. */
export async function isEpochOf(database: Database, orgId: string, believed: string): Promise<boolean> {
  const { rows } = await database.pool.query<{ same: boolean }>('select kith.door_epoch($1)::text = $2 as same', [orgId, believed]);
  return rows[0]?.same ?? false;
}
