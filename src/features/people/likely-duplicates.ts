import { foldText, keysOfWord, nameWords } from './name-keys.ts';
import { allowedMistakes, mistakesBetween } from './spelling-distance.ts';

/** What is known about someone that can show they are here already. `birthDate` is a calendar day as text. */
export type Identifiable = { names: readonly string[]; birthDate?: string | null | undefined; phones?: readonly string[] | undefined };

export type LikelyDuplicate = {
  id: string;
  /** Higher is likelier. For ordering only: a human decides, nothing is ever merged by it. */
  score: number;
  reasons: ('name' | 'birth_date' | 'phone')[];
};

const weight = { phone: 5, birthDate: 4, sameName: 4, misspeltName: 3, partOfName: 1.5 } as const;
/** Below this there would be a warning for every second Kumar: one shared word of a longer name is not enough by itself. */
const worthShowing = 3;

/**
 * People who may be the one about to be registered, likeliest first: the same name in any script or a misspelling of it, the same phone
 * (by its last digits, since country codes and leading noughts come and go), or part of a name with the same birth date.
 */
export function likelyDuplicates<Person extends Identifiable & { id: string }>(
  candidate: Identifiable,
  people: readonly Person[],
): LikelyDuplicate[] {
  const names = candidate.names.map(soundsOf).filter((words) => words.length > 0);
  const phones = (candidate.phones ?? []).map(digitsOf);
  const found: LikelyDuplicate[] = [];
  for (const person of people) {
    const reasons: LikelyDuplicate['reasons'] = [];
    const name = Math.max(0, ...person.names.map(soundsOf).flatMap((known) => names.map((typed) => nameLikeness(typed, known))));
    const sameDay = Boolean(candidate.birthDate) && candidate.birthDate === person.birthDate;
    const samePhone = phones.some((phone) => (person.phones ?? []).some((known) => samePhoneNumber(phone, digitsOf(known))));
    if (name > 0) reasons.push('name');
    if (sameDay) reasons.push('birth_date');
    if (samePhone) reasons.push('phone');
    // A birth date alone says nothing: among 5,000 people every day of the year is taken.
    const score = name + (sameDay && (name > 0 || samePhone) ? weight.birthDate : 0) + (samePhone ? weight.phone : 0);
    if (score >= worthShowing) found.push({ id: person.id, score, reasons });
  }
  return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** A word by its keys; initials are dropped, because S. Kavitha and Kavitha S. and Kavitha are written as it comes. */
type Word = readonly string[];

function soundsOf(name: string): Word[] {
  const words = nameWords(name);
  const full = words.filter((word) => [...word].length > 1);
  return (full.length > 0 ? full : words).map(keysOfWord);
}

function nameLikeness(typed: readonly Word[], known: readonly Word[]): number {
  const [fewer, more] = typed.length <= known.length ? [typed, known] : [known, typed];
  if (fewer.length === 0) return 0;
  const mistakes = fewer.map((word) => Math.min(...more.map((other) => wordMistakes(word, other))));
  const fits = mistakes.filter((count) => count < Infinity).length;
  const joined = wordMistakes([typed.map((word) => word[0]).join('')], [known.map((word) => word[0]).join('')]);
  if (joined === 0) return weight.sameName;
  if (fits === fewer.length && fewer.length === more.length)
    return mistakes.every((count) => count === 0) ? weight.sameName : weight.misspeltName;
  // One word of a longer name, or one word of two: Kavi of Kavitha Selvam, a father's name shared by brothers.
  return fits > 0 ? weight.partOfName : 0;
}

function wordMistakes(a: Word, b: Word): number {
  let least = Infinity;
  for (const one of a) {
    for (const other of b) {
      const allowed = Math.min(allowedMistakes(one), allowedMistakes(other));
      const count = one === other ? 0 : mistakesBetween(one, other, { most: allowed, beginning: false });
      if (count <= allowed && count < least) least = count;
    }
  }
  return least;
}

function digitsOf(phone: string): string {
  return foldText(phone).replace(/[^0-9]/g, '');
}

/** Same last digits: as many as the shorter number has, at least 7, at most 10. */
function samePhoneNumber(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length, 10);
  return length >= 7 && a.slice(-length) === b.slice(-length);
}
