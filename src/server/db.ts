/** Transactions in which PostgreSQL itself knows who is acting and how far they may see. */
import { createHash } from 'node:crypto';
import { Socket } from 'node:net';
import { CamelCasePlugin, Kysely, PostgresAdapter, PostgresDialect, type PostgresPool, PostgresQueryCompiler } from 'kysely';
import pg from 'pg';
import type { Actor } from './actor.ts';
import type { DB } from './db-types.ts';
import { sturdyPool } from './sturdy-pool.ts';

export type Tx = Kysely<DB>;

/**
 * How far a transaction reaches; each is a database role with its own policies.
 * near: people I walk with or whose peers I supervise · wide: my programmes' countable facts · admin: staff and settings ·
 * rollup: the counting and sealing jobs · past: adding to records I could see at a signed moment in the past (made-while-allowed.ts) ·
 * self: a person's own record, through their own view · representative: the parts of a record that were given to somebody else.
 */
export type Reach = 'near' | 'wide' | 'admin' | 'rollup' | 'past' | 'self' | 'representative';

export type Database = {
  pool: pg.Pool;
  /** Signs the actor of a transaction; the database holds the same secret where only its reach functions can read it. */
  secret: Buffer;
};

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Instants travel as ISO text and positions as numbers, so that a row is the same on the server, on the wire and on the phone. */
const instant = 1184;
const wholeNumber = 20;
const day = 1082;
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === instant) return (text: string) => (text.endsWith('infinity') ? text : new Date(text).toISOString());
    if (oid === wholeNumber) return Number;
    if (oid === day) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/**
 * A socket that sends what is written within one turn of the event loop as one piece: BEGIN with the first statement, COMMIT with the last.
 * Each write by itself is a system call on both sides, and those were the larger part of a contact's cost.
 */
function gatheringSocket(): Socket {
  const socket = new Socket();
  const write = socket.write.bind(socket);
  let gathering = false;
  const gather = (...given: Parameters<typeof write>): boolean => {
    if (!gathering) {
      gathering = true;
      socket.cork();
      setImmediate(() => {
        gathering = false;
        socket.uncork();
      });
    }
    return write(...given);
  };
  // Only now: connecting puts the socket's own `write` back in its place.
  socket.once('connect', () => {
    socket.write = gather as Socket['write'];
  });
  return socket;
}

/** Connections that send statements without waiting for the answers before them; PostgreSQL answers in order, each one by itself. */
export function openPool(config: pg.PoolConfig): pg.Pool {
  return sturdyPool({
    max: 16,
    connectionTimeoutMillis: 10_000,
    pipeline: true,
    stream: gatheringSocket,
    ...config,
    types,
  });
}

const namesOfStatements = new Map<string, string>();
const mostNamedStatements = 500;

/**
 * A name under which a connection keeps a statement's plan. The reach is part of it: a plan depends on the role's policies, and one kept for
 * another role would be made anew on each use (PostgreSQL checks; it is never used wrongly). Statements of which there are ever new texts
 * stay unnamed, so that connections do not fill up with plans.
 */
export function statementName(text: string, reach: Reach): string | undefined {
  let hash = namesOfStatements.get(text);
  if (hash === undefined) {
    if (namesOfStatements.size >= mostNamedStatements) return undefined;
    hash = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    namesOfStatements.set(text, hash);
  }
  return `${reach}.${hash}`;
}

const kyselyOf = new WeakMap<pg.PoolClient, Partial<Record<Reach, Tx>>>();

/** Kysely speaking through one connection that the caller has already put into a transaction of this reach. */
export function kyselyOn(client: pg.PoolClient, reach: Reach): Tx {
  const ofClient = kyselyOf.get(client) ?? {};
  kyselyOf.set(client, ofClient);
  const known = ofClient[reach];
  if (known) return known;
  const query = (text: string, values: unknown[]) => {
    const name = values.length === 0 ? undefined : statementName(text, reach);
    return client.query({ text, values, ...(name === undefined ? {} : { name }) });
  };
  const onePool = { connect: async () => ({ query, release: () => undefined }), end: async () => undefined } as unknown as PostgresPool;
  const made = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new PostgresDialect({ pool: onePool }).createDriver(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresDialect({ pool: onePool }).createIntrospector(db),
    },
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  ofClient[reach] = made;
  return made;
}

/**
 * The statements that open a transaction for an actor. One message to the server; every value in it is checked to be a UUID or hex
 * first, because the simple protocol takes no parameters. All settings are local: a session setting would stay on the pooled
 * connection and act for the next person (measured: 19,970 of 20,000 requests wrong).
 */
export function beginFor(database: Database, actor: Acting, reach: Reach, options: { snapshot?: boolean } = {}): string {
  const opening = options.snapshot ? 'begin isolation level repeatable read read only' : 'begin isolation level read committed';
  return `${opening}; set local role kith_${reach}; ${actorSettings(database, actor, reach)}`;
}

type Acting = Pick<Actor, 'orgId' | 'staffId'>;

function actorSettings(database: Database, actor: Acting, reach: Reach): string {
  for (const id of [actor.orgId, actor.staffId]) if (!uuidPattern.test(id)) throw new Error('actor ids must be UUIDs');
  const signature = createHash('sha256')
    .update(database.secret)
    .update(`${actor.orgId}/${actor.staffId}/kith_${reach}`)
    .update(database.secret)
    .digest('hex');
  return `select set_config('app.org','${actor.orgId}',true), set_config('app.staff','${actor.staffId}',true), set_config('app.sig','${signature}',true)`;
}

/**
 * Sends what opens a transaction for an actor. The first statement may follow without waiting for it: should it fail, nothing can be touched,
 * because the connection's own role holds no rights. But it must be awaited before anything is committed.
 */
export function begin(client: pg.PoolClient, ...opening: Parameters<typeof beginFor>): Promise<unknown> {
  return sendAhead(client, beginFor(...opening));
}

/**
 * From here on another actor of the same organisation acts in this transaction, with the same reach. Statements may follow without waiting, as
 * with `begin`: should it fail, the transaction is broken.
 */
export function actAs(client: pg.PoolClient, database: Database, actor: Acting, reach: Reach): Promise<unknown> {
  return sendAhead(client, actorSettings(database, actor, reach));
}

function sendAhead(client: pg.PoolClient, text: string): Promise<unknown> {
  const sent = client.query(text);
  // Whoever awaits it hears of a failure; until then it is not an unhandled one.
  sent.catch(() => undefined);
  return sent;
}

/** Runs `work` in one transaction as the actor, and commits. With `snapshot`, every statement sees one moment and nothing is written. */
export async function asActor<T>(
  database: Database,
  actor: Pick<Actor, 'orgId' | 'staffId'>,
  reach: Reach,
  work: (tx: Tx, client: pg.PoolClient) => Promise<T>,
  options: { snapshot?: boolean } = {},
): Promise<T> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  try {
    const begun = begin(client, database, actor, reach, options);
    const result = await work(kyselyOn(client, reach), client);
    await begun;
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failed: Error) => {
      broken = failed;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
