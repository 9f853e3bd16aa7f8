import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDoorWorld, ada, type Browser, codeOf, type DoorWorld, origin } from '../../../tests/factories/door-world.ts';
import { editOrganisation } from '../../features/organisations/edit-organisation.ts';

let world: DoorWorld;
let adas: Browser;
beforeAll(async () => {
  world = await aDoorWorld();
  adas = await world.setUp();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const right = { email: ada.email, password: ada.password };
let nextAddress = 1;
/** A browser somewhere else, so that tests do not share a count of tries. */
const elsewhere = (which = world.one) => {
  const browser = world.browser(which);
  browser.address = `198.51.100.${nextAddress++}`;
  return browser;
};

describe('signing in', () => {
  it('gives the same answer to a wrong password and to an address nobody has', async () => {
    const wrong = await elsewhere().door('sign-in', { ...right, password: 'not this one at all' });
    const unknown = await elsewhere().door('sign-in', { email: 'nobody@example.org', password: 'not this one at all' });
    expect(wrong).toEqual({ status: 401, body: { code: 'sign_in_wrong' } });
    expect(unknown).toEqual(wrong);
  });

  it('keeps its session in a cookie that scripts cannot read, other sites cannot send and other hosts cannot set', () => {
    const cookie = adas.said.find((each) => each.startsWith('__Host-kith.session_token=')) ?? '';
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; Secure/i);
    expect(cookie).toMatch(/; SameSite=Strict/i);
    expect(cookie).toMatch(/; Path=\//i);
    expect(cookie).not.toMatch(/domain/i);
  });

  it('never shows the token to scripts', async () => {
    const browser = elsewhere();
    const answered = await browser.door('sign-in', right);
    expect(answered.body).toEqual({ next: 'ready' });
    const token = decodeURIComponent(browser.sessionCookie ?? '').split('.')[0] ?? '';
    expect(token.length).toBeGreaterThan(20);
    expect(JSON.stringify((await browser.door('account')).body)).not.toContain(token);
  });

  it('gives a new token each time, and the one before it stops working', async () => {
    const browser = elsewhere();
    await browser.door('sign-in', right);
    const thief = elsewhere(world.two);
    thief.cookies.set('__Host-kith.session_token', browser.sessionCookie ?? '');
    expect((await thief.door('state')).body.state).toBe('ready');
    await browser.door('sign-in', right);
    expect((await browser.door('state')).body.state).toBe('ready');
    expect((await thief.door('state')).body.state).toBe('signed_out');
  });

  it('does not take a session somebody else planted', async () => {
    const browser = elsewhere();
    browser.cookies.set('__Host-kith.session_token', encodeURIComponent('planted.c2lnbmF0dXJl'));
    await browser.door('sign-in', right);
    expect(browser.sessionCookie).not.toContain('planted');
  });

  it('ends at once on every server when one signs out', async () => {
    const browser = elsewhere();
    await browser.door('sign-in', right);
    const kept = elsewhere(world.two);
    kept.cookies.set('__Host-kith.session_token', browser.sessionCookie ?? '');
    expect((await kept.ask('/api/queries/list-team', {})).status).toBe(200);
    await browser.door('sign-out', {});
    expect((await kept.ask('/api/queries/list-team', {})).status).toBe(401);
  });

  it('refuses a token whose signature was tampered with, without asking the database for it', async () => {
    const browser = elsewhere();
    await browser.door('sign-in', right);
    const value = decodeURIComponent(browser.sessionCookie ?? '');
    browser.cookies.set('__Host-kith.session_token', encodeURIComponent(`${value.slice(0, -6)}AAAAA=`));
    expect((await browser.door('state')).body.state).toBe('signed_out');
  });

  it('ends a session that was not used for a week, and every session after a month', async () => {
    const idle = elsewhere();
    await idle.door('sign-in', right);
    const id = async (browser: Browser) =>
      (
        ((await browser.door('account')).body as unknown as { sessions: { id: string; current: boolean }[] }).sessions.find(
          (s) => s.current,
        ) ?? { id: '' }
      ).id;
    await world.owner.query(`update auth.session set "updatedAt" = now() - interval '7 days 1 minute' where id = $1`, [await id(idle)]);
    expect((await idle.door('state')).body.state).toBe('signed_out');
    const old = elsewhere();
    await old.door('sign-in', right);
    const oldId = await id(old);
    const { rows } = await world.owner.query<{ days: number }>(
      `select extract(epoch from "expiresAt" - now()) / 86400 as days from auth.session where id = $1`,
      [oldId],
    );
    expect(Number(rows[0]?.days)).toBeCloseTo(30, 1);
    await world.owner.query(`update auth.session set "expiresAt" = now() - interval '1 second' where id = $1`, [oldId]);
    expect((await old.door('state')).body.state).toBe('signed_out');
  });

  it('lists sessions and ends the others', async () => {
    const other = elsewhere();
    await other.door('sign-in', right);
    await adas.door('sessions/end', { others: true });
    expect((await other.door('state')).body.state).toBe('signed_out');
    expect((await adas.door('state')).body.state).toBe('ready');
    expect((await adas.door('account')).body).toMatchObject({ sessions: [{ current: true }] });
  });
});

describe('requests that do not come from our own pages', () => {
  it.each([
    ['another site', 'https://evil.example'],
    ['no site at all', null],
    ['a sandbox', 'null'],
    ['our name over http', 'http://kith.example.org'],
    ['our name as a prefix', `${origin}.evil.example`],
  ])('a write from %s is refused', async (_who, from) => {
    const browser = elsewhere();
    browser.origin = from;
    expect(await browser.door('sign-in', right)).toEqual({ status: 403, body: { code: 'wrong_origin' } });
    expect(browser.cookies.size).toBe(0);
  });

  it('a form without JSON is refused, whatever its content type says', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data', '']) {
      const answered = await elsewhere().ask('/api/door/sign-in', JSON.stringify(right), { 'content-type': type });
      expect([400, 415], type).toContain(answered.status);
    }
  });

  it('a cross-site fetch is refused even with our origin', async () => {
    expect((await elsewhere().ask('/api/door/sign-in', right, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('unknown fields are refused', async () => {
    expect((await elsewhere().door('sign-in', { ...right, rememberMe: true })).status).toBe(400);
    expect((await elsewhere().door('second-factor', { code: '123456', recovery: false, trustDevice: true })).status).toBe(400);
  });
});

describe('what the accounts library could do and Kith does not', () => {
  it.each([
    '/api/auth/sign-up/email',
    '/api/auth/sign-in/email',
    '/api/auth/api-key/create',
    '/api/auth/sign-in/magic-link',
    '/api/auth/magic-link/verify',
    '/api/auth/organization/create',
    '/api/auth/organization/accept-invitation',
    '/api/auth/sign-in/social',
    '/api/auth/callback/google',
    '/api/auth/link-social',
    '/api/auth/request-password-reset',
    '/api/auth/update-user',
    '/api/auth/change-email',
    '/api/auth/delete-user',
    '/api/auth/list-sessions',
    '/api/auth/two-factor/disable',
    '/api/auth/two-factor/send-otp',
    '/api/auth/ok',
    '/api/door/sign-up',
    '//api/auth/sign-up/email',
    '/api/auth%2Fsign-up/email',
  ])('%s is not there, signed in or not', async (path) => {
    for (const browser of [elsewhere(), adas]) {
      const sent = await browser.ask(path, { email: 'new@example.org', password: 'nine copper kettles sing', name: 'New', userId: 'x' });
      expect(sent.status).toBe(404);
      expect((await browser.ask(path)).status).toBe(404);
    }
    const { rows } = await world.owner.query('select email from auth."user"');
    expect(rows).toEqual([{ email: ada.email }]);
  });
});

describe('the second factor', () => {
  let uri: string;
  let recoveryCodes: string[];

  it('is asked for, when the organisation wants it, before anything else can be done', async () => {
    const { rows } = await world.owner.query<{ version: number }>('select version from kith.organisations');
    const settings = { name: 'Harbour', peopleWord: 'member', languages: ['en'], secondFactorRequired: true, offlineLeaseHours: 72 };
    const answered = await adas.command(editOrganisation, { basedOn: rows[0]?.version, ...settings });
    expect(answered).toEqual({ outcome: 'accepted', id: expect.any(String), position: expect.any(Number) });
    expect(await adas.door('state')).toMatchObject({ body: { state: 'enrol' } });
    expect((await adas.ask('/api/queries/list-team', {})).status).toBe(401);
    expect((await adas.ask('/api/feed', { cursor: null, held: [], reachMark: null })).status).toBe(401);
    const fresh = elsewhere(world.two);
    expect((await fresh.door('sign-in', right)).body).toEqual({ next: 'enrol' });
    expect((await fresh.ask('/api/queries/list-team', {})).status).toBe(401);
  });

  it('is set up with the password and a code; tokens change and sessions without it end', async () => {
    const other = elsewhere();
    await other.door('sign-in', right);
    expect((await adas.door('totp/begin', { password: 'not this one at all' })).body).toEqual({ code: 'password_wrong' });
    const begun = await adas.door('totp/begin', { password: ada.password });
    uri = String(begun.body.uri);
    recoveryCodes = begun.body.recoveryCodes as unknown as string[];
    expect(recoveryCodes.length).toBe(10);
    expect((await adas.door('state')).body.state).toBe('enrol');
    expect((await adas.door('totp/confirm', { code: '000000' })).body).toEqual({ code: 'code_wrong' });
    const before = adas.sessionCookie;
    expect((await adas.door('totp/confirm', { code: await codeOf(uri) })).status).toBe(200);
    expect(adas.sessionCookie).not.toBe(before);
    expect((await adas.door('state')).body.state).toBe('ready');
    expect((await other.door('state')).body.state).toBe('signed_out');
  });

  it('lets nobody in with the password alone, and no session exists until the code fits', async () => {
    const browser = elsewhere();
    expect((await browser.door('sign-in', right)).body).toEqual({ next: 'second_factor' });
    expect(browser.sessionCookie).toBeUndefined();
    expect((await browser.door('state')).body.state).toBe('signed_out');
    expect((await browser.ask('/api/queries/list-team', {})).status).toBe(401);
    expect((await browser.door('second-factor', { code: '000000', recovery: false })).body).toEqual({ code: 'code_wrong' });
    expect((await browser.door('state')).body.state).toBe('signed_out');
    expect((await browser.door('second-factor', { code: await codeOf(uri), recovery: false })).body).toEqual({ next: 'ready' });
    expect((await browser.door('state')).body.state).toBe('ready');
  });

  it('takes each code once', async () => {
    const browser = elsewhere(world.two);
    await browser.door('sign-in', right);
    expect((await browser.door('second-factor', { code: await codeOf(uri), recovery: false })).body).toEqual({ code: 'code_wrong' });
    expect(browser.sessionCookie).toBeUndefined();
  });

  it('can be replaced by each recovery code, once', async () => {
    const code = recoveryCodes[0];
    const browser = elsewhere();
    await browser.door('sign-in', right);
    expect((await browser.door('second-factor', { code, recovery: true })).body).toEqual({ next: 'ready' });
    const again = elsewhere();
    await again.door('sign-in', right);
    expect((await again.door('second-factor', { code, recovery: true })).body).toEqual({ code: 'code_wrong' });
  });

  it('cannot be skipped by trying codes without a password', async () => {
    expect((await elsewhere().door('second-factor', { code: '123456', recovery: false })).status).toBe(401);
  });
});
