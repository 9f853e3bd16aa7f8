/** The organisation's own settings, and its programmes. */
import { z } from 'zod';
import { recordOrigins } from '../../packs/consent-kinds.ts';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { daySchema, words } from '../../shared/safe-text.ts';
import { peopleWords } from './organisation.ts';

const basedOn = z.int().min(1);
/** Left out by devices that do not know of it: then it stays as it is. What was written before keeps its own. */
const origin = z.enum(recordOrigins).nullable().optional();

export const editOrganisation = defineCommand({
  name: 'edit-organisation',
  version: 1,
  args: z.strictObject({
    basedOn,
    name: words(200),
    peopleWord: z.enum(peopleWords),
    languages: z
      .array(z.enum(['en', 'ta']))
      .min(1)
      .max(2)
      .refine((values) => new Set(values).size === values.length),
    secondFactorRequired: z.boolean(),
    /** How long a phone may be read without having asked the server. */
    offlineLeaseHours: z.int().min(1).max(720),
  }),
  preview: ({ basedOn: seen, ...set }, { orgId }) => [
    { table: 'organisations', id: orgId, scopeId: orgId, set: { ...set, version: seen + 1 } },
  ],
});

export const addProgramme = defineCommand({
  name: 'add-programme',
  version: 2,
  args: z.strictObject({ id: idSchema, name: words(200), cosignRequired: z.boolean(), origin }),
  preview: (args, { orgId }) => [{ table: 'programmes', id: args.id, scopeId: orgId, set: { ...args, endedOn: null, version: 1 } }],
});

export const editProgramme = defineCommand({
  name: 'edit-programme',
  version: 2,
  args: z.strictObject({ id: idSchema, basedOn, name: words(200), cosignRequired: z.boolean(), origin, endedOn: daySchema.nullable() }),
  preview: ({ basedOn: seen, ...set }, { orgId }) => [
    { table: 'programmes', id: set.id, scopeId: orgId, set: { ...set, version: seen + 1 } },
  ],
});
