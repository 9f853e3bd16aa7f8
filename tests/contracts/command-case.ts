/** What the contracts need to know of a command: arguments that are right, and who may send them. */
import type { Role } from '../../src/features/staff/role.ts';
import type { Relationship, Stage } from './contract-world.ts';
import type { Kind } from './given-rows.ts';

export type Prepared = {
  args: Record<string, unknown>;
  /** Paths of arguments that name a row which must exist and be the actor's to see. */
  refers?: Record<string, Kind>;
  /** Paths of arguments that name a row the command makes. */
  makes?: Record<string, Kind>;
};

export type CommandCase = {
  /** One of those who may. */
  role: Role;
  relationship: Relationship;
  /** What it is about; a command about nothing but oneself has no wrong person. */
  about: 'person' | 'organisation' | 'self';
  /** Every call of `prepare` changes one and the same row, so the row is read back after each. */
  oneRow?: true;
  prepare: (stage: Stage) => Promise<Prepared>;
};

/** Days from today, and moments from now. */
export const dayFrom = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
export const momentFrom = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
