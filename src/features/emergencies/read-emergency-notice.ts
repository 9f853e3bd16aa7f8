/** The person has read, in their own view, that somebody opened their record in an emergency. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

export const readEmergencyNotice = defineCommand({
  name: 'read-emergency-notice',
  version: 1,
  args: z.strictObject({ emergencyId: idSchema }),
  preview: ({ emergencyId }, { orgId, recordedAt }) => [
    { table: 'emergencies', id: emergencyId, scopeId: orgId, set: { personReadAt: new Date(recordedAt).toISOString() } },
  ],
});
