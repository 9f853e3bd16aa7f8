/** Opens the way in for a representative; also for one who has it: a new phone, or a forgotten PIN. An earlier invitation stops working. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

export const inviteRepresentative = defineCommand({
  name: 'invite-representative',
  version: 1,
  args: z.strictObject({ representativeId: idSchema, invitationId: idSchema, personId: idSchema }),
  preview: () => [],
});
