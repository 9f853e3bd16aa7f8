/** One person's thread over time: goals and steps, contacts with and without words, what was promised, what is planned. */
import { weekday } from './calendar.ts';
import type { DemoRow } from './demo-row.ts';
import type { At, Beat } from './story.ts';
import { fitting, type Met, type Thread } from './thread.ts';
import { lookRows, promises, visitRows } from './thread-around.ts';
import { contactRows } from './thread-contacts.ts';
import { goalRows } from './thread-goals.ts';

const everydayPlaces: At[] = ['home', 'home', 'out', 'ours', 'ours', 'phone', 'phone', 'phone', 'text', 'video'];

export function tellThread(thread: Thread): DemoRow[] {
  const met = meet(thread);
  const goals = new Map<number, string>();
  const rows: DemoRow[] = [...goalRows(thread, met, goals)];
  const { everyday } = thread.world;
  const onlyTamil = thread.story.speaks.join() === 'ta';
  const unsaid = {
    person: thread.random.shuffle(fitting(thread, everyday.person)),
    peer: thread.random.shuffle(onlyTamil ? fitting(thread, everyday.peer) : everyday.peer),
  };
  for (const one of met) rows.push(...contactRows(thread, one, goals, unsaid));
  rows.push(...promises(thread, met), ...visitRows(thread, met), ...lookRows(thread, met));
  return rows;
}

/** The days they met, and which of them carry a part of the story. */
function meet(thread: Thread): Met[] {
  const { random, time, story } = thread;
  const days: number[] = [];
  for (let day = thread.from; day <= thread.until; day += random.int(...time.pace)) {
    const shifted = weekday(day) === 0 ? day + 1 : weekday(day) === 6 && random.chance(0.7) ? day + 2 : day;
    if (shifted > thread.until || thread.away.some((gap) => shifted > gap.from && shifted < gap.to)) continue;
    days.push(shifted);
  }
  const gone = thread.until < time.today;
  const share = gone ? 1 : 0.5 + 0.5 * random.next();
  const told = Math.min(days.length, Math.max(2, Math.ceil(story.beats.length * share)));
  const beatOn = new Map<number, Beat>();
  for (let i = 0; i < told; i += 1) {
    // The second part follows at the next meeting: a beginning is close together, what comes of it takes its time.
    const on = i < 2 ? i : 1 + Math.round(((i - 1) * (days.length - 2)) / (told - 2));
    const beat = story.beats[i];
    if (beat) beatOn.set(on, beat);
  }
  const met: Met[] = [];
  days.forEach((day, index) => {
    const beat = beatOn.get(index) ?? null;
    const startedAt = time.clock(day, 9 * 60 + random.int(0, 34) * 15);
    if (startedAt + 100 * 60_000 > time.now) return;
    const late = random.chance(0.05);
    const recordedAt = Math.min(time.now, startedAt + (late ? random.int(20, 60) * 3_600_000 : random.int(20, 110) * 60_000));
    const at = beat?.at ?? (story.quiet ? 'ours' : random.pick(everydayPlaces));
    met.push({ id: random.id(startedAt), day, at, startedAt, recordedAt, authorId: thread.authorOn(day), beat });
  });
  return met;
}
