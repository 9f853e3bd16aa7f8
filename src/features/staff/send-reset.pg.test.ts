import type pg from 'pg';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aDoorWorld, ada, type Browser, type DoorWorld, origin, ravi, secret } from '../../../tests/factories/door-world.ts';
import { aMailbox, bodyOf, headOf } from '../../../tests/factories/mailbox.ts';
import { type Jobs, openJobs } from '../../server/jobs.ts';
import { sturdyPool } from '../../server/sturdy-pool.ts';
import { newId } from '../../shared/id.ts';
import { makeResetLink } from './make-reset-link.ts';
import { sendPasswordChangedJob, sendResetJob } from './send-reset-job.server.ts';

const kala = { name: 'கலா', email: 'kala@example.org', password: 'seven paper boats drift' };
const chosen = 'tall lamps hum at dusk';

let world: DoorWorld;
let adas: Browser;
let mailbox: Awaited<ReturnType<typeof aMailbox>>;
let authPool: pg.Pool;
let jobs: Jobs | null = null;
const ids = { ravi: '', kala: '' };
const logged: string[] = [];

beforeAll(async () => {
  world = await aDoorWorld({ hasMail: true, log: (line) => void logged.push(line) });
  adas = await world.setUp();
  ids.ravi = (await world.joins(adas, ravi, ['peer'])).staffId;
  ids.kala = (await world.joins(adas, kala, ['peer'], 'ta')).staffId;
  await world.owner.query('update pgboss.queue set retry_delay = 1, retry_backoff = false');
  mailbox = await aMailbox();
  authPool = sturdyPool({ ...world.config, user: 'kith_auth', max: 1 });
  const deps = { authPool, mailer: mailbox.mailer, secret, origin };
  jobs = await openJobs({
    connection: { ...world.config, user: 'kith_jobs' },
    jobs: [sendResetJob(deps), sendPasswordChangedJob(deps)],
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    pollSeconds: 0.5,
  });
});
beforeEach(async () => {
  mailbox.received.length = 0;
  await world.owner.query('delete from auth.tries');
  await world.owner.query(
    `update kith.password_resets set made_at = made_at - interval '2 hours', expires_at = expires_at - interval '2 hours'`,
  );
});
afterAll(async () => {
  await jobs?.stop();
  await authPool.end();
  await mailbox.close();
  expect(world.faults).toEqual([]);
  await world.end();
});

let nextAddress = 1;
const elsewhere = () => {
  const browser = world.browser();
  browser.address = `198.51.100.${nextAddress++ % 250}`;
  return browser;
};
const asking = (email: string) => elsewhere().door('reset/ask', { email });
const tokenIn = (raw: string) => /\/reset\/([\w-]+)/.exec(bodyOf(raw))?.[1] ?? '';
const linkMail = async (email: string) => {
  await mailbox.arrived(email);
  return mailbox.mailTo(email)[0]?.raw ?? '';
};
/** Until every job that was queued has been done. */
const quiet = () =>
  expect
    .poll(
      async () => (await world.owner.query(`select from pgboss.job where name like 'send-password%' and state < 'completed'`)).rowCount,
      {
        timeout: 20_000,
        interval: 100,
      },
    )
    .toBe(0);

describe('asking for a link by mail', () => {
  it('is answered the same whether anybody has the address; only the mailbox knows', async () => {
    const unknown = await asking('nobody@example.org');
    const known = await asking(ravi.email);
    expect(unknown).toEqual({ status: 200, body: {} });
    expect(known).toEqual(unknown);
    await linkMail(ravi.email);
    await quiet();
    expect(mailbox.received.map(({ to }) => to)).toEqual([[ravi.email]]);
    // What was typed is forgotten, whoever's it was.
    expect((await world.owner.query('select from auth.reset_asks')).rowCount).toBe(0);
  });

  it('is refused without an address, and for more than five of one in a row, known or not', async () => {
    for (const email of ['', 'x', 'a@b@c', 'a@example.org, b@example.org', 'a@example.org\r\nBcc: b@example.org']) {
      expect((await asking(email)).status, email).toBe(400);
    }
    for (const email of ['nobody@example.org', ravi.email]) {
      const statuses = [];
      for (let n = 0; n < 7; n += 1) statuses.push((await asking(email)).status);
      expect(statuses, email).toEqual([200, 200, 200, 200, 200, 429, 429]);
    }
    // Signing in is counted apart: nobody is kept out by who asks for links in their name.
    expect((await elsewhere().door('sign-in', { email: ravi.email, password: ravi.password })).status).toBe(200);
  });

  it('fills nobody’s mailbox: three an hour, and only the newest opens', async () => {
    for (let n = 0; n < 5; n += 1) {
      await world.owner.query('delete from auth.tries');
      await asking(ravi.email);
      await quiet();
    }
    const tokens = mailbox.mailTo(ravi.email).map(({ raw }) => tokenIn(raw));
    expect(tokens.length).toBe(3);
    const statuses = [];
    for (const token of tokens) statuses.push((await elsewhere().door('reset/look', { token })).status);
    expect(statuses).toEqual([404, 404, 200]);
  });

  it('sends nothing to whoever has left, nor an hour late', async () => {
    await world.owner.query('update kith.staff set active = false where id = $1', [ids.ravi]);
    await asking(ravi.email);
    await quiet();
    await world.owner.query('update kith.staff set active = true where id = $1', [ids.ravi]);
    await jobs?.stop();
    await asking(ravi.email);
    await world.owner.query(`update auth.reset_asks set asked_at = asked_at - interval '61 minutes'`);
    const { rows } = await authPool.query<{ id: string }>('select id from auth.reset_asks');
    expect((await authPool.query('select * from kith.door_reset_to_mail($1)', [rows[0]?.id])).rowCount).toBe(0);
    expect(mailbox.received).toEqual([]);
    await world.owner.query(`delete from pgboss.job where state = 'created'`);
    const deps = { authPool, mailer: mailbox.mailer, secret, origin };
    jobs = await openJobs({
      connection: { ...world.config, user: 'kith_jobs' },
      jobs: [sendResetJob(deps), sendPasswordChangedJob(deps)],
      log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
      pollSeconds: 0.5,
    });
  });
});

