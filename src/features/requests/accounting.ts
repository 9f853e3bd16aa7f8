/** Who was told what: the lines of an accounting, and of an intermediary's list, from the records of sharing. Pure. */
import type { RequestLaw } from '../../packs/deadlines.ts';
import type { CalendarDay } from '../../shared/calendar-day.ts';

/** One record of sharing, as the database has it. */
export type SharedRow = {
  id: string;
  consent_id: string;
  disclosed_at: string;
  discloser_id: string;
  recipient_name: string;
  recipient_address: string | null;
  description: string;
  purpose: string;
  legal_basis: string;
  channel: string;
};
type ConsentOfShared = { id: string; terms: { recipient: { kind: string; members: string | null } } };
type LookedRow = { id: string; looked_at: string; staff_id: string; what: string };

export type AccountingLines = {
  /** The first day that is looked at; null: as far as there are records. */
  from: CalendarDay | null;
  /** The laws it answers, with their own time each. */
  laws: { law: { en: string; ta: string }; years: number | null }[];
  shared: (SharedRow & { members: string | null })[];
  looks: LookedRow[];
};

/** The same day that many years before; 29 February counts as the 28th. */
export function yearsBefore(day: CalendarDay, years: number): CalendarDay {
  const year = String(Number(day.slice(0, 4)) - years).padStart(4, '0');
  return `${year}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}` as CalendarDay;
}

/**
 * Everything that left in the longest time any of the packs' laws asks for. More than each of them wants: what was treatment or agreed to is left out
 * by 45 CFR 164.528, and nobody is worse off for reading it.
 * @param dayOf the day of an instant, in the organisation's zone
 */
export function accountingOf(
  record: { disclosures: readonly SharedRow[]; consents: readonly ConsentOfShared[]; looks: readonly LookedRow[] },
  asked: { law: RequestLaw; of: 'accounting' | 'intermediaries'; today: CalendarDay; dayOf: (instant: string) => CalendarDay },
): AccountingLines {
  const laws = asked.law.accountings.filter((each) => each.of === asked.of);
  const from = laws.length === 0 || laws.some((each) => each.years === null) ? null : longest(laws, asked.today);
  const isWithin = (instant: string) => from === null || asked.dayOf(instant) >= from;
  const recipientOf = new Map(record.consents.map((each) => [each.id, each.terms.recipient]));
  const shared = record.disclosures
    .filter((each) => isWithin(each.disclosed_at))
    .filter((each) => asked.of === 'accounting' || recipientOf.get(each.consent_id)?.kind === 'intermediary')
    .map((each) => ({ ...each, members: recipientOf.get(each.consent_id)?.members ?? null }))
    .sort((a, b) => b.disclosed_at.localeCompare(a.disclosed_at));
  const looks = laws.some((each) => each.looks)
    ? record.looks.filter((each) => isWithin(each.looked_at)).sort((a, b) => b.looked_at.localeCompare(a.looked_at))
    : [];
  return { from, laws: laws.map(({ law, years }) => ({ law, years })), shared, looks };
}

function longest(laws: readonly { years: number | null }[], today: CalendarDay): CalendarDay {
  return yearsBefore(today, Math.max(...laws.map((each) => each.years ?? 0)));
}
