/** One run: a world, so many steps of whatever chance decides, and rest. The same seed gives the same trace. */
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { deleteDatabase } from '../../src/device/database.ts';
import type { PackSet } from '../../src/packs/pack-schema.ts';
import { openPool } from '../../src/server/db.ts';
import { newId } from '../../src/shared/id.ts';
import type { Age } from './ages.ts';
import { checkAtRest, comeToRest } from './at-rest.ts';
import { openLedger } from './ledger.ts';
import { fetchThrough } from './network.ts';
import { randomFrom } from './random.ts';
import { openPast } from './restore.ts';
import type { Sabotage, Sim } from './sim.ts';
import { Violation } from './sim.ts';
import { aPhone, closeNotebook, openNotebook, type PhoneParts } from './sim-device.ts';
import type { SimPostgres } from './sim-postgres.ts';
import { startSimServer } from './sim-server.ts';
import { type Clock, takeOverTime } from './sim-time.ts';
import { type Step, takeStep } from './steps.ts';
import { type Member, makeWorld } from './world.ts';

export type RunOptions = {
  seed: string;
  steps: number;
  postgres: SimPostgres;
  database: string;
  packs: PackSet;
  sabotage?: Sabotage | null;
  /** Numbers of steps that are left out, to find what a failure needs. */
  without?: ReadonlySet<number>;
  /** Told of each step when it is done. */
  onStep?: (line: string) => void;
};

export type RunResult = {
  seed: string;
  hash: string;
  steps: number;
  counts: Record<string, number>;
  violation: { invariant: string; message: string; atStep: number } | null;
  taken: string[];
  outcomes: string[];
};

const startsAt = '2026-06-01T08:00:00.000Z';
const halfDay = 12 * 3_600_000;

