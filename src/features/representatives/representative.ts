/** Somebody who has a view of another person's record, as phones hold it: theirs, the person's, and those of who may see the person. */

import type { Basis, ViewPart } from '../../packs/view-parts.ts';

export type RepresentativeRow = {
  id: string;
  personId: string;
  /** Code of a kind of the organisation's packs. */
  kind: string;
  name: string;
  basis: Basis;
  /** When it was signed, or the day of the document. */
  basisOn: string;
  parts: ViewPart[];
  /** The last day, included; null where neither law nor person gives one. */
  lastDay: string | null;
  packVersion: string;
  /** Who gave it, and saw the document. */
  madeBy: string;
  beganAt: string;
  /** When the invitation was first taken up; null: not yet. */
  joinedAt: string | null;
  /** By somebody; by its day it ends without anybody (`hasEnded`). */
  ended: boolean;
};

export const mostName = 120;

/** Whether it is over, by somebody or by its day. */
export function hasEnded(row: Pick<RepresentativeRow, 'ended' | 'lastDay'>, today: string): boolean {
  return row.ended || (row.lastDay !== null && row.lastDay < today);
}
