/** A wall-clock time in a named zone, as an instant. Pure. */

/** Minutes that the zone is ahead of UTC at that instant. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((wall - Math.floor(instant / 1000) * 1000) / 60_000);
}

/**
 * The instant at which clocks in `timeZone` show this day and time. An hour that the clocks skip in spring is taken as the hour after;
 * of an hour they show twice in autumn, the first is taken.
 * @param time "HH:MM"
 */
export function instantAt(day: string, time: string, timeZone: string): string {
  const wall = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(wall)) throw new RangeError('Not a day and time');
  const guesses = [wall - 86_400_000, wall + 86_400_000].map((around) => wall - offsetAt(around, timeZone) * 60_000);
  const fits = guesses.filter((guess) => guess + offsetAt(guess, timeZone) * 60_000 === wall);
  return new Date(fits.length > 0 ? Math.min(...fits) : Math.max(...guesses)).toISOString();
}
