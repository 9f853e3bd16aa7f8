/** Gives a person the way to their own record. Also for one who has it: a new phone, or a forgotten PIN. An earlier invitation stops working. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { staffLocales } from '../staff/staff.ts';

export const inviteToView = defineCommand({
  name: 'invite-to-view',
  version: 1,
  args: z.strictObject({
    /** The view they have, or the id of the one to be made. */
    viewId: idSchema,
    invitationId: idSchema,
    personId: idSchema,
    /** Language of the page they join on. */
    locale: z.enum(staffLocales),
  }),
  preview: ({ viewId, personId }) => [{ table: 'views', id: viewId, scopeId: personId, set: { id: viewId, personId, ended: false } }],
});