export async function runSeed(options: RunOptions): Promise<RunResult> {
  const { seed, postgres } = options;
  const random = randomFrom(seed);
  const time = takeOverTime(startsAt, randomFrom(`${seed}/ids`));
  const counts = new Map<string, number>();
  const trace: string[] = [];
  // A run in which the database is put back has one of its own.
  const isPutBack = random.chance(0.03) || options.sabotage?.needs?.restore === true;
  const database = isPutBack ? `${options.database}_own` : options.database;
  if (isPutBack) await postgres.make(database);
  const connect = async () => {
    const client = new pg.Client(postgres.connection(database));
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const past = isPutBack ? openPast(postgres, database, connect) : null;
  const admin = await connect();
  const rememberedAt = Math.ceil(options.steps * (0.2 + 0.3 * random.next()));
  const putBackAt = rememberedAt + Math.ceil(options.steps * 0.3 * random.next());
  const pools: pg.Pool[] = [];
  const taken: string[] = [];
  const outcomes: string[] = [];
  const ordinals = new Map<string, number>();
  let sim: Sim | undefined;
  let parts: PhoneParts | undefined;
  let at = 0;
  let violation: RunResult['violation'] = null;
  let restHash = '';
  try {
    if (options.sabotage?.setUp) await admin.query(options.sabotage.setUp);
    const secret = await secretOf(admin);
    const world = await makeWorld(admin, [6 + random.below(4), 3]);
    const faults: unknown[] = [];
    const startServer = (age: Age = 'same') =>
      startSimServer({
        age,
        config: postgres.connection(database),
        secret,
        packs: options.packs,
        now: time.now,
        onFault: (fault) => void faults.push(fault),
        untilGone: (pid) => untilGone(sim?.admin ?? admin, pid),
        rewrite: options.sabotage?.rewrite ?? null,
        liesAboutCommit: options.sabotage?.liesAboutCommit ?? false,
      });
    const [here, there] = world.organisations;
    const owners: Member[][] = [
      [here.members[0]],
      [here.members[1], here.members[2]],
      [here.members[3]],
      [here.members[0]],
      [there.members[0]],
      [there.members[3]],
    ] as Member[][];
    const phones = [];
    for (const [nth, of] of owners.entries()) {
      const clock = aClock(random, time.now());
      phones.push(await aPhone(`phone ${nth + 1}`, of, clock, newId()));
    }
    const made: Sim = {
      ...{ seed, random, time, admin, world, startServer, phones, trace, faults },
      ...{ ledger: openLedger(), pending: [], sent: 0, held: null, blocked: null, sabotage: options.sabotage ?? null, faulty: true },
      servers: [startServer(), startServer(random.chance(0.3) ? random.pick(['older', 'newer']) : 'same')],
      outcomes,
      ordinalOf: (id) => {
        if (!ordinals.has(id)) ordinals.set(id, ordinals.size);
        return ordinals.get(id) ?? 0;
      },
      counts,
      note: (line) => void trace.push(line),
      count: (what, by = 1) => void counts.set(what, (counts.get(what) ?? 0) + by),
    };
    // Before anybody sorts by it: a phone's rows come in an order that keys decide, which are random.
    for (const one of world.organisations) for (const { personId } of one.people) made.ordinalOf(personId);
    sim = made;
    parts = { fetchFor: fetchThrough(made), faults: options.sabotage?.phone ?? {}, steady: time.now, wall: () => Date.now() };
    for (const phone of phones) {
      time.showTo(phone.clock);
      for (const notebook of phone.notebooks) await openNotebook(notebook, parts);
    }
    const due = past
      ? [
          { at: rememberedAt, work: past.remember },
          { at: putBackAt, work: past.putBack },
        ]
      : [];
    for (at = 1; at <= options.steps; at++) {
      // Not while a request is held up: it would wait for ever.
      if (due[0] && at >= due[0].at && !made.held) await due.shift()?.work(made);
      time.advance(random.chance(0.04) ? random.below(halfDay) : 500 + random.below(60_000));
      const step: Step = { left: options.without?.has(at) ?? false };
      const what = await takeStep(made, parts, step);
      taken.push(`${at} ${what}`);
      options.onStep?.(`${at} ${what}`);
      trace.push(`step ${at} ${what}`);
    }
    await comeToRest(made, parts);
    if (faults.length > 0)
      throw new Violation('no faults of ours', faults.map((fault) => String((fault as { error?: unknown }).error ?? fault)).join('; '));
    const pool = openPool({ ...postgres.connection(database), user: 'kith_app', max: 1 });
    pools.push(pool);
    pool.on('connect', (client) => void client.query(`set sim.now = '${new Date(time.now()).toISOString()}'`));
    restHash = await checkAtRest(made, { pool, secret });
    trace.push(restHash);
  } catch (error) {
    if (!(error instanceof Violation) && !options.sabotage) throw error;
    violation = {
      invariant: error instanceof Violation ? error.invariant : 'exception',
      message: error instanceof Error ? error.message : String(error),
      atStep: at,
    };
  } finally {
    for (const server of sim?.servers ?? []) server.parked()?.();
    for (const phone of sim?.phones ?? []) for (const notebook of phone.notebooks) await throwAway(notebook);
    for (const server of sim?.servers ?? []) {
      for (const [point, times] of server.hit) counts.set(`server ${point}`, (counts.get(`server ${point}`) ?? 0) + times);
      server.end();
    }
    for (const phone of sim?.phones ?? [])
      for (const [point, times] of phone.hit) counts.set(`phone ${point}`, (counts.get(`phone ${point}`) ?? 0) + times);
    await Promise.all(pools.map((pool) => pool.end()));
    await (sim?.admin ?? admin).end();
    if (isPutBack) await postgres.drop(database);
    time.giveBack();
  }
  const hash = createHash('sha256').update(trace.join('\n')).digest('hex').slice(0, 16);
  return { seed, hash, steps: options.steps, counts: Object.fromEntries(counts), violation, taken, outcomes };
}

async function throwAway(notebook: Parameters<typeof closeNotebook>[0]): Promise<void> {
  const db = notebook.open?.db;
  closeNotebook(notebook);
  if (db) await deleteDatabase(db.name);
}

/** Off by up to 400 days either way, and running up to five in a hundred too fast or too slow. */
function aClock(random: ReturnType<typeof randomFrom>, from: number): Clock {
  const off = random.chance(0.3) ? 0 : (random.next() - 0.5) * 800 * 86_400_000;
  const drift = random.chance(0.5) ? 0 : (random.next() - 0.5) * 0.1;
  return (now) => Math.round(now + off + (now - from) * drift);
}

async function secretOf(admin: pg.Client): Promise<Buffer> {
  const { rows } = await admin.query<{ secret: Buffer }>('select secret from reach.secrets');
  if (rows[0]) return rows[0].secret;
  const secret = randomBytes(32);
  await admin.query('insert into reach.secrets (secret) values ($1)', [secret]);
  return secret;
}

async function untilGone(admin: pg.Client, pid: number): Promise<void> {
  for (;;) {
    const { rows } = await admin.query('select from pg_stat_activity where pid = $1', [pid]);
    if (rows.length === 0) return;
    await new Promise((rest) => setTimeout(rest, 1));
  }
}
