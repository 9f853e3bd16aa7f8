/**
 * Recording contacts through the real HTTP path: session, policy, row security, receipt, audit and counter, beside the plainest thing that
 * could hold the same rows: one `pg` transaction each, same tables, same durability, no checks.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import pg from 'pg';
import type { RecordContactArgs } from '../features/contacts/record-contact.ts';
import { newId } from '../shared/id.ts';
import { type Measurement, quantile } from './measurement.ts';
import type { Served } from './serve-for-bench.ts';

const seconds = 5;
const batchSize = 40;
const port = 18_430; // not that of the journeys, which may run beside

export async function benchContacts(): Promise<Measurement[]> {
  const { child, served } = await serve();
  const admin = new pg.Client(served.admin);
  await admin.connect();
  try {
    const post = await signIn(served);
    const people = await peopleOf(admin, served);
    const contact = () => aContact(people[Math.floor(Math.random() * people.length)] ?? raise('no people'));
    const measurements: Measurement[] = [];
    await hammer(8, 2, () => sendBatch(post, [contact()])); // warm
    for (const writers of [1, 8, 32]) {
      const floor = await floorOf(served, writers, contact);
      const before = { cpu: cpuSeconds(served.pid), bytes: await bytesOfTables(admin), rows: await countOf(admin) };
      const ours = await hammer(writers, seconds, () => sendBatch(post, [contact()]));
      measurements.push(beside(`contacts a second, ${writers} at once`, ours.rate, floor.rate, 'contacts/s', writers === 8 ? 0.4 : 0));
      if (writers === 8) {
        measurements.push({
          name: 'p99, 8 at once',
          ours: ours.p99,
          floor: floor.p99,
          unit: 'ms',
          aim: '≤ 5 × floor',
          holds: ours.p99 <= 5 * floor.p99,
        });
        const cpu = ((cpuSeconds(served.pid) - before.cpu) * 1000) / ours.done;
        measurements.push({
          name: 'processor time a contact, server and database',
          ours: cpu,
          floor: null,
          unit: 'ms',
          aim: '≤ 1.2 ms',
          holds: cpu <= 1.2,
        });
        const bytes = ((await bytesOfTables(admin)) - before.bytes) / ((await countOf(admin)) - before.rows);
        measurements.push({
          name: 'disk a contact, with audit row and receipt',
          ours: bytes,
          floor: null,
          unit: 'bytes',
          aim: '≤ 1,600',
          holds: bytes <= 1600,
        });
      }
    }
    const floor = await floorOf(served, 8, contact);
    const batches = await hammer(8, seconds, () => sendBatch(post, Array.from({ length: batchSize }, contact)));
    measurements.push(
      beside(`contacts a second, 8 phones with batches of ${batchSize}`, batches.rate * batchSize, floor.rate, 'contacts/s', 0.7),
    );
    // Idle connections are given up after ten seconds, and with them the plans they kept.
    await new Promise((rest) => setTimeout(rest, 15_000));
    const memory = memoryMegabytes(served.pid);
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

async function serve(): Promise<{ child: ChildProcess; served: Served }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve-for-bench.ts'), String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { child, served: JSON.parse(line) as Served };
}

type Post = (path: string, body: unknown) => Promise<{ status: number; cookies: string[]; text: string }>;

async function signIn({ origin, email, passphrase }: Served): Promise<Post> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const headers: Record<string, string> = { 'content-type': 'application/json', origin, 'x-kith-device': newId() };
  const post: Post = (path, body) =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const asked = request(
        `${origin}${path}`,
        { method: 'POST', agent, headers: { ...headers, 'content-length': Buffer.byteLength(text) } },
        (answer) => {
          let said = '';
          answer.on('data', (chunk: Buffer) => {
            said += chunk.toString();
          });
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, cookies: answer.headers['set-cookie'] ?? [], text: said }));
        },
      );
      asked.on('error', reject);
      asked.end(text);
    });
  const answer = await post('/api/door/sign-in', { email, password: passphrase });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${answer.text}`);
  headers.cookie = answer.cookies.map((cookie) => cookie.split(';')[0]).join('; ');
  return post;
}

async function sendBatch(post: Post, contacts: RecordContactArgs[]): Promise<void> {
  const recordedAt = new Date().toISOString();
  const commands = contacts.map((args) => ({
    id: newId(),
    name: 'record-contact',
    version: 1,
    args,
    recordedAt,
    packVersion: 'core@2026.1',
  }));
  const answer = await post('/api/commands', { commands });
  const { answers } = JSON.parse(answer.text) as { answers?: { outcome: string }[] };
  if (answer.status !== 200 || !answers?.every((one) => one.outcome === 'accepted'))
    throw new Error(`not accepted: ${answer.status} ${answer.text.slice(0, 300)}`);
}

type Person = { personId: string; programmeId: string };

async function peopleOf(admin: pg.Client, { world }: Served): Promise<Person[]> {
  const { rows } = await admin.query<{ id: string; programme_id: string }>(
    'select p.id, p.programme_id from kith.people p join kith.assignments a on a.org_id = p.org_id and a.person_id = p.id where a.staff_id = $1',
    [world.peers[0]?.staffId],
  );
  return rows.map((row) => ({ personId: row.id, programmeId: row.programme_id }));
}

function aContact(person: Person): RecordContactArgs {
  const startedAt = new Date(Date.now() - 3_600_000).toISOString();
  return {
    occasionId: newId(),
    startedAt,
    minutes: 45,
    day: startedAt.slice(0, 10),
    place: 'at_home',
    mode: 'in_person',
    did: ['listened', 'found_something'],
    words: 'none',
    late: false,
    with: [{ contactId: newId(), ...person, goalIds: [], entries: [], followUp: null }],
    visitId: null,
  };
}

/** The same rows in one transaction each, as the superuser, past all checks. */
async function floorOf(served: Served, writers: number, contact: () => RecordContactArgs): Promise<Load> {
  const pool = new pg.Pool({ ...served.admin, max: writers });
  const { orgId } = served.world;
  const staffId = served.world.peers[0]?.staffId;
  const insert = async () => {
    const args = contact();
    const [one] = args.with;
    if (!one) return;
    const client = await pool.connect();
    const commandId = newId();
    await client.query('begin');
    await client.query(
      `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, late, pack_version, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        orgId,
        one.contactId,
        args.occasionId,
        one.personId,
        one.programmeId,
        staffId,
        args.startedAt,
        45,
        args.day,
        args.place,
        args.mode,
        args.did,
        'none',
        false,
        'core@2026.1',
        args.startedAt,
      ],
    );
    await client.query('insert into kith.receipts (org_id, actor_id, command_id, args_hash, position) values ($1, $2, $3, $4, 1)', [
      orgId,
      staffId,
      commandId,
      Buffer.alloc(16),
    ]);
    await client.query(
      `insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id) values ($1, 1, $2, $3, 'floor', $4, $5)`,
      [orgId, newId(), staffId, one.personId, commandId],
    );
    await client.query(`insert into kith.changes (org_id, scope_id, position, table_name, row_id) values ($1, $2, 1, 'contacts', $3)`, [
      orgId,
      one.personId,
      one.contactId,
    ]);
    await client.query('commit');
    client.release();
  };
  await hammer(writers, 1, insert);
  const load = await hammer(writers, seconds, insert);
  await pool.end();
  return load;
}

type Load = { done: number; rate: number; p99: number };

async function hammer(writers: number, forSeconds: number, work: () => Promise<void>): Promise<Load> {
  const until = performance.now() + forSeconds * 1000;
  const times: number[] = [];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (performance.now() < until) {
        const at = performance.now();
        await work();
        times.push(performance.now() - at);
      }
    }),
  );
  return { done: times.length, rate: times.length / ((performance.now() - begun) / 1000), p99: quantile(times, 0.99) };
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

/** The server and everything it started, PostgreSQL's processes among them (Linux). */
function familyOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // ended in the meantime
    }
  }
  const family = [pid];
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

function cpuSeconds(pid: number): number {
  const ticksPerSecond = 100;
  return familyOf(pid).reduce((sum, member) => {
    try {
      const stat = readFileSync(`/proc/${member}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // user, system, and the same of children that have ended (one process for each connection)
      return sum + (Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
    } catch {
      return sum;
    }
  }, 0);
}

/** Proportional set size: shared buffers are counted once. */
function memoryMegabytes(pid: number): number {
  return familyOf(pid).reduce((sum, member) => {
    try {
      const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${member}/smaps_rollup`, 'utf8'))?.[1];
      return sum + Number(kilobytes ?? 0) / 1024;
    } catch {
      return sum;
    }
  }, 0);
}

function raise(message: string): never {
  throw new Error(message);
}
