/** Sends what a dry run showed, and nothing else: a report of a person's progress, on their consent, to the recipient it names. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { daySchema } from '../../shared/safe-text.ts';
import { channels } from './disclosure.ts';

export const reportArgs = {
  personId: idSchema,
  consentId: idSchema,
  from: daySchema,
  to: daySchema,
};

export const shareProgressReport = defineCommand({
  name: 'share-progress-report',
  version: 1,
  args: z
    .strictObject({
      disclosureId: idSchema,
      ...reportArgs,
      channel: z.enum(channels),
      /** Of the content that the dry run showed: when anything has changed since, it has to be looked at again. */
      contentHash: z.string().regex(/^[0-9a-f]{64}$/),
    })
    .refine((args) => args.from <= args.to, { path: ['to'] }),
  // What will have gone is known only to the gate.
  preview: () => [],
});
