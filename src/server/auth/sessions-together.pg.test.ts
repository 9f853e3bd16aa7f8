/** Requests that come in together ask for their sessions together. Each must still be answered as if it had been alone. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aContractWorld, type ContractWorld } from '../../../tests/contracts/contract-world.ts';
import { aServerWithDoor, origin, type ServerWithDoor } from '../../../tests/contracts/server-with-door.ts';
import { newId } from '../../shared/id.ts';

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

async function aPhone() {
  const actor = await world.staffAt(world.here, ['peer']);
  const cookie = await server.signIn(actor);
  const deviceId = newId();
  const post = (path: string, body: unknown, more: Record<string, string> = {}) =>
    server.send(path, {
      body: JSON.stringify(body),
      cookie,
      headers: { 'content-type': 'application/json', origin, 'x-kith-device': deviceId, ...more },
    });
  const me = (more: Record<string, string> = {}) =>
    server.send('/api/me', { method: 'GET', cookie, headers: { 'x-kith-device': deviceId, ...more } });
  return { actor, cookie, deviceId, post, me };
}
type Phone = Awaited<ReturnType<typeof aPhone>>;

/** Who each of them is told to be, when all ask at the same moment; the status where nobody. */
async function askedAtOnce(phones: readonly Phone[], more: Record<string, string> = {}): Promise<(string | number)[]> {
  const answers = await Promise.all(phones.map((phone) => phone.me(more)));
  return Promise.all(
    answers.map(async (answer) =>
      answer.status === 200 ? ((await answer.json()) as { me: { staffId: string } }).me.staffId : answer.status,
    ),
  );
}

it('of many at once, each is who their own session says', async () => {
  const phones: Phone[] = [];
  while (phones.length < 40) phones.push(await aPhone());
  expect(await askedAtOnce(phones)).toEqual(phones.map(({ actor }) => actor.staffId));
});

it('a session that ended, one bound to a vault and one nobody has are refused beside others that are let in', async () => {
  const [open, bound, ended, doubled] = [await aPhone(), await aPhone(), await aPhone(), await aPhone()];
  const seal = randomBytes(32).toString('base64url');
  await bound.post('/api/door/bind', { seal });
  const all = [ended, open, bound, doubled, { ...open, me: () => server.send('/api/me', { method: 'GET', headers: {} }) }, doubled];
  const letIn = (of: Phone) => of.actor.staffId;
  expect(await askedAtOnce(all, {})).toEqual([letIn(ended), letIn(open), 401, letIn(doubled), 401, letIn(doubled)]);
  expect(await askedAtOnce(all, { 'x-kith-seal': seal })).toEqual([
    letIn(ended),
    letIn(open),
    letIn(bound),
    letIn(doubled),
    401,
    letIn(doubled),
  ]);
  await world.admin.query('delete from auth.session s using kith.staff f where f.user_id = s."userId" and f.id = $1', [
    ended.actor.staffId,
  ]);
  expect(await askedAtOnce(all, {})).toEqual([401, letIn(open), 401, letIn(doubled), 401, letIn(doubled)]);
});

it('a role taken away, a member made inactive and a device ended are gone at the very next request, whoever asks beside', async () => {
  const [stays, leaves, lost, loses] = [await aPhone(), await aPhone(), await aPhone(), await aPhone()];
  const all = [stays, leaves, lost, loses];
  await askedAtOnce(all);
  await world.admin.query('update kith.staff set active = false where id = $1', [leaves.actor.staffId]);
  await world.admin.query('update kith.devices set revoked_at = now() where id = $1', [lost.deviceId]);
  await world.admin.query('delete from kith.staff_roles where staff_id = $1', [loses.actor.staffId]);
  const answers = await Promise.all(all.map((phone) => phone.me()));
  expect(answers.map(({ status }) => status)).toEqual([200, 401, 401, 200]);
  expect(await answers[3]?.json()).toMatchObject({ me: { staffId: loses.actor.staffId, roles: [] } });
  // Only the ended device is told to throw its store away.
  expect(answers.map(({ headers }) => headers.get('x-kith-ended') !== null)).toEqual([false, false, true, false]);
});
