/** Tells a story's text for one person: chooses among `{a|b}` and fills in pronouns and the name. */
import { hash128 } from './random.ts';

export type Pronouns = 'she' | 'he' | 'they';

const forms: Record<Pronouns, Record<string, string>> = {
  she: { they: 'she', them: 'her', their: 'her', theirs: 'hers', was: 'was' },
  he: { they: 'he', them: 'him', their: 'his', theirs: 'his', was: 'was' },
  they: { they: 'they', them: 'them', their: 'their', theirs: 'theirs', was: 'were' },
};

/**
 * @param who.key chooses among alternatives: the same key and the same group always give the same word, so a landlord met in March
 *   is still the landlord in June
 */
export function tell(text: string, who: { key: string; name: string; pronouns: Pronouns }): string {
  const chosen = text.replace(/\{([^{}]*)\}/g, (_, group: string) => {
    const options = group.split('|');
    return options[(hash128(`${who.key}/${group}`)[0] >>> 0) % options.length] ?? '';
  });
  return chosen.replace(/@(name|theirs|they|them|their|was|They|Their)\b/g, (_, word: string) => {
    if (word === 'name') return who.name;
    const form = forms[who.pronouns][word.toLowerCase()] ?? '';
    return word === word.toLowerCase() ? form : form.charAt(0).toUpperCase() + form.slice(1);
  });
}

/**
 * The language a text is mostly in: Tamil if more Tamil letters than Latin ones; Spanish, where the person speaks it, by its accents and
 * small words; else English.
 */
export function languageOf(text: string, speaks: readonly string[]): string {
  const tamil = text.match(/[\u0B80-\u0BFF]/gu)?.length ?? 0;
  const latin = text.match(/[A-Za-z]/g)?.length ?? 0;
  if (tamil > latin) return 'ta';
  if (speaks.includes('es') && /[áéíóúñ¿¡]|\b(mis?|una|para|por|dos|con pena)\b/iu.test(text) && !/\b(the|and|of)\b/i.test(text))
    return 'es';
  return 'en';
}
