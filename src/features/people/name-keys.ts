/**
 * How a name sounds, written so that Tamil script and Tamil typed in Latin letters meet: கவிதா, Kavitha, kavita and Kavidha have one key.
 *
 * Tamil script does not write the difference between k and g, t and d, p and b; Latin spellings of Tamil names guess at it, and double
 * letters at will. So both sides lose it. Keys are for finding, never for showing or deciding that two people are one.
 */
export type NameKey = string;

const zeroWidth = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;
const tamilDigitZero = 0x0be6;

/** Text for literal comparison: compatibility form, small letters, no accents on Latin letters, no invisible characters, ASCII digits. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(zeroWidth, '')
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[௦-௯]/g, (digit) => String(digit.charCodeAt(0) - tamilDigitZero));
}

/** The words of a name, folded. */
export function nameWords(name: string): string[] {
  return foldText(name).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/**
 * The keys of a name: one for each word, and a second one for a Tamil word that Latin spellings shorten (இரவி is Iravi and Ravi).
 * A word in another script is its own key.
 */
export function nameKeys(name: string): NameKey[] {
  return [...new Set(nameWords(name).flatMap(keysOfWord))];
}

/** The keys of one folded word, the closest first. */
export function keysOfWord(word: string): NameKey[] {
  if (/\p{Script=Tamil}/u.test(word)) {
    const sound = soundOfTamil(word);
    // Older spelling puts இ or உ before ர and ல, which cannot begin a Tamil word: இராமன், இலட்சுமி, உரோசா.
    const bare = /^(?:இ[ரல]|உர)./.test(word) ? [skeleton(sound.slice(1))] : [];
    return [skeleton(sound), ...bare.filter((key) => key.length > 1)];
  }
  if (/^[a-z]+$/.test(word)) return [skeleton(soundOfLatin(word))];
  return [word];
}

const vowels: Readonly<Record<string, string>> = {
  ...{ அ: 'a', ஆ: 'a', இ: 'i', ஈ: 'i', உ: 'u', ஊ: 'u', எ: 'e', ஏ: 'e', ஐ: 'ai', ஒ: 'o', ஓ: 'o', ஔ: 'av' },
};
const vowelSigns: Readonly<Record<string, string>> = {
  ...{ 'ா': 'a', 'ி': 'i', 'ீ': 'i', 'ு': 'u', 'ூ': 'u', 'ெ': 'e', 'ே': 'e', 'ை': 'ai', 'ொ': 'o', 'ோ': 'o', 'ௌ': 'av' },
};
const consonants: Readonly<Record<string, string>> = {
  ...{ க: 'k', ங: 'n', ச: 's', ஞ: 'n', ட: 't', ண: 'n', த: 't', ந: 'n', ப: 'p', ம: 'm', ய: 'y', ர: 'r', ல: 'l', வ: 'v', ழ: 'l', ள: 'l' },
  ...{ ற: 'r', ன: 'n', ஜ: 's', ஶ: 's', ஷ: 's', ஸ: 's', ஹ: 'h' },
};
const virama = '்';

function soundOfTamil(word: string): string {
  // ற்ற sounds like "tr" (வெற்றி, Vetri); க்ஷ and ட்ச like "ksh" (லக்ஷ்மி, லட்சுமி, Lakshmi).
  const letters = [...word.replaceAll('ற்ற', 'ட்ர').replaceAll('க்ஷ', 'ட்ச')];
  let sound = '';
  letters.forEach((letter, at) => {
    const consonant = consonants[letter];
    if (consonant === undefined) {
      sound += vowels[letter] ?? vowelSigns[letter] ?? (/[a-z0-9]/.test(letter) ? letter : '');
      return;
    }
    const next = letters[at + 1] ?? '';
    sound += consonant;
    // A consonant without a sign carries an "a".
    if (next !== virama && vowelSigns[next] === undefined) sound += 'a';
  });
  return sound;
}

/** Latin spellings, longest first: each is how Tamil and common Indian and English names write one sound. */
const latinSounds: readonly (readonly [RegExp, string])[] = [
  [/^x/, 's'],
  [/^(?:gn|jn|ny|kn)/, 'n'],
  [/^wr/, 'r'],
  [/ksh|x/g, 'ts'],
  [/tch|cch/g, 'ts'],
  [/sch|ch(?!r)|sh/g, 's'],
  [/ck/g, 'k'],
  [/zh/g, 'l'],
  [/ph/g, 'p'],
  [/([kgtdbcj])h/g, '$1'],
  [/c(?=[eiy])/g, 's'],
  [/ee|ea(?!h)/g, 'i'],
  [/oo/g, 'u'],
  [/(?:au|ow|ou)(?=[^aeiou]|$)/g, 'av'],
  [/[cgq]/g, 'k'],
  [/d/g, 't'],
  [/[bf]/g, 'p'],
  [/[jz]/g, 's'],
  [/w/g, 'v'],
];

function soundOfLatin(word: string): string {
  return latinSounds.reduce((sound, [spelling, letter]) => sound.replace(spelling, letter), word);
}

/** What is left of both spellings once the differences that nobody hears are gone. Every pattern is constant and linear. */
function skeleton(sound: string): NameKey {
  return (
    sound
      // h between vowels is what Tamil writes as க (Mahesh, மகேஷ்); elsewhere it comes and goes.
      .replace(/(?<=[aeiou])h(?=[aeiou])/g, 'k')
      .replace(/h/g, '')
      .replace(/(.)\1+/g, '$1')
      // A consonant before y takes an i in Tamil: Kavya, காவ்யா, காவியா; and "iya" is "ia": Subramaniyan, Subramanian.
      .replace(/(?<=[^aeiouy])y(?=[aeiou])/g, 'i')
      .replace(/iy(?=[aeiou])/g, 'i')
      .replace(/y(?![aeiou])/g, 'i')
      // A helping vowel between a stop and r: சுப்பிரமணியன், Subramanian; சித்திரா, Chitra.
      .replace(/(?<=[kpt])[iu](?=r[aeiou])/g, '')
      .replace(/ntr/g, 'nr')
      .replace(/(.)\1+/g, '$1')
  );
}
