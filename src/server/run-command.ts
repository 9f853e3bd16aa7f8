/**
 * Commands of one outbox, each with receipt, policy, rules, SQL, audit and counter in a transaction.
 *
 * Those that come together and have the same reach share one transaction: a day of a phone, or several phones at once, cost one COMMIT. When
 * anything at all goes wrong in it, nothing of it is kept, and each is run again in a transaction of its own. So a command's answer never
 * depends on its neighbours. A doubled request runs into the first one's rows or its receipt, waits for it, fails, and is then given the first one's answer.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import type { CommandAnswer, CommandEnvelope, Refusal } from '../shared/command.ts';
import { idSchema, newId } from '../shared/id.ts';
import { makeSafe } from '../shared/make-safe.ts';
import { codeSchema, instantSchema } from '../shared/safe-text.ts';
import { type Actor, ownReach } from './actor.ts';
import { closeAndCommit, commitClearly, type RunSection } from './close-transaction.ts';
import type { CommandHandler } from './command-handler.ts';
import { Refused } from './command-handler.ts';
import { actAs, begin, type Database, kyselyOn, type Reach } from './db.ts';
import { takeAsOfThen } from './made-while-allowed.ts';
import { understand } from './understand-arguments.ts';
import { meaningOf, stateOf } from './what-failed.ts';

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

export type RunCommandDeps = {
  database: Database;
  commands: ReadonlyMap<string, CommandHandler>;
  /** Told of faults that are ours; must not be given arguments. */
  onFault: (fault: { command: string; state: string | undefined; error: unknown }) => void;
};

/** What one actor sent in one request, looked at before the database is asked. */
export type Request = { actor: Actor; judged: readonly Judged[] };

/**
 * Runs what several actors of one organisation sent, on a connection the caller holds. One list of answers for each request, in order. All
 * of it shares a transaction where it can; where that fails, each request is run by itself.
 */
export async function runRequests(deps: RunCommandDeps, client: pg.PoolClient, requests: readonly Request[]): Promise<CommandAnswer[][]> {
  const together = requests.length > 1 ? await runTogether(deps, client, requests) : null;
  if (together) return together;
  const answers: CommandAnswer[][] = [];
  for (const request of requests) answers.push(await runRequest(deps, client, request));
  return answers;
}

/** Commands of one actor, in order: neighbours of one reach share a transaction where they can; where that fails, each runs alone. */
async function runRequest(deps: RunCommandDeps, client: pg.PoolClient, { actor, judged }: Request): Promise<CommandAnswer[]> {
  const answers: CommandAnswer[] = [];
  for (const group of groupsOf(judged)) {
    const together = group.length > 1 ? await runTogether(deps, client, [{ actor, judged: group }]) : null;
    if (together) answers.push(...together.flat());
    else for (const one of group) answers.push(await runAlone(deps, client, actor, one));
  }
  return answers;
}

/** One command by itself. */
export async function runCommand(
  deps: RunCommandDeps,
  client: pg.PoolClient,
  actor: Actor,
  envelope: CommandEnvelope,
): Promise<CommandAnswer> {
  return runAlone(deps, client, actor, judge(deps, actor, envelope));
}

/** A command whose arguments are understood and whose reach is known. */
type Ready = { at: 'ready'; envelope: CommandEnvelope; argsHash: Buffer; handler: CommandHandler; args: unknown; reach: Reach };

/** What can be said of a command before the database is asked. */
export type Judged =
  | Ready
  | { at: 'answered'; answer: CommandAnswer }
  | { at: 'refused'; envelope: CommandEnvelope; argsHash: Buffer; refusal: Refusal };

/** Finds the handler, understands the arguments, and chooses the reach. */
export function judge(deps: RunCommandDeps, actor: Actor, envelope: CommandEnvelope): Judged {
  const { id } = envelope;
  const handler = deps.commands.get(envelope.name);
  const parsed = understand(handler, envelope);
  // A newer phone than this server: it keeps the entry until the server is newer, and goes on with others.
  if (!handler || 'newer' in parsed) return { at: 'answered', answer: { id, outcome: 'later', why: 'newer' } };
  const argsHash = hashOf(envelope);
  // Nested too deep to be told from another command of the same id, so nothing of it is kept; those behind it in the batch go on.
  if (!argsHash) return { at: 'answered', answer: { id, outcome: 'refused', refusal: { code: 'invalid' } } };
  if (!parsed.ok) return { at: 'refused', envelope, argsHash, refusal: parsed.refusal };
  const { args } = parsed;
  if (actor.represents) {
    if (!handler.forRepresentative) return { at: 'refused', envelope, argsHash, refusal: { code: 'not_for_representatives' } };
    return { at: 'ready', envelope, argsHash, handler, args, reach: 'representative' };
  }
  if (actor.view) {
    if (!handler.forView) return { at: 'refused', envelope, argsHash, refusal: { code: 'not_in_own_view' } };
    return { at: 'ready', envelope, argsHash, handler, args, reach: 'self' };
  }
  const reach = typeof handler.reach === 'function' ? handler.reach(actor, args) : handler.reach;
  return { at: 'ready', envelope, argsHash, handler, args, reach };
}

