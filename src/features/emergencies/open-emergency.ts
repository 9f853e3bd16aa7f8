/**
 * One tap: "I need this record now." Whoever sends it reads the record for some hours, and everything else follows: it is written down, told to the
 * person, completed within the shift, and reviewed by somebody else.
 */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { instantSchema } from '../../shared/safe-text.ts';

export const openEmergency = defineCommand({
  name: 'open-emergency',
  version: 1,
  args: z.strictObject({
    emergencyId: idSchema,
    personId: idSchema,
    openedAt: instantSchema,
    /** There was no network: nothing came into view by it but what the phone already held. */
    offline: z.boolean(),
  }),
  preview: ({ emergencyId, personId, offline }, { orgId, staffId }) => [
    {
      table: 'emergencies',
      id: emergencyId,
      scopeId: orgId,
      set: { id: emergencyId, personId, staffId, opens: true, offline, told: null, nature: null, completedAt: null, outcome: null },
    },
  ],
});
