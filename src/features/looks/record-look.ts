/** Someone opened a person's record. The device says so itself, also without a network; nobody has to press anything. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { instantSchema } from '../../shared/safe-text.ts';
import { lookedAt } from './look.ts';

export const recordLook = defineCommand({
  name: 'record-look',
  version: 1,
  args: z.strictObject({
    lookId: idSchema,
    personId: idSchema,
    what: z.enum(lookedAt),
    lookedAt: instantSchema,
    /** There was no network: the look reached the server later. */
    offline: z.boolean(),
    /** Opened from the programme's desk rather than from this device's own people. */
    desk: z.boolean(),
  }),
  preview: ({ lookId, desk: _desk, ...args }, { staffId }) => [
    {
      table: 'looks',
      id: lookId,
      scopeId: args.personId,
      set: { ...args, id: lookId, staffId, lookedAt: new Date(args.lookedAt).toISOString() },
    },
  ],
});
