/** Adds contacts up to cells and weeks: pure. Here and not in SQL, where sorting people once for each cell and once for each week cost most. */

/** Contacts of one length in one cell, and the number of whoever was met in each; null: somebody without a number. */
export type CountedLength = { programme_id: string; week: string; place: string; mode: string; minutes: number; met: (number | null)[] };

type Sums = { contacts: number; minutes: number; people: number };

export type CountedCell = Sums & { programmeId: string; week: string; place: string; mode: string; lengths: Record<string, number> };

/** `who` has a one at the number of everybody met: "0101". */
export type CountedWeek = Sums & { programmeId: string; week: string; who: string };

export function sumUp(lengths: readonly CountedLength[]): { cells: CountedCell[]; weeks: CountedWeek[] } {
  const cells = Map.groupBy(lengths, (one) => [one.programme_id, one.week, one.place, one.mode].join('\n'));
  const weeks = Map.groupBy(lengths, (one) => `${one.programme_id}\n${one.week}`);
  return {
    cells: [...cells.values()].map((of) => {
      const [{ programme_id, week, place, mode }] = of as [CountedLength];
      const byLength = Object.fromEntries(of.map((one) => [one.minutes, one.met.length]));
      return { programmeId: programme_id, week, place, mode, ...sumsOf(of), people: peopleOf(of).size, lengths: byLength };
    }),
    weeks: [...weeks.values()].map((of) => {
      const [{ programme_id, week }] = of as [CountedLength];
      const people = peopleOf(of);
      return { programmeId: programme_id, week, ...sumsOf(of), people: people.size, who: bitsOf(people) };
    }),
  };
}

function sumsOf(of: readonly CountedLength[]): { contacts: number; minutes: number } {
  return {
    contacts: of.reduce((sum, one) => sum + one.met.length, 0),
    minutes: of.reduce((sum, one) => sum + one.met.length * one.minutes, 0),
  };
}

function peopleOf(of: readonly CountedLength[]): Set<number> {
  const people = new Set<number>();
  for (const one of of) {
    for (const number of one.met) {
      if (number === null) throw new Error('somebody who was met could not be counted');
      people.add(number);
    }
  }
  return people;
}

function bitsOf(places: ReadonlySet<number>): string {
  let most = 0;
  for (const one of places) most = Math.max(most, one);
  const bits = new Uint8Array(most + 1).fill(48);
  for (const one of places) bits[one] = 49;
  return Buffer.from(bits.buffer).toString('latin1');
}
