/**
 * "I send these for a colleague": the carrier's own act, with a receipt and an audit row of its own. The entries themselves run as their
 * author's (`src/server/sealed-route.ts`). Sent alone, it says that and does nothing.
 */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

/** As many as one request may bring. */
export const mostCarriedAtOnce = 50;

export const carryEntries = defineCommand({
  name: 'carry-entries',
  version: 1,
  args: z.strictObject({ authorId: idSchema, deviceId: idSchema, commandIds: z.array(idSchema).min(1).max(mostCarriedAtOnce) }),
  preview: () => [],
});
