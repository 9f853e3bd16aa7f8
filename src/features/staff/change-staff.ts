/** Changes to colleagues who are already here, and to one's own language. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { staffLocales } from './staff.ts';
import { dutiesShape, sortedDuties } from './staff-arguments.ts';

const basedOn = z.int().min(1);

export const changeStaffRoles = defineCommand({
  name: 'change-staff-roles',
  version: 1,
  args: z
    .strictObject({ staffId: idSchema, basedOn, ...dutiesShape })
    .refine((args) => !args.supervisorIds.includes(args.staffId), { path: ['supervisorIds'] }),
  preview: (args, { orgId }) => [
    {
      table: 'staff',
      id: args.staffId,
      scopeId: orgId,
      set: { title: args.title, ...sortedDuties(args), version: args.basedOn + 1 },
    },
  ],
});

/** Someone stops working here: their sessions and devices end at once; what they wrote stays. */
export const deactivateStaff = defineCommand({
  name: 'deactivate-staff',
  version: 1,
  args: z.strictObject({ staffId: idSchema, basedOn }),
  preview: (args, { orgId }) => [{ table: 'staff', id: args.staffId, scopeId: orgId, set: { active: false, version: args.basedOn + 1 } }],
});

export const reactivateStaff = defineCommand({
  name: 'reactivate-staff',
  version: 1,
  args: z.strictObject({ staffId: idSchema, basedOn }),
  preview: (args, { orgId }) => [{ table: 'staff', id: args.staffId, scopeId: orgId, set: { active: true, version: args.basedOn + 1 } }],
});

/** The language of my screens and of mails to me. The last choice wins: there is nothing in it to lose. */
export const changeOwnLocale = defineCommand({
  name: 'change-own-locale',
  version: 1,
  args: z.strictObject({ locale: z.enum(staffLocales) }),
  preview: (args, { orgId, staffId }) => [{ table: 'staff', id: staffId, scopeId: orgId, set: { locale: args.locale } }],
});
