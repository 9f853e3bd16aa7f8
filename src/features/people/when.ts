/** Days and times as screens say them. */
import { type CalendarDay, fromInstant, localeOfDays } from '../../shared/calendar-day.ts';
import { useRows } from '../../web/device-context.tsx';

/** The organisation's time zone; the device's own until the organisation's row is here. */
export function useTimeZone(): string {
  const [organisation] = useRows('organisations').values();
  return organisation?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** "Friday 9 October", with the year when it is not this one. */
export function dayInWords(day: CalendarDay | string, locale: string): string {
  const thisYear = String(new Date().getFullYear()) === day.slice(0, 4);
  const options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', ...(thisYear ? {} : { year: 'numeric' }) };
  return formatterFor(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** "9 Oct 2026" */
export function shortDay(instant: string, locale: string, timeZone: string): string {
  const day = fromInstant(instant, timeZone);
  return formatterFor(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** "March 2026" */
export function monthInWords(instant: string, locale: string, timeZone: string): string {
  return formatterFor(locale, { month: 'long', year: 'numeric', timeZone }).format(new Date(instant));
}

/** "17:05" */
export function timeInWords(instant: string, locale: string, timeZone: string): string {
  return formatterFor(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(new Date(instant));
}

/** Formatters are slow to make, and timelines ask for hundreds of days. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(localeOfDays(locale), { ...options, numberingSystem: 'latn' });
  formatters.set(key, known);
  return known;
}

/** "Tue 24 Nov, 14:05", with the year when it is not this one. */
export function momentInWords(instant: string, locale: string, timeZone: string): string {
  const day = fromInstant(instant, timeZone);
  const thisYear = String(new Date().getFullYear()) === day.slice(0, 4);
  const options: Intl.DateTimeFormatOptions = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(thisYear ? {} : { year: 'numeric' }),
  };
  const inWords = formatterFor(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
  return `${inWords}, ${timeInWords(instant, locale, timeZone)}`;
}
