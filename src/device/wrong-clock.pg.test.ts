/** A phone whose clock is wrong, before and after it has learnt so: its times are put right once, and nothing waits for ever because of them. */
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aContact, aPhone } from '../../tests/factories/a-phone.ts';
import { serverFor } from '../../tests/factories/server-for.ts';
import { aWalkingWorld, type WalkingWorld } from '../../tests/factories/walking-world.ts';
import { recordContact } from '../features/contacts/record-contact.ts';
import { recordLook } from '../features/looks/record-look.ts';
import type { Actor } from '../server/actor.ts';
import { commandHandlers, feedSources } from '../server/registry.ts';
import type { CommandDefinition } from '../shared/command.ts';
import { newId } from '../shared/id.ts';

const day = 86_400_000;
let world: WalkingWorld;
let server: ReturnType<typeof serverFor>;
beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
  server = serverFor(world);
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

/** A phone of this member whose clock is believed to be behind by so much; `clocks` are those the server was told, beside its entries. */
async function aWrongPhone(actor: Actor) {
  const clocks: { said: number; commands: number }[] = [];
  const deviceId = newId();
  await world.admin.query('insert into kith.devices (org_id, id, staff_id) values ($1, $2, $3)', [actor.orgId, deviceId, actor.staffId]);
  const phone = await aPhone(actor, async (path, init) => {
    if (path === '/api/commands') {
      const said = new Headers(init?.headers).get('x-kith-clock') ?? '';
      const { commands } = JSON.parse(String(init?.body)) as { commands: unknown[] };
      clocks.push({ said: Date.parse(said) - Date.now(), commands: commands.length });
    }
    return server.fetchAs({ ...actor, deviceId })(path, init);
  });
  const submit = async (command: CommandDefinition, args: unknown, behind: number) => {
    const recordedAt = new Date().toISOString();
    const packVersion = 'core@2026.1';
    const context = { orgId: actor.orgId, staffId: actor.staffId, recordedAt, packVersion };
    const envelope = { id: newId(), name: command.name, version: command.version, args, recordedAt, packVersion };
    await phone.outbox().add(envelope, command.preview(args, context), behind);
  };
  return { ...phone, submit, clocks };
}

it('sends what was made by two clocks apart, each with the clock it was made by', async () => {
  const phone = await aWrongPhone(world.meena);
  await phone.sync();
  await phone.submit(recordContact, aContact(world.kavi), 0);
  await phone.submit(recordContact, aContact(world.kavi), 0);
  await phone.submit(recordContact, aContact(world.kavi), 400 * day);
  await phone.submit(recordContact, aContact(world.kavi), 400 * day + 900);
  await phone.sync();
  expect(phone.outbox().entries()).toEqual([]);
  expect(phone.clocks.map(({ commands }) => commands)).toEqual([2, 2]);
  expect(Math.abs(phone.clocks[0]?.said ?? day)).toBeLessThan(60_000);
  expect(Math.abs((phone.clocks[1]?.said ?? 0) - 400 * day)).toBeLessThan(60_000);
});

it('does not wait for ever for a look that is too old to come back', async () => {
  const phone = await aWrongPhone(world.meena);
  await phone.sync();
  const lookedAt = new Date(Date.now() - 200 * day).toISOString();
  const look = { lookId: newId(), personId: world.kavi.personId, what: 'record', lookedAt, offline: true, desk: false };
  await phone.submit(recordLook, look, 0);
  // Access ends and begins again: the person comes anew, with the looks of the last quarter.
  const { personId } = world.kavi;
  const real = phone.link.feed;
  phone.link.feed = async (request) => real({ ...request, held: [] });
  await phone.sync();
  phone.link.feed = real;
  await phone.sync();
  expect(phone.outbox().entries()).toEqual([]);
  expect(await world.count('select from kith.looks where id = $1 and person_id = $2', [look.lookId, personId])).toBe(1);
});
