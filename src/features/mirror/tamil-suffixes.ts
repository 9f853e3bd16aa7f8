/**
 * Tamil words grow at the end: நொண்டி, நொண்டியை, நொண்டிகளுக்கும். A stem of the mirror may go on with what is listed here and with nothing
 * else, so that நொண்டிக்கொண்டு ("limping", said of a chair as of a person) is not taken for நொண்டி.
 *
 * The pieces are written as they appear on paper: a vowel sign joins what stands before it, so "நோயாளி" + "ஐ" appears as "யை".
 */
const glides = ['', 'ய', 'வ', 'ன', 'ர', 'ள', 'ம', 'த்த', 'ற்ற', 'ட்ட', 'க்க'];
/** Case and clitic endings as vowel signs: accusative, genitive, locative, instrumental, dative, "and", emphasis, question, "as", "-ful". */
const signs = [
  'ை',
  'ின்',
  'ில்',
  'ால்',
  'ோடு',
  'ுக்கு',
  'ுடன்',
  'ிடம்',
  'ிலிருந்து',
  'ும்',
  'ே',
  'ா',
  'ோ',
  'ாக',
  'ான',
  'ாய்',
  'ு',
  'ுடைய',
  'ாகவே',
  'ானவர்',
  'ாரர்',
];
const closed = [
  ...['ம்', 'ன்', 'ர்', 'ள்', 'க்கு', 'க்கும்', 'தான்', 'னது', 'ரது', 'ளது', 'ர்கள்', 'ங்க', 'ங்கள்', 'கள்', 'வர்', 'வர்கள்', 'வன்', 'வள்'],
  ...['ப்பட்டவர்', 'ப்பட்ட', 'த்தனம்', 'க்காரன்', 'க்காரி', 'க்காரர்', 'காரன்', 'காரி', 'காரர்', 'ச்சி', 'வர', 'வங்க', 'ரி', 'னு', 'ய'],
  // The consonant doubled before the next word: நோயாளிக் கூட்டம்.
  ...['க்', 'ச்', 'த்', 'ப்'],
];
/** Plural stems before a vowel sign: கள + ை. */
const plurals = ['கள', 'ங்கள', 'ர்கள', 'வர்கள', 'வர', 'ங்க'];

const pieces: ReadonlyMap<string, readonly string[]> = byFirstCharacter([
  ...glides.flatMap((glide) => signs.map((sign) => glide + sign)),
  ...plurals.flatMap((plural) => signs.map((sign) => plural + sign)),
  ...closed,
]);

/** Nobody strings more than this; longer rests are another word. */
const longestRest = 24;

/** Whether the rest of a word after its stem is nothing but Tamil endings. The empty rest is one. */
export function isTamilSuffix(rest: string): boolean {
  if (rest === '') return true;
  if (rest.length > longestRest) return false;
  // reachable[i]: the rest can be cut into endings up to i. At most 24 × the endings of one letter.
  const reachable = new Array<boolean>(rest.length + 1).fill(false);
  reachable[0] = true;
  for (let at = 0; at < rest.length; at += 1) {
    if (!reachable[at]) continue;
    for (const piece of pieces.get(rest.charAt(at)) ?? []) {
      if (rest.startsWith(piece, at)) reachable[at + piece.length] = true;
    }
  }
  return reachable[rest.length] === true;
}

function byFirstCharacter(all: readonly string[]): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const piece of new Set(all)) {
    const first = piece.charAt(0);
    const list = map.get(first);
    if (list) list.push(piece);
    else map.set(first, [piece]);
  }
  return map;
}
