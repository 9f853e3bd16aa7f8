/** The server itself behind a pooler that gives each transaction whichever connection is free. */

import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordContact } from '../../src/features/contacts/record-contact.ts';
import { withOnlyName } from '../../src/features/people/person-fields.ts';
import { registerPerson } from '../../src/features/people/register-person.ts';
import { inviteStaff } from '../../src/features/staff/invite-staff.ts';
import { readConfig } from '../../src/server/config.ts';
import { type RunningServer, startServer } from '../../src/server/main.ts';
import { judgePooler } from '../../src/server/pooler.ts';
import { type TestDatabase, testDatabase } from '../../src/server/postgres/test-database.ts';
import { verifyDatabase } from '../../src/server/verify.ts';
import { newId } from '../../src/shared/id.ts';
import { ada, Browser, origin, ravi, setUpFacts } from '../factories/door-world.ts';
import { findPgBouncer, type PgBouncer, startPgBouncer } from '../factories/pgbouncer.ts';

const found = findPgBouncer();
const mine = found ? `PgBouncer ${found.version} is on this machine` : 'PgBouncer is not on this machine';

let made: TestDatabase;
beforeAll(async () => {
  made = await testDatabase();
});
afterAll(() => made.drop());

/** An address for a socket, as an operator would write one. */
const urlOf = ({ host, port }: { host: string; port: number }) =>
  `postgres://postgres@localhost:${port}/${made.name}?host=${encodeURIComponent(host)}`;
const server = () => ({ host: made.config.host ?? '', port: made.config.port ?? 5432 });

describe('a pooler that Kith cannot use', () => {
  it('is refused in the settings when there is no database beside it', () => {
    const env = { KITH_POOL_URL: 'postgres://localhost:6432/kith' };
    expect(() => readConfig(env, { dataDir: '/nowhere', port: 1 })).toThrow('KITH_POOL_URL needs DATABASE_URL');
  });

  it('is refused when it does not answer, without a word of its address', async () => {
    const gone = { connectionString: 'postgres://kith_app:topsecret@127.0.0.1:9/kith' };
    await expect(judgePooler(gone)).rejects.toThrow('KITH_POOL_URL names does not answer (ECONNREFUSED)');
  });

  it('is not refused when it is PostgreSQL itself', async () => {
    await judgePooler({ ...made.config, user: 'kith_app' });
  });

  it.runIf(found)(`is refused when it does not keep prepared statements (${mine})`, async () => {
    if (!found) return;
    const bouncer = await startPgBouncer(found, made.config, { connections: 2, statements: 0 });
    try {
      const through = { ...made.config, user: 'kith_app', host: bouncer.host, port: bouncer.port };
      await expect(judgePooler(through)).rejects.toThrow('max_prepared_statements');
    } finally {
      await bouncer.stop();
    }
  });
});

const isUsable = found?.keepsStatements ?? false;
const title = isUsable ? `the server behind PgBouncer ${found?.version}` : `the server behind PgBouncer (not run: 1.21 is needed, ${mine})`;

