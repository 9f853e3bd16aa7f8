import type { MirrorLexicon } from '../../packs/pack-schema.ts';

/** A term ready for matching: contexts split into words. */
export type CompiledTerm = {
  code: string;
  severity: 'info' | 'warn';
  hint?: string;
  notAfter: readonly (readonly string[])[];
  notBefore: readonly (readonly string[])[];
};

/** One phrase to look for. `stem`: the last word may go on with Tamil suffixes. */
export type Form = { words: readonly string[]; stem: boolean; term: CompiledTerm; alternatives: readonly string[] };

export type CompiledLexicon = {
  byFirstWord: ReadonlyMap<string, readonly Form[]>;
  /** Forms of one word that is a stem, by the stem. */
  byStem: ReadonlyMap<string, readonly Form[]>;
  shortestStem: number;
  longestStem: number;
  titles: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Whether words of this language take suffixes: then contexts match with suffixes too. */
  suffixes: boolean;
};

/** A lexicon is compiled once and forgotten with it: the mirror runs on every keystroke. */
const compiled = new WeakMap<MirrorLexicon, CompiledLexicon>();

export function compileLexicon(lexicon: MirrorLexicon): CompiledLexicon {
  const known = compiled.get(lexicon);
  if (known) return known;
  const byFirstWord = new Map<string, Form[]>();
  const byStem = new Map<string, Form[]>();
  const titles = new Map<string, (readonly string[])[]>();

  for (const term of lexicon.terms) {
    const ready: CompiledTerm = {
      code: term.code,
      severity: term.severity,
      ...(term.hint === undefined ? {} : { hint: term.hint }),
      notAfter: (term.notAfter ?? []).map(wordsOf),
      notBefore: (term.notBefore ?? []).map(wordsOf),
    };
    for (const variant of term.variants) {
      for (const form of variant.forms) {
        const stem = form.endsWith('*');
        const words = wordsOf(form);
        const first = words[0];
        if (first === undefined) continue;
        const into = stem && words.length === 1 ? byStem : byFirstWord;
        addTo(into, first, { words, stem, term: ready, alternatives: variant.alternatives });
      }
    }
  }
  for (const title of lexicon.titles) {
    const words = wordsOf(title);
    if (words[0] !== undefined) addTo(titles, words[0], words);
  }
  const lengths = [...byStem.keys()].map((stem) => stem.length);
  const result: CompiledLexicon = {
    byFirstWord,
    byStem,
    shortestStem: lengths.length > 0 ? Math.min(...lengths) : 1,
    longestStem: lengths.length > 0 ? Math.max(...lengths) : 0,
    titles,
    suffixes: lexicon.language === 'ta',
  };
  compiled.set(lexicon, result);
  return result;
}

function addTo<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function wordsOf(phrase: string): string[] {
  return (
    phrase
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}
