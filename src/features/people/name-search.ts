import { keysOfWord, nameKeys, nameWords } from './name-keys.ts';
import { allowedMistakes, lettersMissing, lettersOf, mistakesBetween } from './spelling-distance.ts';

export { likelyDuplicates } from './likely-duplicates.ts';
export { nameKeys };

export type NamedPerson = { id: string; names: readonly string[] };

export type NameIndex = {
  /**
   * Ids of the people whose names fit, best first: the words as typed, then their beginnings, then the same sound in another spelling or
   * script, then misspellings. Every word of the query must fit a word of the person's names; an empty query finds nobody.
   */
  search: (query: string, limit: number) => string[];
};

/** How well a word fits, smaller is better. Gaps leave room for the number of mistakes. */
const rank = { sameWord: 0, wordBegins: 1, sameSound: 2, soundBegins: 4, joined: 6, misspelt: 8, misspeltBeginning: 12 } as const;

type Sound = { key: string; letters: number };
type Entry = { word: string; sounds: readonly Sound[]; joined: boolean; people: number[] };

/**
 * An index for searching on the device, with no network. Made once after the feed, it compares each different word once, not each person:
 * 5,000 people share far fewer words.
 */
export function buildNameIndex(people: readonly NamedPerson[]): NameIndex {
  const entries = new Map<string, Entry>();
  const add = (word: string, person: number, joined: boolean) => {
    const id = `${joined ? '+' : ''}${word}`;
    const entry = entries.get(id);
    if (!entry) entries.set(id, { word, sounds: soundsOf(word), joined, people: [person] });
    else if (entry.people.at(-1) !== person) entry.people.push(person);
  };
  people.forEach((person, at) => {
    for (const name of person.names) {
      const words = nameWords(name);
      words.forEach((word, index) => {
        add(word, at, false);
        // முத்து குமார், Muthu Kumar and Muthukumar are one name.
        const next = words[index + 1];
        if (next !== undefined) add(word + next, at, true);
      });
    }
  });
  const all = [...entries.values()];
  const shortest = people.map((person) => Math.min(...person.names.map((name) => name.length)));

  const search = (query: string, limit: number): string[] => {
    const words = nameWords(query);
    if (words.length === 0 || limit <= 0) return [];
    const scores = scoreWords(words, all);
    if (words.length > 1) {
      for (const [person, score] of scoreWords([words.join('')], all)) {
        scores.set(person, Math.min(score + rank.joined, scores.get(person) ?? Infinity));
      }
    }
    return [...scores]
      .sort(([a, scoreA], [b, scoreB]) => scoreA - scoreB || (shortest[a] ?? 0) - (shortest[b] ?? 0) || a - b)
      .slice(0, limit)
      .map(([person]) => (people[person] as NamedPerson).id);
  };
  return { search };
}

/** People who fit every word, with the sum of how well. The last word may be unfinished: it is still being typed. */
function scoreWords(words: readonly string[], entries: readonly Entry[]): Map<number, number> {
  let sofar: Map<number, number> | undefined;
  words.forEach((word, index) => {
    const sounds = soundsOf(word);
    const unfinished = index === words.length - 1;
    const found = new Map<number, number>();
    for (const entry of entries) {
      const score = scoreWord({ word, sounds, unfinished, entry });
      if (score === undefined) continue;
      for (const person of entry.people) {
        if (sofar && !sofar.has(person)) continue;
        if (score < (found.get(person) ?? Infinity)) found.set(person, score);
      }
    }
    for (const [person, score] of found) found.set(person, score + (sofar?.get(person) ?? 0));
    sofar = found;
  });
  return sofar ?? new Map();
}

function soundsOf(word: string): Sound[] {
  return keysOfWord(word).map((key) => ({ key, letters: lettersOf(key) }));
}

type Comparison = { word: string; sounds: readonly Sound[]; unfinished: boolean; entry: Entry };

function scoreWord({ word, sounds, unfinished, entry }: Comparison): number | undefined {
  const penalty = entry.joined ? rank.joined : 0;
  if (entry.word === word) return rank.sameWord + penalty;
  if (entry.word.startsWith(word)) return rank.wordBegins + penalty;
  let best: number | undefined;
  const offer = (score: number) => {
    if (best === undefined || score + penalty < best) best = score + penalty;
  };
  for (const { key, letters } of sounds) {
    const allowed = allowedMistakes(key);
    for (const { key: known, letters: knownLetters } of entry.sounds) {
      if (known === key) offer(rank.sameSound);
      else if (key.length > 1 && known.startsWith(key)) offer(rank.soundBegins);
      else if (best === undefined && allowed > 0 && lettersMissing(letters, knownLetters) <= allowed) {
        const whole =
          lettersMissing(knownLetters, letters) > allowed ? Infinity : mistakesBetween(key, known, { most: allowed, beginning: false });
        if (whole <= allowed) offer(rank.misspelt + whole);
        else if (unfinished && !entry.joined && key.length >= 5 && known.length > key.length) {
          const beginning = mistakesBetween(key, known, { most: allowed, beginning: true });
          if (beginning <= allowed) offer(rank.misspeltBeginning + beginning);
        }
      }
    }
  }
  return best;
}
