import type { MirrorLexicon } from '../../packs/pack-schema.ts';
import { type CompiledLexicon, compileLexicon, type Form } from './mirror-lexicon.ts';
import { quotedRanges } from './quotations.ts';
import { isTamilSuffix } from './tamil-suffixes.ts';

/**
 * The language mirror: marks words that put a person down and offers others. It never blocks, sends nothing anywhere, and leaves alone
 * what is in quotation marks: a person's own words are theirs. Which words, and when not, is pack data.
 */
export type MirrorHit = {
  /** Range in the text, in UTF-16 units as `slice` and text areas count them. */
  start: number;
  end: number;
  /** The words as typed. */
  found: string;
  /** The lexicon's code; put this in `kept` to leave the word alone from now on. */
  term: string;
  severity: 'info' | 'warn';
  /** One to three, the best first. */
  alternatives: readonly string[];
  /** Advice where another word is not enough, in the lexicon's language. */
  hint?: string;
};

type Token = { start: number; end: number; word: string };

/** Letters, marks and digits; joiners belong to the word they are in. A constant, linear pattern: nothing typed ever becomes a pattern. */
const wordPattern = /[\p{L}\p{M}\p{N}\u200c\u200d]+/gu;
/** What may stand between the words of one phrase. A full stop or comma may not. */
const gapPattern = /^[ \t\u00a0\r\n‐‑–-]{1,4}$/;
const joiners = /[\u200c\u200d]/g;

/**
 * The words to mark, in order, never overlapping; the longest phrase wins. Time grows with the length of the text only.
 * @param options.kept codes of terms this writer chose to keep
 */
export function findMirrorWords(text: string, lexicon: MirrorLexicon, { kept }: { kept: ReadonlySet<string> }): MirrorHit[] {
  const compiled = compileLexicon(lexicon);
  const tokens = tokensOf(text);
  const titled = tokensInTitles({ text, tokens, compiled });
  const quotes = quotedRanges(text);
  const hits: MirrorHit[] = [];
  let quote = 0;

  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as Token;
    while (quote < quotes.length && (quotes[quote]?.end ?? 0) <= token.start) quote += 1;
    const quoted = (quotes[quote]?.start ?? text.length) <= token.start;
    const form = quoted || titled.has(at) ? undefined : longestForm({ text, tokens, at, compiled });
    if (!form) {
      at += 1;
      continue;
    }
    const { term, alternatives } = form;
    const next = at + form.words.length;
    const end = (tokens[next - 1] as Token).end;
    if (!kept.has(term.code) && !isExcused({ text, tokens, from: at, next, form, compiled })) {
      hits.push({
        start: token.start,
        end,
        found: text.slice(token.start, end),
        term: term.code,
        severity: term.severity,
        alternatives,
        ...(term.hint === undefined ? {} : { hint: term.hint }),
      });
    }
    // An excused or kept phrase is stepped over whole: keeping "relapse prevention" must not bring up "relapse".
    at = next;
  }
  return hits;
}

/** The text with one marked word replaced. Capitals follow what stood there, and "an" before it becomes "a" where needed. */
export function applyAlternative(text: string, hit: Pick<MirrorHit, 'start' | 'end'>, alternative: string): string {
  const found = text.slice(hit.start, hit.end);
  const replacement = withCapitalsOf(found, alternative);
  let before = text.slice(0, hit.start);
  const article = /(^|[^\p{L}\p{M}\p{N}])(an?)([ \u00a0])$/iu.exec(before.slice(-5));
  if (article && /^[a-z]/i.test(alternative)) {
    const typed = article[2] ?? '';
    const right = /^(?:[aeio]|un[^i])/i.test(alternative) ? 'an' : 'a';
    before = before.slice(0, before.length - typed.length - 1) + withCapitalsOf(typed === 'A' ? 'Aa' : typed, right) + (article[3] ?? '');
  }
  return before + replacement + text.slice(hit.end);
}

function withCapitalsOf(found: string, alternative: string): string {
  const letters = found.replace(/[^\p{L}]/gu, '');
  // One letter in capitals says nothing about the rest of the sentence.
  if (letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()) return alternative.toUpperCase();
  const first = letters.slice(0, 1);
  if (first !== first.toLowerCase()) return alternative.charAt(0).toUpperCase() + alternative.slice(1);
  return alternative;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const word = match[0].replace(joiners, '').normalize('NFC').toLowerCase();
    if (word !== '') tokens.push({ start: match.index, end: match.index + match[0].length, word });
  }
  return tokens;
}

type Place = { text: string; tokens: readonly Token[]; compiled: CompiledLexicon };

function tokensInTitles({ text, tokens, compiled }: Place): Set<number> {
  const inside = new Set<number>();
  tokens.forEach((token, at) => {
    for (const title of compiled.titles.get(token.word) ?? []) {
      if (matchesAt({ text, tokens, words: title, at })) for (let each = at; each < at + title.length; each += 1) inside.add(each);
    }
  });
  return inside;
}

function longestForm({ text, tokens, at, compiled }: Place & { at: number }): Form | undefined {
  const word = tokens[at]?.word ?? '';
  let best: Form | undefined;
  const consider = (form: Form) => {
    if (best && (best.words.length > form.words.length || (best.words.length === form.words.length && best.stem === false))) return;
    if (matchesAt({ text, tokens, words: form.words, at, stem: form.stem })) best = form;
  };
  for (const form of compiled.byFirstWord.get(word) ?? []) consider(form);
  for (let length = compiled.shortestStem; length <= Math.min(word.length, compiled.longestStem); length += 1) {
    for (const form of compiled.byStem.get(word.slice(0, length)) ?? []) consider(form);
  }
  return best;
}

/** Whether the words stand at token `at`, one after another with nothing but spaces or hyphens between. */
function matchesAt(place: { text: string; tokens: readonly Token[]; words: readonly string[]; at: number; stem?: boolean }): boolean {
  const { text, tokens, words, at, stem = false } = place;
  if (at < 0) return false;
  for (let each = 0; each < words.length; each += 1) {
    const token = tokens[at + each];
    const word = words[each] ?? '';
    if (!token) return false;
    const last = each === words.length - 1;
    if (stem && last ? !(token.word.startsWith(word) && isTamilSuffix(token.word.slice(word.length))) : token.word !== word) return false;
    const previous = tokens[at + each - 1];
    if (each > 0 && previous && !gapPattern.test(text.slice(previous.end, Math.min(token.start, previous.end + 5)))) return false;
  }
  return true;
}

function isExcused({ text, tokens, from, next, form, compiled }: Place & { from: number; next: number; form: Form }): boolean {
  const before = tokens[from - 1];
  const first = tokens[from];
  if (before && first && gapPattern.test(text.slice(before.end, Math.min(first.start, before.end + 5)))) {
    if (form.term.notAfter.some((words) => matchesAt({ text, tokens, words, at: from - words.length }))) return true;
  }
  const last = tokens[next - 1];
  const after = tokens[next];
  if (last && after && gapPattern.test(text.slice(last.end, Math.min(after.start, last.end + 5)))) {
    const stem = compiled.suffixes;
    if (form.term.notBefore.some((words) => matchesAt({ text, tokens, words, at: next, stem }))) return true;
  }
  return false;
}
