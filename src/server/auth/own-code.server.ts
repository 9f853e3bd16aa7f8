/** Drawing codes, and what is kept of those that are shown: 40 bits each, so that within their minutes nobody comes upon one. */
import { createHmac, randomBytes } from 'node:crypto';
import { codeLength, codeLetters, writtenCode } from '../../features/views/own-code.ts';

export function newCode(): string {
  return writtenCode([...randomBytes(codeLength)].map((byte) => codeLetters[byte % codeLetters.length]).join(''));
}

/** What the database keeps of a shown code. */
export function hashOfCode(secret: string, code: string): Buffer {
  return createHmac('sha256', secret).update(`join-code/${code}`).digest();
}
