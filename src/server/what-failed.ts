/** What an error of a command's transaction means for whoever sent it. */
import type { Refusal } from '../shared/command.ts';
import { Refused } from './command-handler.ts';

/** Transient faults of PostgreSQL: nothing was decided, the phone keeps the command and tries again (reliability.md §2b). */
const laterStates = new Set(['57P01', '57P02', '57P03', '25006', '40001', '40P01', '53300', '55P03', '57014']);

/** What the driver says, without any code, when PostgreSQL has died under a connection or does not answer. */
const lostConnection = /terminated|timeout|not queryable|connection error/i;

/** A hidden row, a foreign row and an absent row look the same from outside. */
const notYours: Refusal = { code: 'not_yours' };

/** Errors by which the database says "this may not be": refusals, not faults. */
const refusalStates = new Map<string, Refusal>([
  ['42501', notYours], // row security, or a right that was never granted
  ['23503', notYours], // points at a row that is hidden or absent
  ['23505', notYours], // an id that is taken
  ['23514', { code: 'invalid' }],
  ['23502', { code: 'invalid' }],
  ['22021', { code: 'invalid' }],
  ['22P05', { code: 'invalid' }],
  ['22P02', { code: 'invalid' }],
  ['22003', { code: 'invalid' }],
  ['22007', { code: 'invalid' }],
  ['22008', { code: 'invalid' }],
  ['22009', { code: 'invalid' }],
]);

/** The SQLSTATE, or the name of a system error such as ECONNRESET. */
export function stateOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

export function meaningOf(error: unknown): Refusal | 'later' | 'fault' {
  if (error instanceof Refused) return error.refusal;
  const state = stateOf(error);
  if (state === undefined) return error instanceof Error && lostConnection.test(error.message) ? 'later' : 'fault';
  if (laterStates.has(state) || state.startsWith('08') || /^E[A-Z]+$/.test(state)) return 'later';
  return refusalStates.get(state) ?? 'fault';
}