describe('the mail with the link', () => {
  it('opens once and within an hour, and says nothing of the programme or of anyone outside its body', async () => {
    await asking(ravi.email);
    const raw = await linkMail(ravi.email);
    expect(headOf(raw)).toMatch(/^Subject: Choosing a new password$/m);
    expect(headOf(raw)).toMatch(/^From: Kith <kith@example.org>$/m);
    expect(headOf(raw)).not.toMatch(/Ravi|Ada|Harbour|Warmline|[Pp]eer|[Ss]upport/);
    expect(bodyOf(raw)).not.toMatch(/Harbour|Warmline|support|recovery/i);
    const token = tokenIn(raw);
    expect((await elsewhere().door('reset/look', { token })).body).toMatchObject({ name: ravi.name, kind: 'mail', madeBy: null });
    const { rows } = await world.owner.query<{ minutes: number }>(
      `select extract(epoch from expires_at - now()) / 60 as minutes from kith.password_resets order by made_at desc limit 1`,
    );
    expect(Number(rows[0]?.minutes)).toBeGreaterThan(55);
    expect(Number(rows[0]?.minutes)).toBeLessThanOrEqual(60);
    await world.owner.query(
      `update kith.password_resets set made_at = made_at - interval '1 hour', expires_at = expires_at - interval '1 hour'`,
    );
    expect((await elsewhere().door('reset/use', { token, password: chosen })).status).toBe(404);
  });

  it('speaks Tamil to who reads Tamil, and is tried again when the mail server says later', async () => {
    mailbox.refuseNext = 1;
    await asking(kala.email);
    const raw = await linkMail(kala.email);
    expect(mailbox.refuseNext).toBe(0);
    expect(bodyOf(raw)).toContain('வணக்கம் கலா');
    expect(bodyOf(raw)).not.toContain('Hello');
    expect((await elsewhere().door('reset/look', { token: tokenIn(raw) })).body).toMatchObject({ locale: 'ta' });
    await quiet();
    expect(mailbox.mailTo(kala.email).length).toBe(1);
  });

  it('goes to a colleague’s mailbox when an administrator asks for it, and is shown to nobody', async () => {
    const resetId = newId();
    expect(await adas.command(makeResetLink, { staffId: ids.ravi, resetId })).toMatchObject({ outcome: 'accepted' });
    expect((await adas.door('reset/link', { resetId })).status).toBe(403);
    const raw = await linkMail(ravi.email);
    expect(bodyOf(raw)).toContain(ada.name);
    expect((await elsewhere().door('reset/look', { token: tokenIn(raw) })).body).toMatchObject({ kind: 'administrator', madeBy: ada.name });
  });
});

describe('afterwards', () => {
  it('a mail tells the owner that their password was changed, when and how, and where to go if it was not them', async () => {
    const before = elsewhere();
    await before.door('sign-in', { email: ravi.email, password: ravi.password });
    await asking(ravi.email);
    const token = tokenIn(await linkMail(ravi.email));
    expect((await elsewhere().door('reset/use', { token, password: chosen })).status).toBe(200);
    expect((await before.door('state')).body.state).toBe('signed_out');
    await mailbox.arrived(ravi.email, 2);
    const told = mailbox.mailTo(ravi.email)[1]?.raw ?? '';
    expect(headOf(told)).toMatch(/^Subject: Your password was changed$/m);
    expect(bodyOf(told)).toContain('sent to this address');
    expect(bodyOf(told)).toContain(`${origin}/forgotten`);
    expect(bodyOf(told)).not.toContain(token);
    // One's own link is not held against oneself at the next sign-in; it stands on one's page.
    const next = elsewhere();
    expect((await next.door('sign-in', { email: ravi.email, password: chosen })).body).toEqual({ next: 'ready' });
    expect((await next.door('account')).body).toMatchObject({ resets: [{ kind: 'mail', state: 'used', madeBy: null }] });
  });

  it('names who made the link, when a colleague did', async () => {
    const resetId = newId();
    await adas.command(makeResetLink, { staffId: ids.kala, resetId });
    const token = tokenIn(await linkMail(kala.email));
    expect((await elsewhere().door('reset/use', { token, password: chosen })).status).toBe(200);
    await mailbox.arrived(kala.email, 2);
    const told = bodyOf(mailbox.mailTo(kala.email)[1]?.raw ?? '');
    expect(told).toContain(ada.name);
    expect(told).toContain('வணக்கம் கலா');
  });

  it('neither the log nor any job has kept an address, a name or a link', async () => {
    await quiet();
    const { rows } = await world.owner.query('select data, output from pgboss.job');
    expect(rows.length).toBeGreaterThan(5);
    expect(JSON.stringify(rows)).not.toMatch(/@|Ravi|கலா/);
    expect(logged.join('')).not.toMatch(/@example|Ravi|கலா|\/reset\/[\w-]{20}/);
  });
});
