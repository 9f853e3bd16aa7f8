import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aConsentingWorld, type ConsentingWorld } from '../../../tests/factories/consenting-world.ts';
import { type Preview, sharingIn } from '../../../tests/factories/sharing-in.ts';
import { asActor } from '../../server/db.ts';
import { verifyDatabase } from '../../server/verify.ts';
import { hashOfText } from '../../shared/content-hash.ts';
import { newId } from '../../shared/id.ts';
import { declineConsent } from '../consents/decline-consent.ts';
import { withdrawConsent } from '../consents/withdraw-consent.ts';
import { liftLock } from '../locks/lift-lock.ts';
import { setLock } from '../locks/set-lock.ts';
import { shareProgressReport } from './share-progress-report.ts';

type Sharing = ReturnType<typeof sharingIn>;

let world: ConsentingWorld;
let dryRun: Sharing['dryRun'];
let sharing: Sharing['sharing'];
let fetchFile: Sharing['fetchFile'];
let outside: Sharing['outside'];
const goal = { sea: newId(), job: newId() };
beforeAll(async () => {
  world = await aConsentingWorld();
  ({ dryRun, sharing, fetchFile, outside } = sharingIn(world));
  const { orgId, personId } = world.kavi;
  const contactId = newId();
  const by = world.meena.staffId;
  await world.admin.query(
    `insert into kith.goals (org_id, id, person_id, words, peer_words, words_language, created_by, created_at) values
       ($1, $2, $3, 'See the sea', 'An outing', 'en', $4, '2026-05-01'), ($1, $5, $3, 'ஒரு வேலை', null, 'ta', $4, '2026-05-02')`,
    [orgId, goal.sea, personId, by, goal.job],
  );
  await world.admin.query(
    `insert into kith.goal_steps (org_id, id, goal_id, person_id, words, done_on, created_at) values ($1, $2, $3, $4, 'Ask about the bus', '2026-06-02', '2026-05-03')`,
    [orgId, newId(), goal.sea, personId],
  );
  await world.admin.query(
    `insert into kith.goal_ratings (org_id, id, goal_id, person_id, closeness, rated_at, recorded_by) values
       ($1, $2, $3, $4, 2, '2026-05-04', $5), ($1, $6, $3, $4, 6, '2026-07-04', $5), ($1, $7, $3, $4, 9, '2025-01-04', $5)`,
    [orgId, newId(), goal.sea, personId, by, newId(), newId()],
  );
  await world.admin.query(
    `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, pack_version, recorded_at)
     values ($1, $2, $3, $4, $5, $6, '2026-06-01', 40, '2026-06-01', 'at_home', 'in_person', '{listened}', 'written', 'core@2026.1', '2026-06-01')`,
    [orgId, contactId, newId(), personId, world.kavi.programmeId, by],
  );
  for (const [audience, voice, words] of [
    ['care_team', 'person', 'I slept at last'],
    ['care_team', 'peer', 'We found the bus'],
    ['team', 'peer', 'Only for us here'],
    ['pair', 'person', 'Only for the two of us'],
  ]) {
    await world.admin.query(
      `insert into kith.entries (org_id, id, contact_id, person_id, author_id, voice, audience, words, language, written_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'en', '2026-06-01')`,
      [orgId, newId(), contactId, personId, by, voice, audience, words],
    );
  }
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const everyPart = ['goal_plan', 'prom_score', 'programme_presence', 'peer_note'] as const;
const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });
const accepted = { outcome: 'accepted' };

