/**
 * One command, one transaction: policy, rules, SQL, audit, counter, receipt. Five round trips for a contact.
 *
 * Order matters. The organisation's counter comes last, so that positions become visible in the order they were given; the receipt is
 * written with it. A doubled request runs into the first one's rows or its receipt, waits for it, fails, and is then given the first one's answer.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import type { CommandAnswer, CommandEnvelope, Refusal } from '../shared/command.ts';
import { idSchema, newId } from '../shared/id.ts';
import { codeSchema, instantSchema, makeSafe } from '../shared/safe-text.ts';
import type { Actor } from './actor.ts';
import type { CommandHandler, Effects } from './command-handler.ts';
import { Refused } from './command-handler.ts';
import { beginFor, type Database, kyselyOn, type Reach, statementName } from './db.ts';

export const envelopeSchema = z.strictObject({
  id: idSchema,
  name: codeSchema,
  version: z.int().min(1).max(1000),
  args: z.unknown(),
  recordedAt: instantSchema,
  // Stored beside what it shaped, so it must be text the database keeps as it is.
  packVersion: z
    .string()
    .max(200)
    .refine((text) => text === makeSafe(text)),
});

/** Transient faults of PostgreSQL: nothing was decided, the phone keeps the command and tries again (reliability.md §2b). */
const laterStates = new Set(['57P01', '57P02', '57P03', '25006', '40001', '40P01', '53300', '55P03', '57014']);

/** A hidden row, a foreign row and an absent row look the same from outside. */
const notYours: Refusal = { code: 'not_yours' };

/** Errors by which the database says "this may not be": refusals, not faults. */
const refusalStates = new Map<string, Refusal>([
  ['42501', notYours], // row security, or a right that was never granted
  ['23503', notYours], // points at a row that is hidden or absent
  ['23505', notYours], // an id that is taken
  ['23514', { code: 'invalid' }],
  ['23502', { code: 'invalid' }],
  ['22021', { code: 'invalid' }],
  ['22P05', { code: 'invalid' }],
  ['22P02', { code: 'invalid' }],
  ['22003', { code: 'invalid' }],
  ['22007', { code: 'invalid' }],
  ['22008', { code: 'invalid' }],
  ['22009', { code: 'invalid' }],
]);

export type RunCommandDeps = {
  database: Database;
  commands: ReadonlyMap<string, CommandHandler>;
  /** Told of faults that are ours; must not be given arguments. */
  onFault: (fault: { command: string; state: string | undefined; error: unknown }) => void;
};

/** Runs one command as the actor, on a connection the caller holds for the whole batch. */
export async function runCommand(
  deps: RunCommandDeps,
  client: pg.PoolClient,
  actor: Actor,
  envelope: CommandEnvelope,
): Promise<CommandAnswer> {
  const handler = deps.commands.get(envelope.name);
  if (!handler) return { id: envelope.id, outcome: 'later' }; // a newer phone than this server: keep it until the server is newer
  if (envelope.version > handler.command.version) return { id: envelope.id, outcome: 'later' };
  const argsHash = hashOf(envelope);
  // Nested too deep to be told from another command of the same id, so nothing of it is kept; those behind it in the batch go on.
  if (!argsHash) return { id: envelope.id, outcome: 'refused', refusal: { code: 'invalid' } };
  const parsed = safeParse(handler, envelope.args);
  if (!parsed.ok) return answerOrRefuse(deps, client, actor, { envelope, argsHash, refusal: parsed.refusal });
  const reach = typeof handler.reach === 'function' ? handler.reach(actor, parsed.args) : handler.reach;
  try {
    await client.query(beginFor(deps.database, actor, reach));
    const tx = kyselyOn(client, reach);
    const facts = await handler.load(tx, parsed.args, actor);
    const denied = handler.may(facts, actor, parsed.args);
    if (denied !== null) throw new Refused(denied);
    const receivedAt = new Date().toISOString();
    const command = { id: envelope.id, recordedAt: envelope.recordedAt, receivedAt, packVersion: envelope.packVersion };
    const effects = await handler.run({ tx, args: parsed.args, facts, actor, command });
    return await closeAndCommit(client, actor, { handler, reach, commandId: envelope.id, argsHash, effects });
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    const meaning = meaningOf(error);
    if (meaning === 'later') return { id: envelope.id, outcome: 'later' };
    if (meaning === 'fault') {
      deps.onFault({ command: envelope.name, state: stateOf(error), error });
      return { id: envelope.id, outcome: 'refused', refusal: { code: 'fault' } };
    }
    return answerOrRefuse(deps, client, actor, { envelope, argsHash, refusal: meaning });
  }
}

