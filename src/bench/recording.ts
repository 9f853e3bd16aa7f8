/** Recording contacts as phones do: a whole Kith in a process of its own, signed in to, and sent commands over HTTP. */
import { type ChildProcess, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type pg from 'pg';
import type { RecordContactArgs } from '../features/contacts/record-contact.ts';
import { newId } from '../shared/id.ts';
import type { Served, SignIn } from './serve-for-bench.ts';

const port = 18_430; // not that of the journeys, which may run beside

export async function serve(): Promise<{ child: ChildProcess; served: Served }> {
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, 'serve-for-bench.ts'), String(port)], {
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

/** One peer's phone, signed in. */
export type Phone = {
  /** With anyone the peer walks with. */
  aContact: () => RecordContactArgs;
  /** Sends them as one batch. @throws when one was not accepted */
  record: (contacts: readonly RecordContactArgs[]) => Promise<void>;
};

/** A phone for each peer: each request has an actor of its own, as it would have on a busy afternoon. */
export async function openPhones(served: Served, admin: pg.Client): Promise<Phone[]> {
  const phones: Phone[] = [];
  for (const peer of served.peers) {
    const people = await peopleOf(admin, peer);
    const post = await signIn(served, peer.email);
    phones.push({
      aContact: () => {
        const person = people[Math.floor(Math.random() * people.length)];
        if (!person) throw new Error('a peer walks with nobody');
        return aContact(person);
      },
      record: (contacts) => sendBatch(post, contacts),
    });
  }
  return phones;
}

async function signIn({ origin, passphrase }: Served, email: string): Promise<Post> {
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

async function sendBatch(post: Post, contacts: readonly RecordContactArgs[]): Promise<void> {
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

async function peopleOf(admin: pg.Client, { staffId }: SignIn): Promise<Person[]> {
  const { rows } = await admin.query<{ id: string; programme_id: string }>(
    'select p.id, p.programme_id from kith.people p join kith.assignments a on a.org_id = p.org_id and a.person_id = p.id where a.staff_id = $1',
    [staffId],
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
