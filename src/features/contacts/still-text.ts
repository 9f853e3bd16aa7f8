/** What has still to be chosen before a contact can be saved, in one sentence. */
import { m } from '../../paraglide/messages.js';
import type { missingFrom } from './record-form.ts';

type Missing = ReturnType<typeof missingFrom>[number];

const words: Readonly<Record<Missing, () => string>> = {
  who: m.contacts_missing_who,
  minutes: m.contacts_missing_minutes,
  where: m.contacts_missing_where,
  did: m.contacts_missing_did,
};

export function stillText(missing: readonly Missing[], locale: string): string {
  return m.contacts_still({
    what: new Intl.ListFormat(locale, { type: 'conjunction' }).format(missing.map((what) => words[what]())),
  });
}
