/** How a person comes to their own view, signs in again, and how it ends: over HTTP, as two browsers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDoorWorld, type Browser, type DoorWorld, origin, ravi } from '../../../tests/factories/door-world.ts';
import { aSoftPasskey } from '../../../tests/factories/soft-passkey.ts';
import { writeOwnEntry } from '../../features/contacts/write-own-entry.ts';
import { makeRequest } from '../../features/requests/make-request.ts';
import { changeOwnLocale } from '../../features/staff/change-staff.ts';
import { endView } from '../../features/views/end-view.ts';
import { inviteToView } from '../../features/views/invite-to-view.ts';
import { newId } from '../../shared/id.ts';
import { ownerMark } from '../../shared/owner-mark.ts';
import { invariants } from '../verify-invariants.ts';

let world: DoorWorld;
let ravis: Browser;
let orgId = '';
let raviId = '';
let kavi = '';
let contactId = '';
const pin = '927461';
const bySelf = { how: 'own_page', itemTable: null, itemId: null } as const;

beforeAll(async () => {
  world = await aDoorWorld();
  const adas = await world.setUp();
  raviId = (await world.joins(adas, ravi, ['peer'])).staffId;
  const { rows } = await world.owner.query<{ org_id: string; id: string }>('select org_id, id from kith.programmes');
  orgId = rows[0]?.org_id ?? '';
  kavi = await aPerson('Kavi', rows[0]?.id ?? '');
  contactId = newId();
  await world.owner.query(
    `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, pack_version, recorded_at)
     values ($1, $2, $2, $3, $4, $5, now(), 30, current_date, 'home', 'in_person', '{listened}', 'none', 'core@1', now())`,
    [orgId, contactId, kavi, rows[0]?.id, raviId],
  );
  ravis = world.browser(world.two);
  await ravis.door('sign-in', { email: ravi.email, password: ravi.password });
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

async function aPerson(name: string, programmeId: string): Promise<string> {
  const id = newId();
  await world.owner.query(
    'insert into kith.people (org_id, id, programme_id, name, registered_by, registered_at) values ($1, $2, $3, $4, $5, now())',
    [orgId, id, programmeId, name, raviId],
  );
  await world.owner.query(
    `insert into kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, made_by) values ($1, $2, $3, $4, $5, 'peer', now(), $4)`,
    [orgId, newId(), id, raviId, programmeId],
  );
  return id;
}

let address = 1;
const somebody = (): Browser => {
  const browser = world.browser(world.one);
  browser.address = `198.51.100.${address++}`;
  return browser;
};
const notGood = { status: 404, body: { code: 'link_not_good' } };

/** Ravi gives Kavi the way in, or gives it anew. */
async function invited(viewId: string) {
  const invitationId = newId();
  expect(await ravis.command(inviteToView, { viewId, invitationId, personId: kavi, locale: 'ta' })).toMatchObject({ outcome: 'accepted' });
  const { body } = await ravis.door('join/show', { invitationId });
  const { code, link } = body as unknown as { code: string; link: string };
  return { invitationId, code, link, token: link.split('/').at(-1) ?? '' };
}
const joinWith = (key: object, chosen = pin) => somebody().door('join/accept', { key, pin: chosen });
const signIn = async (email: string, chosen = pin) => {
  const browser = somebody();
  return { browser, answer: await browser.door('sign-in', { email, password: chosen }) };
};

