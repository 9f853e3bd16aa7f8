/** The person said "not this", or "not to them". It holds on this phone at once. */
import { z } from 'zod';
import { dataClasses } from '../../packs/consent-kinds.ts';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';
import { recipientKey } from '../consents/recipient-key.ts';
import { roles } from '../staff/role.ts';
import { lockableTables } from './lock.ts';

export const setLock = defineCommand({
  name: 'set-lock',
  version: 1,
  args: z.strictObject({
    lockId: idSchema,
    personId: idSchema,
    covers: z.enum(['all', 'item', ...dataClasses]),
    itemTable: z.enum(lockableTables).nullable(),
    itemId: idSchema.nullable(),
    staffId: idSchema.nullable(),
    role: z.enum(roles).nullable(),
    /** '*': everybody outside. */
    outsideName: words(200).nullable(),
    /** What the person said, in one line. */
    words: words(300),
  }),
  preview: ({ lockId, ...rest }, { staffId, recordedAt }) => [
    {
      table: 'locks',
      id: lockId,
      scopeId: rest.personId,
      set: {
        ...rest,
        id: lockId,
        outsideKey: rest.outsideName === null ? null : recipientKey(rest.outsideName),
        setBy: staffId,
        setAt: recordedAt,
        liftedBy: null,
        liftedAt: null,
        version: 1,
      },
    },
  ],
});
