/** Day and time of an entry, in the margin of a list. */
import { localeOfDays } from '../../shared/calendar-day.ts';
import { useLocale } from '../../web/frame/locale.tsx';
import { timeInWords, useTimeZone } from '../people/when.ts';

export function MomentMark({ at }: { at: string }) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const day = new Intl.DateTimeFormat(localeOfDays(locale), { day: 'numeric', month: 'short', timeZone }).format(new Date(at));
  return (
    <time dateTime={at}>
      {day}
      <br />
      {timeInWords(at, locale, timeZone)}
    </time>
  );
}
