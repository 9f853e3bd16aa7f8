/** The server is put back to an earlier state while phones are ahead of it: what they sent since is offered again, and nothing is lost. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aContact, type Phone } from '../../tests/factories/a-phone.ts';
import { aRestorableWorld, type RestorableWorld } from '../../tests/factories/restorable-world.ts';
import { recordContact } from '../features/contacts/record-contact.ts';
import { addFollowUp } from '../features/follow-ups/add-follow-up.ts';
import { changeGoal } from '../features/goals/change-goal.ts';
import { setGoal } from '../features/goals/set-goal.ts';
import { recordLook } from '../features/looks/record-look.ts';
import { mindEpochs } from '../server/epochs.ts';
import { verifyDatabase } from '../server/verify.ts';
import { newId } from '../shared/id.ts';
import { LinkFailed } from './server-link.ts';

let world: RestorableWorld;
beforeEach(async () => {
  world = await aRestorableWorld();
});
afterEach(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

type Acknowledged = { by: string; id: string; contactId?: string };

/** A contact with words and a follow-up, a goal and a change of it, and a look: all acknowledged, read back and matched. */
async function aDaysWork(phone: Phone, contacts: number): Promise<Acknowledged[]> {
  const { kavi } = world;
  const done: Acknowledged[] = [];
  const by = phone.actor.staffId;
  for (let n = 0; n < contacts; n++) {
    const args = aContact(kavi, `Walk ${n}`);
    const contactId = args.with[0]?.contactId ?? '';
    done.push({ by, contactId, id: await phone.submit(recordContact, args) });
    const promised = { followUpId: newId(), personId: kavi.personId, contactId, words: `Bring the papers, ${n}`, dueOn: null };
    done.push({ by, id: await phone.submit(addFollowUp, promised) });
  }
  const look = { lookId: newId(), personId: kavi.personId, what: 'record' as const, offline: false, desk: false };
  done.push({ by, id: await phone.submit(recordLook, { ...look, lookedAt: new Date().toISOString() }) });
  await phone.sync();
  expect(phone.outbox().entries()).toEqual([]);
  return done;
}

async function aGoalAndItsChange(phone: Phone): Promise<{ goalId: string; ids: string[] }> {
  const { kavi } = world;
  const goalId = newId();
  const goal = { goalId, personId: kavi.personId, words: 'Sing again.', wordsLanguage: 'en', peerWords: null, lifeArea: null };
  const first = await phone.submit(setGoal, goal);
  const change = changeGoal.args.parse({ goalId, personId: kavi.personId, basedOn: 1, set: { words: 'Sing again, aloud.' } });
  const second = await phone.submit(changeGoal, change);
  await phone.sync();
  expect(phone.outbox().entries()).toEqual([]);
  return { goalId, ids: [first, second] };
}

async function lostOf(acknowledged: readonly Acknowledged[]): Promise<Acknowledged[]> {
  const lost: Acknowledged[] = [];
  for (const one of acknowledged) {
    const receipts = await world.count('select from kith.receipts where actor_id = $1 and command_id = $2 and position is not null', [
      one.by,
      one.id,
    ]);
    const rows = one.contactId ? await world.count('select from kith.contacts where id = $1', [one.contactId]) : 1;
    if (receipts !== 1 || rows !== 1) lost.push(one);
  }
  return lost;
}

async function wordsOf(goalId: string): Promise<string | undefined> {
  return (await world.admin.query<{ words: string }>('select words from kith.goals where id = $1', [goalId])).rows[0]?.words;
}

const again = (phone: Phone) => phone.sent().restored()?.again;

