/**
 * Recording contacts through the real HTTP path: session, policy, row security, receipt, audit and counter, beside the plainest thing that
 * could hold the same rows: one `pg` transaction each, same tables, same durability, no checks.
 */
import pg from 'pg';
import { floorOf } from './contacts-floor.ts';
import { hammer, type Load } from './load.ts';
import type { Measurement } from './measurement.ts';
import { processorSeconds } from './processor-time.ts';
import { openPhones, serve } from './recording.ts';
import { residentMegabytes } from './resident-memory.ts';
import type { Served } from './serve-for-bench.ts';

const seconds = 5;
const batchSize = 40;

export async function benchContacts(): Promise<Measurement[]> {
  const { child, served } = await serve();
  const admin = new pg.Client(served.admin);
  await admin.connect();
  try {
    const phones = await openPhones(served, admin);
    const phoneOf = (writer: number) => phones[writer % phones.length] ?? raise('nobody has a phone');
    const contact = () => phoneOf(0).aContact();
    const record = (writer: number, count: number) => phoneOf(writer).record(Array.from({ length: count }, phoneOf(writer).aContact));
    const measurements: Measurement[] = [];
    const measure = new Measure(served, admin);
    await hammer(8, 2, (writer) => record(writer, 1)); // warm
    for (const writers of [1, 8, 32]) {
      const floor = await floorOf(served, { writers, seconds }, contact);
      const ours = await measure.around(() => hammer(writers, seconds, (writer) => record(writer, 1)));
      measurements.push(beside(`contacts a second, ${writers} at once`, ours.rate, floor.rate, 'contacts/s', writers === 8 ? 0.4 : 0));
      if (writers !== 8) continue;
      measurements.push({
        name: 'p99, 8 at once',
        ours: ours.p99,
        floor: floor.p99,
        unit: 'ms',
        aim: '≤ 5 × floor',
        holds: ours.p99 <= 5 * floor.p99,
      });
      measurements.push(...processorTime('singly', ours.cpu, floor.cpu));
      measurements.push({
        name: 'disk a contact, with audit row and receipt',
        ours: ours.bytes,
        floor: null,
        unit: 'bytes',
        aim: '≤ 1,600',
        holds: ours.bytes <= 1600,
      });
    }
    const floor = await floorOf(served, { writers: 8, seconds }, contact);
    const batches = await measure.around(() => hammer(8, seconds, (writer) => record(writer, batchSize)));
    measurements.push(
      beside(`contacts a second, 8 phones with batches of ${batchSize}`, batches.rate * batchSize, floor.rate, 'contacts/s', 0.7),
      ...processorTime(`in batches of ${batchSize}`, batches.cpu, floor.cpu),
    );
    // Idle connections are given up after ten seconds, and with them the plans they kept.
    await new Promise((rest) => setTimeout(rest, 15_000));
    const memory = residentMegabytes(served.pid);
    measurements.push({
      name: 'memory of server and database at rest, after this load',
      ours: memory,
      floor: null,
      unit: 'MB',
      aim: '≤ 250',
      holds: memory <= 250,
    });
    return measurements;
  } finally {
    await admin.end();
    child.stdin?.end();
    await new Promise((ended) => child.on('exit', ended));
  }
}

/** Server and database together, then apart. The load generator is never in it: so the floor, whose client it is, has its database alone. */
function processorTime(how: string, ours: Processor, floor: number): Measurement[] {
  const whole = ours.server + ours.database;
  const part = (of: string, milliseconds: number, beside: number | null): Measurement => ({
    name: `of that, ${of}`,
    ours: milliseconds,
    floor: beside,
    unit: 'ms',
    aim: 'for orientation',
    holds: true,
  });
  return [
    {
      name: `processor time a contact ${how}, server and database (floor: its database alone)`,
      ours: whole,
      floor,
      unit: 'ms',
      aim: '≤ 1.2 ms',
      holds: whole <= 1.2,
    },
    part('the server', ours.server, null),
    part('the database', ours.database, floor),
  ];
}

/** Milliseconds for each contact. */
type Processor = { server: number; database: number };

/** What contacts cost while a load runs: processor time of server and database, and room on the disk, for each. */
class Measure {
  readonly #served: Served;
  readonly #admin: pg.Client;
  constructor(served: Served, admin: pg.Client) {
    this.#served = served;
    this.#admin = admin;
  }

  async around(load: () => Promise<Load>): Promise<Load & { cpu: Processor; bytes: number }> {
    const before = await this.#now();
    const done = await load();
    const after = await this.#now();
    const contacts = after.rows - before.rows;
    const spent = (of: keyof Processor) => ((after.cpu[of] - before.cpu[of]) * 1000) / contacts;
    return { ...done, cpu: { server: spent('server'), database: spent('database') }, bytes: (after.bytes - before.bytes) / contacts };
  }

  async #now(): Promise<{ cpu: Processor; bytes: number; rows: number }> {
    return { cpu: processorSeconds(this.#served.pid), bytes: await bytesOfTables(this.#admin), rows: await countOf(this.#admin) };
  }
}

function beside(name: string, ours: number, floor: number, unit: string, least: number): Measurement {
  return {
    name,
    ours,
    floor,
    unit,
    aim: least === 0 ? 'for orientation' : `≥ ${least * 100} % of floor`,
    holds: least === 0 || ours >= least * floor,
  };
}

/** Heap and indexes of every tenant table. */
async function bytesOfTables(admin: pg.Client): Promise<number> {
  const { rows } = await admin.query<{ bytes: string }>(
    `select sum(pg_total_relation_size(c.oid)) as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'kith' and c.relkind = 'r'`,
  );
  return Number(rows[0]?.bytes);
}

async function countOf(admin: pg.Client): Promise<number> {
  const { rows } = await admin.query<{ n: string }>('select count(*) as n from kith.contacts');
  return Number(rows[0]?.n);
}

function raise(message: string): never {
  throw new Error(message);
}
