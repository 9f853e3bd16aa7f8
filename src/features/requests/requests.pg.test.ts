/** Asking, and working what was asked, as the server does it. Refusals first. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskingWorld, anAskingWorld, no } from '../../../tests/factories/asking-world.ts';
import { newId } from '../../shared/id.ts';
import { setLock } from '../locks/set-lock.ts';
import { extendRequest } from './extend-request.ts';
import { makeRequest } from './make-request.ts';
import { mindRequests } from './mind-requests.server.ts';

let world: AskingWorld;
beforeAll(async () => {
  world = await anAskingWorld();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});
const accepted = { outcome: 'accepted' };
const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });

describe('asking', () => {
  it('is refused in somebody else’s hand, of somebody hidden, and by who does not work with people', async () => {
    const args = { requestId: newId(), personId: world.person.personId, kind: 'copy' as const, words: null, itemTable: null, itemId: null };
    expect(await world.send(world.meena, makeRequest, { ...args, how: 'own_page' })).toMatchObject(refusedAs('invalid'));
    expect(await world.send(world.kavi, makeRequest, { ...args, how: 'spoken' })).toMatchObject(refusedAs('invalid'));
    expect(await world.send(world.arul, makeRequest, { ...args, how: 'spoken' })).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.bala, makeRequest, { ...args, how: 'spoken' })).toMatchObject(refusedAs('role_may_not'));
    expect(
      await world.send(world.devi, makeRequest, { ...args, how: 'letter', itemTable: 'entries', itemId: world.entryId }),
    ).toMatchObject(refusedAs('request_item_not_from_desk'));
    expect(await world.send(world.kavi, makeRequest, { ...args, how: 'own_page', itemTable: 'goals', itemId: newId() })).toMatchObject(
      refusedAs('not_yours'),
    );
  });

  it('has its last day from the packs of the organisation, counted from the day it was asked', async () => {
    // Asked on 12 October by the phone's clock; fifteen days under section 25 of the Act.
    expect(await world.row(await world.asked('copy'))).toMatchObject({
      rule: 'mhca-records',
      dueOn: '2026-10-27',
      state: 'asked',
      how: 'own_page',
    });
    expect(await world.row(await world.asked('correction', world.meena))).toMatchObject({ rule: 'own-correction', dueOn: '2026-11-11' });
  });

  it('a complaint is not for the peer it may be about, nor their supervisor; for the desk, and whoever wrote it down', async () => {
    const complaint = await world.asked('complaint');
    expect(await world.row(complaint, world.meena)).toBeUndefined();
    expect(await world.row(complaint, world.latha)).toBeUndefined();
    expect(await world.takeUp(complaint)).toMatchObject(refusedAs('not_yours'));
    expect(await world.row(complaint, world.kavi)).toMatchObject({ kind: 'complaint' });
    const told = await world.asked('complaint', world.meena);
    expect(await world.row(told, world.meena)).toMatchObject({ kind: 'complaint' });
    expect(await world.row(told, world.latha)).toBeUndefined();
    expect(await world.takeUp(complaint, world.devi)).toMatchObject(accepted);
    expect(await world.answer(complaint, { answerWords: 'We are sorry' }, world.devi)).toMatchObject(accepted);
  });
});

describe('working it', () => {
  it('is refused to the peer themself, before it is sure who asks, twice, and half', async () => {
    const of = await world.asked('correction', world.meena);
    expect(await world.takeUp(of, world.meena, 'known')).toMatchObject(refusedAs('role_may_not'));
    expect(await world.answer(of, no)).toMatchObject(refusedAs('request_not_taken_up'));
    expect(await world.takeUp(of, world.latha, 'own_page')).toMatchObject(refusedAs('request_identity'));
    expect(await world.takeUp(of, world.latha, 'known')).toMatchObject(accepted);
    expect(await world.takeUp(of, world.devi, 'known')).toMatchObject(refusedAs('request_taken_up'));
    expect(await world.answer(of, { outcome: 'denied' })).toMatchObject(refusedAs('request_reason_missing'));
    expect(await world.answer(of, no)).toMatchObject(accepted);
    expect(await world.answer(of, { correction: 'Other' })).toMatchObject(refusedAs('request_answered'));
  });

  it('more time is refused where the law has none, when the day has passed, and twice', async () => {
    const late = await world.asked('copy');
    expect(await world.send(world.latha, extendRequest, { ...late, why: 'Away' })).toMatchObject(refusedAs('request_no_extension'));
    await world.admin.query(`update kith.organisations set packs = '{core,us}' where org_id = $1`, [world.here.orgId]);
    const of = await world.asked('copy');
    expect(await world.send(world.latha, extendRequest, { ...of, why: 'Away' })).toMatchObject(refusedAs('request_extension_late'));
    await world.admin.query(`update kith.requests set due_on = current_date + 2 where id = $1`, [of.requestId]);
    expect(await world.send(world.latha, extendRequest, { ...of, why: 'Away' })).toMatchObject(accepted);
    const { dueOn, extendedTo } = (await world.row(of)) as { dueOn: string; extendedTo: string };
    expect((Date.parse(extendedTo) - Date.parse(dueOn)) / 86_400_000).toBe(30);
    expect(await world.send(world.latha, extendRequest, { ...of, why: 'Away' })).toMatchObject(refusedAs('request_extended'));
    await world.admin.query(`update kith.organisations set packs = '{core,in-tn}' where org_id = $1`, [world.here.orgId]);
  });

  it('a restriction becomes a lock of that person that stands; the desk cannot name one', async () => {
    const of = await world.asked('restriction');
    const lockId = newId();
    expect(await world.takeUp(of)).toMatchObject(accepted);
    expect(await world.answer(of, {})).toMatchObject(refusedAs('request_lock_missing'));
    expect(await world.answer(of, { lockId })).toMatchObject(refusedAs('not_yours'));
    expect(await world.answer(of, { lockId }, world.devi)).toMatchObject(refusedAs('request_lock_not_from_desk'));
    const lock = { lockId, personId: of.personId, covers: 'billing', itemTable: null, itemId: null, staffId: null, role: null } as const;
    expect(await world.send(world.meena, setLock, { ...lock, outsideName: 'The payer', words: 'Not the payer' })).toMatchObject(accepted);
    expect(await world.answer(of, { lockId })).toMatchObject(accepted);
  });

  it('reminds once a stage, by the day of the organisation, and not of what was answered', async () => {
    const [soon, due, over, far, done] = [
      await world.asked('copy'),
      await world.asked('copy'),
      await world.asked('copy'),
      await world.asked('copy'),
      await world.answered('copy', {}),
    ];
    await mindRequests(world.database, world.latha); // what other tests left
    const [zone] = (
      await world.admin.query('select (now() at time zone time_zone)::date::text as today from kith.organisations where org_id = $1', [
        world.here.orgId,
      ])
    ).rows;
    for (const [of, days] of [
      [soon, 7],
      [due, 0],
      [over, -1],
      [far, 8],
      [done, -5],
    ] as const)
      await world.admin.query(`update kith.requests set due_on = $2::date + $3::integer, reminder = null where id = $1`, [
        of.requestId,
        zone.today,
        days,
      ]);
    expect(await mindRequests(world.database, world.latha)).toBe(3);
    expect(await mindRequests(world.database, world.latha)).toBe(0);
    expect(await Promise.all([soon, due, over, far, done].map(async (of) => (await world.row(of))?.reminder))).toEqual([
      'soon',
      'due',
      'over',
      null,
      null,
    ]);
    expect(await world.count(`select from kith.audit_events where event = 'request.due' and command_id = $1`, [due.requestId])).toBe(1);
  });
});
