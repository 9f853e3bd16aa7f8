/** Two versions of what is known of a person: found, and compared field by field. Pure. */
import type { OutboxItem } from '../../device/device.ts';
import { editPerson } from './edit-person.ts';
import type { PersonRow } from './person.ts';
import { type PersonFields, personFieldNames } from './person-fields.ts';

export type EditConflict = {
  commandId: string;
  recordedAt: string;
  mine: Partial<PersonFields>;
  theirs: PersonRow | null;
  /** Why it was refused, and who made the other version. */
  refusal: OutboxItem['refusal'];
};

/** The oldest edit of this person that the server refused because somebody else had changed the page meanwhile. */
export function conflictOf(outbox: readonly OutboxItem[], personId: string): EditConflict | null {
  for (const item of outbox) {
    if (item.name !== editPerson.name || !isConflict(item)) continue;
    const args = editPerson.args.safeParse(item.args);
    if (!args.success || args.data.personId !== personId) continue;
    const current = item.refusal?.current;
    const theirs = current?.table === 'people' ? (current.row as PersonRow) : null;
    return { commandId: item.id, recordedAt: item.recordedAt, mine: args.data.set as Partial<PersonFields>, theirs, refusal: item.refusal };
  }
  return null;
}

/** What was built on a refused edit is itself a version to be looked at. */
function isConflict(item: OutboxItem): boolean {
  return item.refusal?.code === 'conflict' || item.refusal?.code === 'follows_refused';
}

/** Fields the user changed whose value differs from the one that now stands. */
export function differingFields(mine: Partial<PersonFields>, theirs: PersonRow): (keyof PersonFields)[] {
  return personFieldNames.filter((field) => field in mine && !sameValue(mine[field], theirs[field]));
}

/** What was changed in a form, compared with what stood there before. */
export function changedFields(before: PersonRow, after: PersonFields): Partial<PersonFields> {
  const changed = personFieldNames.filter((field) => !sameValue(before[field], after[field]));
  return Object.fromEntries(changed.map((field) => [field, after[field]])) as Partial<PersonFields>;
}

/** Order of keys does not count: the database sorts them. */
function sameValue(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, each]) => each !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}
