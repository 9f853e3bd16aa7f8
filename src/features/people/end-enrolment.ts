/** A person leaves a programme; why, in a few words or a code of the pack. They can come back at any time. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { daySchema, words } from '../../shared/safe-text.ts';

export const mostLeftReason = 500;

export const endEnrolment = defineCommand({
  name: 'end-enrolment',
  version: 1,
  args: z.strictObject({
    enrolmentId: idSchema,
    personId: idSchema,
    basedOn: z.int().min(1),
    leftOn: daySchema,
    leftReason: words(mostLeftReason).nullable(),
  }),
  preview: ({ enrolmentId, personId, basedOn, leftOn, leftReason }) => [
    { table: 'enrolments', id: enrolmentId, scopeId: personId, set: { leftOn, leftReason, version: basedOn + 1 } },
  ],
});