/** Neighbours that may share a transaction; everything else by itself. */
function groupsOf(all: readonly Judged[]): Judged[][] {
  const groups: Judged[][] = [];
  for (const judged of all) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (judged.at === 'ready' && before?.at === 'ready' && before.reach === judged.reach) group?.push(judged);
    else groups.push([judged]);
  }
  return groups;
}

/** The one reach of everything in a request; null when it has several, or holds something that cannot be run at all. */
export function reachOfAll({ judged }: Request): Reach | null {
  const [first] = judged;
  if (first?.at !== 'ready') return null;
  return judged.every((one) => one.at === 'ready' && one.reach === first.reach) ? first.reach : null;
}

/** Null when anything was refused or failed: then nothing was kept, and each must be run apart to find its own answer. */
async function runTogether(deps: RunCommandDeps, client: pg.PoolClient, requests: readonly Request[]): Promise<CommandAnswer[][] | null> {
  const sections = requests.map(({ actor, judged }) => ({ actor, ready: judged.filter((one) => one.at === 'ready') }));
  try {
    return await inTransaction(deps, client, sections);
  } catch {
    return null;
  }
}

async function runAlone(deps: RunCommandDeps, client: pg.PoolClient, actor: Actor, judged: Judged): Promise<CommandAnswer> {
  if (judged.at === 'answered') return judged.answer;
  if (judged.at === 'refused') return answerOrRefuse(deps, client, actor, judged);
  const { envelope, argsHash } = judged;
  const later: CommandAnswer = { id: envelope.id, outcome: 'later' };
  try {
    const [answers] = await inTransaction(deps, client, [{ actor, ready: [judged] }]);
    return answers?.[0] ?? later;
  } catch (error) {
    const meaning = meaningOf(error);
    if (meaning === 'later') return later;
    if (meaning === 'fault') {
      deps.onFault({ command: envelope.name, state: stateOf(error), error });
      return { id: envelope.id, outcome: 'refused', refusal: { code: 'fault' } };
    }
    const { handler, args } = judged;
    const taken = await takeAsOfThen(deps, client, actor, { handler, envelope, args, argsHash, code: meaning.code });
    return taken ?? answerOrRefuse(deps, client, actor, { envelope, argsHash, refusal: meaning });
  }
}

/**
 * Runs them one after the other in one transaction, each section as its own actor, and commits. All have the same reach. A contact by itself
 * takes two round trips: what opens the transaction travels with the first statement, and COMMIT with the last.
 *
 * @throws whatever refused or failed; then everything was rolled back
 */
async function inTransaction(
  deps: RunCommandDeps,
  client: pg.PoolClient,
  sections: readonly { actor: Actor; ready: readonly Ready[] }[],
): Promise<CommandAnswer[][]> {
  const [first] = sections;
  const reach = first?.ready[0]?.reach;
  if (!first || !reach) return sections.map(() => []);
  const tx = kyselyOn(client, reach);
  const opened = begin(client, deps.database, first.actor, reach);
  const switched: Promise<unknown>[] = [];
  const done: RunSection[] = [];
  try {
    for (const { actor, ready } of sections) {
      if (done.length > 0) switched.push(actAs(client, deps.database, actor, reach));
      const commands: RunSection['commands'] = [];
      for (const { envelope, argsHash, handler, args } of ready) {
        const facts = await handler.load(tx, args, actor);
        const denied = handler.may(facts, actor, args);
        if (denied !== null) throw new Refused(denied);
        const receivedAt = new Date().toISOString();
        const command = { id: envelope.id, recordedAt: envelope.recordedAt, receivedAt, packVersion: envelope.packVersion };
        commands.push({ handler, commandId: envelope.id, argsHash, effects: await handler.run({ tx, args, facts, actor, command }) });
      }
      done.push({ actor, commands });
    }
    await Promise.all([opened, ...switched]);
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    // A transaction that never began says so; what failed after it says only that there was none.
    await opened;
    throw error;
  }
  const positions = await closeAndCommit(client, deps.database, reach, done);
  return sections.map(({ ready }, section) =>
    ready.map(({ envelope: { id } }, nth) => {
      const position = positions?.[section]?.[nth];
      return position === undefined ? { id, outcome: 'later' } : { id, outcome: 'accepted', position };
    }),
  );
}

type Receipt = { args_hash: Buffer; position: number | null; refusal: Refusal | null };

function answerFromReceipt(id: string, receipt: Receipt, argsHash: Buffer): CommandAnswer {
  if (!receipt.args_hash.equals(argsHash)) return { id, outcome: 'refused', refusal: { code: 'id_reused' } };
  if (receipt.position !== null) return { id, outcome: 'accepted', position: receipt.position };
  return { id, outcome: 'refused', refusal: receipt.refusal ?? { code: 'invalid' } };
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
    await begin(client, deps.database, actor, ownReach(actor));
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
