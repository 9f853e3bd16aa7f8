/** Rows about one person, as if recorded some time ago by who walks with them. Each call makes a new one and gives its id. */
import { assembleDocument, documentText } from '../../src/features/consents/consent-document.ts';
import { newId } from '../../src/shared/id.ts';
import { aSignature, kindOf, someTerms } from '../factories/a-consent.ts';

/** What an argument may refer to. */
export type Kind =
  | 'person'
  | 'programme'
  | 'staff'
  | 'goal'
  | 'step'
  | 'rating'
  | 'contact'
  | 'entry'
  | 'follow_up'
  | 'visit'
  | 'enrolment'
  | 'assignment'
  | 'look'
  | 'invitation'
  | 'consent'
  | 'lock'
  | 'disclosure'
  | 'view'
  | 'representative'
  | 'request'
  | 'emergency';

export type Given = Record<
  Exclude<Kind, 'person' | 'programme' | 'staff' | 'invitation' | 'assignment' | 'consent' | 'request' | 'emergency'>,
  () => Promise<string>
> & {
  /** One that stands, unless another state is asked for. */
  consent: (state?: 'draft' | 'explained' | 'active') => Promise<string>;
  /** A copy that somebody asked for, unless another kind; in the state it is wanted in. */
  request: (of?: { kind?: string; state?: 'asked' | 'working' | 'denied' }) => Promise<string>;
  /** Of the last days and over, opened by the walker unless somebody else is named. */
  emergency: (staffId?: string) => Promise<string>;
  assignment: (staffId?: string) => Promise<string>;
  entryOn: (contactId: string) => Promise<string>;
};

