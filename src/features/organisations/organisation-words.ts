/** Words on the screens for what the organisation chose. */
import { m } from '../../paraglide/messages.js';
import type { peopleWords } from './organisation.ts';

export function peopleWordName(word: (typeof peopleWords)[number]): string {
  switch (word) {
    case 'person':
      return m.organisations_people_word_person();
    case 'participant':
      return m.organisations_people_word_participant();
    case 'member':
      return m.organisations_people_word_member();
    case 'peer':
      return m.organisations_people_word_peer();
  }
}

/** Each language in its own name, so that it is found by who needs it. */
export function languageName(code: string): string {
  return code === 'ta' ? 'தமிழ்' : 'English';
}
