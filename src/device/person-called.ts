/**
 * Finds one stored person by a name that was typed whole, for recording when rows may no longer be read. Names are opened, compared and let
 * go of again; nothing of them is shown, and no more is told than whether exactly one fits.
 */
import type { Store } from './store.ts';

export type TypedPerson = { personId: string; programmeId: string };

export async function personCalled(typed: string, store: Store): Promise<TypedPerson | null> {
  const asked = plain(typed);
  if (asked === '') return null;
  const people = (await store.peek('people')).filter((person) => person.mergedInto === null);
  const found = people.filter((person) => plain(person.name) === asked || (person.fullName !== null && plain(person.fullName) === asked));
  const [only] = found;
  if (!only || found.length > 1) return null;
  const enrolled = (await store.peek('enrolments')).find((one) => one.personId === only.id && one.leftOn === null);
  return { personId: only.id, programmeId: enrolled?.programmeId ?? only.programmeId };
}

const plain = (text: string) => text.normalize('NFKC').toLocaleLowerCase().trim().replaceAll(/\s+/gu, ' ');
