/** What the parts of a report are called. */
import { m } from '../../paraglide/messages.js';

type Name = (nothing: Record<string, never>, say: { locale?: 'en' | 'ta' }) => string;

const names: Record<string, Name> = {
  goals: m.disclosures_part_goals,
  closeness: m.disclosures_part_closeness,
  meetings: m.disclosures_part_meetings,
  words: m.disclosures_part_words,
};

/**
 * A part of a newer server than this app is called by its code.
 * @param language the screen's, when none is given
 */
export function partName(part: string, language?: 'en' | 'ta'): string {
  return names[part]?.({}, language === undefined ? {} : { locale: language }) ?? part;
}
