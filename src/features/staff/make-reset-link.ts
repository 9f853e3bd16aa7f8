/** A colleague forgot their password: a link with which they choose a new one. It only ever chooses a password, and they are told of it. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

/** Hours such a link stays open: somebody hands it over, or it lies in a mailbox. */
export const resetLinkHours = 24;

export const makeResetLink = defineCommand({
  name: 'make-reset-link',
  version: 1,
  args: z.strictObject({ staffId: idSchema, resetId: idSchema }),
  // No device holds links; the page asks the server.
  preview: () => [],
});

export const withdrawResetLink = defineCommand({
  name: 'withdraw-reset-link',
  version: 1,
  args: z.strictObject({ staffId: idSchema }),
  preview: () => [],
});
