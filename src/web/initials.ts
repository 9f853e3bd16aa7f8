import { firstLetter } from './ui/initial.tsx';

/** The first letters of the first and the last word of a name: "Meena Kumari" → "MK", "மீனா" → "மீ". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => firstLetter(word ?? '')).join('');
}
