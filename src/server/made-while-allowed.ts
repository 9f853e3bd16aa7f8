/**
 * Entries made offline while their author walked with the person, that arrive when they no longer do. They are taken in by a reach of its own,
 * which adds and reads no words, marked by the database, and audited as such. docs/decisions/0029-made-while-it-was-allowed.md has the rule and
 * what it cannot know: the moment is the device's claim.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { roles as knownRoles, type Role } from '../features/staff/role.ts';
import type { CommandAnswer, CommandEnvelope } from '../shared/command.ts';
import type { Actor } from './actor.ts';
import { closeAndCommit } from './close-transaction.ts';
import { type CommandHandler, type Effects, Refused } from './command-handler.ts';
import { beginFor, type Database, kyselyOn } from './db.ts';
import type { RunCommandDeps } from './run-command.ts';
import { meaningOf, stateOf } from './what-failed.ts';

/** Refusals that access lost since may have caused. Anything else was wrong when it was made, too. */
const lostAccess = new Set(['not_yours', 'role_may_not', 'goal_only_who_walks']);

type Refusable = { handler: CommandHandler; envelope: CommandEnvelope; args: unknown; argsHash: Buffer };

/**
 * Tries a command that was just refused as of the moment it was made.
 * @returns null when it was not allowed then either, or nobody can know: then the first refusal stands
 */
export async function takeAsOfThen(
  deps: RunCommandDeps,
  client: pg.PoolClient,
  actor: Actor,
  refused: Refusable & { code: string },
): Promise<CommandAnswer | null> {
  const { handler, envelope, argsHash } = refused;
  const then = momentOf(envelope.recordedAt, actor.clockSkewMs ?? 0);
  if (actor.view || actor.represents || !handler.asOfThen || !lostAccess.has(refused.code) || actor.deviceId === null || then === null)
    return null;
  const { id } = envelope;
  try {
    await client.query(beginThen(deps.database, actor, { moment: then, deviceId: actor.deviceId }));
    const tx = kyselyOn(client, 'past');
    const { rows } = await client.query<{ roles: string[] }>('select kith.me_roles_then() as roles');
    const asThen: Actor = { ...actor, roles: (rows[0]?.roles ?? []).filter(isRole) };
    const args = handler.asOfThen(refused.args);
    const facts = await handler.load(tx, args, asThen);
    const denied = handler.may(facts, asThen, args);
    if (denied !== null) throw new Refused(denied);
    const command = { id, recordedAt: envelope.recordedAt, receivedAt: new Date().toISOString(), packVersion: envelope.packVersion };
    const effects = marked(await handler.run({ tx, args, facts, actor: asThen, command }), then);
    const positions = await closeAndCommit(client, deps.database, 'past', [
      { actor, commands: [{ handler, commandId: id, argsHash, effects }] },
    ]);
    const position = positions?.[0]?.[0];
    return position === undefined ? { id, outcome: 'later' } : { id, outcome: 'accepted', position };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    const meaning = meaningOf(error);
    if (meaning === 'later') return { id, outcome: 'later' };
    if (meaning === 'fault') deps.onFault({ command: envelope.name, state: stateOf(error), error });
    return null;
  }
}

const isRole = (role: string): role is Role => (knownRoles as readonly string[]).includes(role);

/** Every audit row of it says that access had ended, and for which day it was claimed. */
function marked(effects: Effects, then: string): Effects {
  const rows = effects.audit ?? [...new Set(effects.changes.map((change) => change.scopeId))].map((scopeId) => ({ scopeId, details: {} }));
  const note = { madeWhileAllowed: true, madeOn: then.slice(0, 10) };
  return { ...effects, audit: rows.map((row) => ({ ...row, details: { ...row.details, ...note } })) };
}

/** A clock that is off by less is not off: requests take a while. */
const clockAllowanceMs = 60_000;

/** How far behind the server's the device's clock is, by what it said its time was; 0 when it is about right, or said nothing usable. */
export function clockSkewOf(deviceTime: string | undefined, serverNow: number): number {
  const said = deviceTime === undefined ? Number.NaN : Date.parse(deviceTime);
  const skew = serverNow - said;
  return Number.isFinite(skew) && Math.abs(skew) > clockAllowanceMs ? skew : 0;
}

/** What the device's clock said when it was made, in the server's time; null when that is no moment anything could be kept under. */
function momentOf(recordedAt: string, skewMs: number): string | null {
  const at = Date.parse(recordedAt) + skewMs;
  return at > Date.parse('1970-01-01') && at < Date.parse('9000-01-01') ? new Date(at).toISOString() : null;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Opens the transaction, signed for this moment and this device as well as for the actor. */
export function beginThen(database: Database, actor: Actor, claim: { moment: string; deviceId: string }): string {
  const { moment, deviceId } = claim;
  if (!instant.test(moment) || !uuid.test(deviceId)) throw new Error('a moment and a device are needed');
  const signature = createHash('sha256')
    .update(database.secret)
    .update(`${actor.orgId}/${actor.staffId}/kith_past/${moment}/${deviceId}`)
    .update(database.secret)
    .digest('hex');
  return (
    `${beginFor(database, actor, 'past')}, ` +
    `set_config('app.then','${moment}',true), set_config('app.device','${deviceId}',true), set_config('app.then_sig','${signature}',true)`
  );
}
