/** `describeDisclosure`: the gate against an oracle written from the matrix, over every cell there is. */
import { expect, it } from 'vitest';
import type { ConsentState } from '../../src/features/consents/consent.ts';
import {
  type ConsentToGate,
  type DisclosureAsked,
  describeDisclosure,
  type Recipient,
  type Relationship,
} from '../../src/features/disclosures/gate.ts';
import type { LockRow } from '../../src/features/locks/lock.ts';
import { type Role, roles } from '../../src/features/staff/role.ts';
import { dataClasses, type PackConsentKind, type SharedClass } from '../../src/packs/consent-kinds.ts';
import { kinds, someTerms } from '../factories/a-consent.ts';
import { type OracleCell, oracle, oracleClasses } from './disclosure-oracle.ts';

const today = '2026-11-27';
const clinic = 'dr revathi’s room';
const relationships: Relationship[] = ['walks', 'supervises', 'co_facilitates', 'treats', 'programme', 'organisation', 'opened'];

type Flaw = { name: string | null; make: (consent: ConsentToGate, kind: PackConsentKind) => ConsentToGate | null };
const inState = (state: ConsentState): Flaw => ({ name: state, make: (consent) => ({ ...consent, state }) });
const withTerms = (name: string, change: (terms: ConsentToGate['terms']) => void): Flaw => ({
  name,
  make: (consent) => {
    const terms = structuredClone(consent.terms);
    change(terms);
    return { ...consent, terms };
  },
});
const flaws: Flaw[] = [
  { name: null, make: (consent) => consent },
  { name: 'none', make: () => null },
  ...(['draft', 'explained', 'declined', 'superseded', 'revoked', 'expired', 'invalid'] as const).map(inState),
  { name: 'past its day', make: (consent) => ({ ...consent, expiresOn: '2026-11-26' }) },
  { name: null, make: (consent) => ({ ...consent, expiresOn: today }) },
  { name: 'altered', make: (consent) => ({ ...consent, isIntact: false }) },
  { name: 'for another', make: (consent) => ({ ...consent, recipientKey: 'the court' }) },
  withTerms('for another purpose', (terms) => (terms.purpose.code = 'something_else')),
  withTerms('for other data', (terms) => (terms.information.classes = ['worker_supervision'])),
  withTerms('of another time', (terms) => (terms.information.to = '2025-12-31')),
  { name: 'of other packs', make: (consent) => ({ ...consent, kind: 'mars-law' }) },
];

const aLock = (set: Partial<LockRow>): LockRow => ({
  ...{
    id: 'lock',
    personId: 'kavi',
    covers: 'all',
    itemTable: null,
    itemId: null,
    staffId: null,
    role: null,
    outsideName: null,
    outsideKey: null,
  },
  ...{ words: 'Not them', setBy: 'x', setAt: today, liftedBy: null, liftedAt: null, version: 1, ...set },
});
type Locked = { says: OracleCell['lock']; make: (dataClass: SharedClass, role: Role) => LockRow[] };
const other = (dataClass: SharedClass): SharedClass => (dataClass === 'billing' ? 'goal_plan' : 'billing');
const locks: Locked[] = [
  { says: null, make: () => [] },
  { says: { against: 'actor', covers: 'all', lifted: false }, make: () => [aLock({ staffId: 'me' })] },
  { says: { against: 'actor', covers: 'all', lifted: false }, make: (_, role) => [aLock({ role })] },
  { says: { against: 'actor', covers: 'all', lifted: true }, make: () => [aLock({ staffId: 'me', liftedAt: today })] },
  { says: { against: 'actor', covers: 'this class', lifted: false }, make: (covers) => [aLock({ staffId: 'me', covers })] },
  { says: { against: 'recipient', covers: 'this class', lifted: false }, make: (covers) => [aLock({ outsideKey: clinic, covers })] },
  { says: { against: 'recipient', covers: 'all', lifted: false }, make: () => [aLock({ outsideKey: '*' })] },
  {
    says: { against: 'recipient', covers: 'this thing', lifted: false },
    make: () => [aLock({ outsideKey: clinic, covers: 'item', itemTable: 'goals', itemId: 'it' })],
  },
  {
    says: { against: 'recipient', covers: 'another', lifted: false },
    make: () => [aLock({ outsideKey: clinic, covers: 'item', itemTable: 'goals', itemId: 'no' })],
  },
  {
    says: { against: 'recipient', covers: 'another', lifted: false },
    make: (dataClass) => [aLock({ outsideKey: clinic, covers: other(dataClass) })],
  },
  {
    says: { against: 'somebody else', covers: 'all', lifted: false },
    make: () => [aLock({ outsideKey: 'the court' }), aLock({ staffId: 'another' })],
  },
];

