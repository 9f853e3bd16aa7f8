/**
 * A failure whose message is meant for the person at the keyboard: one line, what is wrong and what to do about it.
 * The command line prints it as it is and exits with 1; everything else that is thrown counts as a fault in Kith.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}
