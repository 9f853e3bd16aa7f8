/** The words of letters and papers, in the language they are asked for: not the one of whoever prints them. */
import type { CopyPart, Reason, RequestKind } from './request.ts';

export type LetterWords = Awaited<ReturnType<typeof wordsOfLetters>>;

export async function wordsOfLetters(language: 'en' | 'ta') {
  const { m } = await import('../../paraglide/messages.js');
  const say = { locale: language } as const;
  const { kindWords, partWords, reasonWords } = await import('./request-words.ts');
  const { partName } = await import('../disclosures/part-names.ts');
  const held = { answer: m.letters_held_answer, locked: m.letters_held_locked, not_theirs: m.letters_held_not_theirs };
  return {
    m,
    say,
    kind: (code: string) => kindWords[code as RequestKind]?.title({}, say) ?? code,
    reason: (code: Reason) => reasonWords[code]({}, say),
    copyPart: (code: CopyPart) => partWords[code]({}, say),
    part: (code: string) => partName(code, language),
    heldWhy: (why: keyof typeof held) => held[why]({}, say),
    /** What somebody looked at. */
    lookedAt: (what: string) => m.letters_looked_at({ what: lookedAtWords(what, m, say) }, say),
  };
}

type Messages = typeof import('../../paraglide/messages.js')['m'];

function lookedAtWords(what: string, m: Messages, say: { locale: 'en' | 'ta' }): string {
  const known: Record<string, () => string> = {
    goals: () => m.requests_part_goals({}, say),
    entries: () => m.requests_part_words({}, say),
    contacts: () => m.requests_part_meetings({}, say),
    looks: () => m.requests_part_looks({}, say),
    profile: () => m.requests_part_about_me({}, say),
    export: () => m.letters_looked_export({}, say),
  };
  return (known[what] ?? (() => m.letters_looked_record({}, say)))();
}
