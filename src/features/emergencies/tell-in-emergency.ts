/** In an emergency something was told by voice, by whoever knew it anyway. Nothing is opened; the four facts go through the outbox like everything. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { factsFields, factsPreview } from './facts-fields.ts';

export const tellInEmergency = defineCommand({
  name: 'tell-in-emergency',
  version: 1,
  args: z.strictObject({ emergencyId: idSchema, personId: idSchema, offline: z.boolean(), ...factsFields }),
  preview: ({ emergencyId, personId, offline, ...facts }, { orgId, staffId, recordedAt }) => [
    {
      table: 'emergencies',
      id: emergencyId,
      scopeId: orgId,
      set: { id: emergencyId, personId, staffId, opens: false, offline, outcome: null, ...factsPreview(facts, recordedAt) },
    },
  ],
});
