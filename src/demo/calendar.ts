/** Days as numbers, and the clock on the wall of an organisation. */

/** Days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

export function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Milliseconds of a minute of a day on the wall clock of a zone. The offset is taken at noon; nobody records at two at night. */
export function wallClock(timeZone: string): (day: number, minuteOfDay: number) => number {
  const offsets = new Map<number, number>();
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return (day, minuteOfDay) => {
    let offset = offsets.get(day);
    if (offset === undefined) {
      const name = format.formatToParts(day * 86_400_000 + 43_200_000).find((part) => part.type === 'timeZoneName')?.value ?? '';
      const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
      offset = match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : 0;
      offsets.set(day, offset);
    }
    return day * 86_400_000 + (minuteOfDay - offset) * 60_000;
  };
}
