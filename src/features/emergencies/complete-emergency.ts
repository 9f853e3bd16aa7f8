/** The four facts of what was opened, written down afterwards, within the shift. Once: what was completed stays. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { factsFields, factsPreview } from './facts-fields.ts';

export const completeEmergency = defineCommand({
  name: 'complete-emergency',
  version: 1,
  args: z.strictObject({ emergencyId: idSchema, ...factsFields }),
  preview: ({ emergencyId, ...facts }, { orgId, recordedAt }) => [
    { table: 'emergencies', id: emergencyId, scopeId: orgId, set: factsPreview(facts, recordedAt) },
  ],
});
