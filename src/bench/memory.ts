/** Memory of server and database at rest: after the demo has started, and after a day's work was done on it. */
import type { RecordContactArgs } from '../features/contacts/record-contact.ts';
import type { FeedPage, FeedRequest } from '../shared/feed.ts';
import { newId } from '../shared/id.ts';
import type { Measurement } from './measurement.ts';
import { residentMegabytes } from './resident-memory.ts';
import { type RunningDemo, startDemo } from './running-demo.ts';

const most = 250;
/** Idle connections are given up after ten seconds, and what is left behind is collected in the ten after. */
const restMilliseconds = 30_000;

export async function benchMemory(): Promise<Measurement[]> {
  const demo = await startDemo();
  try {
    await rest();
    const idle = residentMegabytes(demo.pid);
    const peers = demo.signIns.filter(({ roles }) => roles.includes('peer'));
    // Everyone's phone is new today, and then asks again and again.
    for (const { email } of peers) await aDayOf(demo, email);
    await rest();
    const after = residentMegabytes(demo.pid);
    return [
      line('memory of server and database at rest, the demo just started', idle),
      line(`memory of server and database at rest, after a day of ${peers.length} peers`, after),
    ];
  } finally {
    await demo.stop();
  }
}

function line(name: string, megabytes: number): Measurement {
  return { name, ours: megabytes, floor: null, unit: 'MB', aim: `≤ ${most}`, holds: megabytes <= most };
}

const contactsOfADay = 200;

/** Signs in, reads everything, records contacts one by one and in a batch, and reads what came of it. */
async function aDayOf({ origin, passphrase }: RunningDemo, email: string): Promise<void> {
  const headers: Record<string, string> = { 'content-type': 'application/json', origin, 'x-kith-device': newId() };
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 200)}`);
    headers.cookie ??= answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    return JSON.parse(text) as Record<string, unknown>;
  };
  await post('/api/door/sign-in', { email, password: passphrase });
  const people = await readEverything(post);
  const batch = people.slice(0, 40).map(aContact);
  for (let n = 0; n < contactsOfADay; n += 1) {
    const person = people[n % people.length];
    if (person) await post('/api/commands', { commands: [aContact(person)] });
  }
  await post('/api/commands', { commands: batch });
  await readEverything(post);
}

type Post = (path: string, body: unknown) => Promise<Record<string, unknown>>;
type Person = { personId: string; programmeId: string };

/** The feed as a new phone reads it. */
async function readEverything(post: Post): Promise<Person[]> {
  const people: Person[] = [];
  let request: FeedRequest = { cursor: null, held: [], reachMark: null };
  for (;;) {
    const page = (await post('/api/feed', request)) as FeedPage;
    for (const { table, id, row } of page.rows) if (table === 'people') people.push({ personId: id, programmeId: String(row.programmeId) });
    if (!page.more) return people;
    request = { cursor: page.cursor, held: [...request.held, ...page.gained], reachMark: page.reachMark };
  }
}

function aContact(person: Person) {
  const startedAt = new Date(Date.now() - 3_600_000).toISOString();
  const args: RecordContactArgs = {
    occasionId: newId(),
    startedAt,
    minutes: 45,
    day: startedAt.slice(0, 10),
    place: 'at_home',
    mode: 'in_person',
    did: ['listened'],
    words: 'none',
    late: false,
    with: [{ contactId: newId(), ...person, goalIds: [], entries: [], followUp: null }],
    visitId: null,
  };
  return { id: newId(), name: 'record-contact', version: 1, args, recordedAt: new Date().toISOString(), packVersion: 'core@2026.1' };
}

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, restMilliseconds));
}
