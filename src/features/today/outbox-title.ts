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
  'record-look': m.today_item_look,
};

export function outboxTitle(item: OutboxItem, people: ReadonlyMap<string, PersonRow>): string {
  const names = [...new Set(item.rows.flatMap((row) => people.get(row.scopeId)?.name ?? []))];
  const name = names.join(', ');
  const title = titles[item.name];
  if (!title) return m.today_item_other();
  return name === '' ? m.today_item_other() : title({ name });
}
