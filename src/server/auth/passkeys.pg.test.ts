import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDoorWorld, ada, type Browser, type DoorWorld, origin } from '../../../tests/factories/door-world.ts';
import { aSoftPasskey, type SoftPasskey } from '../../../tests/factories/soft-passkey.ts';
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

const passkey = aSoftPasskey({ origin });
const challengeOf = (answered: { body: unknown }) => (answered.body as { challenge: string }).challenge;
async function add(browser: Browser, one: SoftPasskey) {
  const begun = await browser.door('passkeys/begin', { password: ada.password });
  return browser.door('passkeys/add', { response: one.register(challengeOf(begun)), name: 'my phone' });
}
async function enter(browser: Browser, one: SoftPasskey, from?: string) {
  const options = await browser.door('passkey/options', {});
  return browser.door('passkey/sign-in', { response: one.signIn(challengeOf(options), from) });
}

describe('passkeys', () => {
  it('are added with the password only, and the session gets a new token', async () => {
    expect((await adas.door('passkeys/begin', { password: 'not this one at all' })).body).toEqual({ code: 'password_wrong' });
    const before = adas.sessionCookie;
    expect(await add(adas, passkey)).toEqual({ status: 200, body: {} });
    expect(adas.sessionCookie).not.toBe(before);
    expect((await adas.door('account')).body).toMatchObject({ passkeys: [{ name: 'my phone' }] });
    const thief = world.browser();
    thief.cookies.set('__Host-kith.session_token', before ?? '');
    expect((await thief.door('state')).body.state).toBe('signed_out');
  });

  it('sign in on any server, and count as the second factor', async () => {
    const settings = { name: 'Harbour', peopleWord: 'member', languages: ['en'], secondFactorRequired: true, offlineLeaseHours: 72 };
    expect((await adas.command(editOrganisation, { basedOn: 1, ...settings })).outcome).toBe('accepted');
    const browser = world.browser(world.two);
    expect((await enter(browser, passkey)).body).toEqual({ next: 'ready' });
    expect((await browser.door('state')).body.state).toBe('ready');
    expect((await browser.door('account')).body).toMatchObject({ secondFactorRequired: true, totp: false });
  });

  it('that do not check their holder are not taken, neither to add nor to sign in', async () => {
    const browser = world.browser();
    await enter(browser, passkey);
    const careless = aSoftPasskey({ origin, checksHolder: false });
    expect((await add(browser, careless)).body).toEqual({ code: 'passkey_wrong' });
    expect((await browser.door('account')).body).toMatchObject({ passkeys: [{ name: 'my phone' }] });
    const unchecked = world.browser();
    const options = await unchecked.door('passkey/options', {});
    const response = passkey.signIn(challengeOf(options), origin, { checked: false });
    expect((await unchecked.door('passkey/sign-in', { response })).body).toEqual({ code: 'passkey_wrong' });
    expect(unchecked.sessionCookie).toBeUndefined();
  });

  it('of somebody else, from another site, or answering an old challenge open nothing', async () => {
    expect((await enter(world.browser(), aSoftPasskey({ origin }))).body).toEqual({ code: 'passkey_wrong' });
    expect((await enter(world.browser(), passkey, 'https://kith.example.org.evil.example')).body).toEqual({ code: 'passkey_wrong' });
    const browser = world.browser();
    const options = await browser.door('passkey/options', {});
    const response = passkey.signIn(challengeOf(options));
    const cookies = new Map(browser.cookies);
    expect((await browser.door('passkey/sign-in', { response })).body).toEqual({ next: 'ready' });
    const replay = world.browser();
    for (const [name, value] of cookies) replay.cookies.set(name, value);
    expect((await replay.door('passkey/sign-in', { response })).body).toEqual({ code: 'passkey_wrong' });
    expect(replay.sessionCookie).toBeUndefined();
    expect((await world.browser().door('passkey/sign-in', { response: {} })).status).toBe(401);
  });

  it('that are taken away open nothing any more, and what they had opened is closed', async () => {
    const other = world.browser(world.two);
    await enter(other, passkey);
    const browser = world.browser();
    await enter(browser, passkey);
    const { passkeys } = (await browser.door('account')).body as unknown as { passkeys: { id: string }[] };
    const id = passkeys[0]?.id ?? '';
    expect((await browser.door('passkeys/remove', { id, password: 'not this one at all' })).body).toEqual({ code: 'password_wrong' });
    expect((await browser.door('passkeys/remove', { id, password: ada.password })).status).toBe(200);
    expect((await other.door('state')).body.state).toBe('signed_out');
    expect((await enter(world.browser(), passkey)).body).toEqual({ code: 'passkey_wrong' });
  });
});
