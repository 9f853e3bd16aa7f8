/** One statement an attacker might get to run, and what it must give. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import pg from 'pg';
import { beginFor, type Reach } from '../../src/server/db.ts';
import { type Attacker, type AttackWorld, asText } from './attack-world.ts';

export type Who = keyof AttackWorld['staff'] | 'unsigned' | 'forged' | 'empty';

/** A foreign key, a unique key, and a right that is missing. */
type SqlState = '23503' | '23505' | '42501';

/**
 * `nothing`: no row, no error · `model`: exactly what the same statement gives over the independent model's rows · `done N`: N rows
 * touched, a right the actor really has · a number: this SQLSTATE · `error`: some error
 */
export type Gives = 'nothing' | 'model' | 'error' | `done ${number}` | SqlState;

/** `{name}` stands for the id of that person, member of staff, programme or organisation. Several statements: the last one counts. */
export type Probe = readonly [as: Reach | 'app', who: Who, sql: string | readonly string[], gives: Gives];

export type Outcome = { rows: unknown[][]; count: number; error: pg.DatabaseError | null };

export function idsOf(world: AttackWorld): Map<string, string> {
  const ids = new Map<string, string>(Object.entries(world.people));
  for (const [name, staff] of Object.entries(world.staff)) ids.set(name, staff.staffId);
  ids.set('here', world.here.orgId).set('there', world.there.orgId);
  return ids.set('walk', world.walk).set('second', world.second).set('theirs', world.theirs);
}

export function fill(sql: string, ids: ReadonlyMap<string, string>): string {
  return sql.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`no {${name}} in the world`);
    return id;
  });
}

/** The words that open a transaction for whoever attacks, signed or not. */
export function opening(world: AttackWorld, as: Probe[0], who: Who): string {
  const role = as === 'app' ? 'begin' : `begin; set local role kith_${as}`;
  if (who === 'empty') return role;
  const actor = who === 'unsigned' || who === 'forged' ? world.staff.dina : world.staff[who];
  const setActor = `set_config('app.org','${actor.orgId}',true), set_config('app.staff','${actor.staffId}',true)`;
  if (who === 'unsigned') return `${role}; select ${setActor}`;
  if (who === 'forged') {
    const guess = createHmac('sha256', randomBytes(32)).update(`${actor.orgId}/${actor.staffId}`).digest('hex');
    return `${role}; select ${setActor}, set_config('app.sig','${guess}',true)`;
  }
  return as === 'app' ? `${beginFor(world.database, actor, 'near')}; set local role none` : beginFor(world.database, actor, as);
}

export function actorOf(world: AttackWorld, who: Who): Attacker | null {
  return who === 'unsigned' || who === 'forged' || who === 'empty' ? null : world.staff[who];
}

export async function attackerConnection(world: AttackWorld): Promise<pg.Client> {
  const client = new pg.Client({ ...world.config, user: 'kith_app', types: asText });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Runs statements one after the other and keeps the last result, or the first error. COPY's bytes count as rows. */
export async function ask(client: pg.Client, statements: readonly string[]): Promise<Outcome> {
  let outcome: Outcome = { rows: [], count: 0, error: null };
  for (const text of statements) {
    try {
      if (/^\s*copy\b/i.test(text)) outcome = await copied(client, text);
      else {
        const result = await client.query({ text, rowMode: 'array' });
        outcome = { rows: result.rows as unknown[][], count: result.rowCount ?? result.rows.length, error: null };
      }
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      return { rows: [], count: 0, error };
    }
  }
  return outcome;
}

/** node-postgres throws COPY's bytes away; an attacker would not. */
class CopyQuery extends pg.Query {
  readonly lines: string[] = [];
  handleCopyData(message: { chunk: Buffer }): void {
    this.lines.push(message.chunk.toString('utf8').trimEnd());
  }
}

async function copied(client: pg.Client, text: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const query = new CopyQuery(text);
    query.on('end', () => resolve({ rows: query.lines.map((line) => line.split('\t')), count: query.lines.length, error: null }));
    query.on('error', reject);
    client.query(query);
  });
}

/** What surfaced, as one text: rows, and everything an error says. */
export function surfaced(outcome: Outcome): string {
  const { error } = outcome;
  return JSON.stringify([outcome.rows, error && [error.message, error.detail, error.hint, error.where, error.table, error.constraint]]);
}

export function fingerprint(outcome: Outcome): string {
  if (outcome.error) return `error ${outcome.error.code}`;
  const lines = outcome.rows.map((row) => JSON.stringify(row)).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
