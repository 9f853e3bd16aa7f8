/**
 * What may go to whom, worked out a second time from the table of practice-and-law.md §1.6 as it stands there, without looking at the gate. Where the
 * two differ, one of them is wrong. E: a colleague who has opened the record in an
 * emergency reads what is marked so, and who the person is; medical personnel may be told it, and others where the law lets them. No lock stops that.
 */
const asWritten = `
  class                   | person   | peer | supervisor | co-facilitator | clinician   | biller        | evaluator | outside   | family       | admin
  identity                | RW       | RW   | R          | first name     | R           | R             | -         | C         | C            | -
  contact                 | RW       | RW   | R          | first name     | R           | R             | -         | C         | C            | -
  programme_presence      | R        | R    | R          | R              | R           | R             | D         | C/E       | C            | -
  peer_note               | RW       | RW   | R          | -              | R           | service facts | D         | C/E       | C            | -
  goal_plan               | RW       | RW   | R          | -              | R           | service facts | D         | C/E       | C            | -
  prom_score              | R        | R    | R          | -              | R           | -             | D         | C         | C            | -
  safety_plan             | RW       | RW   | R          | -              | R           | -             | -         | C/E       | if named     | -
  crisis_event            | R        | RW   | RW         | -              | R           | -             | D         | C/E       | C            | -
  sud_counselling_note    | by law   | -    | -          | -              | author only | -             | -         | special C | -            | -
  psychotherapy_note      | by law   | -    | -          | -              | author only | -             | -         | special C | -            | -
  group_attendance        | own row  | RW   | R          | RW             | -           | units only    | D         | -         | -            | -
  billing                 | R        | own  | R          | -              | -           | RW            | D         | -         | -            | -
  worker_supervision      | -        | own  | RW         | -              | -           | -             | D         | -         | -            | -
  worker_lived_experience | -        | own  | if shared  | -              | -           | -             | -         | -         | -            | -
  sud_record              | R        | -    | -          | -              | -           | -             | -         | -         | -            | -
  consent                 | R        | R    | R          | -              | -           | -             | -         | -         | -            | -
  accounting              | R        | R    | R          | -              | -           | -             | -         | -         | -            | -`;

const [head = [], ...lines] = asWritten
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));
const cellOf = (dataClass: string, column: string): string => lines.find(([name]) => name === dataClass)?.[head.indexOf(column)] ?? '-';

export const oracleClasses = lines.map(([name]) => name ?? '');

/** Everything the oracle needs, in its own words. */
export type OracleCell = {
  role: string;
  stands: string;
  dataClass: string;
  own: { actor: boolean; recipient: boolean };
  to: 'screen' | 'person' | 'outside' | 'family' | 'payer';
  /** What is the matter with the consent; null: nothing, it fits. 'none': there is none. */
  consentFlaw: string | null;
  /** The consent is for this class alone, and the pack knows the class as one that stands alone. */
  consentAlone: boolean;
  /** Whom something is told in an emergency, and whether the law lets only medical personnel be told. */
  emergency: { tells: 'medical' | 'other'; medicalOnly: boolean } | null;
  lock: {
    against: 'actor' | 'recipient' | 'somebody else';
    covers: 'all' | 'this class' | 'this thing' | 'another';
    lifted: boolean;
  } | null;
};

/** 'all', a part, or null: nothing. */
export function oracle(cell: OracleCell): string | null {
  const bites = cell.lock !== null && !cell.lock.lifted && cell.lock.covers !== 'another' ? cell.lock.against : null;
  const hasE = cellOf(cell.dataClass, 'outside').includes('E');
  const opens = cell.stands === 'opened' && ['peer', 'senior_peer', 'supervisor', 'coordinator', 'director'].includes(cell.role);
  const glass = opens && (hasE || ['identity', 'contact'].includes(cell.dataClass)) ? ['all'] : [];
  if (bites === 'actor' && glass.length === 0) return null;
  const mine = columnsOf(cell)
    .map((column) => reading(column === 'desk' ? deskCell(cell.dataClass) : cellOf(cell.dataClass, column), cell.own.actor))
    .concat(glass);
  const best = ['all', 'service facts', 'units', 'first name'].find((much) => mine.includes(much)) ?? null;
  if (cell.to === 'screen') return best;
  if (best !== 'all') return null;
  if (cell.to === 'person') return reading(cellOf(cell.dataClass, 'person'), true);
  if (cell.to === 'outside' && hasE && cell.emergency && (cell.emergency.tells === 'medical' || !cell.emergency.medicalOnly)) return 'all';
  if (bites === 'recipient') return null;
  // "payer" stands in the outside provider's column of the row billing.
  if (cell.to === 'payer') return cell.dataClass === 'billing' ? 'all' : null;
  const said = cellOf(cell.dataClass, cell.to === 'family' ? 'family' : 'outside');
  if (said === 'C' || said === 'C/E') return cell.consentFlaw === null ? 'all' : null;
  if (said === 'special C') return cell.consentFlaw === null && cell.consentAlone ? 'all' : null;
  return reading(said, cell.own.recipient);
}

function reading(cell: string, own: boolean): string | null {
  if (['R', 'RW'].includes(cell)) return 'all';
  if (['own', 'own row', 'author only', 'if shared', 'if named'].includes(cell)) return own ? 'all' : null;
  if (cell === 'first name' || cell === 'service facts') return cell;
  return cell === 'units only' ? 'units' : null;
}

function columnsOf({ role, stands }: OracleCell): string[] {
  const works = ['peer', 'senior_peer', 'supervisor'].includes(role);
  if (stands === 'walks' && works) return ['peer'];
  if (stands === 'co_facilitates' && works) return ['co-facilitator'];
  if (stands === 'supervises' && ['supervisor', 'coordinator', 'director'].includes(role)) return ['supervisor'];
  if (stands === 'treats') return ['clinician'];
  if (role === 'coordinator' && stands === 'programme') return ['desk'];
  if (stands !== 'organisation') return [];
  return { director: ['desk'], biller: ['biller'], evaluator: ['evaluator'], administrator: ['admin'] }[role] ?? [];
}

/** Kith's own column (DESIGN.md §4): who answers for a programme knows who is in it, how to reach them, and that they come. */
const deskCell = (dataClass: string) => (['identity', 'contact', 'programme_presence'].includes(dataClass) ? 'R' : '-');
