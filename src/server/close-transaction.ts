/**
 * The end of every command's transaction: the organisation's counter, then COMMIT.
 *
 * Order matters. The counter comes last, so that positions become visible in the order they were given; changes, audit rows and receipts are
 * written with it, in the same statement.
 */
import type pg from 'pg';
import { newId } from '../shared/id.ts';
import type { Actor } from './actor.ts';
import type { CommandHandler, Effects } from './command-handler.ts';
import { actAs, type Database, type Reach, statementName } from './db.ts';

/** Commands of one actor that were run and wait for their positions. */
export type RunSection = { actor: Actor; commands: { handler: CommandHandler; commandId: string; argsHash: Buffer; effects: Effects }[] };

/** Positions of the commands, by section and in their order · null: no clear answer, so they may or may not be kept. */
export type Closed = number[][] | null;

/**
 * Takes the counter, one section after the other, and writes what follows from it as each section's own actor. All of it and COMMIT are
 * sent at once, without waiting for answers: whoever holds the counter keeps everybody of the organisation waiting. When a statement fails,
 * the transaction is broken, and its COMMIT is a rollback.
 *
 * @throws the statement's error; then nothing was kept
 */
export async function closeAndCommit(
  client: pg.PoolClient,
  database: Database,
  reach: Reach,
  sections: readonly RunSection[],
): Promise<Closed> {
  const closing = sections.map(async (section, nth) => {
    // The last section's actor is still acting when there is only one.
    const acting = sections.length > 1 || nth > 0 ? actAs(client, database, section.actor, reach) : undefined;
    // Both are heard at once: when the connection dies, both fail, and a failure that nobody hears ends the process.
    const [first] = await Promise.all([close(client, reach, section), acting]);
    return first;
  });
  const committing = commitClearly(client);
  const [closed, isClear] = await Promise.all([Promise.allSettled(closing), committing]);
  const failed = closed.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  if (!isClear) return null;
  return sections.map(({ commands }, nth) => {
    const one = closed[nth];
    return commands.map((_command, at) => (one?.status === 'fulfilled' ? one.value : 0) + at);
  });
}

/** The position of the section's first command; the others follow it. */
async function close(client: pg.PoolClient, reach: Reach, { actor, commands }: RunSection): Promise<number> {
  const changes = commands.flatMap(({ effects }, nth) => effects.changes.map((change) => ({ nth, ...change })));
  const audit = commands.flatMap((command, nth) => auditOf(command.effects).map((row) => ({ nth, ...row })));
  const closed = await client.query<{ first: number }>({
    name: statementName(closeStatement, reach) ?? '',
    text: closeStatement,
    values: [
      actor.orgId,
      actor.staffId,
      actor.deviceId,
      commands.length,
      changes.map((change) => change.nth),
      changes.map((change) => change.scopeId),
      changes.map((change) => change.table),
      changes.map((change) => change.id),
      changes.map((change) => change.narrowed ?? false),
      audit.map((row) => row.nth),
      audit.map(() => newId()),
      audit.map((row) => commands[row.nth]?.handler.audit),
      audit.map((row) => row.scopeId),
      audit.map((row) => commands[row.nth]?.commandId),
      audit.map((row) => (row.details === undefined ? null : JSON.stringify(row.details))),
      commands.map((_command, nth) => nth),
      commands.map((command) => command.commandId),
      commands.map((command) => command.argsHash),
    ],
  });
  const [row] = closed.rows;
  if (!row) throw new Error('the closing statement gave no position');
  return row.first;
}

/** What a handler says of its audit rows, or one for each person (or the organisation) the changes are about. */
function auditOf(effects: Effects): NonNullable<Effects['audit']> {
  return effects.audit ?? [...new Set(effects.changes.map((change) => change.scopeId))].map((scopeId) => ({ scopeId }));
}

const closeStatement = `
  with counter as (
    update kith.change_counters set n = n + $4::int where org_id = $1 returning n - $4::int + 1 as first
  ), changed as (
    insert into kith.changes (org_id, scope_id, position, table_name, row_id, narrowed)
    select $1, c.scope_id, counter.first + c.nth, c.table_name, c.row_id, c.narrowed
    from counter, unnest($5::int[], $6::uuid[], $7::text[], $8::uuid[], $9::boolean[]) as c (nth, scope_id, table_name, row_id, narrowed)
  ), audited as (
    insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id, device_id, details)
    select $1, counter.first + a.nth, a.id, $2, a.event, a.scope_id, a.command_id, $3, a.details::jsonb
    from counter, unnest($10::int[], $11::uuid[], $12::text[], $13::uuid[], $14::uuid[], $15::text[])
      as a (nth, id, event, scope_id, command_id, details)
  ), receipt as (
    insert into kith.receipts (org_id, actor_id, command_id, args_hash, position)
    select $1, $2, r.command_id, r.args_hash, counter.first + r.nth
    from counter, unnest($16::int[], $17::uuid[], $18::bytea[]) as r (nth, command_id, args_hash)
  )
  -- Without its counter an organisation cannot be written to: dividing by nothing breaks the transaction before it can be committed.
  select (select first from counter) / (select count(*) from counter) as first`;

/**
 * Whether COMMIT said clearly that it happened. A warning of class 01 means that it was not confirmed by the standby (a cancel arrived): it may
 * or may not survive, so the phone must ask again. Its receipt will then tell.
 */
export async function commitClearly(client: pg.PoolClient): Promise<boolean> {
  let warned = false;
  const onNotice = (notice: { code?: string | undefined }) => {
    if (notice.code?.startsWith('01')) warned = true;
  };
  client.on('notice', onNotice);
  try {
    const { command } = await client.query('commit');
    return command === 'COMMIT' && !warned;
  } catch {
    return false; // no clear answer
  } finally {
    client.off('notice', onNotice);
  }
}
