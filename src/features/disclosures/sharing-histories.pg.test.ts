/** Random histories of one person and two clinics, with two colleagues and a hand-over between them. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aConsentingWorld, type ConsentingWorld } from '../../../tests/factories/consenting-world.ts';
import { sharingIn } from '../../../tests/factories/sharing-in.ts';
import { verifyDatabase } from '../../server/verify.ts';
import { newId } from '../../shared/id.ts';
import { withdrawConsent } from '../consents/withdraw-consent.ts';
import { liftLock } from '../locks/lift-lock.ts';
import { setLock } from '../locks/set-lock.ts';
import { shareProgressReport } from './share-progress-report.ts';

let world: ConsentingWorld;
beforeAll(async () => {
  world = await aConsentingWorld();
  await world.admin.query(
    `insert into kith.goals (org_id, id, person_id, words, created_by, created_at) values ($1, $2, $3, 'See the sea', $4, '2026-05-01')`,
    [world.here.orgId, newId(), world.kavi.personId, world.meena.staffId],
  );
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});
const accepted = { outcome: 'accepted' };

it('in whatever order people give, stop, lock, run out and hand over: nothing leaves after a stop was known', {
  timeout: 120_000,
}, async () => {
  const { sharing, outside } = sharingIn(world);
  type Step = { do: 'give' | 'stop' | 'lock' | 'lift' | 'run out' | 'reassign' | 'share'; clinic: 0 | 1; by: 'meena' | 'latha' };
  const step: fc.Arbitrary<Step> = fc.record({
    do: fc.constantFrom('give', 'give', 'stop', 'lock', 'lift', 'run out', 'reassign', 'share', 'share', 'share'),
    clinic: fc.constantFrom(0, 1),
    by: fc.constantFrom('meena', 'latha'),
  });
  let run = 0;
  let [shared, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      run += 1;
      await world.admin.query(`update kith.assignments set staff_id = $1 where person_id = $2`, [world.meena.staffId, world.kavi.personId]);
      let walks = true;
      const clinics = [0, 1].map((n) => ({
        name: `History ${run} clinic ${n}`,
        given: [] as string[],
        standing: new Set<string>(),
        lock: null as null | string,
      }));
      for (const one of steps) {
        const clinic = clinics[one.clinic];
        if (!clinic) continue;
        const by = walks ? world[one.by] : world.arul;
        if (one.do === 'give' && walks) {
          // A yes that was given before a stop was known is refused; these are given after it.
          const consent = await world.read({ recipient: clinic.name });
          const answer = await world.sign(consent);
          if (answer.outcome === 'accepted') {
            clinic.given.push(consent.consentId);
            clinic.standing.add(consent.consentId);
          }
        }
        const about = { personId: world.kavi.personId };
        const [stopped] = clinic.standing;
        if (one.do === 'stop' && stopped !== undefined) {
          const answer = await world.send(by, withdrawConsent, { ...about, consentId: stopped, how: 'said', words: null });
          expect(answer).toMatchObject(accepted);
          // Everything that stood with this clinic.
          clinic.standing.clear();
        }
        if (one.do === 'lock' && clinic.lock === null) {
          const lock = { ...outside('Not them'), outsideName: clinic.name };
          expect(await world.send(by, setLock, lock)).toMatchObject(accepted);
          clinic.lock = lock.lockId;
        }
        if (one.do === 'lift' && clinic.lock !== null && walks) {
          expect(await world.send(world.meena, liftLock, { ...about, lockId: clinic.lock })).toMatchObject(accepted);
          clinic.lock = null;
        }
        if (one.do === 'run out' && clinic.standing.size > 0) {
          await world.admin.query(`alter table kith.consents disable trigger keep_signed`);
          await world.admin.query(`update kith.consents set expires_on = '2026-01-01' where recipient_key = lower($1)`, [clinic.name]);
          await world.admin.query(`alter table kith.consents enable trigger keep_signed`);
          clinic.standing.clear();
        }
        if (one.do === 'reassign') {
          walks = !walks;
          const to = walks ? world.meena : world.arul;
          await world.admin.query(`update kith.assignments set staff_id = $1 where person_id = $2`, [to.staffId, world.kavi.personId]);
        }
        if (one.do === 'share') {
          for (const consentId of clinic.given) {
            const args = await sharing(consentId, by);
            const { outcome } = await world.send(by, shareProgressReport, args);
            const may = clinic.lock === null && clinic.standing.has(consentId);
            expect([consentId, outcome]).toEqual([consentId, may ? 'accepted' : 'refused']);
            if (outcome === 'accepted') shared += 1;
            else refused += 1;
          }
        }
      }
      for (const { lock } of clinics)
        if (lock !== null) await world.admin.query(`update kith.locks set lifted_at = now() where id = $1`, [lock]);
    }),
    { numRuns: 80 },
  );
  await world.admin.query(`update kith.assignments set staff_id = $1 where person_id = $2`, [world.meena.staffId, world.kavi.personId]);
  process.stderr.write(`[histories] ${shared} shared, ${refused} refused\n`);
  expect(Math.min(shared, refused)).toBeGreaterThan(3);
  const { findings } = await verifyDatabase(world.config);
  expect(findings.filter((finding) => finding.check === 'disclosures' || finding.check === 'consents')).toEqual([]);
});
