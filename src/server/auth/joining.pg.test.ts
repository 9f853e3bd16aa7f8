import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDoorWorld, ada, type Browser, type DoorWorld, origin, ravi } from '../../../tests/factories/door-world.ts';
import { changeStaffRoles, deactivateStaff, reactivateStaff } from '../../features/staff/change-staff.ts';
import { inviteStaff, renewInvitation, withdrawInvitation } from '../../features/staff/invite-staff.ts';
import { revokeDevice } from '../../features/staff/revoke-device.ts';
import { newId } from '../../shared/id.ts';

let world: DoorWorld;
let adas: Browser;
beforeAll(async () => {
  world = await aDoorWorld();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

let nextAddress = 1;
const elsewhere = (which = world.one) => {
  const browser = world.browser(which);
  browser.address = `198.51.100.${nextAddress++}`;
  return browser;
};
const notGood = { status: 404, body: { code: 'link_not_good' } };

const invite = async (who: { name: string; email: string }, more: Record<string, unknown> = {}) => {
  const args = {
    staffId: newId(),
    invitationId: newId(),
    name: who.name,
    email: who.email,
    locale: 'ta',
    title: null,
    roles: ['peer'],
    programmeIds: [],
    supervisorIds: [],
    ...more,
  };
  return { args, answer: await adas.command(inviteStaff, args) };
};
const linkOf = async (invitationId: string) => (await adas.door('invitation/link', { invitationId })).body as unknown as { link: string };
const tokenOf = async (invitationId: string) => (await linkOf(invitationId)).link.split('/').at(-1) ?? '';
const versionOf = async (staffId: string) =>
  (await world.owner.query<{ version: number }>('select version from kith.staff where id = $1', [staffId])).rows[0]?.version;

describe('setting up', () => {
  it('opens with the printed link and with no other', async () => {
    expect((await elsewhere().door('state')).body.state).toBe('set_up');
    const first = await world.one.door.firstStartLink();
    const second = await world.two.door.firstStartLink();
    expect(first).toMatch(new RegExp(`^${origin}/set-up/[\\w-]{43}$`));
    const token = (link: string | null) => link?.split('/').at(-1) ?? '';
    expect(await elsewhere().door('set-up/look', { token: token(first) })).toEqual(notGood);
    expect(await elsewhere().door('set-up', world.setUpFacts(token(first)))).toEqual(notGood);
    expect(await elsewhere().door('set-up', world.setUpFacts('guessed'))).toEqual(notGood);
    expect((await elsewhere().door('set-up/look', { token: token(second) })).status).toBe(200);
    const { rows } = await world.owner.query('select from kith.organisations');
    expect(rows.length).toBe(0);
  });

  it('refuses weak passwords and unknown places without using the link up, and old links', async () => {
    const token = (await world.one.door.firstStartLink())?.split('/').at(-1) ?? '';
    const facts = world.setUpFacts(token);
    expect((await elsewhere().door('set-up', { ...facts, password: 'harbour-2026' })).body).toEqual({ code: 'password_weak' });
    expect((await elsewhere().door('set-up', { ...facts, jurisdiction: '../core' })).status).toBe(400);
    expect((await elsewhere().door('set-up', { ...facts, timeZone: 'Mars/Olympus' })).status).toBe(400);
    await world.owner.query(`update auth.set_up_link set expires_at = now() - interval '1 second'`);
    expect(await elsewhere().door('set-up', facts)).toEqual(notGood);
  });

  it('happens once, even when the link is used twice at the same moment on two servers', async () => {
    const token = (await world.one.door.firstStartLink())?.split('/').at(-1) ?? '';
    const facts = world.setUpFacts(token);
    const answers = await Promise.all([
      elsewhere().door('set-up', facts),
      elsewhere(world.two).door('set-up', { ...facts, email: 'second@example.org', name: 'Second' }),
    ]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 404]);
    const made = await world.owner.query(`select (select count(*)::int from kith.organisations) as organisations,
      (select count(*)::int from kith.programmes) as programmes, (select count(*)::int from kith.staff) as staff,
      (select array_agg(role) from kith.staff_roles) as roles, (select count(*)::int from auth."user") as accounts,
      (select count(*)::int from kith.change_counters) as counters, (select array_agg(event) from kith.audit_events) as events`);
    expect(made.rows[0]).toEqual({
      organisations: 1,
      programmes: 1,
      staff: 1,
      roles: ['administrator'],
      accounts: 1,
      counters: 1,
      events: ['organisation.set_up'],
    });
    expect(await world.one.door.firstStartLink()).toBeNull();
    expect(await elsewhere().door('set-up', facts)).toEqual(notGood);
    const email = (await world.owner.query<{ email: string }>('select email from auth."user"')).rows[0]?.email;
    await world.owner.query('update auth."user" set email = $1', [ada.email]);
    await world.owner.query('update kith.staff set email = $1', [ada.email]);
    adas = elsewhere();
    expect([ada.email, 'second@example.org']).toContain(email);
    expect((await adas.door('sign-in', { email: ada.email, password: ada.password })).body).toEqual({ next: 'ready' });
  });
});

describe('invitations', () => {
  it('make an account once, with a good password, and then the link is spent', async () => {
    const { args, answer } = await invite(ravi);
    expect(answer.outcome).toBe('accepted');
    const token = await tokenOf(args.invitationId);
    expect((await elsewhere(world.two).door('invitation/look', { token })).body).toEqual({
      name: ravi.name,
      email: ravi.email,
      invitedBy: ada.name,
      locale: 'ta',
    });
    expect((await elsewhere().door('invitation/accept', { token, password: 'ravikumar2026' })).body).toEqual({ code: 'password_weak' });
    expect((await elsewhere().door('invitation/accept', { token, password: '' })).body).toEqual({ code: 'password_short' });
    expect((await elsewhere().door('invitation/accept', { token, password: 'x'.repeat(1000) })).body).toEqual({ code: 'password_long' });
    const both = await Promise.all([
      elsewhere().door('invitation/accept', { token, password: ravi.password }),
      elsewhere(world.two).door('invitation/accept', { token, password: ravi.password }),
    ]);
    expect(both.map((each) => each.status).toSorted()).toEqual([200, 404]);
    expect(await elsewhere().door('invitation/look', { token })).toEqual(notGood);
    const ravis = elsewhere();
    expect((await ravis.door('sign-in', { email: ravi.email.toUpperCase(), password: ravi.password })).body).toEqual({ next: 'ready' });
    expect(await ravis.door('state')).toMatchObject({ body: { me: { staffId: args.staffId, roles: ['peer'], locale: 'ta' } } });
    const { rows } = await world.owner.query(`select actor_id from kith.audit_events where event = 'invitation.accepted'`);
    expect(rows).toEqual([{ actor_id: args.staffId }]);
  });

  it('that are withdrawn, renewed, too old, guessed or cut short all get one answer', async () => {
    const { args } = await invite({ name: 'Mala', email: 'mala@example.org' });
    const first = await tokenOf(args.invitationId);
    const second = newId();
    expect((await adas.command(renewInvitation, { staffId: args.staffId, invitationId: second })).outcome).toBe('accepted');
    const renewed = await tokenOf(second);
    expect(await elsewhere().door('invitation/look', { token: first })).toEqual(notGood);
    expect((await elsewhere().door('invitation/look', { token: renewed })).status).toBe(200);
    const wrongEnd = `${renewed.slice(0, -3)}AAA`;
    for (const token of [
      wrongEnd,
      renewed.slice(0, -1),
      `${renewed}A`,
      'x',
      first.slice(0, 22) + renewed.slice(22),
      '../../etc',
      'a\u0000b',
    ]) {
      expect(await elsewhere().door('invitation/look', { token }), token).toEqual(notGood);
      expect(await elsewhere().door('invitation/accept', { token, password: ravi.password }), token).toEqual(notGood);
    }
    await world.owner.query(`update kith.invitations set expires_at = now() - interval '1 second' where id = $1`, [second]);
    expect(await elsewhere().door('invitation/accept', { token: renewed, password: ravi.password })).toEqual(notGood);
    const third = newId();
    await adas.command(renewInvitation, { staffId: args.staffId, invitationId: third });
    const last = await tokenOf(third);
    expect((await adas.command(withdrawInvitation, { staffId: args.staffId })).outcome).toBe('accepted');
    expect(await elsewhere().door('invitation/accept', { token: last, password: ravi.password })).toEqual(notGood);
  });

  it('are made by administrators and directors only, and shown to nobody else', async () => {
    const ravis = elsewhere();
    await ravis.door('sign-in', { email: ravi.email, password: ravi.password });
    const args = { staffId: newId(), invitationId: newId(), name: 'X', email: 'x@example.org', locale: 'en', title: null };
    const answer = await ravis.command(inviteStaff, { ...args, roles: ['administrator'], programmeIds: [], supervisorIds: [] });
    expect(answer).toMatchObject({ outcome: 'refused', refusal: { code: 'role_may_not' } });
    const { args: made } = await invite({ name: 'Nila', email: 'nila@example.org' });
    expect((await ravis.door('invitation/link', { invitationId: made.invitationId })).status).toBe(403);
    expect((await elsewhere().door('invitation/link', { invitationId: made.invitationId })).status).toBe(401);
    expect((await ravis.ask('/api/queries/list-team', {})).status).toBe(403);
  });

  it('are refused for an address that is here already, whatever its letters', async () => {
    const { answer } = await invite({ name: 'Twin', email: 'RAVI@example.org' });
    expect(answer).toMatchObject({ outcome: 'refused', refusal: { code: 'staff_address_taken' } });
  });

  it('put one job in the queue, with ids only, and none when the command is refused', async () => {
    const before = await world.owner.query<{ n: number }>('select count(*)::int as n from pgboss.job');
    const { args } = await invite({ name: 'Selvi', email: 'selvi@example.org' });
    await invite({ name: 'Selvi', email: 'selvi@example.org' });
    const { rows } = await world.owner.query<{ data: Record<string, string> }>(
      `select data from pgboss.job where name = 'send-invitation'`,
    );
    expect(rows.length).toBe((before.rows[0]?.n ?? 0) + 1);
    expect(rows.map((row) => row.data.id)).toContain(args.invitationId);
    for (const { data } of rows) expect(Object.keys(data).sort()).toEqual(['id', 'orgId']);
  });
});

describe('leaving', () => {
  it('ends sessions and devices on both servers at the next request, and coming back needs a new sign-in', async () => {
    const here = elsewhere(world.one);
    const there = elsewhere(world.two);
    for (const browser of [here, there]) await browser.door('sign-in', { email: ravi.email, password: ravi.password });
    const feed = { cursor: null, held: [], reachMark: null };
    for (const browser of [here, there]) expect((await browser.ask('/api/feed', feed)).status).toBe(200);
    const { rows } = await world.owner.query<{ id: string }>('select id from kith.staff where email = $1', [ravi.email]);
    const staffId = rows[0]?.id ?? '';
    expect((await adas.command(deactivateStaff, { staffId, basedOn: await versionOf(staffId) })).outcome).toBe('accepted');
    for (const browser of [here, there]) expect((await browser.ask('/api/feed', feed)).status).toBe(401);
    const sessions = await world.owner.query('select from auth.session s join kith.staff f on f.user_id = s."userId" where f.id = $1', [
      staffId,
    ]);
    expect(sessions.rows.length).toBe(0);
    const open = await world.owner.query('select from kith.devices where staff_id = $1 and revoked_at is null', [staffId]);
    expect(open.rows.length).toBe(0);
    expect(await elsewhere().door('sign-in', { email: ravi.email, password: ravi.password })).toEqual({
      status: 401,
      body: { code: 'sign_in_wrong' },
    });
    expect((await adas.command(reactivateStaff, { staffId, basedOn: await versionOf(staffId) })).outcome).toBe('accepted');
    expect((await here.ask('/api/feed', feed)).status).toBe(401);
    expect((await here.door('sign-in', { email: ravi.email, password: ravi.password })).body).toEqual({ next: 'ready' });
    expect((await here.ask('/api/feed', feed)).status).toBe(200);
  });

  it('a device that was ended stays ended, with its header and without it', async () => {
    const browser = elsewhere();
    await browser.door('sign-in', { email: ravi.email, password: ravi.password });
    const feed = { cursor: null, held: [], reachMark: null };
    expect((await browser.ask('/api/feed', feed)).status).toBe(200);
    const { rows } = await world.owner.query<{ id: string }>('select id from kith.staff where email = $1', [ravi.email]);
    const staffId = rows[0]?.id ?? '';
    const listed = await adas.ask('/api/queries/list-devices', { staffId });
    expect(JSON.stringify(listed.body)).toContain(browser.deviceId);
    const ended = { staffId, deviceId: browser.deviceId };
    expect(await browser.command(revokeDevice, ended)).toMatchObject({ outcome: 'refused', refusal: { code: 'role_may_not' } });
    expect((await adas.command(revokeDevice, ended)).outcome).toBe('accepted');
    expect(await adas.command(revokeDevice, ended)).toMatchObject({ refusal: { code: 'staff_device_ended_already' } });
    expect((await browser.ask('/api/feed', feed)).status).toBe(401);
    expect((await browser.ask('/api/feed', feed, { 'x-kith-device': newId() })).status).toBe(401);
    expect((await browser.ask('/api/feed', feed, { 'x-kith-device': '' })).status).toBe(401);
  });

  it('is not possible for the last administrator, nor can they give the role away', async () => {
    const { rows } = await world.owner.query<{ id: string }>('select id from kith.staff where email = $1', [ada.email]);
    const staffId = rows[0]?.id ?? '';
    const basedOn = await versionOf(staffId);
    const last = { outcome: 'refused', refusal: { code: 'staff_last_administrator' } };
    expect(await adas.command(deactivateStaff, { staffId, basedOn })).toMatchObject(last);
    const duties = { title: null, roles: ['director'], programmeIds: [], supervisorIds: [] };
    expect(await adas.command(changeStaffRoles, { staffId, basedOn, ...duties })).toMatchObject(last);
  });

  it('cannot be done by two administrators to each other at once', async () => {
    const { rows } = await world.owner.query<{ id: string; email: string }>('select id, email from kith.staff');
    const idOf = (email: string) => rows.find((row) => row.email === email)?.id ?? '';
    const duties = { title: null, programmeIds: [], supervisorIds: [] };
    const promoted = await adas.command(changeStaffRoles, {
      staffId: idOf(ravi.email),
      basedOn: await versionOf(idOf(ravi.email)),
      ...duties,
      roles: ['administrator'],
    });
    expect(promoted.outcome).toBe('accepted');
    const ravis = elsewhere(world.two);
    await ravis.door('sign-in', { email: ravi.email, password: ravi.password });
    const versions = { ada: await versionOf(idOf(ada.email)), ravi: await versionOf(idOf(ravi.email)) };
    const answers = await Promise.allSettled([
      adas.command(deactivateStaff, { staffId: idOf(ravi.email), basedOn: versions.ravi }),
      ravis.command(deactivateStaff, { staffId: idOf(ada.email), basedOn: versions.ada }),
    ]);
    const accepted = answers.filter((each) => each.status === 'fulfilled' && each.value.outcome === 'accepted');
    expect(accepted.length).toBe(1);
    const left = await world.owner.query(
      `select from kith.staff s join kith.staff_roles r on r.staff_id = s.id and r.role = 'administrator' where s.active and s.user_id is not null`,
    );
    expect(left.rows.length).toBe(1);
  });
});
