/** Keeping and erasing records: what the director's page shows of one person. */

/** Limits on what is written to a legal hold, in characters. */
export const mostReason = 500;

export type Hold = { id: string; reason: string; setBy: string; setAt: string };

/** Confirmed and not stopped; `erasedAt` is never here, because whoever was erased is in no list. */
export type PlannedErasure = { id: string; confirmedBy: string; confirmedAt: string; eraseAfter: string };

export type DuePerson = {
  id: string;
  name: string;
  /** The last day something happened. */
  lastDay: string;
  /** Whether they are in a programme now: then nothing is due. */
  isHere: boolean;
  /** The day from which their record need not be kept; null while they are here. */
  dueOn: string | null;
  /** When they asked for deletion and nobody has answered yet. */
  asked: { requestId: string; at: string } | null;
  holds: Hold[];
  erasure: PlannedErasure | null;
};

/** By which right a record is erased: the years are over, or the person asked and the law lets it go. */
export type ErasureRule = 'record' | 'asked';
