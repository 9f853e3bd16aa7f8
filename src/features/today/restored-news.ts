/** What a restore of the server meant for this person's entries, in numbers. Pure: what the device remembers and its outbox in, counts out. */
import type { OutboxItem } from '../../device/device.ts';
import type { Restored } from '../../device/sent-commands.ts';

export type RestoredNews = {
  /** Entries the restored server did not know, and that were sent again. */
  again: number;
  /** Of those: not read back yet. */
  onTheirWay: number;
  /** Of those: refused this time, and kept here until their author decides. */
  needYou: number;
};

/** Looks travel with the rest but are nothing their author has to think about. */
const unseen = new Set(['record-look']);

export function newsOf(restored: Restored, outbox: readonly OutboxItem[]): RestoredNews {
  const stepOf = new Map(outbox.map((item) => [item.id, item.step]));
  const told = restored.again.filter((one) => !unseen.has(one.name));
  const steps = told.map((one) => (one.isBack ? 3 : stepOf.get(one.id)));
  return {
    again: told.length,
    onTheirWay: steps.filter((step) => step === 1 || step === 2).length,
    needYou: steps.filter((step) => step === 0).length,
  };
}