describe('an invitation to one’s own view', () => {
  const viewId = newId();

  it('opens nothing when guessed, mistyped, or too short, and guessing is slowed down', async () => {
    await invited(viewId);
    const guesser = somebody();
    const answers: number[] = [];
    for (let nth = 0; nth < 13; nth += 1) answers.push((await guesser.door('join/look', { code: 'ABCD-EFGH' })).status);
    expect(answers).toEqual([...Array(10).fill(404), 429, 429, 429]);
    expect(await somebody().door('join/look', { code: 'no' })).toEqual(notGood);
    expect(await somebody().door('join/look', { token: 'a'.repeat(65) })).toEqual(notGood);
    expect(await joinWith({ code: 'ABCD-EFGH' })).toEqual(notGood);
  });

  it('says whose it is to whoever holds the code or the link, however the code is typed', async () => {
    const { code, token, link } = await invited(viewId);
    expect(link.startsWith(`${origin}/join/`)).toBe(true);
    const said = { name: 'Kavi', invitedBy: ravi.name, locale: 'ta', again: false, represents: null };
    expect((await somebody().door('join/look', { token })).body).toEqual(said);
    expect((await somebody().door('join/look', { code })).body).toEqual(said);
    expect((await somebody().door('join/look', { code: ` ${code.toLowerCase().replace('-', ' ')} ` })).body).toEqual(said);
  });

  it('stops working when another follows it, when its code is shown anew, and when its time is over', async () => {
    const first = await invited(viewId);
    const second = await invited(viewId);
    expect(await joinWith({ token: first.token })).toEqual(notGood);
    expect(await joinWith({ code: first.code })).toEqual(notGood);
    await ravis.door('join/show', { invitationId: second.invitationId });
    expect(await joinWith({ code: second.code })).toEqual(notGood);
    await world.owner.query(`update kith.view_invitations set code_expires_at = now() - interval '1 minute' where id = $1`, [
      second.invitationId,
    ]);
    await world.owner.query(
      `update kith.view_invitations set made_at = now() - interval '4 days', expires_at = now() - interval '1 day' where id = $1`,
      [second.invitationId],
    );
    expect(await joinWith({ token: second.token })).toEqual(notGood);
  });

  it('shows its code to nobody but who may see the person', async () => {
    const { invitationId } = await invited(viewId);
    expect((await somebody().door('join/show', { invitationId })).status).toBe(401);
    const adas = world.browser();
    await adas.door('sign-in', { email: 'ada@example.org', password: 'quiet otter basket lantern' });
    expect((await adas.door('join/show', { invitationId })).status).toBe(403);
  });

  it('asks for a PIN that is not the first anybody would try', async () => {
    const { token } = await invited(viewId);
    for (const [bad, code] of [
      ['12345', 'pin_not_digits'],
      ['abcdef', 'pin_not_digits'],
      ['111111', 'pin_too_easy'],
      ['123456', 'pin_too_easy'],
      ['121212', 'pin_too_easy'],
      ['19801980', 'pin_too_easy'],
    ] as const)
      expect(await joinWith({ token }, bad)).toEqual({ status: 400, body: { code } });
  });

  it('is good once, gives a code to keep, and lets its owner in with it, and with nothing else', async () => {
    const { token, code } = await invited(viewId);
    const joined = await joinWith({ code });
    expect(joined.status).toBe(200);
    const { code: own, email } = joined.body as unknown as { code: string; email: string };
    expect(own).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
    expect(email).toBe(`${own.toLowerCase()}@view.invalid`);
    expect(await joinWith({ code })).toEqual(notGood);
    expect(await joinWith({ token })).toEqual(notGood);
    expect((await signIn(email, '111222')).answer.status).toBe(401);
    const { browser, answer } = await signIn(email);
    expect(answer.body).toEqual({ next: 'ready' });
    expect((await browser.ask('/api/me')).body).toMatchObject({
      me: { staffId: viewId, name: 'Kavi', roles: [], programmes: [], view: { personId: kavi } },
    });
  });

  it('slows down whoever guesses at a PIN as it does for passwords', async () => {
    const { rows } = await world.owner.query<{ email: string }>(`select email from auth."user" where email like '%@view.invalid'`);
    const answers: number[] = [];
    for (let nth = 0; nth < 8; nth += 1) answers.push((await signIn(rows[0]?.email ?? '', `10000${nth}`)).answer.status);
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    await world.owner.query('delete from auth.tries');
  });
});

