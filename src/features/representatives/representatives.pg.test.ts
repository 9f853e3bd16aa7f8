/** A view for somebody else: who may give it, what it shows, what it never does, and how it ends. Refusals first. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWalkingWorld, type WalkingWorld } from '../../../tests/factories/walking-world.ts';
import type { ViewPart } from '../../packs/view-parts.ts';
import type { Actor } from '../../server/actor.ts';
import { readFeed } from '../../server/feed.ts';
import { mayAsk } from '../../server/query-handler.ts';
import { commandHandlers, feedSources, queryHandlers } from '../../server/registry.ts';
import type { FeedPage } from '../../shared/feed.ts';
import { newId } from '../../shared/id.ts';
import { addEntry } from '../contacts/add-entry.ts';
import { writeOwnEntry } from '../contacts/write-own-entry.ts';
import { setLock } from '../locks/set-lock.ts';
import { recordLook } from '../looks/record-look.ts';
import { inviteToView } from '../views/invite-to-view.ts';
import { addRepresentative } from './add-representative.ts';
import { endRepresentative } from './end-representative.ts';
import { inviteRepresentative } from './invite-representative.ts';

let world: WalkingWorld;
let kavi: Actor;
let contactId: string;
const accepted = { outcome: 'accepted' };
const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });

beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
  const { personId, orgId } = world.kavi;
  const viewId = newId();
  await world.admin.query(`update kith.organisations set packs = '{core,in-tn}' where org_id = $1`, [orgId]);
  expect(await world.send(world.meena, inviteToView, { viewId, invitationId: newId(), personId, locale: 'en' })).toMatchObject(accepted);
  kavi = { orgId, staffId: viewId, name: 'Kavi', locale: 'en', roles: [], programmes: [], deviceId: null, view: { personId } };
  contactId = newId();
  await world.admin.query(
    `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, pack_version, recorded_at)
     values ($1, $2, $2, $3, $4, $5, now(), 30, current_date, 'home', 'in_person', '{listened}', 'none', 'core@1', now())`,
    [orgId, contactId, personId, world.here.programmeId, world.meena.staffId],
  );
  await world.admin.query(
    `insert into kith.goals (org_id, id, person_id, words, created_by, created_at) values ($1, $2, $3, 'A room of my own', $4, now())`,
    [orgId, newId(), personId, world.meena.staffId],
  );
  await world.admin.query(`update kith.people set matters = 'Tea first', phone = '1' where id = $1`, [personId]);
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

type Adding = Parameters<typeof addRepresentative.preview>[0];
const today = () => new Date().toISOString().slice(0, 10);
const adding = (more: Partial<Adding> = {}): Adding => ({
  ...{ representativeId: newId(), personId: world.kavi.personId, kind: 'named-supporter', name: `Selvam ${newId().slice(-6)}` },
  ...{ basis: 'wish', basisOn: today(), parts: ['goals'], lastDay: null, locale: 'en', ...more },
});
async function given(parts: ViewPart[], more: Partial<Adding> = {}): Promise<Actor> {
  const args = adding({ parts, ...more });
  expect(await world.send(world.meena, addRepresentative, args)).toMatchObject(accepted);
  return {
    ...{
      orgId: world.here.orgId,
      staffId: args.representativeId,
      name: args.name,
      locale: 'en',
      roles: [],
      programmes: [],
      deviceId: null,
    },
    represents: { personId: args.personId },
  };
}
const mine = (who: Actor) => ({ representativeId: who.staffId, personId: world.kavi.personId });
const feedOf = (who: Actor, since?: FeedPage): Promise<FeedPage> =>
  readFeed(world.database, feedSources, who, {
    ...{ cursor: since?.cursor ?? null, held: since ? [world.kavi.personId] : [], reachMark: since?.reachMark ?? null, waiting: 0 },
  });
const tablesOf = (page: FeedPage) => [...new Set(page.rows.map((row) => row.table))].sort();
async function byMeena(audience: 'team' | 'pair', shown: 'together' | null): Promise<string> {
  const entryId = newId();
  const args = {
    ...{ entryId, contactId, personId: world.kavi.personId, kind: 'entry' as const, followsId: null, voice: 'peer' as const },
    ...{ audience, words: 'We walked', felt: null, language: 'en', shown },
  };
  expect(await world.send(world.meena, addEntry, args)).toMatchObject(accepted);
  return entryId;
}

describe('giving a view to somebody else', () => {
  it('is refused to who does not see the person, to the person alone, and to a representative', async () => {
    expect(await world.send(world.arul, addRepresentative, adding())).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(kavi, addRepresentative, adding())).toMatchObject(refusedAs('not_in_own_view'));
    const selvam = await given(['goals']);
    expect(await world.send(selvam, addRepresentative, adding())).toMatchObject(refusedAs('not_for_representatives'));
    expect(await world.send(world.arul, inviteRepresentative, { ...mine(selvam), invitationId: newId() })).toMatchObject(
      refusedAs('not_yours'),
    );
  });

  it('gives no more than the law of the packs: kind, ground, parts and days', async () => {
    const cases: [Partial<Adding>, string][] = [
      [{ kind: 'unknown' }, 'representative_kind_unknown'],
      [{ basis: 'document' }, 'representative_needs_document'],
      [{ kind: 'in-guardian-of-minor' }, 'representative_needs_document'],
      [{ kind: 'in-guardian-of-minor', basis: 'document' }, 'representative_needs_last_day'],
      [{ kind: 'in-mhca-nr', parts: ['sharing'] }, 'representative_part_not_given'],
      [{ parts: [] }, 'representative_no_part'],
      [{ basisOn: '2999-01-01' }, 'representative_day_to_come'],
      [{ lastDay: '2020-01-01' }, 'representative_over_already'],
    ];
    for (const [more, code] of cases) expect(await world.send(world.meena, addRepresentative, adding(more))).toMatchObject(refusedAs(code));
  });
});

describe('what a representative reads', () => {
  it('is nothing that was not given: by feed, by query and by command', async () => {
    const selvam = await given(['goals']);
    expect(tablesOf(await feedOf(selvam))).toEqual(['goals', 'organisations', 'people', 'representatives', 'staff']);
    const [who] = (await feedOf(selvam)).rows.filter((row) => row.table === 'people');
    expect(who?.row).toMatchObject({ name: 'Kavi', matters: null, phone: null });
    for (const handler of queryHandlers)
      if (handler.name !== 'list-known-commands') expect(mayAsk(handler, selvam, {}), handler.name).toBe('not_for_representatives');
    const words = {
      entryId: newId(),
      contactId,
      personId: world.kavi.personId,
      kind: 'entry' as const,
      followsId: null,
      audience: 'team' as const,
    };
    const written = await world.send(selvam, writeOwnEntry, { ...words, words: 'As Kavi', felt: null, language: 'en' });
    expect(written).toMatchObject(refusedAs('not_for_representatives'));
  });

  it('is every part that was given, but not "Just us", nor what the person is not shown', async () => {
    const [shown, secret, unseen] = [await byMeena('team', 'together'), await byMeena('pair', null), await byMeena('team', null)];
    const selvi = await given(['matters', 'goals', 'coming', 'entries', 'looks', 'sharing']);
    const page = await feedOf(selvi);
    const ids = page.rows.map((row) => row.id);
    expect(ids).toContain(shown);
    expect(ids).not.toContain(secret);
    expect(ids).not.toContain(unseen);
    expect(page.rows.find((row) => row.table === 'people')?.row).toMatchObject({ matters: 'Tea first', phone: null });
    expect(page.rows.filter((row) => row.table === 'representatives').map((row) => row.id)).toEqual([selvi.staffId]);
    expect(tablesOf(page)).not.toContain('locks');
  });

  it('goes when the person keeps it from somebody of this name, also from a phone that holds it', async () => {
    const selvi = await given(['goals', 'entries']);
    const before = await feedOf(selvi);
    expect(tablesOf(before)).toContain('goals');
    const lock = { lockId: newId(), personId: world.kavi.personId, covers: 'goal_plan' as const, itemTable: null, itemId: null };
    const kept = await world.send(kavi, setLock, {
      ...lock,
      staffId: null,
      role: null,
      outsideName: selvi.name.toUpperCase(),
      words: 'Not my goals',
    });
    expect(kept).toMatchObject(accepted);
    expect((await feedOf(selvi, before)).restart).toBe(true);
    expect(tablesOf(await feedOf(selvi))).not.toContain('goals');
    expect(tablesOf(await feedOf(selvi))).toContain('contacts');
  });
});

describe('a look by a representative', () => {
  it('is one the person sees, with the name of who looked', async () => {
    const selvi = await given(['goals']);
    const look = {
      lookId: newId(),
      personId: world.kavi.personId,
      what: 'record' as const,
      lookedAt: new Date().toISOString(),
      offline: false,
      desk: false,
    };
    expect(await world.send(selvi, recordLook, { ...look, personId: world.murugan.personId })).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(selvi, recordLook, look)).toMatchObject(accepted);
    const page = await feedOf(kavi);
    expect(page.rows.find((row) => row.id === look.lookId)?.row).toMatchObject({ staffId: selvi.staffId, what: 'record' });
    expect(page.rows.find((row) => row.id === selvi.staffId)?.row).toMatchObject({ name: selvi.name, parts: ['goals'] });
  });
});

describe('the end', () => {
  it('of what a document gave is not the person’s; of what they wished for it is, at once', async () => {
    const guardian = await given(['goals'], { kind: 'in-mhca-nr', basis: 'document' });
    expect(await world.send(kavi, endRepresentative, mine(guardian))).toMatchObject(refusedAs('representative_not_by_wish'));
    expect(tablesOf(await feedOf(guardian))).toContain('goals');
    const selvam = await given(['goals']);
    expect(await world.send(guardian, endRepresentative, mine(selvam))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(kavi, endRepresentative, mine(selvam))).toMatchObject(accepted);
    expect((await feedOf(selvam)).rows).toEqual([]);
    expect(await world.send(kavi, endRepresentative, mine(selvam))).toMatchObject(refusedAs('view_ended_already'));
    expect(await world.send(world.meena, inviteRepresentative, { ...mine(selvam), invitationId: newId() })).toMatchObject(
      refusedAs('view_ended_already'),
    );
    expect(await world.send(world.meena, endRepresentative, mine(guardian))).toMatchObject(accepted);
  });

  it('comes by itself after the last day, in the organisation’s time zone, and a representative may give it back before', async () => {
    const selvam = await given(['goals'], { lastDay: '2098-05-31' });
    const { rows } = await world.admin.query<{ ok: boolean }>(
      `select r.ends_at = ('2098-06-01'::timestamp at time zone o.time_zone) as ok from kith.representatives r join kith.organisations o using (org_id) where r.id = $1`,
      [selvam.staffId],
    );
    expect(rows).toEqual([{ ok: true }]);
    await world.admin.query(`update kith.representatives set ends_at = now() where id = $1`, [selvam.staffId]);
    expect((await feedOf(selvam)).rows).toEqual([]);
    const selvi = await given(['goals']);
    expect(await world.send(selvi, endRepresentative, mine(selvi))).toMatchObject(accepted);
    expect((await feedOf(selvi)).rows).toEqual([]);
  });
});
