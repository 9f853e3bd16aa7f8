/**
 * A phone or computer of a colleague's that was lost, lent or sold: it may no longer open anything of ours, and stays ended. At its next contact
 * it throws its store away.
 */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

export const revokeDevice = defineCommand({
  name: 'revoke-device',
  version: 1,
  args: z.strictObject({
    staffId: idSchema,
    deviceId: idSchema,
    /** Also for everybody else who uses it, as far as one may end their devices: the phone itself is gone. */
    everyone: z.boolean().default(false),
  }),
  // No device holds a list of devices; the page asks the server.
  preview: () => [],
});
