/** Files that leave because of a request: the copy, the accounting, the list of an intermediary, and letters. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import type { RequestRow } from './request.ts';

export const fileKinds = ['copy', 'accounting', 'intermediaries', 'letter_received', 'letter_extended', 'letter_answered'] as const;
export type FileKind = (typeof fileKinds)[number];
export const fileChannels = ['pdf', 'json'] as const;
export type FileChannel = (typeof fileChannels)[number];

/** Writes down that somebody takes a file, before there is one. */
export const takeRequestFile = defineCommand({
  name: 'take-request-file',
  version: 1,
  args: z.strictObject({
    fileId: idSchema,
    requestId: idSchema,
    personId: idSchema,
    what: z.enum(fileKinds),
    channel: z.enum(fileChannels),
    language: z.enum(['en', 'ta']),
  }),
  // What will be in it is known only to the gate.
  preview: () => [],
});

/** Files there are for a request as it stands; what is not among them is not made. */
export function filesFor(request: Pick<RequestRow, 'kind' | 'state' | 'outcome' | 'extendedTo'>): FileKind[] {
  const isGiven = request.outcome === 'granted' || request.outcome === 'partly';
  const files: FileKind[] = [];
  if (isGiven && request.kind === 'copy') files.push('copy');
  if (isGiven && request.kind === 'accounting') files.push('accounting');
  if (isGiven && request.kind === 'intermediaries') files.push('intermediaries');
  if (request.state === 'answered') files.push('letter_answered');
  else if (request.extendedTo !== null) files.push('letter_extended');
  else files.push('letter_received');
  return files;
}