describe('after a restore', () => {
  it('no acknowledged entry is lost while its phone exists: 0 of what three phones sent after the backup', async () => {
    const [meena, latha, elsewhere] = await Promise.all([world.meena, world.latha, world.zoe].map((actor) => world.phoneOf(actor)));
    if (!meena || !latha || !elsewhere) throw new Error('three phones');
    for (const phone of [meena, latha, elsewhere]) await phone.sync();
    const before = [...(await aDaysWork(meena, 4)), ...(await aDaysWork(latha, 2))];
    const file = await world.backup();
    const after = [...(await aDaysWork(meena, 6)), ...(await aDaysWork(latha, 3))];
    const goal = await aGoalAndItsChange(meena);
    const all = [...before, ...after, ...goal.ids.map((id) => ({ by: meena.actor.staffId, id }))];
    expect(await lostOf(all)).toEqual([]);

    await world.restore(file);
    // The restore took them: without the phones they would be gone.
    expect((await lostOf(all)).length).toBe(after.length + 2);
    let rewound = 0;
    for (const phone of [latha, meena, elsewhere]) await phone.sync(() => rewound++);
    expect(rewound).toBe(3);
    expect(await lostOf(all)).toEqual([]);
    for (const phone of [meena, latha]) expect(phone.outbox().entries()).toEqual([]);
    expect(await wordsOf(goal.goalId)).toBe('Sing again, aloud.');

    // What came back is exactly what was missing, in the order it was made.
    expect(again(meena)?.map((one) => one.id)).toEqual([
      ...after.filter((one) => one.by === meena.actor.staffId).map((one) => one.id),
      ...goal.ids,
    ]);
    expect(again(latha)?.map((one) => one.id)).toEqual(after.filter((one) => one.by === latha.actor.staffId).map((one) => one.id));
    expect(again(elsewhere)).toEqual([]);
    expect([...(again(meena) ?? []), ...(again(latha) ?? [])].every((one) => one.isBack)).toBe(true);
    expect((await verifyDatabase(world.adminConfig)).findings).toEqual([]);

    // Once is enough, and a second round is quiet.
    const counted = await world.count('select from kith.audit_events');
    for (const phone of [meena, latha]) await phone.sync(() => rewound++);
    expect(rewound).toBe(3);
    expect(await world.count('select from kith.audit_events')).toBe(counted);
  });

  it('the same holds for a second restore, and for one before the first was read about', async () => {
    const phone = await world.phoneOf(world.meena);
    await phone.sync();
    const file = await world.backup();
    const all = await aDaysWork(phone, 3);
    for (const more of [2, 1]) {
      await world.restore(file);
      all.push(...(await aDaysWork(phone, more)));
      expect(await lostOf(all)).toEqual([]);
    }
    expect(again(phone)?.every((one) => one.isBack)).toBe(true);
    expect(new Set(again(phone)?.map((one) => one.id)).size).toBe(again(phone)?.length);
  });

  it('what was accepted and not read back yet is sent again, too', async () => {
    let isCut = false;
    const phone = await world.phoneOf(world.meena, (real) => ({
      ...real,
      feed: (request) => (isCut ? Promise.reject(new LinkFailed('unreachable')) : real.feed(request)),
    }));
    await phone.sync();
    const file = await world.backup();
    isCut = true;
    const args = aContact(world.kavi);
    const id = await phone.submit(recordContact, args);
    await expect(phone.sync()).rejects.toThrow(LinkFailed);
    expect(phone.outbox().entries()).toMatchObject([{ state: 'accepted' }]);
    await world.restore(file);
    isCut = false;
    await phone.sync();
    expect(phone.outbox().entries()).toEqual([]);
    expect(await lostOf([{ by: phone.actor.staffId, id, contactId: args.with[0]?.contactId ?? '' }])).toEqual([]);
  });

  it('also when the phone had not read a single page before: nothing told it which server had taken it', async () => {
    let isCut = true;
    const phone = await world.phoneOf(world.meena, (real) => ({
      ...real,
      feed: (request) => (isCut ? Promise.reject(new LinkFailed('unreachable')) : real.feed(request)),
    }));
    const file = await world.backup();
    const args = aContact(world.kavi);
    const id = await phone.submit(recordContact, args);
    await expect(phone.sync()).rejects.toThrow(LinkFailed);
    expect(phone.outbox().entries()).toMatchObject([{ state: 'accepted' }]);
    await world.restore(file);
    isCut = false;
    await phone.sync();
    expect(phone.outbox().entries()).toEqual([]);
    expect(await lostOf([{ by: phone.actor.staffId, id, contactId: args.with[0]?.contactId ?? '' }])).toEqual([]);
  });

  it('what waits on the phone goes only after what it was built on', async () => {
    const phone = await world.phoneOf(world.meena);
    await phone.sync();
    const file = await world.backup();
    const { goalId } = await aGoalAndItsChange(phone);
    const next = changeGoal.args.parse({ goalId, personId: world.kavi.personId, basedOn: 2, set: { words: 'Sing for my daughter.' } });
    await phone.submit(changeGoal, next);
    await world.restore(file);
    await phone.sync();
    expect(phone.outbox().entries()).toEqual([]);
    expect(await wordsOf(goalId)).toBe('Sing for my daughter.');
  });

  it('and would be refused, had the phone not said which epoch it believes in', async () => {
    const phone = await world.phoneOf(world.meena, (real) => ({ ...real, send: (commands) => real.send(commands, null) }));
    await phone.sync();
    const file = await world.backup();
    const { goalId } = await aGoalAndItsChange(phone);
    const next = changeGoal.args.parse({ goalId, personId: world.kavi.personId, basedOn: 2, set: { words: 'Sing for my daughter.' } });
    await phone.submit(changeGoal, next);
    await world.restore(file);
    await phone.sync();
    expect(phone.outbox().entries()).toMatchObject([{ state: 'refused' }]);
  });

  it('a change that meets a colleague’s goes to a human, and overwrites nobody', async () => {
    const phone = await world.phoneOf(world.meena);
    const goalId = newId();
    const goal = { goalId, personId: world.kavi.personId, words: 'Sing again.', wordsLanguage: 'en', peerWords: null, lifeArea: null };
    await phone.submit(setGoal, goal);
    await phone.sync();
    const file = await world.backup();
    const change = (words: string) => changeGoal.args.parse({ goalId, personId: world.kavi.personId, basedOn: 1, set: { words } });
    await phone.submit(changeGoal, change('Aloud.'));
    await phone.sync();
    await world.restore(file);
    const other = await world.phoneOf(world.meena);
    await other.sync();
    await other.submit(changeGoal, change('In the choir.'));
    await other.sync();
    await phone.sync();
    expect(phone.outbox().entries()).toMatchObject([{ state: 'refused', refusal: { code: 'conflict' } }]);
    expect(again(phone)).toMatchObject([{ name: 'change-goal', isBack: false }]);
    expect(await wordsOf(goalId)).toBe('In the choir.');
  });

  it('a counter that went back is noticed even though nobody began a new epoch', async () => {
    const phone = await world.phoneOf(world.meena);
    await phone.sync();
    await aDaysWork(phone, 2);
    const file = await world.backup();
    const { rows } = await world.admin.query<{ epoch: string }>('select epoch from kith.change_counters where org_id = $1', [
      world.here.orgId,
    ]);
    const after = await aDaysWork(phone, 3);
    await world.restore(file);
    // As if the files had been copied back by hand.
    await world.admin
      .query('update kith.change_counters set epoch = $2 where org_id = $1', [world.here.orgId, rows[0]?.epoch])
      .catch(() => 0);
    await world.admin.query('alter table kith.change_counters disable trigger user');
    await world.admin.query('update kith.change_counters set epoch = $2 where org_id = $1', [world.here.orgId, rows[0]?.epoch]);
    await phone.sync();
    expect(await lostOf(after)).toEqual([]);
    expect(again(phone)).toHaveLength(after.length);
  });

  it('a promoted database begins a new epoch by itself, and phones send nothing twice', async () => {
    const phone = await world.phoneOf(world.meena);
    await phone.sync();
    const before = await aDaysWork(phone, 2);
    expect(await mindEpochs(world.database())).toBe(0);
    await world.admin.query(`update kith.epochs set server = '7000000000000000000/00000001'`);
    expect((await verifyDatabase(world.adminConfig)).findings.map((finding) => finding.check)).toEqual(['epochs', 'epochs']);
    expect(await mindEpochs(world.database())).toBe(2);
    expect(await mindEpochs(world.database())).toBe(0);
    expect((await verifyDatabase(world.adminConfig)).findings).toEqual([]);
    await phone.sync();
    expect(phone.sent().restored()).toMatchObject({ again: [] });
    expect(await lostOf(before)).toEqual([]);
    expect(await world.count('select from kith.receipts')).toBe(before.length);
  });
});

