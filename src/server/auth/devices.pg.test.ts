/** Devices at the door: a session bound to a vault, a notebook's own name, and a phone that was lost. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aContractWorld, type ContractWorld } from '../../../tests/contracts/contract-world.ts';
import { aServerWithDoor, origin, type ServerWithDoor } from '../../../tests/contracts/server-with-door.ts';
import type { Role } from '../../features/staff/role.ts';
import { newId } from '../../shared/id.ts';
import { ownerMark } from '../../shared/owner-mark.ts';
import type { Actor } from '../actor.ts';
import { asActor } from '../db.ts';

let world: ContractWorld;
let server: ServerWithDoor;
beforeAll(async () => {
  world = await aContractWorld();
  server = await aServerWithDoor(world);
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await server.close();
  await world.end();
});

const aSeal = () => randomBytes(32).toString('base64url');

/** Somebody's browser: its cookie, and the headers its open vault sends. */
async function aPhone(roles: Role[], deviceId = newId()) {
  const actor = await world.staffAt(world.here, roles);
  const cookie = await server.signIn(actor);
  const ask = (path: string, body: unknown, more: Record<string, string> = {}) =>
    server.send(path, {
      ...(body === undefined ? { method: 'GET' } : { body: JSON.stringify(body) }),
      cookie,
      headers: { 'content-type': 'application/json', origin, 'x-kith-device': deviceId, ...more },
    });
  return { actor, cookie, deviceId, ask, me: (more?: Record<string, string>) => ask('/api/me', undefined, more) };
}
type Phone = Awaited<ReturnType<typeof aPhone>>;

const end = async (by: Phone, phone: Phone, everyone = false) => {
  const sent = world.envelope('revoke-device', { staffId: phone.actor.staffId, deviceId: phone.deviceId, everyone });
  const answer = await by.ask('/api/commands', { commands: [sent] });
  return ((await answer.json()) as { answers: { outcome: string; refusal?: { code: string } }[] }).answers[0];
};
const supervises = (by: Actor, whom: Actor, until = 'infinity') =>
  world.admin.query(`insert into kith.supervisions (org_id, id, supervisor_id, staff_id, ends_at) values ($1, $2, $3, $4, $5)`, [
    by.orgId,
    newId(),
    by.staffId,
    whom.staffId,
    until,
  ]);

describe('a session bound to a vault', () => {
  it('opens nothing without its secret, or with another, and everything with it', async () => {
    const phone = await aPhone(['peer']);
    const seal = aSeal();
    expect((await phone.ask('/api/door/bind', { seal })).status).toBe(200);
    expect((await phone.me()).status).toBe(401);
    expect((await phone.me({ 'x-kith-seal': aSeal() })).status).toBe(401);
    expect((await phone.me({ 'x-kith-seal': 'short' })).status).toBe(401);
    expect((await phone.me({ 'x-kith-seal': seal })).status).toBe(200);
    // Also at the door itself, where passwords and passkeys are changed.
    expect((await phone.ask('/api/door/account', undefined)).status).toBe(401);
    expect((await phone.ask('/api/door/account', undefined, { 'x-kith-seal': seal })).status).toBe(200);
  });

  it('stays bound to the first: whoever has the cookie cannot bind it anew', async () => {
    const phone = await aPhone(['peer']);
    const [first, second] = [aSeal(), aSeal()];
    await phone.ask('/api/door/bind', { seal: first });
    expect((await phone.ask('/api/door/bind', { seal: second })).status).toBe(401);
    await phone.ask('/api/door/bind', { seal: second }, { 'x-kith-seal': first });
    expect((await phone.me({ 'x-kith-seal': second })).status).toBe(401);
    expect((await phone.me({ 'x-kith-seal': first })).status).toBe(200);
  });

  it('is kept as a hash only', async () => {
    const phone = await aPhone(['peer']);
    const seal = aSeal();
    await phone.ask('/api/door/bind', { seal });
    const { rows } = await world.admin.query('select to_jsonb(s)::text as text from auth."session" s where "boundTo" is not null');
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows as { text: string }[]) expect(text).not.toContain(seal);
  });

  it.each([
    ['not 43 letters', 'A'.repeat(42)],
    ['other letters', `${'A'.repeat(42)}!`],
  ])('is not bound to %s', async (_what, seal) => {
    const phone = await aPhone(['peer']);
    expect((await phone.ask('/api/door/bind', { seal })).status).toBe(400);
    expect((await phone.me()).status).toBe(200);
  });
});

describe('a notebook that is open in one name while the session is another’s', () => {
  it('is answered as nobody: nothing is sent, fed or told', async () => {
    const [mine, theirs] = [await aPhone(['peer']), await aPhone(['peer'])];
    const as = { 'x-kith-as': mine.actor.staffId };
    const sent = world.envelope('change-own-locale', { locale: 'ta' });
    expect((await theirs.ask('/api/commands', { commands: [sent] }, as)).status).toBe(401);
    expect((await theirs.ask('/api/feed', { cursor: null, held: [], reachMark: null }, as)).status).toBe(401);
    expect((await theirs.me(as)).status).toBe(401);
    expect((await theirs.ask('/api/door/account', undefined, as)).status).toBe(401);
    expect((await mine.ask('/api/commands', { commands: [sent] }, as)).status).toBe(200);
    expect(await world.count('select from kith.receipts where command_id = $1', [sent.id])).toBe(1);
  });
});

