/** A phone comes back after access has ended: its unsent entries are taken, it deletes, says so, and whoever answers for it can see that. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serverFor } from '../../../tests/factories/server-for.ts';
import { aWalkingWorld, type WalkingWorld } from '../../../tests/factories/walking-world.ts';
import { aPhone, type Phone } from '../../../tests/versions/a-phone.ts';
import { openStore } from '../../device/store.ts';
import type { Actor } from '../../server/actor.ts';
import { commandHandlers, feedSources } from '../../server/registry.ts';
import { newId } from '../../shared/id.ts';
import { addFollowUp } from '../follow-ups/add-follow-up.ts';
import { confirmPurge } from './confirm-purge.ts';
import type { PurgeLine } from './purge-queries.server.ts';

let world: WalkingWorld;
let server: ReturnType<typeof serverFor>;
let admin: Actor;
beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
  server = serverFor(world);
  admin = { ...world.bala, staffId: newId(), roles: ['administrator'] };
  await world.admin.query(`insert into kith.staff (org_id, id, name, email) values ($1, $2, 'Devi', 'devi@example.org')`, [
    ...[admin.orgId, admin.staffId],
  ]);
  await world.admin.query(`insert into kith.staff_roles values ($1, $2, 'administrator')`, [admin.orgId, admin.staffId]);
  await world.admin.query(`update kith.staff_role_periods set held_from = '2026-03-02'`);
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

let phone: Phone;
beforeEach(async () => {
  await world.admin.query('delete from kith.purges');
  await walksAgain();
  phone = await aPhone({ fetchAs: server.fetchAs, actor: world.meena });
  await world.admin.query('insert into kith.devices (org_id, id, staff_id) values ($1, $2, $3)', [
    ...[world.here.orgId, phone.deviceId, world.meena.staffId],
  ]);
  await phone.sync();
  // The phone was here an hour ago, and has been off since.
  await world.admin.query(`update kith.devices set synced_at = now() - interval '1 hour' where id = $1`, [phone.deviceId]);
});

const reassigned = () => world.admin.query(`update kith.assignments set ends_at = now() where person_id = $1`, [world.kavi.personId]);
const walksAgain = () => world.admin.query(`update kith.assignments set ends_at = 'infinity' where person_id = $1`, [world.kavi.personId]);

async function linesFor(actor: Actor): Promise<PurgeLine[] | number> {
  const answer = await server.fetchAs(actor)('/api/queries/list-purges', {
    ...{ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
  });
  return answer.status === 200 ? ((await answer.json()) as PurgeLine[]) : answer.status;
}

const aFollowUp = () => ({ followUpId: newId(), personId: world.kavi.personId, contactId: null, words: 'Bring the key', dueOn: null });

describe('a phone that comes back after its owner was reassigned', () => {
  it('sends what was made before, deletes the person, says so, and has nothing left', async () => {
    const said = aFollowUp();
    await phone.submit(addFollowUp, said, new Date(Date.now() - 20 * 60_000).toISOString());
    await reassigned();
    await phone.sync();
    expect(await world.count('select from kith.follow_ups where id = $1', [said.followUpId])).toBe(1);
    expect(phone.store.rows('people').size).toBe(0);
    const hers = await phone.seals.nameOf(world.kavi.personId);
    expect((await phone.db.chunks.toArray()).filter((chunk) => chunk.scopeId === hers)).toEqual([]);
    expect(await linesFor(world.latha)).toMatchObject([{ staffId: world.meena.staffId, confirmedAt: null, people: 1 }]);

    expect(phone.outbox.entries().map((entry) => entry.envelope.name)).toEqual(['confirm-purge']);
    await phone.sync();
    expect(phone.outbox.entries()).toEqual([]);
    const lines = await linesFor(world.latha);
    expect(lines).toMatchObject([{ deviceId: phone.deviceId, confirmedAt: expect.any(String) }]);
    expect(JSON.stringify(lines)).not.toContain(world.kavi.personId);
    const { rows } = await world.admin.query(
      `select details from kith.audit_events where event = 'purge.confirmed' order by at desc limit 1`,
    );
    expect(rows).toEqual([{ details: { people: 1 } }]);
  });

  it('keeps what was made too late, with the reason, and deletes all the same', async () => {
    await reassigned();
    await phone.submit(addFollowUp, aFollowUp(), new Date(Date.now() + 1000).toISOString());
    await phone.sync();
    expect(phone.outbox.entries()).toMatchObject([
      { envelope: { name: 'add-follow-up' }, state: 'refused', refusal: { code: 'not_yours' } },
      { envelope: { name: 'confirm-purge' } },
    ]);
    expect(phone.store.rows('people').size).toBe(0);
  });

  it('gets it through also when the first tries found the server busy, although it was told to delete in between', async () => {
    let tries = 0;
    const busy = await aPhone({
      fetchAs: server.fetchAs,
      actor: world.meena,
      deviceId: phone.deviceId,
      through: (link) => ({
        ...link,
        send: async (commands, epoch) =>
          tries++ < 2 ? commands.map(({ id }) => ({ id, outcome: 'later' as const })) : link.send(commands, epoch),
      }),
    });
    tries = 9;
    await busy.sync();
    await world.admin.query(`update kith.devices set synced_at = now() - interval '1 hour' where id = $1`, [phone.deviceId]);
    const said = aFollowUp();
    await busy.submit(addFollowUp, said, new Date(Date.now() - 20 * 60_000).toISOString());
    await reassigned();
    tries = 0;
    await busy.sync();
    await busy.sync();
    expect(busy.store.rows('people').size).toBe(0);
    await busy.sync();
    expect(await world.count('select from kith.follow_ups where id = $1', [said.followUpId])).toBe(1);
  });

  it('says so after a crash between deleting and saying it', async () => {
    await reassigned();
    const { store } = phone;
    await store.apply(
      await phone.link.feed({ cursor: store.state().cursor, held: store.state().held, reachMark: store.state().reachMark }),
    );
    const reopened = await openStore(phone.db, phone.seals, () => undefined);
    expect(reopened.state().unconfirmed).toEqual([world.kavi.personId]);
    await store.reload();
    await phone.sync();
    await phone.sync();
    expect(await linesFor(world.latha)).toMatchObject([{ confirmedAt: expect.any(String) }]);
  });

  it('has nothing to confirm when the person is theirs again before it did', async () => {
    await reassigned();
    const { cursor, held, reachMark } = phone.store.state();
    await phone.store.apply(await phone.link.feed({ cursor, held, reachMark }));
    await walksAgain();
    await phone.sync();
    expect(phone.store.rows('people').size).toBe(1);
    expect(phone.outbox.entries()).toEqual([]);
    expect(await linesFor(world.latha)).toEqual([]);
    expect(await world.count('select from kith.purges where regained_at is not null')).toBe(1);
  });

  it('is told of all of them when a role is taken away and everything starts again', async () => {
    await world.admin.query(`delete from kith.staff_roles where staff_id = $1`, [world.meena.staffId]);
    const now: Actor = { ...world.meena, roles: [] };
    try {
      const { cursor, held, reachMark } = phone.store.state();
      const body = JSON.stringify({ cursor, held, reachMark, waiting: 0 });
      const headers = { 'content-type': 'application/json', 'x-kith-device': phone.deviceId };
      const answer = await server.fetchAs(now)('/api/feed', { method: 'POST', headers, body });
      expect(await answer.json()).toMatchObject({ restart: true, lost: [world.kavi.personId] });
      expect(await linesFor(world.latha)).toMatchObject([{ people: 1, confirmedAt: null }]);
    } finally {
      await world.admin.query(`insert into kith.staff_roles values ($1, $2, 'peer')`, [world.here.orgId, world.meena.staffId]);
    }
  });
});

describe('the log of what was deleted', () => {
  it('is seen by administrators and by the peer’s supervisor, and by nobody else', async () => {
    await reassigned();
    await phone.sync();
    expect(await linesFor(admin)).toHaveLength(1);
    expect(await linesFor(world.latha)).toHaveLength(1);
    expect(await linesFor({ ...world.arul, roles: ['supervisor'] })).toEqual([]);
    expect(await linesFor({ ...world.zoe, roles: ['administrator'] })).toEqual([]);
    for (const actor of [world.meena, world.bala, world.arul]) expect(await linesFor(actor)).toBe(403);
  });

  it('has no line about people who were never that phone’s, whatever it says it held', async () => {
    const held = [world.murugan.personId, world.yan.personId, newId()];
    const page = await phone.link.feed({ ...phone.store.state(), held });
    expect(page.lost).toEqual(held);
    expect(await world.count('select from kith.purges')).toBe(0);
  });

  it('is confirmed only by the phone that was told, and only for what it was told', async () => {
    await reassigned();
    await phone.sync();
    const other = await aPhone({ fetchAs: server.fetchAs, actor: world.meena });
    await other.submit(confirmPurge, { personIds: [world.kavi.personId, world.murugan.personId] });
    await other.sync();
    expect(other.outbox.entries()).toEqual([]);
    expect(await linesFor(world.latha)).toMatchObject([{ confirmedAt: null }]);
  });

  it('keeps when a phone was last here whole, and not while entries wait on it', async () => {
    const syncedAt = async () =>
      (await world.admin.query<{ at: string }>('select synced_at as at from kith.devices where id = $1', [phone.deviceId])).rows[0]?.at;
    const before = await syncedAt();
    await phone.link.feed({ ...phone.store.state(), waiting: 2 });
    await phone.link.feed({ ...phone.store.state(), waiting: undefined });
    expect(await syncedAt()).toEqual(before);
    await phone.link.feed({ ...phone.store.state(), waiting: 0 });
    expect(await syncedAt()).not.toEqual(before);
  });
});