type Receipt = { args_hash: Buffer; position: number | null; refusal: Refusal | null };

function answerFromReceipt(id: string, receipt: Receipt, argsHash: Buffer): CommandAnswer {
  if (!receipt.args_hash.equals(argsHash)) return { id, outcome: 'refused', refusal: { code: 'id_reused' } };
  if (receipt.position !== null) return { id, outcome: 'accepted', position: receipt.position };
  return { id, outcome: 'refused', refusal: receipt.refusal ?? { code: 'invalid' } };
}

type Outcome = { handler: CommandHandler; reach: Reach; commandId: string; argsHash: Buffer; effects: Effects };

/**
 * The last statement before COMMIT takes the counter and, with its number, writes changes, audit rows and the receipt. COMMIT is queued right
 * behind it, without waiting for the answer: whoever holds the counter keeps everybody of the organisation waiting. When the statement
 * fails, the transaction is broken, and its COMMIT is a rollback.
 */
async function closeAndCommit(client: pg.PoolClient, actor: Actor, outcome: Outcome): Promise<CommandAnswer> {
  const { changes } = outcome.effects;
  const audit =
    outcome.effects.audit ?? [...new Set(changes.map((change) => change.scopeId))].map((scopeId) => ({ scopeId, details: undefined }));
  const closing = client.query<{ n: number }>({
    name: statementName(closeStatement, outcome.reach) ?? '',
    text: closeStatement,
    values: [
      actor.orgId,
      actor.staffId,
      outcome.commandId,
      outcome.argsHash,
      changes.map((change) => change.scopeId),
      changes.map((change) => change.table),
      changes.map((change) => change.id),
      changes.map((change) => change.narrowed ?? false),
      audit.map(() => newId()),
      audit.map((row) => row.scopeId),
      audit.map((row) => (row.details === undefined ? null : JSON.stringify(row.details))),
      outcome.handler.audit,
      actor.deviceId,
    ],
  });
  const committing = commitClearly(client);
  const [closed, isClear] = await Promise.all([closing.catch((error: unknown) => ({ error })), committing]);
  if ('error' in closed) throw closed.error;
  const position = closed.rows[0]?.n;
  return isClear && position !== undefined
    ? { id: outcome.commandId, outcome: 'accepted', position }
    : { id: outcome.commandId, outcome: 'later' };
}

const closeStatement = `
  with counter as (
    update kith.change_counters set n = n + 1 where org_id = $1 returning n
  ), changed as (
    insert into kith.changes (org_id, scope_id, position, table_name, row_id, narrowed)
    select $1, c.scope_id, counter.n, c.table_name, c.row_id, c.narrowed
    from counter, unnest($5::uuid[], $6::text[], $7::uuid[], $8::boolean[]) as c (scope_id, table_name, row_id, narrowed)
  ), audited as (
    insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id, device_id, details)
    select $1, counter.n, a.id, $2, $12, a.scope_id, $3, $13, a.details::jsonb
    from counter, unnest($9::uuid[], $10::uuid[], $11::text[]) as a (id, scope_id, details)
  ), receipt as (
    insert into kith.receipts (org_id, actor_id, command_id, args_hash, position) select $1, $2, $3, $4, counter.n from counter
  )
  -- Without its counter an organisation cannot be written to: dividing by nothing breaks the transaction before it can be committed.
  select (select n from counter) / (select count(*) from counter) as n`;

