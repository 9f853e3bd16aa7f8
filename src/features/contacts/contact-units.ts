/** Units of a contact by the pack's rule. Minutes are the truth; units are only ever worked out from them. */
import type { PackSet } from '../../packs/pack-schema.ts';
import { unitRuleFor, unitsForDay } from '../../packs/unit-rules.ts';
import type { ContactRow } from './contact.ts';

export type ContactUnits = {
  /** Null where the jurisdiction counts minutes only. */
  units: number | null;
  /** True when the rule adds up the person's whole day, so the number is not this contact's alone. */
  isOfDay: boolean;
};

type Counted = Pick<ContactRow, 'id' | 'personId' | 'programmeId' | 'day' | 'minutes' | 'struckAt'>;

/** @param contacts at least those of the same person and day; the others are passed over */
export function unitsOfContact(packs: Pick<PackSet, 'unitRules'>, contact: Counted, contacts: Iterable<Counted>): ContactUnits {
  const rule = unitRuleFor(packs);
  if (contact.struckAt !== null) return { units: rule === 'none' ? null : 0, isOfDay: false };
  if (rule !== 'cumulativePerDay') return { units: unitsForDay(rule, [contact.minutes]), isOfDay: false };
  const minutes: number[] = [];
  for (const each of contacts) {
    const isSameDay = each.personId === contact.personId && each.programmeId === contact.programmeId && each.day === contact.day;
    if (isSameDay && each.struckAt === null) minutes.push(each.minutes);
  }
  return { units: unitsForDay(rule, minutes), isOfDay: true };
}
