/** Many people on few connections: nobody's name may stay on one for whoever comes next. */
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asActor, beginFor, openPool } from '../../src/server/db.ts';
import { findPgBouncer, type PgBouncer, startPgBouncer } from '../factories/pgbouncer.ts';
import { type Attacker, type AttackWorld, anAttackWorld } from './attack-world.ts';
import { randomFrom } from './statement-generator.ts';

const clients = 64;
/** 20,000 take 16 s on two quiet cores. Before a release more: `KITH_REQUESTS=…`. */
const requests = Number(process.env.KITH_REQUESTS ?? 20_000);
const seed = Number(process.env.KITH_SEED ?? 20261123);

let world: AttackWorld;
beforeAll(async () => {
  world = await anAttackWorld();
});
afterAll(() => world.end());

const whoAmI = `select kith.me_staff() as staff, (select count(*)::int from kith.staff) as colleagues, (select coalesce(array_agg(id), '{}') from kith.people) as people`;
type Answer = { staff: string | null; colleagues: number; people: string[] };
class OnPurpose extends Error {}

type Ask = (actor: Attacker | null, fails: boolean) => Promise<Answer>;

/** A request that forgets who acts: a transaction with a reach and nobody in it. */
async function forgetful(client: pg.PoolClient): Promise<Answer> {
  await client.query('begin; set local role kith_near');
  try {
    return (await client.query<Answer>(whoAmI)).rows[0] as Answer;
  } finally {
    await client.query('rollback');
  }
}

/** Sends all requests from 64 clients at once; counts answers that showed anything to the wrong one. */
async function storm(count: number, ask: Ask) {
  const random = randomFrom(seed);
  const staff = Object.values(world.staff);
  const expected = new Map<string, string>();
  for (const actor of staff) expected.set(actor.staffId, JSON.stringify((await ask(actor, false)).people.sort()));
  const tally = { sent: 0, forgot: 0, failed: 0, wrong: 0 };
  let left = count;
  const client = async () => {
    while (left-- > 0) {
      const dice = random(10);
      const actor = dice < 3 ? null : (staff[random(staff.length)] as Attacker);
      tally.sent++;
      if (actor === null) tally.forgot++;
      try {
        const answer = await ask(actor, dice === 9);
        const right =
          actor === null
            ? answer.staff === null && answer.colleagues === 0 && answer.people.length === 0
            : answer.staff === actor.staffId && JSON.stringify(answer.people.sort()) === expected.get(actor.staffId);
        if (!right) tally.wrong++;
      } catch (error) {
        if (!(error instanceof OnPurpose)) throw error;
        tally.failed++;
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return tally;
}

/** As the server does it: every setting is local to its transaction. */
const asTheServerDoes =
  (pool: pg.Pool): Ask =>
  async (actor, fails) => {
    if (actor === null) return withClient(pool, forgetful);
    return asActor({ pool, secret: world.database.secret }, actor, 'near', async (_tx, client) => {
      const { rows } = await client.query<Answer>(whoAmI);
      if (fails) throw new OnPurpose();
      return rows[0] as Answer;
    });
  };

/** The planted fault: what beginFor says, but for the session, which is what the rule against session settings is about. */
const inSession =
  (pool: pg.Pool): Ask =>
  async (actor) =>
    withClient(pool, async (client) => {
      if (actor === null) return forgetful(client);
      await client.query(`${beginFor({ pool, secret: world.database.secret }, actor, 'near').replaceAll(',true)', ',false)')}`);
      const { rows } = await client.query<Answer>(whoAmI);
      await client.query('commit');
      return rows[0] as Answer;
    });

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

const found = findPgBouncer();
const ways = [
  { by: 'the driver’s pool', through: null },
  { by: found ? `PgBouncer ${found.version}` : 'PgBouncer (not run: it is not on this machine)', through: found },
] as const;

describe.each(ways)('64 clients on 4 connections, by $by', ({ by, through }) => {
  const isHere = through !== null || by.startsWith('the driver');
  let bouncer: PgBouncer | null = null;
  let pool: pg.Pool;
  beforeAll(async () => {
    if (!isHere) return;
    bouncer = through && (await startPgBouncer(through, world.config, { connections: 4 }));
    // In front of a pooler each client has a connection of its own; the pooler has four.
    const where = bouncer ? { host: bouncer.host, port: bouncer.port, max: clients } : { max: 4 };
    pool = openPool({ ...world.config, user: 'kith_app', connectionTimeoutMillis: 60_000, ...where });
  });
  afterAll(async () => {
    await pool?.end();
    await bouncer?.stop();
  });

  test.runIf(isHere)(`${requests} requests show nobody another's people`, { timeout: 300_000 }, async () => {
    const begun = performance.now();
    const tally = await storm(requests, asTheServerDoes(pool));
    process.stderr.write(`[pool bleed] ${by}: ${JSON.stringify(tally)} in ${Math.round((performance.now() - begun) / 1000)} s\n`);
    expect(tally.wrong).toBe(0);
    expect(tally.sent).toBe(requests);
    expect(tally.forgot).toBeGreaterThan(requests * 0.25);
    expect(tally.failed).toBeGreaterThan(requests * 0.07);
    const { rows } = await world.admin.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and usename = 'kith_app' and pid <> pg_backend_pid()`,
    );
    expect(Number(rows[0]?.n)).toBeLessThanOrEqual(4 + 4); // the world has a pool of its own
  });

  test.runIf(isHere)('a connection after use holds no actor, no signature and no role', async () => {
    const ask = asTheServerDoes(pool);
    await ask(world.staff.meena, false);
    await ask(world.staff.meena, true).catch(() => undefined);
    const held = await Promise.all(
      Array.from({ length: 8 }, () =>
        pool.query(`select nullif(current_setting('app.org', true), '') as org, nullif(current_setting('app.staff', true), '') as staff,
          nullif(current_setting('app.sig', true), '') as sig, current_user as who`),
      ),
    );
    for (const { rows } of held) expect(rows).toEqual([{ org: null, staff: null, sig: null, who: 'kith_app' }]);
  });

  // Last: the poisoned connections would give their actor to whoever comes next.
  test.runIf(isHere)('the same storm finds settings that belong to the session', { timeout: 120_000 }, async () => {
    const tally = await storm(500, inSession(pool));
    expect(tally.wrong).toBeGreaterThan(50);
  });
});
