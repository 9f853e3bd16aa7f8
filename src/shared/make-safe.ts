/**
 * Text is made safe on the device and only checked on the server, so that what was sent is byte for byte what is read back.
 * PostgreSQL refuses NUL, and a lone surrogate would silently become U+FFFD on the way.
 */

/** What a screen passes every typed text through before it enters the outbox. Normal form is kept as typed. */
export function makeSafe(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}

export function isSafe(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}
