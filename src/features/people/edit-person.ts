/** A change to what is known of a person. Only the fields named are touched; a change made meanwhile by someone else is never overwritten. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { personFieldsSchema } from './person-fields.ts';

export const editPerson = defineCommand({
  name: 'edit-person',
  version: 1,
  args: z.strictObject({
    personId: idSchema,
    /** The version the editor saw. */
    basedOn: z.int().min(1),
    set: personFieldsSchema.partial().refine((set) => Object.values(set).some((value) => value !== undefined)),
  }),
  preview: ({ personId, basedOn, set }) => [
    { table: 'people', id: personId, scopeId: personId, set: { ...definedOf(set), version: basedOn + 1 } },
  ],
});

/** Only what is named; "not named" and "named as undefined" must not differ between device and server. */
export function definedOf<T extends object>(set: T): Defined<T> {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined)) as Defined<T>;
}

type Defined<T> = { [Field in keyof T]?: Exclude<T[Field], undefined> };
