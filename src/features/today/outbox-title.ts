/** One line for a command that has not been read back yet, in words of the work and not of the software. */
import type { OutboxItem } from '../../device/device.ts';
import { m } from '../../paraglide/messages.js';
import type { PersonRow } from '../people/person.ts';

const titles: Record<string, (about: { name: string }) => string> = {
  'record-contact': m.today_item_contact,
  'add-entry': m.today_item_words,
  'register-person': m.today_item_new_person,
  'edit-person': m.today_item_profile,
  'set-goal': m.today_item_goal,
  'change-goal': m.today_item_goal,
  'rate-goal': m.today_item_goal,
  'add-step': m.today_item_goal,
  'change-step': m.today_item_goal,
  'add-follow-up': m.today_item_follow_up,
  'change-follow-up': m.today_item_follow_up,
  'plan-visit': m.today_item_visit,
  'change-visit': m.today_item_visit,
  'enrol-person': m.today_item_programmes,
  'end-enrolment': m.today_item_programmes,
  'cosign-contact': m.today_item_cosign,
  'strike-contact': m.today_item_strike,
  'confirm-purge': m.today_item_purge,
  'record-look': m.today_item_look,
  'draft-consent': m.consents_item,
  'explain-consent': m.consents_item,
  'sign-consent': m.consents_item,
  'decline-consent': m.consents_item,
  'withdraw-consent': m.consents_item,
  'mark-consent-deficient': m.consents_item,
  'set-lock': m.locks_entry,
  'lift-lock': m.locks_entry,
  'share-progress-report': m.disclosures_item,
  'open-emergency': m.emergencies_item_opened,
  'tell-in-emergency': m.emergencies_item_told,
};

export function outboxTitle(item: OutboxItem, people: ReadonlyMap<string, PersonRow>): string {
  // What outlasts one's access to a person hangs on the organisation; its arguments say whom it is about.
  const about = (item.args as { personId?: unknown } | null)?.personId;
  const found = [...item.rows.map((row) => row.scopeId), String(about)].flatMap((id) => people.get(id)?.name ?? []);
  const names = [...new Set(found)];
  const name = names.join(', ');
  const title = titles[item.name];
  if (!title) return m.today_item_other();
  return name === '' ? m.today_item_other() : title({ name });
}