export function giveRows(
  sql: (statement: string) => Promise<void>,
  about: { orgId: string; programmeId: string; person: string; walker: string },
): Given {
  const { orgId: org, programmeId: programme, person, walker } = about;
  const made = async (write: (id: string) => string) => {
    const id = newId();
    await sql(write(id));
    return id;
  };
  const goal = (id: string) =>
    `insert into kith.goals (org_id, id, person_id, words, created_by, created_at) values ('${org}', '${id}', '${person}', 'Walk to the sea', '${walker}', now());`;
  const contact = (id: string) =>
    `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words,
       pack_version, recorded_at)
     values ('${org}', '${id}', '${newId()}', '${person}', '${programme}', '${walker}', now() - interval '2 days', 40, current_date - 2, 'park',
       'in_person', '{listened}', 'none', 'core@2026.1', now() - interval '2 days');`;
  const entry = (id: string, contactId: string) =>
    `insert into kith.entries (org_id, id, contact_id, person_id, author_id, voice, audience, words, language, shown, written_at)
     values ('${org}', '${id}', '${contactId}', '${person}', '${walker}', 'peer', 'team', 'We walked', 'en', 'together', now())`;
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  const consent = (id: string, state: 'draft' | 'explained' | 'active') => {
    const terms = someTerms({ classes: ['goal_plan'] });
    const document = quoted(documentText(assembleDocument(kindOf('in-mhca-dpdp'), terms)));
    const explained = state === 'draft' ? 'null, null, null' : `'${walker}', now(), 'en'`;
    const signed =
      state === 'active'
        ? `${quoted(JSON.stringify(aSignature))}, '${walker}', now(), now(), ${document}, encode(sha256(convert_to(${document}, 'UTF8')), 'hex'), 'here'`
        : 'null, null, null, null, null, null, null';
    return `insert into kith.consents (org_id, id, person_id, kind, terms, recipient_key, expires_on, pack_version, drafted_by, drafted_at, state,
        explained_by, explained_at, explained_language, signature, signed_by, signed_at, signed_received_at, document, document_hash, copy_offered)
      values ('${org}', '${id}', '${person}', 'in-mhca-dpdp', ${quoted(JSON.stringify(terms))}, 'dr revathi’s room', '2098-12-31', 'core@2026.1',
        '${walker}', now(), '${state}', ${explained}, ${signed});`;
  };
  return {
    consent: (state = 'active') => made((id) => consent(id, state)),
    lock: () =>
      made(
        (id) => `insert into kith.locks (org_id, id, person_id, covers, outside_name, outside_key, words, set_by, set_at)
          values ('${org}', '${id}', '${person}', 'billing', 'The payer', 'the payer', 'Not the payer', '${walker}', now())`,
      ),
    disclosure: () =>
      made((id) => {
        const consentId = newId();
        return `${consent(consentId, 'active')}
          insert into kith.disclosures (org_id, id, person_id, consent_id, discloser_id, recipient_name, description, purpose, legal_basis, channel,
            notice_id, consent_attached, partial_because_locked, from_day, to_day, content, content_hash)
          values ('${org}', '${id}', '${person}', '${consentId}', '${walker}', 'Dr Revathi’s room', 'goals', 'care_team', 'in-mhca-dpdp', 'pdf',
            'in-mhca-dpdp@2026.1', true, false, current_date - 30, current_date, '{}', encode(sha256(convert_to('{}', 'UTF8')), 'hex'))`;
      }),
    goal: () => made(goal),
    step: () =>
      made((id) => {
        const goalId = newId();
        return `${goal(goalId)} insert into kith.goal_steps (org_id, id, goal_id, person_id, words, created_at)
          values ('${org}', '${id}', '${goalId}', '${person}', 'Buy shoes', now())`;
      }),
    rating: () =>
      made((id) => {
        const goalId = newId();
        return `${goal(goalId)} insert into kith.goal_ratings (org_id, id, goal_id, person_id, closeness, rated_at, recorded_by)
          values ('${org}', '${id}', '${goalId}', '${person}', 4, now(), '${walker}')`;
      }),
    contact: () => made(contact),
    entry: () =>
      made((id) => {
        const contactId = newId();
        return `${contact(contactId)} ${entry(id, contactId)}`;
      }),
    entryOn: (contactId) => made((id) => entry(id, contactId)),
    follow_up: () =>
      made(
        (id) => `insert into kith.follow_ups (org_id, id, person_id, owner_id, words, created_at)
          values ('${org}', '${id}', '${person}', '${walker}', 'Call about the bus', now())`,
      ),
    visit: () =>
      made(
        (id) => `insert into kith.visits (org_id, id, person_id, staff_id, starts_at, place, mode)
          values ('${org}', '${id}', '${person}', '${walker}', now() + interval '2 days', 'park', 'in_person')`,
      ),
    look: () =>
      made(
        (id) => `insert into kith.looks (org_id, id, person_id, staff_id, what, looked_at, offline)
          values ('${org}', '${id}', '${person}', '${walker}', 'record', now(), false)`,
      ),
    // One that has ended: a person has one at a time, and who stands on the stage may have it.
    view: () =>
      made(
        (id) => `insert into kith.views (org_id, id, person_id, locale, made_by, begins_at, ends_at, ended_by)
          values ('${org}', '${id}', '${person}', 'en', '${walker}', now() - interval '3 days', now() - interval '1 day', '${walker}')`,
      ),
    representative: () =>
      made(
        (
          id,
        ) => `insert into kith.representatives (org_id, id, person_id, kind, name, name_key, basis, basis_on, parts, pack_version, locale, made_by)
          values ('${org}', '${id}', '${person}', 'named-supporter', 'Supporter', 'supporter', 'wish', current_date, '{goals}', 'core@2026.1', 'en',
            '${walker}')`,
      ),
    emergency: (staffId = walker) =>
      made(
        (
          id,
        ) => `insert into kith.emergencies (org_id, id, person_id, person_name, staff_id, opens, opened_at, ends_at, offline, medical_only,
            risk_test, complete_by, review_by)
          values ('${org}', '${id}', '${person}', '', '${staffId}', true, now() - interval '2 days', now() - interval '44 hours', false, true,
            false, now() - interval '40 hours', now() - interval '1 day')`,
      ),
    request: ({ kind = 'copy', state = 'asked' } = {}) =>
      made(
        (
          id,
        ) => `insert into kith.requests (org_id, id, person_id, kind, words, asked_by, asked_at, asked_how, rule, due_on, state, outcome, reason,
            answer_words, answered_by, answered_at)
          select '${org}', '${id}', '${person}', '${kind}', 'All of it', '${walker}', now(), 'spoken', 'hipaa-access', current_date + 30,
            case when '${state}' = 'denied' then 'answered' else '${state}' end, d.outcome, d.reason, d.words, d.by, d.at
          from (select 1) one left join (select 'denied' as outcome, 'accurate' as reason, 'It is so' as words, '${walker}'::uuid as by, now() as at) d
            on '${state}' = 'denied'`,
      ),
    enrolment: () =>
      made(
        (id) => `insert into kith.enrolments (org_id, id, person_id, programme_id, enrolled_on)
          values ('${org}', '${id}', '${person}', '${programme}', '2026-03-02')`,
      ),
    assignment: (staffId = walker) =>
      made(
        (id) => `insert into kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, made_by)
          values ('${org}', '${id}', '${person}', '${staffId}', '${programme}', 'peer', now() - interval '1 day', '${walker}')`,
      ),
  };
}
