import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '../../../tests/factories/a-consent.ts';
import { aConsentingWorld, type ConsentingWorld } from '../../../tests/factories/consenting-world.ts';
import { sharingIn } from '../../../tests/factories/sharing-in.ts';
import { aStaffMember } from '../../../tests/factories/walking-world.ts';
import type { Actor } from '../../server/actor.ts';
import { asActor } from '../../server/db.ts';
import { newId } from '../../shared/id.ts';
import { editProgramme } from '../organisations/edit-organisation.ts';
import { bundleOf } from './fhir-bundle.server.ts';

let world: ConsentingWorld;
let anbu: Actor;
let dryRun: ReturnType<typeof sharingIn>['dryRun'];
beforeAll(async () => {
  world = await aConsentingWorld();
  ({ dryRun } = sharingIn(world));
  anbu = await aStaffMember(world.admin, world.kavi, 'Anbu', ['administrator']);
  await world.admin.query(`update kith.organisations set packs = '{core,us}', jurisdiction = 'us' where org_id = $1`, [world.kavi.orgId]);
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

/** A goal, how close it is, a meeting and words of one day, as they would come from a device. */
async function writeOn(day: string): Promise<{ goal: string; contact: string; entry: string }> {
  const { orgId, personId, programmeId } = world.kavi;
  const by = world.meena.staffId;
  const ids = { goal: newId(), contact: newId(), entry: newId() };
  const values = [orgId, ids.goal, personId, by, day];
  await world.admin.query(
    `insert into kith.goals (org_id, id, person_id, words, created_by, created_at) values ($1, $2, $3, 'See the sea', $4, $5::date)`,
    values,
  );
  await world.admin.query(
    `insert into kith.goal_ratings (org_id, id, goal_id, person_id, closeness, rated_at, recorded_by) values ($1, $6, $2, $3, 4, $5::date, $4)`,
    [...values, newId()],
  );
  await world.admin.query(
    `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, pack_version, recorded_at)
     values ($1, $2, $2, $3, $4, $5, $6::date, 40, $6::date, 'at_home', 'in_person', '{listened}', 'written', 'core@2026.1', $6::date)`,
    [orgId, ids.contact, personId, programmeId, by, day],
  );
  await world.admin.query(
    `insert into kith.entries (org_id, id, contact_id, person_id, author_id, voice, audience, words, language, written_at)
     values ($1, $2, $3, $4, $5, 'peer', 'care_team', 'We found the bus', 'en', $6::date)`,
    [orgId, ids.entry, ids.contact, personId, by, day],
  );
  return ids;
}

async function mark(origin: 'part2' | null | undefined, by = anbu): Promise<unknown> {
  const id = world.kavi.programmeId;
  const { rows } = await world.admin.query<{ name: string; version: number; cosign_required: boolean }>(
    'select name, version, cosign_required from kith.programmes where id = $1',
    [id],
  );
  const [now] = rows;
  if (!now) throw new Error('no programme');
  const args = { id, basedOn: now.version, name: now.name, cosignRequired: now.cosign_required, endedOn: null };
  return world.send(by, editProgramme, { ...args, ...(origin === undefined ? {} : { origin }) });
}

async function originsOf(ids: { goal: string; contact: string; entry: string }): Promise<(string | null)[]> {
  const { rows } = await world.admin.query<{ origin: string | null }>(
    `select origin from kith.goals where id = $1 union all select origin from kith.goal_ratings where goal_id = $1
     union all select origin from kith.contacts where id = $2 union all select origin from kith.entries where id = $3`,
    [ids.goal, ids.contact, ids.entry],
  );
  return rows.map((row) => row.origin);
}

const everyPart = ['goal_plan', 'prom_score', 'programme_presence', 'peer_note'] as const;
const agreedTo = (code: 'us-part2' | 'us-hipaa') => {
  const kind = kindOf(code);
  return world.given({ kind, purpose: kind.purposes[0]?.code ?? '', classes: [...everyPart], recipient: `Clinic ${code}` });
};

describe('where a record comes from', () => {
  it('is marked by who administers, and by nobody else; a device that does not know of it leaves it as it is', async () => {
    expect(await mark('part2', world.meena)).toMatchObject({ outcome: 'refused' });
    const before = await writeOn('2026-06-01');
    expect(await originsOf(before)).toEqual([null, null, null, null]);
    expect(await mark('part2')).toMatchObject({ outcome: 'accepted' });
    const after = await writeOn('2026-06-02');
    expect(await originsOf(after)).toEqual(['part2', 'part2', 'part2', 'part2']);
    expect(await mark(undefined)).toMatchObject({ outcome: 'accepted' });
    expect(await originsOf(await writeOn('2026-06-03'))).toEqual(['part2', 'part2', 'part2', 'part2']);
    // The tag is the record's own: what was written before has none, and what was written meanwhile keeps it.
    expect(await mark(null)).toMatchObject({ outcome: 'accepted' });
    expect(await originsOf(before)).toEqual([null, null, null, null]);
    expect(await originsOf(after)).toEqual(['part2', 'part2', 'part2', 'part2']);
    expect(await originsOf(await writeOn('2026-06-04'))).toEqual([null, null, null, null]);
  });

  it('cannot be said or unsaid by whoever writes, also not past Kith’s own code', async () => {
    const { orgId, personId } = world.kavi;
    const id = newId();
    await asActor(world.database, world.meena, 'near', async (_tx, client) => {
      await client.query(
        `insert into kith.goals (org_id, id, person_id, words, created_by, created_at, origin) values ($1, $2, $3, 'Mine', $4, now(), 'part2')`,
        [orgId, id, personId, world.meena.staffId],
      );
    });
    const { rows } = await world.admin.query('select origin from kith.goals where id = $1', [id]);
    expect(rows).toEqual([{ origin: null }]);
    for (const table of ['goals', 'contacts', 'entries', 'goal_ratings'])
      await expect(
        asActor(world.database, world.meena, 'near', (_tx, client) =>
          client.query(`update kith.${table} set origin = null where person_id = $1`, [personId]),
        ),
      ).rejects.toThrow(/permission denied/);
  });

  it('decides what may go: a Part 2 record stays where the consent is of another kind, and that is said; on its own kind it goes with its label', async () => {
    const { orgId, personId } = world.kavi;
    // About the record as a whole, so also about what stays.
    await world.admin.query(
      `insert into kith.requests (org_id, id, person_id, kind, words, asked_by, asked_at, state, outcome, answer_words, correction, answered_by, answered_at)
       values ($1, $2, $3, 'correction', 'All of it', $4, '2026-06-05', 'answered', 'granted', 'Done', 'She was never late', $4, '2026-06-06')`,
      [orgId, newId(), personId, world.meena.staffId],
    );
    const other = await dryRun((await agreedTo('us-hipaa')).consentId);
    if (!other.goes) throw new Error(other.why);
    expect(other.content.meetings?.map(({ on }) => on)).toEqual(['2026-06-01', '2026-06-04']);
    expect(other.leftOut).toEqual(
      (['goals', 'closeness', 'meetings', 'words'] as const).map((part) => ({ part, why: 'consent_other_origin' })),
    );
    expect(JSON.stringify(other.content)).not.toContain('part2');
    expect(JSON.stringify(other.content)).not.toContain('never late');

    const own = await dryRun((await agreedTo('us-part2')).consentId);
    if (!own.goes) throw new Error(own.why);
    expect(own.leftOut).toEqual([]);
    expect(own.content.beside).toMatchObject([{ kind: 'correction', words: 'She was never late' }]);
    expect(own.content.meetings?.map(({ on, origin }) => [on, origin])).toEqual([
      ['2026-06-01', undefined],
      ['2026-06-02', 'part2'],
      ['2026-06-03', 'part2'],
      ['2026-06-04', undefined],
    ]);
    expect(own.content.words?.filter(({ origin }) => origin === 'part2')).toHaveLength(2);

    const label = expect.objectContaining({ code: '42CFRPart2' });
    const bundle = bundleOf(own.content, { id: newId(), at: '2026-11-27T00:00:00.000Z' });
    expect(bundle.meta?.security).toContainEqual(label);
    const labelledIds = bundle.entry?.flatMap(({ resource }) =>
      resource?.meta?.security?.some(({ code }) => code === '42CFRPart2') ? [`${resource.resourceType}`] : [],
    );
    const counts = Map.groupBy(labelledIds ?? [], (kind) => kind);
    expect([...counts].map(([kind, all]) => [kind, all.length])).toEqual([
      ['Goal', 2],
      ['Observation', 4],
      ['Encounter', 2],
    ]);
    expect(bundleOf(other.content, { id: newId(), at: '2026-11-27T00:00:00.000Z' }).meta?.security).not.toContainEqual(label);
  });
});