describe('a phone that dies or loses the network in the middle of offering again', () => {
  it('goes on where it was: nothing lost, nothing doubled, nothing told wrongly', async () => {
    let failing: 'query' | 'feed' | null = null;
    const phone = await world.phoneOf(world.meena, (real) => ({
      ...real,
      query: (name, args) => (failing === 'query' ? Promise.reject(new LinkFailed('unreachable')) : real.query(name, args)),
      feed: async (request) => {
        const page = await real.feed(request);
        if (failing === 'feed' && request.cursor === null) throw new LinkFailed('unreachable');
        return page;
      },
    }));
    await phone.sync();
    const file = await world.backup();
    const after = await aDaysWork(phone, 3);
    await world.restore(file);
    // The counter has passed this phone's again: only the epoch tells.
    const other = await world.phoneOf(world.latha);
    await other.sync();
    await aDaysWork(other, 5);
    failing = 'query';
    await expect(phone.sync()).rejects.toThrow(LinkFailed);
    await phone.restart();
    // Nothing was decided: it still believes what it believed, and shows what it showed.
    expect(phone.sent().restored()).toBeNull();
    expect(phone.store().rows('contacts').size).toBe(3);
    expect(phone.outbox().entries()).toEqual([]);
    failing = 'feed';
    await expect(phone.sync()).rejects.toThrow(LinkFailed);
    await phone.restart();
    expect(phone.outbox().entries()).toHaveLength(after.length);
    // Its owner still sees what is on its way.
    expect(phone.store().rows('contacts').size).toBe(3);
    failing = null;
    await phone.sync();
    expect(await lostOf(after)).toEqual([]);
    expect(phone.outbox().entries()).toEqual([]);
    expect(again(phone)?.filter((one) => one.isBack)).toHaveLength(after.length);
  });

  it('a crash between keeping and letting go leaves an entry in both places, and does no harm', async () => {
    const phone = await world.phoneOf(world.meena);
    await phone.sync();
    const file = await world.backup();
    const args = aContact(world.kavi);
    const id = await phone.submit(recordContact, args);
    const waiting = await phone.db.outbox.get(id);
    await phone.sync();
    if (waiting) await phone.db.outbox.put(waiting);
    await phone.restart();
    await world.restore(file);
    await phone.sync();
    expect(phone.outbox().entries()).toEqual([]);
    expect(await lostOf([{ by: phone.actor.staffId, id, contactId: args.with[0]?.contactId ?? '' }])).toEqual([]);
  });
});

