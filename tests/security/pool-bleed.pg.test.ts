/** Many people on few connections: nobody's name may stay on one for whoever comes next. */
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asActor, type Database, openPool } from '../../src/server/db.ts';
import { type Attacker, type AttackWorld, anAttackWorld } from './attack-world.ts';
import { randomFrom } from './statement-generator.ts';

const clients = 64;
/** 20,000 take 16 s on two quiet cores. Before a release more: `KITH_REQUESTS=…`. */
const requests = Number(process.env.KITH_REQUESTS ?? 20_000);
const seed = Number(process.env.KITH_SEED ?? 20261123);

let world: AttackWorld;
let pool: pg.Pool;
let database: Database;
beforeAll(async () => {
  world = await anAttackWorld();
  pool = openPool({ ...world.config, user: 'kith_app', max: 4, connectionTimeoutMillis: 60_000 });
  database = { pool, secret: world.database.secret };
});
afterAll(async () => {
  await pool.end();
  await world.end();
});

const whoAmI = `select kith.me_staff() as staff, (select count(*)::int from kith.staff) as colleagues, (select coalesce(array_agg(id), '{}') from kith.people) as people`;
type Answer = { staff: string | null; colleagues: number; people: string[] };
class OnPurpose extends Error {}

type Way = (client: pg.PoolClient, actor: Attacker | null) => Promise<Answer>;

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
async function storm(count: number, ask: (actor: Attacker | null, fails: boolean) => Promise<Answer>) {
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

test(`${requests} requests of ${clients} clients on 4 connections show nobody another's people`, { timeout: 180_000 }, async () => {
  const begun = performance.now();
  const tally = await storm(requests, async (actor, fails) => {
    if (actor === null) {
      const client = await pool.connect();
      try {
        return await forgetful(client);
      } finally {
        client.release();
      }
    }
    return asActor(database, actor, 'near', async (_tx, client) => {
      const { rows } = await client.query<Answer>(whoAmI);
      if (fails) throw new OnPurpose();
      return rows[0] as Answer;
    });
  });
  process.stderr.write(
    `[pool bleed] ${JSON.stringify(tally)} in ${Math.round((performance.now() - begun) / 1000)} s; PgBouncer: not run (not installed with Kith)\n`,
  );
  expect(tally.wrong).toBe(0);
  expect(tally.sent).toBe(requests);
  expect(tally.forgot).toBeGreaterThan(requests * 0.25);
  expect(tally.failed).toBeGreaterThan(requests * 0.07);
});

test('a connection after use holds no actor, no signature and no role', async () => {
  await asActor(database, world.staff.meena, 'near', async (_tx, client) => client.query('select 1'));
  await asActor(database, world.staff.meena, 'near', async () => {
    throw new OnPurpose();
  }).catch(() => undefined);
  const held = await Promise.all(
    Array.from({ length: 8 }, () =>
      pool.query(`select nullif(current_setting('app.org', true), '') as org, nullif(current_setting('app.staff', true), '') as staff,
        nullif(current_setting('app.sig', true), '') as sig, current_user as who`),
    ),
  );
  for (const { rows } of held) expect(rows).toEqual([{ org: null, staff: null, sig: null, who: 'kith_app' }]);
});

test('the same storm finds settings that belong to the session', { timeout: 60_000 }, async () => {
  const careless = openPool({ ...world.config, user: 'kith_app', max: 4, connectionTimeoutMillis: 60_000 });
  const inSession: Way = async (client, actor) => {
    if (actor === null) return forgetful(client);
    // What beginFor says, but for the session; the test plants the fault that the rule against session settings is about.
    const { beginFor } = await import('../../src/server/db.ts');
    await client.query(`${beginFor(database, actor, 'near').replaceAll(',true)', ',false)')}`);
    const { rows } = await client.query<Answer>(whoAmI);
    await client.query('commit');
    return rows[0] as Answer;
  };
  try {
    const tally = await storm(500, async (actor) => {
      const client = await careless.connect();
      try {
        return await inSession(client, actor);
      } finally {
        client.release();
      }
    });
    expect(tally.wrong).toBeGreaterThan(50);
  } finally {
    await careless.end();
  }
});