describe.runIf(isUsable)(title, () => {
  let bouncer: PgBouncer;
  let running: RunningServer;
  let base: string;
  const dataDir = mkdtempSync(join(tmpdir(), 'kith-pooled-'));

  beforeAll(async () => {
    if (!found) return;
    bouncer = await startPgBouncer(found, made.config, { connections: 4 });
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    const env = { DATABASE_URL: urlOf(server()), KITH_POOL_URL: urlOf(bouncer), KITH_ORIGIN: origin, KITH_LOG_LEVEL: 'silent' };
    running = await startServer(readConfig(env, { dataDir, port }), { serveWeb: false });
  });
  afterAll(async () => {
    await running?.stop();
    await bouncer?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const browser = () => new Browser({ request: (url, init) => fetch(url.replace(origin, base), init) });
  const signedIn = async (who: { email: string; password: string }) => {
    const one = browser();
    expect((await one.door('sign-in', { email: who.email, password: who.password })).body).toEqual({ next: 'ready' });
    return one;
  };

  it('sets up, signs in, invites, registers, records and counts, many at once, and nothing is wrong afterwards', async () => {
    const token = running.setUpLink?.split('/').at(-1) ?? '';
    expect((await browser().door('set-up', setUpFacts(token))).status).toBe(200);
    const adas = await signedIn(ada);
    const { programmes } = (await adas.door('state')).body.me as unknown as { programmes: string[] };
    const [programmeId = ''] = programmes;
    const invitation = { staffId: newId(), invitationId: newId(), name: ravi.name, email: ravi.email, locale: 'en', title: null };
    const duties = { roles: ['peer', 'coordinator'], programmeIds: [programmeId], supervisorIds: [] };
    expect(await adas.command(inviteStaff, { ...invitation, ...duties })).toMatchObject({ outcome: 'accepted' });
    const shown = (await adas.door('invitation/link', { invitationId: invitation.invitationId })).body as unknown as { link: string };
    const joined = await browser().door('invitation/accept', { token: shown.link.split('/').at(-1), password: ravi.password });
    expect(joined.status).toBe(200);

    const ravis = await signedIn(ravi);
    const today = new Date(Date.now() - 3600_000).toISOString(); // an hour ago: what is recorded has ended
    const poked = pokesOf(base, ravis);
    const people = Array.from({ length: 12 }, (_, nth) => ({ personId: newId(), name: `Kavi ${'abcdefghijkl'[nth]}` }));
    const registering = people.map(({ personId, name }) => {
      const walksWith = { assignmentId: newId(), staffId: invitation.staffId, startsAt: today };
      const enrolment = { enrolmentId: newId(), programmeId, enrolledOn: today.slice(0, 10) };
      return ravis.command(registerPerson, { personId, ...enrolment, person: withOnlyName(name), walksWith, knownDuplicates: [] });
    });
    // Desk queries (wide), the team (admin) and the feed (near) while others write: four connections take turns with every reach.
    const reading = Array.from({ length: 24 }, (_, nth) =>
      nth % 2 === 0 ? ravis.ask('/api/queries/search-people', { text: 'kavi' }) : adas.ask('/api/queries/list-team', {}),
    );
    // Alike names are asked about before they are registered; that, too, is an answer of the server.
    const outcomes = (await Promise.all(registering)).map(({ outcome }) => outcome);
    expect((await Promise.all(reading)).map(({ status }) => status)).toEqual(reading.map(() => 200));
    const registered = people.filter((_, nth) => outcomes[nth] === 'accepted');
    expect(registered.length).toBeGreaterThan(0);

    const [person] = registered;
    const recorded = await Promise.all(
      Array.from({ length: 40 }, () =>
        ravis.command(recordContact, {
          ...{ occasionId: newId(), startedAt: today, minutes: 15, day: today.slice(0, 10), place: 'home', mode: 'in_person' },
          ...{ did: [], words: 'none', late: false, visitId: null },
          with: [{ contactId: newId(), personId: person?.personId, programmeId, goalIds: [], entries: [], followUp: null }],
        }),
      ),
    );
    expect(recorded.filter(({ outcome }) => outcome !== 'accepted')).toEqual([]);
    expect(await poked).toContain('changed');

    const feed = (await ravis.ask('/api/feed', { cursor: null, held: [], reachMark: null })).body as unknown as {
      rows: { table: string }[];
    };
    expect(feed.rows.filter(({ table }) => table === 'contacts').length).toBe(40);
    expect((await adas.ask('/api/feed', { cursor: null, held: [], reachMark: null })).body).not.toMatchObject({
      rows: expect.arrayContaining([expect.objectContaining({ table: 'people' })]),
    });
    expect((await verifyDatabase(made.config)).findings).toEqual([]);
  }, 120_000);
});

/** The first thing said to a device that listens: LISTEN needs a connection of its own, which a pooler would not give. */
async function pokesOf(base: string, who: Browser): Promise<string> {
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const stream = await fetch(`${base}/api/events`, { headers: { cookie, 'x-kith-device': who.deviceId } });
  let heard = '';
  for await (const chunk of stream.body ?? []) {
    heard += Buffer.from(chunk).toString();
    if (heard.includes('changed')) break;
  }
  return heard;
}

async function freePort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  holder.close();
  await once(holder, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