const emergencies: OracleCell['emergency'][] = [
  null,
  { tells: 'medical', medicalOnly: true },
  { tells: 'other', medicalOnly: true },
  { tells: 'other', medicalOnly: false },
];

const recipients: [OracleCell['to'], Recipient][] = [
  ['screen', { kind: 'screen' }],
  ['person', { kind: 'person' }],
  ['outside', { kind: 'outside', as: 'outside_provider', key: clinic }],
  ['family', { kind: 'outside', as: 'family', key: clinic }],
  ['payer', { kind: 'outside', as: 'payer', key: clinic }],
];

const much = { whole: 'all', first_name: 'first name', service_facts: 'service facts', units: 'units', nothing: null };

function* cells(): Generator<{ cell: OracleCell; asked: DisclosureAsked }> {
  let turn = 0;
  for (const role of roles)
    for (const stands of relationships)
      for (const dataClass of dataClasses)
        for (const [to, recipient] of recipients)
          for (const flaw of to === 'outside' || to === 'family' ? flaws : flaws.slice(0, 1))
            for (const locked of locks) {
              turn += 1;
              // In turn: each kind of emergency meets each cell's neighbours, and each fourth cell is without one.
              const emergency = to === 'outside' ? (emergencies[turn % emergencies.length] ?? null) : null;
              const kind = kinds[turn % kinds.length] as PackConsentKind;
              const purpose = kind.purposes[turn % kind.purposes.length]?.code ?? '';
              const alone = turn % 3 !== 0;
              const terms = someTerms({ kind, purpose, classes: alone ? [dataClass] : [dataClass, other(dataClass)] });
              const whole: ConsentToGate = {
                id: 'c',
                kind: kind.code,
                state: 'active',
                expiresOn: '2098-12-31',
                recipientKey: clinic,
                terms,
                isIntact: true,
              };
              const consent = flaw.make(whole, kind);
              const own = { actor: turn % 2 === 0, recipient: turn % 5 === 0 };
              const origin = turn % 7 < 3 ? 'part2' : null;
              // §1.1, §2.31: what a Part 2 programme wrote goes on a consent made for that, and on no other.
              const elsewhere = origin === 'part2' && kind.code !== 'us-part2' ? 'written under Part 2' : null;
              yield {
                cell: {
                  ...{ role, stands, dataClass, own, to, consentFlaw: flaw.name ?? elsewhere, lock: locked.says, emergency },
                  consentAlone: alone && kind.separate.includes(dataClass),
                },
                asked: {
                  actor: { staffId: 'me', roles: [role], relationships: [stands] },
                  ...{ dataClass, itemIds: ['it'], day: '2026-10-01', isActorsOwn: own.actor, isRecipientsOwn: own.recipient },
                  ...{
                    consents: consent ? [consent] : [],
                    locks: locked.make(dataClass, role),
                    purpose,
                    recipient,
                    origin,
                    jurisdiction: kinds,
                    ...(emergency ? { emergency } : {}),
                    today,
                  },
                },
              };
            }
}

it('names every class the packs know', () => {
  expect([...oracleClasses].sort()).toEqual([...dataClasses].sort());
});

it('gate and oracle agree on every cell of role × relationship × class × recipient × consent × lock × jurisdiction', {
  timeout: 120_000,
}, () => {
  const wrong: string[] = [];
  const gave = new Map<string | null, number>();
  let count = 0;
  for (const { cell, asked } of cells()) {
    count += 1;
    const verdict = describeDisclosure(asked);
    const expected = oracle(cell);
    gave.set(expected, (gave.get(expected) ?? 0) + 1);
    if (much[verdict.goes] !== expected && wrong.length < 20)
      wrong.push(`${JSON.stringify(cell)}: gate ${verdict.goes} (${verdict.reason}), oracle ${expected}`);
  }
  expect(wrong).toEqual([]);
  process.stderr.write(`[gate] ${count} cells; ${[...gave].map(([what, n]) => `${what ?? 'nothing'} ${n}`).join(', ')}\n`);
  expect(count).toBeGreaterThan(5000);
  for (const each of ['all', 'first name', 'service facts', 'units', null]) expect(gave.get(each)).toBeGreaterThan(5);
});
