/** "Not this, not to them." One line of the person's words, honoured wherever anything is shown or sent. */
import type { SharedClass } from '../../packs/consent-kinds.ts';

/**
 * Kinds that can be kept from a colleague, because the database can tell their rows apart. Against somebody outside every kind can be locked: there
 * the gate decides.
 */
export const classesKeptFromStaff = ['goal_plan', 'peer_note', 'programme_presence'] as const satisfies readonly SharedClass[];

export const lockableTables = ['goals', 'contacts', 'entries'] as const;

export type LockRow = {
  id: string;
  personId: string;
  /** The whole record, one thing, or one kind. */
  covers: 'all' | 'item' | SharedClass;
  itemTable: (typeof lockableTables)[number] | null;
  itemId: string | null;
  /** Against exactly one of these. */
  staffId: string | null;
  role: string | null;
  /** An organisation or somebody outside; '*' is everybody outside. */
  outsideName: string | null;
  outsideKey: string | null;
  words: string;
  setBy: string;
  setAt: string;
  liftedBy: string | null;
  liftedAt: string | null;
  version: number;
};

/** How everybody outside is named. */
export const anybodyOutside = '*';