describe('the dry run', () => {
  it('shows nothing to who does not see the person, and nothing without a consent that stands', async () => {
    const consent = await world.given();
    expect(await dryRun(consent.consentId, world.bala)).toEqual({ denied: 'role_may_not' });
    expect(await dryRun(consent.consentId, world.arul)).toEqual({ goes: false, why: 'consent_hidden' });
    expect(await dryRun(newId())).toEqual({ goes: false, why: 'consent_hidden' });
    const read = await world.read();
    expect(await dryRun(read.consentId)).toEqual({ goes: false, why: 'consent_not_signed' });
    await world.send(world.meena, declineConsent, { consentId: read.consentId, personId: read.personId });
    expect(await dryRun(read.consentId)).toEqual({ goes: false, why: 'consent_declined' });
    expect(await world.count('select from kith.disclosures')).toBe(0);
  });

  it('shows the person’s own words for what they said yes to, in the time that was asked, and says what stays here', async () => {
    const { consentId } = await world.given({ classes: ['goal_plan'] });
    const seen = await dryRun(consentId);
    if (!seen.goes) throw new Error(seen.why);
    expect(seen.content.goals?.map((each) => each.words)).toEqual(['See the sea', 'ஒரு வேலை']);
    expect(JSON.stringify(seen.content)).not.toContain('An outing');
    expect(seen.content.goals?.[0]?.steps).toEqual([{ words: 'Ask about the bus', doneOn: '2026-06-02' }]);
    expect(seen.leftOut.map(({ part }) => part)).toEqual(['closeness', 'meetings', 'words']);
    expect(new Set(seen.leftOut.map(({ why }) => why))).toEqual(new Set(['consent_other_kind_of_data']));
    expect(Object.keys(seen.content)).not.toContain('meetings');
    expect(seen.content.notice.short).toContain('section 23');
    expect(seen.content.consent.lines.map((line) => line.code)).toContain('right_to_revoke');
  });

  it('shows of what was written only what is for the care team, and of closeness only this time, without goals where goals stay here', async () => {
    const all = await dryRun((await world.given({ classes: [...everyPart], recipient: 'Whole clinic' })).consentId);
    if (!all.goes) throw new Error(all.why);
    expect(all.content.words?.map((entry) => entry.words)).toEqual(['I slept at last', 'We found the bus']);
    expect(all.content.closeness?.[0]).toMatchObject({ goalWords: 'See the sea', points: [{ closeness: 2 }, { closeness: 6 }] });
    expect(all.content.meetings?.[0]).toMatchObject({ on: '2026-06-01', minutes: 40, place: { en: 'At home' } });
    const some = await dryRun((await world.given({ classes: ['prom_score'], recipient: 'Small clinic' })).consentId);
    if (!some.goes) throw new Error(some.why);
    expect(some.content.closeness?.[0]?.goalWords).toBeNull();
    expect(JSON.stringify(some.content)).not.toContain('sea');
  });
});

