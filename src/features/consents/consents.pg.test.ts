import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSignature, someTerms } from '../../../tests/factories/a-consent.ts';
import { aConsentingWorld, type ConsentingWorld } from '../../../tests/factories/consenting-world.ts';
import { asActor } from '../../server/db.ts';
import { verifyDatabase } from '../../server/verify.ts';
import { newId } from '../../shared/id.ts';
import { liftLock } from '../locks/lift-lock.ts';
import { setLock } from '../locks/set-lock.ts';
import { declineConsent } from './decline-consent.ts';
import { draftConsent } from './draft-consent.ts';
import { explainConsent } from './explain-consent.ts';
import { markConsentDeficient } from './mark-consent-deficient.ts';
import { mindConsents } from './mind-consents.server.ts';
import { signConsent } from './sign-consent.ts';
import { withdrawConsent } from './withdraw-consent.ts';

let world: ConsentingWorld;
beforeAll(async () => {
  world = await aConsentingWorld();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });
const accepted = { outcome: 'accepted' };
const of = ({ consentId, personId }: { consentId: string; personId: string }) => ({ consentId, personId });
const stop = (consent: { consentId: string; personId: string }) => ({ ...of(consent), how: 'said' as const, words: null });

describe('asking', () => {
  it('is refused to who may not, and for kinds the packs do not have', async () => {
    const args = { consentId: newId(), personId: world.kavi.personId, kind: 'in-mhca-dpdp', terms: someTerms(), supersedesId: null };
    expect(await world.send(world.bala, draftConsent, args)).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(world.arul, draftConsent, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.zoe, draftConsent, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.latha, draftConsent, args)).toMatchObject(refusedAs('consent_only_who_walks'));
    expect(await world.send(world.meena, draftConsent, { ...args, kind: 'us-part2' })).toMatchObject(refusedAs('consent_no_such_kind'));
    expect(await world.send(world.meena, draftConsent, { ...args, supersedesId: newId() })).toMatchObject(refusedAs('not_yours'));
  });

  it('shows to the device what it previewed, and to nobody who does not see the person', async () => {
    const args = { consentId: newId(), personId: world.kavi.personId, kind: 'in-mhca-dpdp', terms: someTerms(), supersedesId: null };
    expect(await world.send(world.meena, draftConsent, args)).toMatchObject(accepted);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, draftConsent, args)) expect(fed).toMatchObject(previewed);
    expect(await world.rowFor(world.latha, 'consents', args.consentId)).toMatchObject({ state: 'draft' });
    expect(await world.rowFor(world.arul, 'consents', args.consentId)).toBeUndefined();
  });
});

describe('signing', () => {
  it('is refused for what was not read together, is not complete, or is not what was read', async () => {
    const drafted = await world.draft();
    expect(await world.sign(drafted)).toMatchObject(refusedAs('consent_missing_explained'));
    const consent = await world.read();
    const args = await world.signing(consent);
    expect(await world.send(world.arul, signConsent, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.meena, signConsent, { ...args, documentHash: 'f'.repeat(64) })).toMatchObject(
      refusedAs('consent_altered'),
    );
    expect(await world.send(world.meena, signConsent, { ...args, signature: { ...aSignature, drawing: null } })).toMatchObject(
      refusedAs('consent_missing_signature'),
    );
    expect(await world.stateOf(consent.consentId)).toBe('explained');
  });

  it('is refused when it was read in a language the person did not choose', async () => {
    const consent = await world.read({ language: 'en', recipient: 'Language clinic' });
    await world.admin.query(`update kith.people set languages = '{ta}' where id = $1`, [world.kavi.personId]);
    expect(await world.sign(consent)).toMatchObject(refusedAs('consent_language_not_chosen'));
    await world.admin.query(`update kith.people set languages = '{}' where id = $1`, [world.kavi.personId]);
  });

  it('keeps what was read, word by word, with its hash', async () => {
    const consent = await world.read({ language: 'ta' });
    const args = await world.signing(consent);
    const id = newId();
    const first = await world.send(world.meena, signConsent, args, id);
    expect(first).toMatchObject(accepted);
    expect(await world.send(world.meena, signConsent, args, id)).toEqual(first);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, signConsent, args)) expect(fed).toMatchObject(previewed);
    const row = await world.rowFor(world.meena, 'consents', consent.consentId);
    expect(String(row?.document)).toContain('சம்மதிப்பது போலவே நிறுத்துவதும் எளிது');
    expect(await world.count(`select from kith.audit_events where event = 'consent.signed' and command_id = $1`, [id])).toBe(1);
    expect(await world.sign(consent)).toMatchObject(refusedAs('consent_ended'));
  });
});

it('a no is written down, and a yes can no longer follow it', async () => {
  const consent = await world.read();
  expect(await world.send(world.arul, declineConsent, of(consent))).toMatchObject(refusedAs('not_yours'));
  expect(await world.send(world.meena, declineConsent, of(consent))).toMatchObject(accepted);
  expect(await world.sign(consent)).toMatchObject(refusedAs('consent_ended'));
  expect(await world.send(world.meena, explainConsent, { ...of(consent), language: 'en', aids: [] })).toMatchObject(
    refusedAs('consent_ended'),
  );
});

