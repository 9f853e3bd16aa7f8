/**
 * Who may see which kind of data, as the law's default has it. Source: practice-and-law.md §1.6, column by column; what it does not name, nobody
 * gets. Where Kith differs, the line says why.
 */
import type { SharedClass } from '../../packs/consent-kinds.ts';

/** How a reader stands to the record. `desk`: answers for the programme. `emergency`: a colleague who has opened it, while that lasts. */
export const readers = [
  'person',
  'assigned_peer',
  'supervisor',
  'co_facilitator',
  'clinician',
  'desk',
  'biller',
  'evaluator',
  'outside_provider',
  'family',
  'payer',
  'sys_admin',
  'emergency',
] as const;
export type Reader = (typeof readers)[number];

/**
 * read: whole · consent: on a consent that stands · consent_or_emergency: so, or told in an emergency, which no lock stops · special: on a consent for this kind alone · first_name, service_facts, units: that much and no
 * more · counted: only where nobody can be told apart, so nothing of one person · own: what the reader wrote or is named in · by_law: by a request
 * of its own, not through this gate
 */
export type Access =
  | 'read'
  | 'consent'
  | 'consent_or_emergency'
  | 'special'
  | 'first_name'
  | 'service_facts'
  | 'units'
  | 'counted'
  | 'own'
  | 'by_law'
  | 'none';

type Row = Partial<Record<Reader, Access>>;

const identity: Row = {
  ...{ person: 'read', assigned_peer: 'read', supervisor: 'read', co_facilitator: 'first_name', clinician: 'read', biller: 'read' },
  ...{ outside_provider: 'consent', family: 'consent' },
  // DESIGN.md §4, reach "wide": who answers for a programme knows who is in it.
  desk: 'read',
  // Nobody can be helped without knowing who they are, and whom to call.
  emergency: 'read',
};
const words: Row = {
  ...{ person: 'read', assigned_peer: 'read', supervisor: 'read', clinician: 'read', biller: 'service_facts', evaluator: 'counted' },
  ...{ outside_provider: 'consent_or_emergency', family: 'consent', emergency: 'read' },
};
/** §1.6 walls these off; by their author only, and to others only on a consent of their own. */
const walled: Row = { person: 'by_law', clinician: 'own', outside_provider: 'special' };

export const gateMatrix: Record<SharedClass, Row> = {
  identity,
  contact: identity,
  programme_presence: {
    ...{ person: 'read', assigned_peer: 'read', supervisor: 'read', co_facilitator: 'read', clinician: 'read', biller: 'read' },
    ...{ evaluator: 'counted', outside_provider: 'consent_or_emergency', family: 'consent', emergency: 'read' },
    desk: 'read', // enrolments and shells, as for identity
  },
  peer_note: words,
  goal_plan: words,
  prom_score: {
    ...{ person: 'read', assigned_peer: 'read', supervisor: 'read', clinician: 'read', evaluator: 'counted' },
    ...{ outside_provider: 'consent', family: 'consent' },
  },
  safety_plan: {
    ...{ person: 'read', assigned_peer: 'read', supervisor: 'read', clinician: 'read', family: 'own' },
    ...{ outside_provider: 'consent_or_emergency', emergency: 'read' },
  },
  crisis_event: {
    ...{ person: 'read', assigned_peer: 'read', supervisor: 'read', clinician: 'read', evaluator: 'counted' },
    ...{ outside_provider: 'consent_or_emergency', family: 'consent', emergency: 'read' },
  },
  group_attendance: {
    ...{ person: 'own', assigned_peer: 'read', supervisor: 'read', co_facilitator: 'read', biller: 'units', evaluator: 'counted' },
  },
  sud_counselling_note: walled,
  psychotherapy_note: walled,
  billing: { person: 'read', assigned_peer: 'own', supervisor: 'read', biller: 'read', evaluator: 'counted', payer: 'read' },
  worker_supervision: { assigned_peer: 'own', supervisor: 'read', evaluator: 'counted' },
  // The person knows what was told them; no record holds it. A supervisor only where the peer shared it.
  worker_lived_experience: { assigned_peer: 'own', supervisor: 'own' },
  // Not in §1.6. Records of another programme under Part 2 are nobody's here until something imports them; what was agreed and who looked is the
  // person's, and of those who may see the record (server/matrix.ts).
  sud_record: { person: 'read' },
  consent: { person: 'read', assigned_peer: 'read', supervisor: 'read' },
  accounting: { person: 'read', assigned_peer: 'read', supervisor: 'read' },
};

export function accessOf(dataClass: SharedClass, reader: Reader): Access {
  return gateMatrix[dataClass][reader] ?? 'none';
}
