/**
 * A day is not a timestamp.
 *
 * A birth date, a follow-up's day or "checked on" names a square on somebody's wall calendar. It has no time, no zone and no length:
 * storing it as an instant makes it slide to the day before as soon as the server and the phone disagree about the zone. So a day travels
 * as the text 'YYYY-MM-DD', sorts as text, and meets instants only in `fromInstant`, where the zone must be said out loud.
 *
 * Surprises this file keeps away from everyone else:
 * - `new Date('2026-03-01')` is midnight UTC, which is still 28 February in New York. Days are never parsed that way here.
 * - A day is not always 24 hours: it has 23 or 25 where clocks change. Arithmetic on days therefore runs on day numbers, not milliseconds.
 * - Some days never happened: Samoa has no 30 December 2011. The calendar still has a square for it, so it parses.
 * - Asia/Kolkata is 5:30 ahead: from 18:30 UTC it is already tomorrow in Chennai.
 */
export type CalendarDay = string & { readonly __day: 'YYYY-MM-DD' };

/** How a day is written out: `short` "14 Mar 2026", `long` "Saturday 14 March 2026" (order and words are the locale's), `month` "March 2026". */
export type DayStyle = 'short' | 'long' | 'month' | 'weekday';

const MILLISECONDS_PER_DAY = 86_400_000;
const DAY_SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day a text names, or undefined when it is not a real day of the years 0001–9999 ('2026-02-30' is not). Spaces are not forgiven. */
export function findCalendarDay(text: string): CalendarDay | undefined {
  const parts = DAY_SHAPE.exec(text);
  if (!parts) return undefined;
  const year = Number(parts[1]);
  const month = Number(parts[2]);
  const dayOfMonth = Number(parts[3]);
  if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined;
  return text as CalendarDay;
}

/** Like {@link findCalendarDay}, for texts that must be a day. Throws RangeError otherwise. */
export function parseCalendarDay(text: string): CalendarDay {
  const day = findCalendarDay(text);
  if (day === undefined) throw new RangeError(`Not a calendar day (YYYY-MM-DD): ${JSON.stringify(text.slice(0, 40))}`);
  return day;
}

/** Whether a text names a real day; a type guard for parsed input. */
export function isCalendarDay(text: unknown): text is CalendarDay {
  return typeof text === 'string' && findCalendarDay(text) !== undefined;
}

/** Formatters are slow to make (about 50 µs) and lists show hundreds of days, so each one is made once. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, options);
    formatters.set(key, formatter);
  }
  return formatter;
}

/**
 * The day on the wall of someone in `timeZone` (an IANA name such as 'Asia/Kolkata') at that instant.
 * The zone is required: the zone of the machine is an accident on a server and a guess on a travelling phone.
 * Throws RangeError for an invalid instant or an unknown zone.
 */
export function fromInstant(instant: Date | number | string, timeZone: string): CalendarDay {
  const at = instant instanceof Date ? instant : new Date(instant);
  if (Number.isNaN(at.getTime())) throw new RangeError('Not an instant');
  // gregory and latn are said explicitly: a default locale may bring the Buddhist year or Tamil digits.
  const parts = formatterFor('en-u-ca-iso8601-nu-latn', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return parseCalendarDay(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`);
}

/** The day `count` squares later (negative: earlier). Throws RangeError when it leaves the years 0001–9999 or the count is not whole. */
export function addDays(day: CalendarDay, count: number): CalendarDay {
  if (!Number.isInteger(count)) throw new RangeError('Days are counted in whole numbers');
  return fromDayNumber(dayNumber(day) + count);
}

/** Negative when `a` is earlier, 0 when the same, positive when later: fits `Array.sort`. */
export function compareDays(a: CalendarDay, b: CalendarDay): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whole days from `from` to `to`: 0 for the same day, negative when `to` is earlier. Never off by one at a clock change. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return dayNumber(to) - dayNumber(from);
}

/** The Monday of the ISO week the day is in. Weeks cross years: 1 January 2027 is a Friday, its week began on 28 December 2026. */
export function weekOf(day: CalendarDay): CalendarDay {
  const number = dayNumber(day);
  // Day number 0 (1 January 1970) was a Thursday; shifting by 3 makes Monday 0. The double modulo keeps days before 1970 right.
  const sinceMonday = (((number + 3) % 7) + 7) % 7;
  return fromDayNumber(number - sinceMonday);
}

/** The first day of the day's month. */
export function monthOf(day: CalendarDay): CalendarDay {
  return parseCalendarDay(`${day.slice(0, 7)}-01`);
}

/** Whole years lived on `today` by someone born on `birthDate`. Someone born on 29 February turns on 1 March in other years. */
export function ageOn(birthDate: CalendarDay, today: CalendarDay): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

const styles: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  weekday: { weekday: 'long' },
};

/** The locale that writes days as the screens do, day before month: "13 October", not "October 13". Pass it to every formatter of days. */
export function localeOfDays(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}

/** The day in words of a locale ('en', 'en-IN', 'ta'), in Latin digits: Tamil readers today write 2026, not ௨௦௨௬. */
export function formatDay(day: CalendarDay, locale: string, style: DayStyle): string {
  // The day is put at midnight UTC, so the formatter must be told UTC, or it prints yesterday west of Greenwich.
  const options: Intl.DateTimeFormatOptions = { ...styles[style], timeZone: 'UTC', numberingSystem: 'latn', calendar: 'gregory' };
  return formatterFor(localeOfDays(locale), options).format(new Date(dayNumber(day) * MILLISECONDS_PER_DAY));
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1 January 1970. UTC has no clock changes, so the division is exact. */
function dayNumber(day: CalendarDay): number {
  const date = new Date(0);
  // Not Date.UTC(year, …): it reads the years 0–99 as 1900–1999.
  date.setUTCFullYear(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
  return date.getTime() / MILLISECONDS_PER_DAY;
}

function fromDayNumber(number: number): CalendarDay {
  const date = new Date(number * MILLISECONDS_PER_DAY);
  const year = date.getUTCFullYear();
  if (Number.isNaN(year) || year < 1 || year > 9999) throw new RangeError('Outside the years 0001–9999');
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}` as CalendarDay;
}