describe('stopping', () => {
  it('is for whoever sees the person, and refused to others', async () => {
    const consent = await world.given({ recipient: 'Clinic A' });
    expect(await world.send(world.arul, withdrawConsent, stop(consent))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.bala, withdrawConsent, stop(consent))).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(world.zoe, withdrawConsent, stop(consent))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.latha, withdrawConsent, stop(consent))).toMatchObject(accepted);
    expect(await world.stateOf(consent.consentId)).toBe('revoked');
    expect(await world.send(world.meena, withdrawConsent, stop(consent))).toMatchObject(accepted); // said twice is said once
  });

  it('wins over an amendment that another phone sent first', async () => {
    const older = await world.given({ recipient: 'Clinic B' });
    const newer = await world.given({ recipient: 'Clinic B, new name', supersedesId: older.consentId });
    expect(await world.stateOf(older.consentId)).toBe('superseded');
    expect(await world.send(world.meena, withdrawConsent, stop(older))).toMatchObject(accepted);
    expect([await world.stateOf(older.consentId), await world.stateOf(newer.consentId)]).toEqual(['revoked', 'revoked']);
  });

  it('wins over an amendment that arrives after it', async () => {
    const older = await world.given({ recipient: 'Clinic C' });
    const newer = await world.read({ recipient: 'Clinic C, elsewhere', supersedesId: older.consentId });
    await world.send(world.meena, withdrawConsent, stop(older));
    expect(await world.sign(newer, { supersedesId: older.consentId })).toMatchObject({ outcome: 'refused' });
    expect(await world.stateOf(newer.consentId)).toBe('revoked');
  });

  it('wins over another yes for the same recipient, given before it was known, whichever arrives first', async () => {
    const one = await world.given({ recipient: 'Clinic D' });
    const other = await world.given({ recipient: ' clinic d ' });
    const late = await world.read({ recipient: 'CLINIC D' });
    await world.send(world.meena, withdrawConsent, stop(one));
    expect(await world.stateOf(other.consentId)).toBe('revoked');
    // `send` says that it was recorded long ago: the yes was given before the stop was known.
    expect(await world.sign(late)).toMatchObject(refusedAs('consent_stopped_since'));
    const elsewhere = await world.given({ recipient: 'Clinic E' });
    expect(await world.stateOf(elsewhere.consentId)).toBe('active');
  });

  it('of two at one moment, yes and stop, the stop stands', async () => {
    for (let n = 0; n < 5; n += 1) {
      const standing = await world.given({ recipient: `Clinic at once ${n}` });
      const asked = await world.read({ recipient: `Clinic at once ${n}` });
      await Promise.all([world.sign(asked), world.send(world.latha, withdrawConsent, stop(standing))]);
      expect(await world.stateOf(asked.consentId)).not.toBe('active');
    }
  });

  it('holds also when whoever wrote it down walks with the person no longer; so does a lock, and nothing else', async () => {
    const consent = await world.given({ recipient: 'Clinic F' });
    const deviceId = newId();
    await world.admin.query(`insert into kith.devices (org_id, id, staff_id, synced_at) values ($1, $2, $3, '2026-01-01')`, [
      world.here.orgId,
      deviceId,
      world.meena.staffId,
    ]);
    await world.admin.query(`update kith.staff_role_periods set held_from = '2026-01-01'`);
    const away = { ...world.meena, deviceId };
    await world.admin.query(`update kith.assignments set ends_at = now() where staff_id = $1`, [world.meena.staffId]);
    expect(await world.send(away, markConsentDeficient, { ...of(consent), why: 'Not theirs' })).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(away, withdrawConsent, stop(consent))).toMatchObject(accepted);
    expect(await world.stateOf(consent.consentId)).toBe('revoked');
    const lockId = newId();
    const wish = { lockId, personId: consent.personId, covers: 'all', itemTable: null, itemId: null, staffId: null, role: null } as const;
    expect(await world.send(away, setLock, { ...wish, outsideName: 'Clinic F', words: 'Not them' })).toMatchObject(accepted);
    expect(await world.send(away, liftLock, { lockId, personId: consent.personId })).toMatchObject(refusedAs('not_yours'));
    await world.admin.query(`update kith.locks set lifted_at = now() where id = $1`, [lockId]);
    await world.admin.query(`update kith.assignments set ends_at = 'infinity' where staff_id = $1`, [world.meena.staffId]);
  });
});

it('a consent that should not have counted counts no longer', async () => {
  const consent = await world.given({ recipient: 'Clinic G' });
  expect(await world.send(world.bala, markConsentDeficient, { ...of(consent), why: 'x' })).toMatchObject(refusedAs('role_may_not'));
  expect(await world.send(world.latha, markConsentDeficient, { ...of(consent), why: 'Signed by his brother' })).toMatchObject(accepted);
  expect(await world.stateOf(consent.consentId)).toBe('invalid');
  expect(await world.send(world.latha, markConsentDeficient, { ...of(consent), why: 'Again' })).toMatchObject(
    refusedAs('consent_not_standing'),
  );
});