describe('what is kept', () => {
  it('is nothing that can be read, and goes after thirty days by the server’s clock', async () => {
    const phone = await world.phoneOf(world.meena);
    await phone.sync();
    await phone.submit(recordContact, aContact(world.kavi, 'Canary under the neem tree'));
    await phone.sync();
    const kept = await phone.db.sent.toArray();
    expect(kept).toHaveLength(1);
    const bytes = kept
      .map((row) => `${JSON.stringify({ ...row, sealed: undefined })}${Buffer.from(row.sealed).toString('latin1')}`)
      .join('\n');
    for (const canary of ['Canary', 'neem', 'record-contact', world.kavi.personId]) expect(bytes).not.toContain(canary);
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    await phone.sent().letGoOfOld(day(30));
    expect(await phone.db.sent.count()).toBe(1);
    await phone.sent().letGoOfOld(day(31));
    expect(await phone.db.sent.count()).toBe(0);
  });

  it('goes away in the course of syncing, whatever the phone’s own clock says', async () => {
    let ahead = 0;
    const phone = await world.phoneOf(world.meena, (real) => ({
      ...real,
      feed: async (request) => {
        const page = await real.feed(request);
        return { ...page, at: new Date(Date.parse(page.at) + ahead * 86_400_000).toISOString() };
      },
    }));
    await phone.sync();
    await phone.submit(recordContact, aContact(world.kavi));
    await phone.sync();
    ahead = 29;
    await phone.sync();
    expect(await phone.db.sent.count()).toBe(1);
    ahead = 32;
    await phone.sync();
    expect(await phone.db.sent.count()).toBe(0);
  });

  it('says nothing more once it was read about', async () => {
    const phone = await world.phoneOf(world.meena);
    await phone.sync();
    const file = await world.backup();
    await aDaysWork(phone, 1);
    await world.restore(file);
    await phone.sync();
    await phone.sent().putAside();
    await phone.restart();
    expect(phone.sent().restored()).toBeNull();
  });
});
