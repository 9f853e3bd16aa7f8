/** What a line of the director's list says of a record, in the reader's words. */
import { m } from '../../paraglide/messages.js';
import { formatDay, parseCalendarDay } from '../../shared/calendar-day.ts';
import { momentInWords, shortDay } from '../people/when.ts';
import type { DuePerson } from './retention.ts';

export function dayWords(day: string, locale: string): string {
  return formatDay(parseCalendarDay(day), locale, 'short');
}

/** @param timeZone the organisation's */
export function dueWords(person: DuePerson, locale: string, timeZone: string): string[] {
  const { erasure, asked, holds, isHere, dueOn, lastDay } = person;
  return [
    ...(erasure ? [m.retention_planned({ at: momentInWords(erasure.eraseAfter, locale, timeZone) })] : []),
    ...(holds.length > 0 ? [m.retention_held()] : []),
    ...(asked ? [m.retention_asked({ day: shortDay(asked.at, locale, timeZone) })] : []),
    isHere || dueOn === null
      ? m.retention_is_here()
      : m.retention_kept_until({ last: dayWords(lastDay, locale), until: dayWords(dueOn, locale) }),
  ];
}