describe('the database itself', () => {
  const asMeena = (sql: string, values: unknown[] = []) =>
    asActor(world.database, world.meena, 'near', (_tx, client) => client.query(sql, values).then(({ rowCount }) => rowCount));

  it('brings no ended consent back and changes no signed one, whoever asks', async () => {
    const consent = await world.given({ recipient: 'Clinic H' });
    const altered = `update kith.consents set document = replace(document, 'goals', 'notes') where id = $1`;
    await expect(asMeena(altered, [consent.consentId])).rejects.toThrow(/does not change/);
    await expect(asMeena(`update kith.consents set terms = '{}' where id = $1`, [consent.consentId])).rejects.toThrow(/permission denied/);
    await world.send(world.meena, withdrawConsent, stop(consent));
    const restored = `update kith.consents set state = 'active', ended_how = null where id = $1`;
    await expect(asMeena(restored, [consent.consentId])).rejects.toThrow(/does not come back/);
    await expect(world.admin.query(restored, [consent.consentId])).rejects.toThrow(/does not come back/);
  });

  it('lets nobody write a consent as signed from the start, or in another name', async () => {
    const made = (by: string, state: string) =>
      asMeena(
        `insert into kith.consents (org_id, id, person_id, kind, terms, recipient_key, pack_version, drafted_by, drafted_at, state, ended_how)
         values ($1, $2, $3, 'in-mhca-dpdp', '{}', 'x', 'x', $4, now(), $5, case when $5 = 'draft' then null else 'said' end)`,
        [world.here.orgId, newId(), world.kavi.personId, by, state],
      );
    await expect(made(world.arul.staffId, 'draft')).rejects.toThrow(/row-level security/);
    await expect(made(world.meena.staffId, 'revoked')).rejects.toThrow(/row-level security/);
    expect(await made(world.meena.staffId, 'draft')).toBe(1);
  });
});

describe('by the clock', () => {
  it('a consent past its day ends, and one that is no longer what was signed', async () => {
    const [past, altered, standing] = [
      await world.given({ recipient: 'Clinic I' }),
      await world.given({ recipient: 'Clinic J' }),
      await world.given({ recipient: 'Clinic K' }),
    ];
    // As somebody with the disk in their hands would: no trigger stands in their way.
    await world.admin.query(`alter table kith.consents disable trigger keep_signed`);
    await world.admin.query(`update kith.consents set expires_on = '2026-01-01' where id = $1`, [past.consentId]);
    await world.admin.query(`update kith.consents set document = replace(document, 'goals', 'notes') where id = $1`, [altered.consentId]);
    await world.admin.query(`alter table kith.consents enable trigger keep_signed`);
    const found = async () => (await verifyDatabase(world.config)).findings.filter((finding) => finding.check === 'consents');
    expect((await found()).map((finding) => finding.message)).toEqual([
      `the document of consent ${altered.consentId} is not what was signed`,
    ]);
    expect(await mindConsents(world.database, world.meena)).toBe(2);
    expect(await mindConsents(world.database, world.meena)).toBe(0);
    expect(await world.stateOf(past.consentId)).toBe('expired');
    expect(await world.stateOf(altered.consentId)).toBe('invalid');
    expect(await world.stateOf(standing.consentId)).toBe('active');
    expect(await world.count(`select from kith.audit_events where event in ('consent.expired', 'consent.found_altered')`)).toBe(2);
    expect(await found()).toEqual([]);
    expect(await world.rowFor(world.meena, 'consents', past.consentId)).toMatchObject({ state: 'expired', endedHow: 'time' });
  });

  it('a document changed together with the hash beside it is still found, because the audit trail holds what was signed', async () => {
    const { consentId } = await world.given({ recipient: 'Clinic L' });
    await world.admin.query(`alter table kith.consents disable trigger keep_signed`);
    await world.admin.query(
      `update kith.consents set document = replace(document, 'goals', 'notes'),
         document_hash = encode(sha256(convert_to(replace(document, 'goals', 'notes'), 'UTF8')), 'hex') where id = $1`,
      [consentId],
    );
    await world.admin.query(`alter table kith.consents enable trigger keep_signed`);
    const found = async () => (await verifyDatabase(world.config)).findings.filter((finding) => finding.check === 'consents');
    expect((await found()).map((finding) => finding.message)).toEqual([
      `the document of consent ${consentId} has another hash than the one that is sealed in the audit trail`,
    ]);
    expect(await mindConsents(world.database, world.meena)).toBe(1);
    expect(await world.stateOf(consentId)).toBe('invalid');
    expect(await found()).toEqual([]);
  });

  it('a signed consent that was taken out of the database is missed', async () => {
    const { consentId } = await world.given({ recipient: 'Clinic M' });
    await world.admin.query(`delete from kith.changes where row_id = $1`, [consentId]);
    await world.admin.query(`delete from kith.consents where id = $1`, [consentId]);
    const { findings } = await verifyDatabase(world.config);
    expect(findings.map(({ message }) => message)).toContain(`consent ${consentId} was signed, and is gone`);
  });
});
