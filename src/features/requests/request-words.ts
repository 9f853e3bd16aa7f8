/** What requests are called on screens, and what their clock says. */
import { m } from '../../paraglide/messages.js';
import type { AskedHow, CopyPart, Identity, Outcome, Reason, RequestKind, RequestRow } from './request.ts';
import type { FileKind } from './request-file.ts';

/** In the screen's language, or in the one that is given: letters go in the reader's. */
type Text = (nothing?: Record<string, never>, say?: { locale?: 'en' | 'ta' }) => string;

export const kindWords: Record<RequestKind, { title: Text; lead: Text }> = {
  copy: { title: m.requests_copy, lead: m.requests_copy_lead },
  correction: { title: m.requests_correction, lead: m.requests_correction_lead },
  deletion: { title: m.requests_deletion, lead: m.requests_deletion_lead },
  restriction: { title: m.requests_restriction, lead: m.requests_restriction_lead },
  accounting: { title: m.requests_accounting, lead: m.requests_accounting_lead },
  intermediaries: { title: m.requests_intermediaries, lead: m.requests_intermediaries_lead },
  complaint: { title: m.requests_complaint, lead: m.requests_complaint_lead },
};
export const howWords: Record<AskedHow, Text> = {
  own_page: m.requests_how_own_page,
  spoken: m.requests_how_spoken,
  letter: m.requests_how_letter,
};
export const identityWords: Record<Identity, Text> = {
  own_page: m.requests_identity_own_page,
  known: m.requests_identity_known,
  document: m.requests_identity_document,
};
export const outcomeWords: Record<Outcome, Text> = {
  granted: m.requests_outcome_granted,
  partly: m.requests_outcome_partly,
  denied: m.requests_outcome_denied,
};
export const reasonWords: Record<Reason, Text> = {
  accurate: m.requests_reason_accurate,
  not_ours: m.requests_reason_not_ours,
  not_there: m.requests_reason_not_there,
  law_keeps: m.requests_reason_law_keeps,
  harm_to_person: m.requests_reason_harm_to_person,
  harm_to_others: m.requests_reason_harm_to_others,
  cannot_be_kept: m.requests_reason_cannot_be_kept,
};
export const partWords: Record<CopyPart, Text> = {
  about_me: m.requests_part_about_me,
  goals: m.requests_part_goals,
  meetings: m.requests_part_meetings,
  words: m.requests_part_words,
  plans: m.requests_part_plans,
  agreed: m.requests_part_agreed,
  looks: m.requests_part_looks,
};
export const fileWords: Record<FileKind, Text> = {
  copy: m.requests_file_copy,
  accounting: m.requests_file_accounting,
  intermediaries: m.requests_file_intermediaries,
  letter_received: m.requests_file_letter_received,
  letter_extended: m.requests_file_letter_extended,
  letter_answered: m.requests_file_letter_answered,
};
const itemWords: Record<NonNullable<RequestRow['itemTable']>, Text> = {
  goals: m.requests_about_goals,
  contacts: m.requests_about_contacts,
  entries: m.requests_about_entries,
};

/** What was asked; a kind of a newer server is said to be one. */
export function kindTitle(kind: RequestKind): string {
  return (kindWords[kind]?.title ?? m.frame_unknown_code)();
}

export function itemTitle(request: Pick<RequestRow, 'itemTable'>): string | null {
  return request.itemTable ? itemWords[request.itemTable]() : null;
}

/** "12 days left", "Today is the last day", "3 days overdue": in words, so that no colour has to say it. */
export function daysText(left: number | null): string {
  if (left === null) return m.requests_no_day();
  if (left === 0) return m.requests_last_day();
  if (left === 1) return m.requests_one_day_left();
  if (left === -1) return m.requests_one_overdue();
  return left > 0 ? m.requests_days_left({ n: left }) : m.requests_overdue({ n: -left });
}
