/** Why the server, or the same rule on the device, said no, in the reader's words. */
import * as messages from '../paraglide/messages.js';
import type { Refusal } from '../shared/command.ts';

/** A code without words of its own (from a newer server) gets the general sentence, never nothing. */
export function refusalText(refusal: Pick<Refusal, 'code'>): string {
  const said = (messages as unknown as Record<string, (() => string) | undefined>)[`refusal_${refusal.code}`];
  return said ? said() : messages.refusal_invalid();
}
