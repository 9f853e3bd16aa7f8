/** What one person's thread is told from, and what its parts share. */
import type { Random } from './random.ts';
import type { At, Beat, Story } from './story.ts';
import { languageOf } from './tell.ts';
import type { World } from './worlds.ts';

export type DemoTime = {
  /** Day numbers. */
  began: number;
  today: number;
  /** Fewest and most days between two contacts. */
  pace: readonly [number, number];
  /** Milliseconds. */
  now: number;
  clock(day: number, minuteOfDay: number): number;
};

export type Thread = {
  world: World;
  orgId: string;
  personId: string;
  programmeId: string;
  story: Story;
  text(words: string): string;
  random: Random;
  time: DemoTime;
  from: number;
  until: number;
  away: { from: number; to: number }[];
  authorOn(day: number): string;
  peerStaff: string;
  supervisorId: string;
  cosigned: boolean;
  place: number;
  busyToday: boolean;
  language(words: string): string;
};

export type Met = { id: string; day: number; at: At; startedAt: number; recordedAt: number; authorId: string; beat: Beat | null };

/** Everyday lines not said yet in this thread, in the order they will be. */
export type Unsaid = { person: string[]; peer: string[] };

/** Lines in the language this person speaks first. */
export function fitting(thread: Thread, lines: readonly string[]): readonly string[] {
  const first = thread.story.speaks[0] ?? 'en';
  const fit = lines.filter((line) => languageOf(line, thread.story.speaks) === first);
  return fit.length > 0 ? fit : lines;
}

export function instant(at: number): string {
  return new Date(at).toISOString();
}