describe('sharing', () => {
  it('is refused to who may not, without a look at it first, and on anything but a consent that stands', async () => {
    const { consentId } = await world.given({ recipient: 'Clinic L' });
    const args = await sharing(consentId);
    expect(await world.send(world.bala, shareProgressReport, args)).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(world.arul, shareProgressReport, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.zoe, shareProgressReport, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.meena, shareProgressReport, { ...args, contentHash: 'a'.repeat(64) })).toMatchObject(
      refusedAs('share_changed'),
    );
    await world.send(world.meena, withdrawConsent, { consentId, personId: args.personId, how: 'said', words: null });
    expect(await world.send(world.meena, shareProgressReport, args)).toMatchObject(refusedAs('share_consent_withdrawn'));
    expect(await world.count(`select from kith.disclosures where consent_id = $1`, [consentId])).toBe(0);
  });

  it('leaves exactly one record, of exactly what the dry run showed, with the consent and the notice', async () => {
    const { consentId } = await world.given({ recipient: 'Clinic M', classes: [...everyPart] });
    const args = await sharing(consentId);
    const id = newId();
    const first = await world.send(world.meena, shareProgressReport, args, id);
    expect(first).toMatchObject(accepted);
    expect(await world.send(world.meena, shareProgressReport, args, id)).toEqual(first);
    const { rows } = await world.admin.query('select * from kith.disclosures where consent_id = $1', [consentId]);
    expect(rows).toHaveLength(1);
    const [record] = rows as Record<string, unknown>[];
    const seen = await dryRun(consentId);
    expect(JSON.parse(String(record?.content))).toEqual(seen.goes && JSON.parse(JSON.stringify(seen.content)));
    expect(await hashOfText(String(record?.content))).toBe(args.contentHash);
    expect(record).toMatchObject({
      ...{
        recipient_name: 'Clinic M',
        purpose: 'care_team',
        legal_basis: 'in-mhca-dpdp',
        channel: 'fhir',
        notice_id: 'in-mhca-dpdp@2026.1',
      },
      ...{ consent_attached: true, via_ehr: false, partial_because_locked: false, description: 'goals closeness meetings words' },
      discloser_id: world.meena.staffId,
    });
    expect(await world.rowFor(world.meena, 'disclosures', args.disclosureId)).toMatchObject({
      parts: ['goals', 'closeness', 'meetings', 'words'],
    });
    expect(await world.rowFor(world.arul, 'disclosures', args.disclosureId)).toBeUndefined();
    expect(await world.count(`select from kith.audit_events where event = 'record.shared' and command_id = $1`, [id])).toBe(1);
  });

  it('gives the file to who shared it, from the record, as long as the gate still says yes', async () => {
    const { consentId } = await world.given({ recipient: 'Clinic N', classes: [...everyPart] });
    expect(await fetchFile(newId())).toEqual({ ready: false, why: 'not_noted' });
    const args = await sharing(consentId);
    await world.send(world.meena, shareProgressReport, args);
    expect(await fetchFile(args.disclosureId, world.latha)).toEqual({ ready: false, why: 'not_noted' });
    const file = await fetchFile(args.disclosureId);
    if (!file.ready) throw new Error(file.why);
    expect(file).toMatchObject({ type: 'application/fhir+json' });
    expect(file.fileName).not.toMatch(/kavi|clinic|kith/i);
    expect(JSON.parse(Buffer.from(file.base64, 'base64').toString())).toMatchObject({ resourceType: 'Bundle', type: 'document' });
    const pdf = await sharing(consentId, world.meena, 'pdf');
    await world.send(world.meena, shareProgressReport, pdf);
    const page = await fetchFile(pdf.disclosureId);
    expect(page.ready && Buffer.from(page.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    await world.admin.query(`update kith.disclosures set disclosed_at = now() - interval '61 minutes' where id = $1`, [pdf.disclosureId]);
    expect(await fetchFile(pdf.disclosureId)).toEqual({ ready: false, why: 'not_noted' });
    await world.send(world.latha, withdrawConsent, { consentId, personId: args.personId, how: 'said', words: null });
    expect(await fetchFile(args.disclosureId)).toEqual({ ready: false, why: 'consent_withdrawn' });
  });
});

describe('a consent that is no longer what was signed', () => {
  it('blocks everything later, and verify says so', async () => {
    const { consentId } = await world.given({ recipient: 'Clinic O' });
    const args = await sharing(consentId);
    await world.admin.query(`alter table kith.consents disable trigger keep_signed`);
    await world.admin.query(`update kith.consents set document = replace(document, 'goals', 'notes') where id = $1`, [consentId]);
    await world.admin.query(`alter table kith.consents enable trigger keep_signed`);
    expect(await dryRun(consentId)).toEqual({ goes: false, why: 'consent_altered' });
    expect(await world.send(world.meena, shareProgressReport, args)).toMatchObject(refusedAs('share_consent_altered'));
    const { findings } = await verifyDatabase(world.config);
    expect(findings.filter((finding) => finding.check === 'consents')).toHaveLength(1);
    await world.admin.query(`delete from kith.changes where row_id = $1`, [consentId]);
    await world.admin.query(`delete from kith.consents where id = $1`, [consentId]);
  });
});

describe('a lock', () => {
  it('against the recipient holds back one thing, one kind, or all; and each is back when it is lifted', async () => {
    const { consentId } = await world.given({ classes: [...everyPart] });
    const cases: [object, (seen: Preview) => void][] = [
      [
        { covers: 'item', itemTable: 'goals', itemId: goal.sea },
        (seen) => expect(seen.goes && seen.content.goals?.map((each) => each.words)).toEqual(['ஒரு வேலை']),
      ],
      [
        { covers: 'goal_plan' },
        (seen) => expect(seen.goes && [seen.content.goals, seen.content.closeness?.[0]?.goalWords]).toEqual([undefined, null]),
      ],
      [{ covers: 'all' }, (seen) => expect(seen).toEqual({ goes: false, why: 'locked' })],
      [{ outsideName: '*', covers: 'all' }, (seen) => expect(seen).toEqual({ goes: false, why: 'locked' })],
    ];
    for (const [what, expected] of cases) {
      const args = await sharing(consentId);
      const lock = outside('Not the sea', what);
      expect(await world.send(world.meena, setLock, lock)).toMatchObject(accepted);
      const seen = await dryRun(consentId);
      expected(seen);
      if (seen.goes) expect(seen.partialBecauseLocked).toBe(true);
      expect(await world.send(world.meena, shareProgressReport, args)).toMatchObject({ outcome: 'refused' });
      // In Tamil Nadu nothing is said of it to the other side.
      if (seen.goes) expect(seen.content.withheld).toBeNull();
      await world.send(world.meena, liftLock, { lockId: lock.lockId, personId: lock.personId });
    }
    expect(await dryRun(consentId)).toMatchObject({ goes: true, partialBecauseLocked: false });
  });

  it('is said to the receiving side in Ontario, and never what', async () => {
    await world.admin.query(`update kith.organisations set packs = '{core,ca-on}' where org_id = $1`, [world.here.orgId]);
    const { kindOf } = await import('../../../tests/factories/a-consent.ts');
    const { consentId } = await world.given({ kind: kindOf('ca-on-phipa'), classes: [...everyPart] });
    const lock = outside('Not the sea', { covers: 'goal_plan' });
    await world.send(world.meena, setLock, lock);
    const args = await sharing(consentId);
    await world.send(world.meena, shareProgressReport, args);
    const seen = await dryRun(consentId);
    expect(seen.goes && seen.content.withheld).toBe('The person has asked that part of this record be held back. Ask them if you need it.');
    expect(JSON.stringify(seen.goes && seen.content)).not.toMatch(/sea|Not the/);
    expect(await world.count(`select from kith.disclosures where id = $1 and partial_because_locked`, [args.disclosureId])).toBe(1);
    await world.send(world.meena, liftLock, { lockId: lock.lockId, personId: lock.personId });
    await world.admin.query(`update kith.organisations set packs = '{core,in-tn}' where org_id = $1`, [world.here.orgId]);
    // A consent of rules that do not hold here any more carries nothing.
    expect(await dryRun(consentId)).toEqual({ goes: false, why: 'consent_not_of_these_packs' });
  });

  it('against whoever shares leaves that part out, instead of saying that there is none', async () => {
    const { consentId } = await world.given({ classes: [...everyPart] });
    const lock = outside('Not Latha', { covers: 'peer_note', staffId: world.latha.staffId, outsideName: null });
    await world.send(world.meena, setLock, lock);
    const hers = await dryRun(consentId, world.latha);
    expect(hers.goes && hers.content.words).toBeUndefined();
    expect(hers).toMatchObject({ leftOut: [{ part: 'words', why: 'locked' }] });
    expect(await dryRun(consentId)).toMatchObject({ leftOut: [] });
    await world.send(world.meena, liftLock, { lockId: lock.lockId, personId: lock.personId });
  });
});

describe('the database itself', () => {
  const insert = (consentId: string, personId = world.kavi.personId, by = world.meena) =>
    asActor(world.database, by, 'near', (_tx, client) =>
      client.query(
        `insert into kith.disclosures (org_id, id, person_id, consent_id, discloser_id, recipient_name, description, purpose, legal_basis, channel,
           notice_id, consent_attached, partial_because_locked, from_day, to_day, content, content_hash)
         values ($1, $2, $3, $4, $5, 'x', 'x', 'x', 'x', 'pdf', 'x', true, false, '2026-01-01', '2026-01-02', 'x', 'x')`,
        [world.here.orgId, newId(), personId, consentId, world.meena.staffId],
      ),
    );

  it('takes no record of sharing without a consent of that person that stands, or in another name', async () => {
    const read = await world.read({ recipient: 'Clinic P' });
    const stopped = await world.given({ recipient: 'Clinic Q' });
    await world.send(world.meena, withdrawConsent, { consentId: stopped.consentId, personId: stopped.personId, how: 'said', words: null });
    const standing = await world.given({ recipient: 'Clinic R' });
    for (const { consentId } of [read, stopped]) await expect(insert(consentId)).rejects.toThrow(/row-level security/);
    await expect(insert(standing.consentId, world.murugan.personId)).rejects.toThrow(/row-level security/);
    await expect(insert(standing.consentId, world.kavi.personId, world.latha)).rejects.toThrow(/row-level security/);
    const changed = asActor(world.database, world.meena, 'near', (_tx, client) =>
      client.query(`update kith.disclosures set content = 'y'`),
    );
    await expect(changed).rejects.toThrow(/permission denied/);
  });
});
