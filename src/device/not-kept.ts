/** Why something could not be kept on this device, in a few words that each have a sentence and a cure. What was typed stays on the screen. */

/**
 * full: no room left · closed: the browser took the store away, or another tab made it newer · too_large, too_deep, invalid: refused before it
 * enters the outbox · unknown: none of these
 */
export type NotKeptReason = 'full' | 'closed' | 'too_large' | 'too_deep' | 'invalid' | 'unknown';

export class NotKept extends Error {
  override readonly name = 'NotKept';
  readonly reason: NotKeptReason;
  constructor(reason: NotKeptReason, cause?: unknown) {
    super(`not kept: ${reason}`, { cause });
    this.reason = reason;
  }
}

/** Among them what opening a store says that is just being taken away, and a transaction that was ended for no reason of its own. */
const closedNames = new Set(['InvalidStateError', 'DatabaseClosedError', 'NotFoundError', 'AbortError']);

/**
 * What a failed write means. A full disk is said by the transaction, not by the request (measured in Chromium: the request's own error never
 * fires), so causes are looked through.
 */
export function notKept(error: unknown): NotKept {
  if (error instanceof NotKept) return error;
  const names: unknown[] = [];
  for (let at = error; at instanceof Object && names.length < 5; ) {
    const { name, inner, cause } = at as { name?: unknown; inner?: unknown; cause?: unknown };
    names.push(name);
    at = inner ?? cause;
  }
  if (names.includes('QuotaExceededError')) return new NotKept('full', error);
  return new NotKept(names.some((name) => typeof name === 'string' && closedNames.has(name)) ? 'closed' : 'unknown', error);
}