describe('a person in their own view', () => {
  let kavis: Browser;
  let email = '';
  beforeAll(async () => {
    const { rows } = await world.owner.query<{ email: string }>(`select email from auth."user" where email like '%@view.invalid'`);
    email = rows[0]?.email ?? '';
    kavis = (await signIn(email)).browser;
  });

  it('is refused every command, query and stream that is not for a view', async () => {
    expect(await kavis.command(changeOwnLocale, { locale: 'ta' })).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'not_in_own_view' },
    });
    expect(await kavis.ask('/api/queries/list-team', {})).toEqual({ status: 403, body: { code: 'not_in_own_view' } });
    expect(await kavis.ask('/api/events')).toEqual({ status: 403, body: { code: 'not_in_own_view' } });
    expect((await kavis.door('join/show', { invitationId: newId() })).status).toBe(403);
  });

  it('writes and asks; their peer is fed it', async () => {
    const [entryId, requestId] = [newId(), newId()];
    const entry = {
      entryId,
      contactId,
      personId: kavi,
      kind: 'entry',
      followsId: null,
      audience: 'pair',
      words: 'I was afraid on the stairs',
      felt: null,
      language: 'en',
    };
    expect(await kavis.command(writeOwnEntry, entry)).toMatchObject({ outcome: 'accepted' });
    expect(await kavis.command(makeRequest, { requestId, personId: kavi, kind: 'copy', words: null, ...bySelf })).toMatchObject({
      outcome: 'accepted',
    });
    const { body } = await ravis.ask('/api/feed', { cursor: null, held: [], reachMark: null });
    const rows = (body as unknown as { rows: { table: string; id: string; row: Record<string, unknown> }[] }).rows;
    expect(rows.find((row) => row.id === entryId)?.row).toMatchObject({
      words: 'I was afraid on the stairs',
      voice: 'person',
      audience: 'pair',
    });
    expect(rows.find((row) => row.id === requestId)?.row).toMatchObject({ kind: 'copy', state: 'asked' });
  });

  it('forgot the PIN: an invitation anew sets another, and every session there was ends', async () => {
    const { rows } = await world.owner.query<{ id: string }>('select id from kith.views');
    const { token } = await invited(rows[0]?.id ?? '');
    expect((await somebody().door('join/look', { token })).body).toMatchObject({ again: true });
    expect((await joinWith({ token }, '640927')).body).toMatchObject({ email });
    expect((await kavis.ask('/api/me')).status).toBe(401);
    expect((await signIn(email)).answer.status).toBe(401);
    kavis = (await signIn(email, '640927')).browser;
    expect((await kavis.ask('/api/me')).status).toBe(200);
  });

  it('comes in with finger or face, once that was added with the PIN', async () => {
    const passkey = aSoftPasskey({ origin });
    const challengeOf = (answered: { body: unknown }) => (answered.body as { challenge: string }).challenge;
    expect((await kavis.door('passkeys/begin', { password: '000000' })).body).toEqual({ code: 'password_wrong' });
    const begun = await kavis.door('passkeys/begin', { password: '640927' });
    expect(await kavis.door('passkeys/add', { response: passkey.register(challengeOf(begun)), name: 'Notes' })).toEqual({
      status: 200,
      body: {},
    });
    const other = somebody();
    const options = await other.door('passkey/options', {});
    expect((await other.door('passkey/sign-in', { response: passkey.signIn(challengeOf(options)) })).body).toEqual({ next: 'ready' });
    expect((await other.ask('/api/me')).body).toMatchObject({ me: { view: { personId: kavi } } });
  });

  it('ends it at once: by the person, and for good', async () => {
    const { rows } = await world.owner.query<{ id: string }>('select id from kith.views');
    const viewId = rows[0]?.id ?? '';
    expect(await kavis.command(endView, { viewId, personId: kavi })).toMatchObject({ outcome: 'accepted' });
    expect((await kavis.ask('/api/me')).status).toBe(401);
    expect((await signIn(email, '640927')).answer.status).toBe(401);
    const { rows: devices } = await world.owner.query('select from kith.devices where staff_id = $1 and revoked_at is null', [viewId]);
    expect(devices.length).toBe(0);
    // Their phone is told to throw its store away, and its word that it did is noted in the name of the view.
    const told = await world.owner.query<{ of: string }>('select e as of from kith.door_ended($1) e', [kavis.deviceId]);
    expect(told.rows).toEqual([{ of: viewId }]);
    expect((await kavis.door('device-wiped', { owner: await ownerMark(kavis.deviceId, viewId), kept: 0 })).status).toBe(200);
    const noted = await world.owner.query(`select from kith.audit_events where event = 'device.wiped' and actor_id = $1`, [viewId]);
    expect(noted.rows.length).toBe(1);
    // Whoever gives it anew gives another view; the old code opens nothing of it.
    const { token } = await invited(newId());
    expect((await joinWith({ token })).status).toBe(200);
    expect((await signIn(email, '640927')).answer.status).toBe(401);
  });
});

it('leaves nothing behind that the invariants of `kith verify` would call wrong', async () => {
  for (const { name, sql } of invariants) expect([name, (await world.owner.query(sql)).rows]).toEqual([name, []]);
});
