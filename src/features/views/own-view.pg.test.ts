/** The two-voice rule with both voices at work: the person by their own hand, the peer by theirs. Refusals first. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWalkingWorld, type WalkingWorld } from '../../../tests/factories/walking-world.ts';
import type { Actor } from '../../server/actor.ts';
import { readFeed } from '../../server/feed.ts';
import { commandHandlers, feedSources } from '../../server/registry.ts';
import { invariants } from '../../server/verify-invariants.ts';
import { newId } from '../../shared/id.ts';
import { addEntry } from '../contacts/add-entry.ts';
import { writeOwnEntry } from '../contacts/write-own-entry.ts';
import { changeGoal } from '../goals/change-goal.ts';
import { rateGoal } from '../goals/rate-goal.ts';
import { editPerson } from '../people/edit-person.ts';
import { sayWhatMatters } from '../people/say-what-matters.ts';
import { inviteToView } from './invite-to-view.ts';

let world: WalkingWorld;
let kavi: Actor;
let contactId: string;
let goalId: string;
const accepted = { outcome: 'accepted' };
const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });

beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
  const viewId = newId();
  const { personId, orgId } = world.kavi;
  expect(await world.send(world.meena, inviteToView, { viewId, invitationId: newId(), personId, locale: 'en' })).toMatchObject(accepted);
  kavi = { orgId, staffId: viewId, name: 'Kavi', locale: 'en', roles: [], programmes: [], deviceId: null, view: { personId } };
  contactId = await aContact(personId, world.meena);
  goalId = newId();
  await world.admin.query(
    `insert into kith.goals (org_id, id, person_id, words, created_by, created_at) values ($1, $2, $3, 'A room of my own', $4, now())`,
    [orgId, goalId, personId, world.meena.staffId],
  );
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

async function aContact(personId: string, author: Actor): Promise<string> {
  const id = newId();
  await world.admin.query(
    `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, pack_version, recorded_at)
     values ($1, $2, $2, $3, $4, $5, now(), 30, current_date, 'home', 'in_person', '{listened}', 'none', 'core@1', now())`,
    [world.here.orgId, id, personId, world.here.programmeId, author.staffId],
  );
  return id;
}

type Own = Parameters<typeof writeOwnEntry.preview>[0];
const own = (more: Partial<Own> = {}): Own => ({
  ...{ entryId: newId(), contactId, personId: world.kavi.personId, kind: 'entry', followsId: null, audience: 'team' },
  ...{ words: 'I was not ready', felt: null, language: 'en', ...more },
});
async function byMeena(more: object = {}): Promise<string> {
  const entryId = newId();
  const args = {
    ...{ entryId, contactId, personId: world.kavi.personId, kind: 'entry' as const, followsId: null, voice: 'peer' as const },
    ...{ audience: 'team' as const, words: 'She was ready', felt: null, language: 'en', shown: 'together' as const, ...more },
  };
  expect(await world.send(world.meena, addEntry, args)).toMatchObject(accepted);
  return entryId;
}

describe('what a person writes by their own hand', () => {
  it('is refused where it is not theirs: another’s contact, another’s record, words they may not see', async () => {
    const murugans = await aContact(world.murugan.personId, world.arul);
    expect(await world.send(kavi, writeOwnEntry, own({ contactId: murugans }))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(kavi, writeOwnEntry, own({ contactId: murugans, personId: world.murugan.personId }))).toMatchObject(
      refusedAs('not_yours'),
    );
    const unseen = await byMeena({ shown: null });
    expect(await world.send(kavi, writeOwnEntry, own({ kind: 'addendum', followsId: unseen }))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.meena, writeOwnEntry, own())).toMatchObject(refusedAs('not_yours'));
  });

  it('takes back nothing of a peer’s, and is for no more readers than what it answers', async () => {
    const seen = await byMeena();
    const strike = own({ kind: 'strike', followsId: seen });
    expect(await world.send(kavi, writeOwnEntry, strike)).toMatchObject(refusedAs('entry_only_author_strikes'));
    expect(await world.send(kavi, writeOwnEntry, own({ kind: 'addendum', followsId: seen, audience: 'care_team' }))).toMatchObject(
      refusedAs('entry_addendum_wider'),
    );
    expect(await world.send(kavi, writeOwnEntry, own({ words: null }))).toMatchObject(refusedAs('entry_words_missing'));
  });

  it('stands beside what it differs from, with words or without, also on a contact that is signed', async () => {
    const seen = await byMeena();
    const before = await world.rowFor(world.meena, 'entries', seen);
    await world.admin.query('update kith.contacts set cosigned_by = $1, cosigned_at = now() where id = $2', [
      world.latha.staffId,
      contactId,
    ]);
    const flag = own({ kind: 'differs', followsId: seen, words: null });
    expect(await world.send(kavi, writeOwnEntry, flag)).toMatchObject(accepted);
    for (const reader of [kavi, world.meena, world.latha])
      expect(await world.rowFor(reader, 'entries', flag.entryId)).toMatchObject({ kind: 'differs', words: '', followsId: seen });
    expect(await world.rowFor(world.meena, 'entries', seen)).toEqual(before);
    await world.admin.query('update kith.contacts set cosigned_by = null, cosigned_at = null where id = $1', [contactId]);
  });

  it('is between the person and the peer of that contact when it says "just us": not for who supervises', async () => {
    const secret = own({ audience: 'pair' });
    expect(await world.send(kavi, writeOwnEntry, secret)).toMatchObject(accepted);
    expect(await world.rowFor(kavi, 'entries', secret.entryId)).toMatchObject({ words: 'I was not ready' });
    expect(await world.rowFor(world.meena, 'entries', secret.entryId)).toMatchObject({ words: 'I was not ready' });
    expect(await world.rowFor(world.latha, 'entries', secret.entryId)).toBeUndefined();
    const answer = await byMeena({ audience: 'pair', shown: null });
    expect(await world.rowFor(kavi, 'entries', answer)).toMatchObject({ words: 'She was ready' });
  });

  it('is taken back by the person, and then reaches whom it reached', async () => {
    const said = own();
    expect(await world.send(kavi, writeOwnEntry, said)).toMatchObject(accepted);
    const strike = own({ kind: 'strike', followsId: said.entryId, words: 'Not so' });
    expect(await world.send(kavi, writeOwnEntry, strike)).toMatchObject(accepted);
    expect(await world.rowFor(world.latha, 'entries', strike.entryId)).toMatchObject({ kind: 'strike' });
    const again = own({ kind: 'strike', followsId: said.entryId, words: 'Not so' });
    expect(await world.send(kavi, writeOwnEntry, again)).toMatchObject(refusedAs('entry_struck_already'));
    const peers = await byMeena();
    const back = { kind: 'strike', followsId: said.entryId, voice: 'person', shown: null };
    const forged = { ...own(), ...back, kind: 'strike' as const, voice: 'person' as const, shown: null, words: 'Not so' };
    expect(await world.send(world.meena, addEntry, forged)).toMatchObject(refusedAs('entry_only_author_strikes'));
    expect(await world.rowFor(kavi, 'entries', peers)).toBeDefined();
  });
});

describe('words that are the person’s own', () => {
  const set = (what: object) => ({ goalId, personId: world.kavi.personId, basedOn: 0, set: what as { words?: string } });
  const version = async () =>
    (await world.admin.query<{ version: number }>('select version from kith.goals where id = $1', [goalId])).rows[0]?.version ?? 0;

  it('of a goal: nothing else of it is theirs to change, and once said no peer changes them', async () => {
    const basedOn = await version();
    expect(await world.send(kavi, changeGoal, { ...set({ status: 'done' }), basedOn })).toMatchObject(refusedAs('goal_only_own_words'));
    expect(await world.send(kavi, changeGoal, { ...set({ words: 'A', peerWords: 'B' }), basedOn })).toMatchObject(
      refusedAs('goal_only_own_words'),
    );
    const mine = { ...set({ words: 'A room that locks from inside' }), basedOn };
    expect(await world.send(kavi, changeGoal, mine)).toMatchObject(accepted);
    expect(await world.send(world.meena, changeGoal, { ...set({ words: 'Independent living' }), basedOn: basedOn + 1 })).toMatchObject(
      refusedAs('goal_words_are_the_persons'),
    );
    expect(await world.send(world.meena, changeGoal, { ...set({ peerWords: 'Independent living' }), basedOn: basedOn + 1 })).toMatchObject(
      accepted,
    );
    expect(await world.rowFor(kavi, 'goals', goalId)).toMatchObject({
      words: 'A room that locks from inside',
      peerWords: 'Independent living',
    });
  });

  it('how close it feels is theirs to say', async () => {
    const rating = { ratingId: newId(), goalId, personId: world.kavi.personId, closeness: 4, ratedAt: new Date().toISOString() };
    expect(await world.send(kavi, rateGoal, rating)).toMatchObject(accepted);
    expect(await world.rowFor(world.meena, 'goal_ratings', rating.ratingId)).toMatchObject({ closeness: 4 });
  });

  it('of what matters: two who write at once see both, and once said no peer changes it', async () => {
    const personId = world.kavi.personId;
    expect(await world.send(kavi, sayWhatMatters, { personId: world.murugan.personId, basedOn: 1, matters: 'Tea' })).toMatchObject(
      refusedAs('not_yours'),
    );
    expect(await world.send(kavi, sayWhatMatters, { personId, basedOn: 1, matters: 'My daughter Nila' })).toMatchObject(accepted);
    const late = await world.send(kavi, sayWhatMatters, { personId, basedOn: 1, matters: 'Tea' });
    expect(late).toMatchObject({
      refusal: { code: 'conflict', current: { row: { matters: 'My daughter Nila' } }, by: { staffId: kavi.staffId } },
    });
    expect(await world.send(world.meena, editPerson, { personId, basedOn: 2, set: { matters: 'Family' } })).toMatchObject(
      refusedAs('matters_are_the_persons'),
    );
    expect(await world.send(world.meena, editPerson, { personId, basedOn: 2, set: { pronouns: 'she' } })).toMatchObject(accepted);
  });
});

describe('what the phone of a person holds', () => {
  it('is their record, the names that stand in it, and nothing of anybody else', async () => {
    const page = await readFeed(world.database, feedSources, kavi, { cursor: null, held: [], reachMark: null });
    expect(page.gained).toEqual([world.kavi.personId]);
    const about = new Set(
      page.rows.filter(({ table }) => !['staff', 'programmes', 'organisations'].includes(table)).map((row) => row.scopeId),
    );
    expect([...about]).toEqual([world.kavi.personId]);
    const names = page.rows.filter(({ table }) => table === 'staff').map(({ row }) => row.name);
    expect(names.sort()).toEqual(['Latha', 'Meena']);
    expect(page.rows.some(({ table }) => table === 'follow_ups')).toBe(false);
  });

  it('follows what changes in it, and does not hear of anybody else’s changes', async () => {
    const first = await readFeed(world.database, feedSources, kavi, { cursor: null, held: [], reachMark: null });
    const since = { cursor: first.cursor, held: [world.kavi.personId], reachMark: first.reachMark };
    const murugans = await world.send(world.arul, editPerson, { personId: world.murugan.personId, basedOn: 1, set: { pronouns: 'he' } });
    expect(murugans).toMatchObject(accepted);
    expect((await readFeed(world.database, feedSources, kavi, since)).rows).toEqual([]);
    const entryId = await byMeena();
    const news = (await readFeed(world.database, feedSources, kavi, since)).rows;
    expect(news.filter(({ table }) => table === 'entries').map(({ id }) => id)).toEqual([entryId]);
  });

  it('is nothing any more once the view has ended', async () => {
    await world.admin.query('update kith.views set ends_at = now(), ended_by = made_by where id = $1', [kavi.staffId]);
    const page = await readFeed(world.database, feedSources, kavi, { cursor: null, held: [world.kavi.personId], reachMark: null });
    expect(page.lost).toEqual([world.kavi.personId]);
    expect(page.rows).toEqual([]);
    expect(await world.send(kavi, writeOwnEntry, own())).toMatchObject(refusedAs('not_yours'));
  });
});

it('leaves every entry with the readers that `kith verify` expects, and it notices one that has others', async () => {
  const readers = invariants.find(({ name }) => name === 'readers of entries')?.sql ?? '';
  expect((await world.admin.query(readers)).rows).toEqual([]);
  const forged = `update kith.entries set reader_id = author_id where by_view and audience = 'pair'`;
  await world.admin.query(`begin; ${forged}`);
  expect((await world.admin.query(readers)).rows.length).toBeGreaterThan(0);
  await world.admin.query('rollback; begin; update kith.entries set for_person = true');
  expect((await world.admin.query(readers)).rows.length).toBeGreaterThan(0);
  await world.admin.query('rollback');
});
