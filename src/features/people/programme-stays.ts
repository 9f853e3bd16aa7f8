/** A person's stays in programmes: each joining and leaving is a row of its own. Pure. */
import type { EnrolmentRow } from './person.ts';

export type Stays = { open: EnrolmentRow[]; past: EnrolmentRow[] };

/** Open ones by the day they began; past ones with the latest leaving first. */
export function staysOf(enrolments: Iterable<EnrolmentRow>, personId: string): Stays {
  const own = [...enrolments].filter((one) => one.personId === personId);
  return {
    open: own.filter((one) => one.leftOn === null).sort((a, b) => a.enrolledOn.localeCompare(b.enrolledOn)),
    past: own.filter((one) => one.leftOn !== null).sort((a, b) => (b.leftOn ?? '').localeCompare(a.leftOn ?? '')),
  };
}

/**
 * Programmes one may join now: those the reader works in that go on, without the ones the person is in already.
 * @param today YYYY-MM-DD where the reader is
 */
export function programmesToJoin<P extends { id: string; endedOn: string | null }>(
  programmes: Iterable<P>,
  { mine, open, today }: { mine: readonly string[]; open: readonly Pick<EnrolmentRow, 'programmeId'>[]; today: string },
): P[] {
  const inNow = new Set(open.map((one) => one.programmeId));
  return [...programmes].filter((one) => mine.includes(one.id) && !inNow.has(one.id) && (one.endedOn === null || one.endedOn >= today));
}
