/** What of a registration can show that someone is here already. */
import { type Identifiable, likelyDuplicates } from './likely-duplicates.ts';
import { nameKeys } from './name-keys.ts';

export type Identity = { name: string; fullName: string | null; phone: string | null; birthDate: string | null };

function identifiableOf(person: Identity): Identifiable {
  return {
    names: namesOf(person),
    birthDate: person.birthDate,
    phones: person.phone === null ? [] : [person.phone],
  };
}

export function namesOf(person: Pick<Identity, 'name' | 'fullName'>): string[] {
  return person.fullName === null ? [person.name] : [person.name, person.fullName];
}

/** Keys by which the person is found: stored on the server, worked out on the device. */
export function keysOfPerson(person: Pick<Identity, 'name' | 'fullName'>): string[] {
  return [...new Set(namesOf(person).flatMap(nameKeys))];
}

/** Ids of the people who may be the one about to be registered, likeliest first. A human decides. */
export function whoLooksLike(candidate: Identity, people: readonly (Identity & { id: string })[]): string[] {
  const known = people.map((person) => ({ id: person.id, ...identifiableOf(person) }));
  return likelyDuplicates(identifiableOf(candidate), known).map((each) => each.id);
}
