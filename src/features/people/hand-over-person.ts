/** From one peer to another in one step: nobody is left alone in between, and the history stays with the person. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { instantSchema } from '../../shared/safe-text.ts';

export const handOverPerson = defineCommand({
  name: 'hand-over-person',
  version: 1,
  args: z.strictObject({
    personId: idSchema,
    programmeId: idSchema,
    /** The assignment that ends, and the version the user saw. */
    fromAssignmentId: idSchema,
    basedOn: z.int().min(1),
    toAssignmentId: idSchema,
    toStaffId: idSchema,
    /** When the new one begins and the old one ends. */
    at: instantSchema,
  }),
  preview: (args) => {
    const at = new Date(args.at).toISOString();
    const { personId, programmeId } = args;
    return [
      {
        table: 'assignments',
        id: args.toAssignmentId,
        scopeId: personId,
        set: {
          id: args.toAssignmentId,
          personId,
          staffId: args.toStaffId,
          programmeId,
          kind: 'peer',
          startsAt: at,
          endsAt: 'infinity',
          version: 1,
        },
      },
      { table: 'assignments', id: args.fromAssignmentId, scopeId: personId, set: { endsAt: at, version: args.basedOn + 1 } },
    ];
  },
});
