/** What is only on this device, and since when. Pure. */
import { type OutboxItem, quietCommands } from '../../device/device.ts';

/** From this age on we warn, once a day (reliability.md §2c). */
export const longWait = 48 * 3_600_000;

export type Unsent = {
  /** Entries the server has not got, oldest first; refused ones are another matter. */
  waiting: OutboxItem[];
  /** On the server, not read back yet. */
  unread: OutboxItem[];
  refused: OutboxItem[];
  /** When the oldest that waits was made; null when nothing waits. */
  since: string | null;
};

export function unsentOf(outbox: readonly OutboxItem[]): Unsent {
  const shown = outbox.filter((item) => !quietCommands.has(item.name));
  const waiting = shown.filter((item) => item.step === 1);
  // The order in the outbox is the order in which they were made; clocks may have been turned in between.
  const since = waiting[0]?.recordedAt ?? null;
  return { waiting, unread: shown.filter((item) => item.step === 2), refused: shown.filter((item) => item.step === 0), since };
}

/** Those that have waited for more than two days by this device's clock. A clock turned back makes nothing look older than it is. */
export function waitedLong(waiting: readonly OutboxItem[], now: number): OutboxItem[] {
  return waiting.filter((item) => now - Date.parse(item.recordedAt) >= longWait);
}