/**
 * Whether COMMIT said clearly that it happened. A warning of class 01 means that it was not confirmed by the standby (a cancel arrived): it may
 * or may not survive, so the phone must ask again. Its receipt will then tell.
 */
async function commitClearly(client: pg.PoolClient): Promise<boolean> {
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

/**
 * What failed may be the second sending of what succeeded: its rows exist, its version moved on, its receipt's key is taken. So before
 * anything is refused, the receipt is looked for. Otherwise the refusal is kept, because it is an answer, too: the same id gets the same one,
 * and the audit trail knows of it.
 */
async function answerOrRefuse(
  deps: RunCommandDeps,
  client: pg.PoolClient,
  actor: Actor,
  refused: { envelope: CommandEnvelope; argsHash: Buffer; refusal: Refusal },
): Promise<CommandAnswer> {
  const { envelope, argsHash, refusal } = refused;
  // The current row of a conflict is not kept in the receipt: it would be a copy outside the row's own policy.
  const { current: _current, ...kept } = refusal;
  try {
    await client.query(beginFor(deps.database, actor, 'near'));
    // Two sendings that fail at once must not both write a refusal.
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${actor.staffId}${envelope.id}`]);
    const known = await client.query<Receipt>(
      'select args_hash, position, refusal from kith.receipts where org_id = $1 and actor_id = $2 and command_id = $3',
      [actor.orgId, actor.staffId, envelope.id],
    );
    const [receipt] = known.rows;
    if (receipt) {
      await client.query('rollback');
      return answerFromReceipt(envelope.id, receipt, argsHash);
    }
    await client.query(
      `with counter as (update kith.change_counters set n = n + 1 where org_id = $1 returning n),
       receipt as (
         insert into kith.receipts (org_id, actor_id, command_id, args_hash, refusal) select $1, $2, $3, $4, $5 from counter)
       insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id, device_id, details)
       select $1, counter.n, $6, $2, 'command.refused', $1, $3, $7, $8 from counter`,
      [
        actor.orgId,
        actor.staffId,
        envelope.id,
        argsHash,
        JSON.stringify(kept),
        newId(),
        actor.deviceId,
        JSON.stringify({ command: envelope.name, code: refusal.code }),
      ],
    );
    return (await commitClearly(client)) ? { id: envelope.id, outcome: 'refused', refusal } : { id: envelope.id, outcome: 'later' };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    if (meaningOf(error) !== 'later') deps.onFault({ command: envelope.name, state: stateOf(error), error });
    return { id: envelope.id, outcome: 'later' };
  }
}

function safeParse(handler: CommandHandler, args: unknown): { ok: true; args: unknown } | { ok: false; refusal: Refusal } {
  try {
    const result = handler.command.args.safeParse(args);
    if (result.success) return { ok: true, args: result.data };
    const issue = result.error.issues[0];
    return {
      ok: false,
      refusal: { code: issue?.code === 'unrecognized_keys' ? 'unknown_field' : 'invalid', field: issue?.path.join('.') ?? '' },
    };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, refusal: { code: 'invalid' } }; // nested too deep
    throw error;
  }
}

function stateOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

function meaningOf(error: unknown): Refusal | 'later' | 'fault' {
  if (error instanceof Refused) return error.refusal;
  const state = stateOf(error);
  if (state === undefined) return error instanceof Error && /terminated|timeout/i.test(error.message) ? 'later' : 'fault';
  if (laterStates.has(state) || state.startsWith('08') || /^E[A-Z]+$/.test(state)) return 'later';
  return refusalStates.get(state) ?? 'fault';
}

/** SHA-256 over what the command says, whatever order its keys travelled in. */
function hashOf(envelope: CommandEnvelope): Buffer | undefined {
  try {
    const text = canonical([envelope.name, envelope.version, envelope.args]);
    return createHash('sha256').update(text).digest().subarray(0, 16);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
