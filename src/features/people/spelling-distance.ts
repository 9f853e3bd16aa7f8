/** How many mistakes a search forgives in a word: none in one or two letters, one up to five, two above. */
export function allowedMistakes(word: string): number {
  if (word.length <= 2) return 0;
  return word.length <= 5 ? 1 : 2;
}

/**
 * The number of letters typed wrong, left out, added, or swapped with their neighbour, between what was typed and a known word; anything
 * above `most` is given as `most + 1`. With `beginning`, the rest of the known word is free.
 *
 * A last letter n for l costs two: அவன் (he) is not a misspelt அவள் (she), and Kannan is not Kannal.
 */
export function mistakesBetween(typed: string, known: string, { most, beginning }: { most: number; beginning: boolean }): number {
  const tooMany = most + 1;
  if (typed.length - known.length > most || (!beginning && known.length - typed.length > most)) return tooMany;
  // Beyond this the beginning cannot fit better any more.
  const width = beginning ? Math.min(known.length, typed.length + most) : known.length;
  if (width > longestWord || typed.length > longestWord) return typed === known ? 0 : tooMany;
  let [twoBack, back, current] = rows;
  for (let column = 0; column <= width; column += 1) back[column] = column;
  for (let row = 1; row <= typed.length; row += 1) {
    current[0] = row;
    let least = row;
    const letter = typed.charCodeAt(row - 1);
    for (let column = 1; column <= width; column += 1) {
      const other = known.charCodeAt(column - 1);
      let cost = letter === other ? 0 : 1;
      if (cost === 1 && row === typed.length && column === known.length && isNasalForLateral(letter, other)) cost = 2;
      let value = Math.min((back[column - 1] ?? 0) + cost, (back[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      if (row > 1 && column > 1 && letter === known.charCodeAt(column - 2) && typed.charCodeAt(row - 2) === other) {
        value = Math.min(value, (twoBack[column - 2] ?? 0) + 1);
      }
      current[column] = value;
      if (value < least) least = value;
    }
    if (least > most) return tooMany;
    [twoBack, back, current] = [back, current, twoBack];
  }
  let result = back[width] ?? tooMany;
  if (beginning) for (let column = 0; column < width; column += 1) result = Math.min(result, back[column] ?? tooMany);
  return Math.min(result, tooMany);
}

/**
 * Which letters a word has, one bit for each of 32 groups. Comparing two of these is far cheaper than comparing spellings, and rules out
 * nearly every pair: each mistake can account for one letter that the other word lacks.
 */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** How many letters of one word the other lacks; never more than the mistakes between them. */
export function lettersMissing(letters: number, from: number): number {
  let rest = letters & ~from;
  let count = 0;
  while (rest !== 0) {
    rest &= rest - 1;
    count += 1;
  }
  return count;
}

/** Longer words than this are compared as a whole only; no name needs more, and a pasted page must not cost a second. */
const longestWord = 63;
/** Reused for every comparison: a search makes thousands, and none waits in the middle of one. */
const rows: [Uint8Array, Uint8Array, Uint8Array] = [
  new Uint8Array(longestWord + 1),
  new Uint8Array(longestWord + 1),
  new Uint8Array(longestWord + 1),
];

const n = 'n'.charCodeAt(0);
const l = 'l'.charCodeAt(0);

function isNasalForLateral(a: number, b: number): boolean {
  return (a === n && b === l) || (a === l && b === n);
}
