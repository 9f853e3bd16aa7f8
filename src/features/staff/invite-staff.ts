/** Invites somebody to work here. They exist at once, so that people can be planned for them; they can sign in once they accept. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';
import { mostName, staffLocales } from './staff.ts';
import { dutiesShape, sortedDuties } from './staff-arguments.ts';

export const inviteStaff = defineCommand({
  name: 'invite-staff',
  version: 1,
  args: z.strictObject({
    staffId: idSchema,
    invitationId: idSchema,
    name: words(mostName),
    email: z.email().max(320),
    /** Language of the invitation and, at first, of their screens. */
    locale: z.enum(staffLocales),
    ...dutiesShape,
  }),
  preview: (args, { orgId }) => [
    {
      table: 'staff',
      id: args.staffId,
      scopeId: orgId,
      set: { id: args.staffId, name: args.name, title: args.title, locale: args.locale, active: true, ...sortedDuties(args), version: 1 },
    },
  ],
});

/** A new link in place of the last one, whether that was lost, expired or withdrawn. */
export const renewInvitation = defineCommand({
  name: 'renew-invitation',
  version: 1,
  args: z.strictObject({ staffId: idSchema, invitationId: idSchema }),
  preview: (args, { orgId }) => [{ table: 'staff', id: args.staffId, scopeId: orgId, set: { active: true } }],
});

/** The link stops working, and whom it was for is no longer counted as working here. */
export const withdrawInvitation = defineCommand({
  name: 'withdraw-invitation',
  version: 1,
  args: z.strictObject({ staffId: idSchema }),
  preview: (args, { orgId }) => [{ table: 'staff', id: args.staffId, scopeId: orgId, set: { active: false } }],
});