describe('a device that was ended', () => {
  it('hears with any answer what to throw away, and nobody else hears it', async () => {
    const [phone, other, chief] = [await aPhone(['peer']), await aPhone(['peer']), await aPhone(['administrator'])];
    await phone.me();
    expect((await phone.me()).headers.get('x-kith-ended')).toBeNull();
    expect(await end(chief, phone)).toMatchObject({ outcome: 'accepted' });
    const mark = await ownerMark(phone.deviceId, phone.actor.staffId);
    for (const answer of [await phone.me(), await phone.ask('/api/feed', { cursor: null, held: [], reachMark: null })])
      expect([answer.status, answer.headers.get('x-kith-ended')]).toEqual([401, mark]);
    // Locked, without a session or its secret: the device's own id is enough to be told.
    const locked = await server.send('/api/door/state', { method: 'GET', headers: { 'x-kith-device': phone.deviceId } });
    expect(locked.headers.get('x-kith-ended')).toBe(mark);
    expect(await locked.text()).not.toContain(phone.actor.staffId);
    expect((await other.me()).headers.get('x-kith-ended')).toBeNull();
    expect(
      (await server.send('/api/door/state', { method: 'GET', headers: { 'x-kith-device': newId() } })).headers.get('x-kith-ended'),
    ).toBeNull();
  });

  it('says once that it is empty, which stands in the audit trail; its word for another store counts for nothing', async () => {
    const [phone, chief] = [await aPhone(['peer']), await aPhone(['administrator'])];
    await phone.me();
    const wiped = (owner: string, deviceId = phone.deviceId) =>
      server.send('/api/door/device-wiped', {
        body: JSON.stringify({ owner, kept: 3 }),
        headers: { 'content-type': 'application/json', origin, 'x-kith-device': deviceId },
      });
    const mark = await ownerMark(phone.deviceId, phone.actor.staffId);
    const told = () => world.count(`select from kith.audit_events where event = 'device.wiped' and device_id = $1`, [phone.deviceId]);
    // Not before anybody asked for it, not for another's store, not from another device.
    await wiped(mark);
    await end(chief, phone);
    await wiped('0'.repeat(64));
    await wiped(mark, newId());
    expect(await told()).toBe(0);
    expect((await wiped(mark)).status).toBe(200);
    expect((await wiped(mark)).status).toBe(200);
    expect(await told()).toBe(1);
    expect((await phone.me()).headers.get('x-kith-ended')).toBeNull();
    const { rows } = await world.admin.query(`select details from kith.audit_events where event = 'device.wiped' and device_id = $1`, [
      phone.deviceId,
    ]);
    expect(rows).toEqual([{ details: { staffId: phone.actor.staffId, deviceId: phone.deviceId, kept: 3 } }]);
  });

  it('is ended by whoever supervises its owner today, and by no other supervisor', async () => {
    const [phone, mine, another, peer] = [
      await aPhone(['peer']),
      await aPhone(['supervisor']),
      await aPhone(['supervisor']),
      await aPhone(['peer']),
    ];
    await phone.me();
    await supervises(mine.actor, phone.actor);
    await supervises(another.actor, phone.actor, '2020-01-02');
    expect(await end(another, phone)).toMatchObject({ outcome: 'refused', refusal: { code: 'not_yours' } });
    expect(await end(peer, phone)).toMatchObject({ outcome: 'refused', refusal: { code: 'role_may_not' } });
    expect((await phone.me()).status).toBe(200);
    expect(await end(mine, phone)).toMatchObject({ outcome: 'accepted' });
    expect((await phone.me()).status).toBe(401);
    expect(await end(mine, phone)).toMatchObject({ outcome: 'refused', refusal: { code: 'staff_device_ended_already' } });
  });

  it('that several share is ended for one, or for all of them as far as one may', async () => {
    const deviceId = newId();
    const [first, second, stranger] = [
      await aPhone(['peer'], deviceId),
      await aPhone(['peer'], deviceId),
      await aPhone(['peer'], deviceId),
    ];
    for (const one of [first, second, stranger]) await one.me();
    const [mine, chief] = [await aPhone(['supervisor']), await aPhone(['administrator'])];
    for (const one of [first, second]) await supervises(mine.actor, one.actor);
    const listed = (await (await mine.ask('/api/queries/list-supervised-devices', {})).json()) as { staffId: string; others: number }[];
    expect(listed.map(({ staffId, others }) => [staffId, others]).sort()).toEqual(
      [
        [first.actor.staffId, 1],
        [second.actor.staffId, 1],
      ].sort(),
    );
    expect(await end(mine, first, true)).toMatchObject({ outcome: 'accepted' });
    expect([(await first.me()).status, (await second.me()).status, (await stranger.me()).status]).toEqual([401, 401, 200]);
    const told = (await first.me()).headers.get('x-kith-ended')?.split(',') ?? [];
    expect(told.sort()).toEqual([await ownerMark(deviceId, first.actor.staffId), await ownerMark(deviceId, second.actor.staffId)].sort());
    expect(await end(chief, stranger)).toMatchObject({ outcome: 'accepted' });
    expect((await stranger.me()).status).toBe(401);
  });

  it('cannot be made good again by its owner with SQL of their own', async () => {
    const [phone, chief] = [await aPhone(['peer']), await aPhone(['administrator'])];
    await phone.me();
    await end(chief, phone);
    const by = (statement: string) => asActor(world.database, phone.actor, 'near', (_tx, client) => client.query(statement));
    const again = by('update kith.devices set revoked_at = null');
    await expect(again).rejects.toMatchObject({ code: '42501' });
    // Nobody is supervised, so nothing is ended.
    await by(`select kith.end_supervised_device('${chief.deviceId}', '${chief.actor.staffId}', true)`);
    expect((await chief.me()).status).toBe(200);
  });
});
