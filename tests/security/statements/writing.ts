/** Writing: oneself into someone's life, over what stands, in somebody else's name, or away. */
import type { Probe } from '../probe.ts';

/** Whatever a statement says of whom it lets in and until when, the database has its own idea. */
const opensFor = (staff: string, person: string, opens = 'true') =>
  `insert into kith.emergencies (org_id, id, person_id, person_name, staff_id, opens, opened_at, ends_at, offline, medical_only, risk_test, complete_by, review_by)
   values ('{here}', gen_random_uuid(), '${person}', 'x', '${staff}', ${opens}, now(), now() + interval '4 hours', false, false, false, now(), now())`;
const judged = (by: string) => `outcome = 'justified', review_words = 'x', reviewed_by = '${by}', reviewed_at = now()`;

const assign = (person: string, staff: string, by: string, programme = 'walk') =>
  `insert into kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, made_by)
   values ('{here}', gen_random_uuid(), '{${person}}', '{${staff}}', '{${programme}}', 'peer', now() - interval '1 day', '{${by}}')`;
const contact = (person: string, author: string) =>
  `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, pack_version, recorded_at)
   values ('{here}', gen_random_uuid(), gen_random_uuid(), '{${person}}', '{walk}', '{${author}}', now(), 15, '2026-10-01', 'home', 'in_person', '{}', 'none', 'core@1', now())`;
const entry = (person: string, author: string, contactOf = person) =>
  `insert into kith.entries (org_id, id, contact_id, person_id, author_id, voice, audience, words, language, written_at)
   select '{here}', gen_random_uuid(), c.id, '{${person}}', '{${author}}', 'peer', 'team', 'planted', 'en', now() from kith.contacts c where c.person_id = '{${contactOf}}' limit 1`;
const look = (person: string, staff: string) =>
  `insert into kith.looks (org_id, id, person_id, staff_id, what, looked_at, offline) values ('{here}', gen_random_uuid(), '{${person}}', '{${staff}}', 'record', now(), false)`;
const register = (id: string, by: string, org = 'here') =>
  `insert into kith.people (org_id, id, programme_id, name, registered_by, registered_at) values ('{${org}}', ${id}, '{walk}', 'Planted', '{${by}}', now())`;
/** A link that chooses somebody's password, as an administrator's command writes it. */
const reset = (staff: string, by: string, more: { org?: string; kind?: string; expires?: string } = {}) =>
  `insert into kith.password_resets (org_id, id, staff_id, kind, made_by, expires_at)
   values ('{${more.org ?? 'here'}}', gen_random_uuid(), '{${staff}}', '${more.kind ?? 'administrator'}', ${by === 'nobody' ? 'null' : `'{${by}}'`}, ${more.expires ?? `now() + interval '1 hour'`})`;

const consent = (person: string, by: string, state = 'draft') =>
  `insert into kith.consents (org_id, id, person_id, kind, terms, recipient_key, pack_version, drafted_by, drafted_at, state)
   values ('{here}', gen_random_uuid(), '{${person}}', 'in-mhca-dpdp', '{}', 'planted', 'core@1', '{${by}}', now(), '${state}')`;
const lock = (person: string, by: string) =>
  `insert into kith.locks (org_id, id, person_id, covers, staff_id, words, set_by, set_at)
   values ('{here}', gen_random_uuid(), '{${person}}', 'all', '{arul}', 'planted', '{${by}}', now())`;
/** What the gate writes; each consent of the attack world has a document that is not what its hash says. */
const share = (person: string, by: string) =>
  `insert into kith.disclosures (org_id, id, person_id, consent_id, discloser_id, recipient_name, description, purpose, legal_basis, channel, notice_id,
     consent_attached, partial_because_locked, from_day, to_day, content, content_hash)
   select '{here}', gen_random_uuid(), '{${person}}', c.id, '{${by}}', 'planted', '', 'x', 'x', 'pdf', 'x', true, false, '2026-01-01', '2026-01-02', '', ''
   from kith.consents c limit 1`;

export const writing: readonly Probe[] = [
  // -- consents, locks and sharing: for people in reach, in one's own name, and nothing without a consent that stands
  ['near', 'meena', consent('kavi', 'meena'), 'done 1'],
  ['near', 'meena', consent('murugan', 'meena'), '42501'],
  ['near', 'meena', consent('kavi', 'arul'), '42501'],
  ['near', 'meena', consent('kavi', 'meena', 'explained'), '42501'],
  ['near', 'forged', consent('kavi', 'meena'), '42501'],
  ['wide', 'devi', consent('kavi', 'devi'), '42501'],
  ['admin', 'anu', consent('kavi', 'anu'), '42501'],
  ['near', 'meena', `update kith.consents set state = 'revoked', ended_how = 'said'`, 'done 4'],
  ['near', 'meena', `update kith.consents set state = 'revoked', ended_how = 'said' where person_id = '{murugan}'`, 'nothing'],
  ['near', 'meena', `update kith.consents set terms = '{}'`, '42501'],
  ['near', 'meena', `update kith.consents set person_id = '{murugan}'`, '42501'],
  ['near', 'meena', `update kith.consents set document = 'other words'`, '42501'],
  [
    'near',
    'meena',
    [`update kith.consents set state = 'revoked', ended_how = 'said'`, `update kith.consents set state = 'active', ended_how = null`],
    '42501',
  ],
  ['near', 'meena', `delete from kith.consents`, '42501'],
  ['past', 'meena', `update kith.consents set state = 'revoked', ended_how = 'said'`, 'nothing'],
  ['past', 'meena', `update kith.consents set document = ''`, '42501'],
  ['rollup', 'meena', `update kith.consents set state = 'revoked'`, '42501'],
  ['near', 'meena', lock('kavi', 'meena'), 'done 1'],
  ['near', 'meena', lock('murugan', 'meena'), '42501'],
  ['near', 'meena', lock('kavi', 'latha'), '42501'],
  ['wide', 'devi', lock('murugan', 'devi'), '42501'],
  ['past', 'meena', lock('murugan', 'meena'), '42501'],
  ['near', 'latha', `update kith.locks set lifted_by = '{latha}', lifted_at = now() where staff_id = '{latha}'`, 'nothing'],
  ['near', 'cora', `update kith.locks set lifted_by = '{cora}', lifted_at = now() where covers = 'item'`, 'nothing'],
  ['near', 'arul', `update kith.locks set lifted_by = '{meena}', lifted_at = now()`, '42501'],
  ['near', 'arul', `update kith.locks set staff_id = '{arul}'`, '42501'],
  ['near', 'arul', `delete from kith.locks`, '42501'],
  // Locked goals stay as they are for whom they are locked against, whatever the statement asks to read.
  ['near', 'latha', `update kith.goals set words = 'planted'`, 'done 0'],
  ['near', 'meena', share('kavi', 'meena'), '42501'],
  ['near', 'meena', share('kavi', 'arul'), '42501'],
  ['near', 'meena', `update kith.disclosures set content = 'other'`, '42501'],
  ['near', 'meena', `delete from kith.disclosures`, '42501'],
  // -- links that choose a colleague's password: never upwards, never for oneself, never in another's name
  ['admin', 'anu', reset('meena', 'anu'), 'done 1'],
  ['admin', 'anu', reset('dina', 'anu'), '42501'],
  ['admin', 'anu', reset('anu', 'anu'), '42501'],
  ['admin', 'anu', reset('gone', 'anu'), '42501'],
  ['admin', 'anu', reset('zoe', 'anu'), '42501'],
  ['admin', 'anu', reset('zoe', 'anu', { org: 'there' }), '42501'],
  ['admin', 'anu', reset('meena', 'dina'), '42501'],
  ['admin', 'anu', reset('meena', 'nobody', { kind: 'mail' }), '42501'],
  ['admin', 'anu', reset('meena', 'nobody', { kind: 'operator' }), '42501'],
  ['admin', 'anu', reset('meena', 'anu', { expires: `now() + interval '2 days'` }), 'error'],
  ['admin', 'dina', reset('anu', 'dina'), 'done 1'],
  ['admin', 'dina', reset('dina', 'dina'), '42501'],
  ['admin', 'meena', reset('arul', 'meena'), '42501'],
  ['admin', 'gone', reset('meena', 'gone'), '42501'],
  ['admin', 'forged', reset('meena', 'dina'), '42501'],
  ['near', 'anu', reset('meena', 'anu'), '42501'],
  ['wide', 'dina', reset('meena', 'dina'), '42501'],
  [
    'admin',
    'anu',
    `insert into kith.password_resets (org_id, id, staff_id, kind, made_by, expires_at, salt) values ('{here}', gen_random_uuid(), '{meena}', 'administrator', '{anu}', now() + interval '1 hour', '{meena}')`,
    '42501',
  ],
  [
    'admin',
    'anu',
    `insert into kith.password_resets (org_id, id, staff_id, kind, made_by, expires_at, made_at) values ('{here}', gen_random_uuid(), '{meena}', 'administrator', '{anu}', now() + interval '9 days', now() + interval '9 days')`,
    '42501',
  ],
  ['admin', 'anu', [`delete from kith.password_resets`], '42501'],
  ['admin', 'anu', `update kith.password_resets set used_at = null`, '42501'],
  ['admin', 'anu', `update kith.password_resets set expires_at = expires_at + interval '1 hour'`, '42501'],
  ['admin', 'anu', `update kith.password_resets set made_by = '{dina}'`, '42501'],
  ['admin', 'anu', `update kith.password_resets set withdrawn_at = now()`, 'done 1'],
  ['admin', 'anu', `update kith.password_resets set withdrawn_at = null`, '42501'],
  ['admin', 'meena', `update kith.password_resets set withdrawn_at = now()`, 'nothing'],
  ['admin', 'zed', `update kith.password_resets set withdrawn_at = null where org_id = '{here}'`, 'nothing'],
  ['admin', 'meena', `select unnest(kith.me_resettable())`, 'nothing'],
  ['admin', 'anu', `select unnest(kith.me_resettable()) intersect select '{dina}'::uuid`, 'nothing'],
  ['near', 'meena', `select kith.me_resettable()`, '42501'],
  ['admin', 'anu', `select kith.door_use_reset(id, 'hash') from kith.password_resets`, '42501'],
  ['admin', 'anu', `select kith.door_ask_reset(gen_random_uuid(), 'dina@example.org')`, '42501'],
  ['admin', 'anu', `select * from kith.door_reset_to_mail('{meena}')`, '42501'],
  ['admin', 'anu', `select kith.operator_make_reset('dina@example.org', gen_random_uuid())`, '42501'],
  ['app', 'anu', `select * from kith.door_resets_of('account')`, '42501'],

  // -- tables that grant reach
  ['near', 'meena', assign('murugan', 'meena', 'meena'), '42501'],
  ['near', 'meena', assign('murugan', 'meena', 'arul'), '42501'],
  ['near', 'meena', assign('kavi', 'arul', 'meena'), '42501'],
  ['near', 'meena', assign('former', 'meena', 'meena'), '42501'],
  ['near', 'meena', assign('later', 'meena', 'meena'), '42501'],
  ['near', 'meena', assign('newest', 'meena', 'meena'), 'done 1'], // she registered them and nobody walks with them
  ['near', 'arul', assign('newest', 'arul', 'arul'), '42501'],
  ['near', 'latha', assign('kavi', 'cora', 'latha'), 'done 1'], // a supervisor gives a peer's person to another
  ['near', 'latha', assign('murugan', 'latha', 'latha'), '42501'], // her supervision of Arul has ended
  ['near', 'anu', assign('kavi', 'anu', 'anu'), '42501'],
  ['near', 'gone', assign('murugan', 'gone', 'gone'), '42501'],
  ['near', 'zoe', assign('kavi', 'zoe', 'zoe'), '42501'],
  ['near', 'forged', assign('kavi', 'dina', 'dina'), '42501'],
  ['near', 'empty', assign('kavi', 'meena', 'meena'), '42501'],
  ['wide', 'devi', assign('kavi', 'cora', 'devi'), 'done 1'],
  ['wide', 'devi', assign('selvi', 'devi', 'devi'), '42501'], // not of her programme
  ['wide', 'devi', assign('selvi', 'devi', 'devi', 'second'), '42501'],
  ['wide', 'devi', assign('kavi', 'devi', 'dina'), '42501'],
  ['wide', 'bala', assign('kavi', 'bala', 'bala'), '42501'],
  ['wide', 'meena', assign('murugan', 'meena', 'meena'), '42501'],
  ['wide', 'zed', assign('kavi', 'zed', 'zed'), '42501'],
  ['near', 'meena', `update kith.assignments set ends_at = 'infinity'`, 'nothing'],
  ['near', 'meena', `update kith.assignments set staff_id = '{meena}'`, '42501'],
  ['near', 'meena', `update kith.assignments set person_id = '{murugan}' where staff_id = '{meena}'`, '42501'],
  ['near', 'latha', `update kith.assignments set ends_at = now() where person_id = '{kavi}'`, 'done 1'],
  ['near', 'latha', `update kith.assignments set ends_at = 'infinity' where person_id = '{murugan}'`, 'nothing'],
  ['wide', 'devi', `update kith.assignments set programme_id = '{second}'`, '42501'],
  ['wide', 'devi', `update kith.assignments set ends_at = now() where person_id = '{selvi}'`, 'nothing'],
  [
    'near',
    'meena',
    `insert into kith.supervisions (org_id, id, supervisor_id, staff_id) values ('{here}', gen_random_uuid(), '{meena}', '{ravi}')`,
    '42501',
  ],
  [
    'admin',
    'meena',
    `insert into kith.supervisions (org_id, id, supervisor_id, staff_id) values ('{here}', gen_random_uuid(), '{meena}', '{ravi}')`,
    '42501',
  ],
  ['near', 'meena', `insert into kith.staff_roles values ('{here}', '{meena}', 'director')`, '42501'],
  ['wide', 'devi', `insert into kith.staff_roles values ('{here}', '{devi}', 'director')`, '42501'],
  ['admin', 'meena', `insert into kith.staff_roles values ('{here}', '{meena}', 'director')`, '42501'],
  ['admin', 'devi', `insert into kith.staff_roles values ('{here}', '{devi}', 'director')`, '42501'],
  ['admin', 'gone', `insert into kith.staff_roles values ('{here}', '{gone}', 'biller')`, '42501'],
  ['admin', 'forged', `insert into kith.staff_roles values ('{here}', '{dina}', 'biller')`, '42501'],
  ['admin', 'anu', `insert into kith.staff_roles values ('{here}', '{meena}', 'senior_peer')`, 'done 1'],
  ['admin', 'zed', `insert into kith.staff_roles values ('{here}', '{meena}', 'director')`, '42501'],
  ['admin', 'anu', `insert into kith.staff_roles values ('{there}', '{zoe}', 'director')`, '42501'],
  ['near', 'meena', `insert into kith.staff_programmes values ('{here}', '{meena}', '{second}')`, '42501'],
  ['wide', 'devi', `insert into kith.staff_programmes values ('{here}', '{devi}', '{second}')`, '42501'],
  ['near', 'gone', `update kith.staff set active = true where id = '{gone}'`, '42501'],
  ['near', 'meena', `update kith.staff set user_id = 'account' where id = '{dina}'`, '42501'],
  ['near', 'meena', `update kith.staff set locale = 'ta' where id = '{arul}'`, 'nothing'],
  ['near', 'meena', `update kith.staff set locale = 'ta'`, 'done 1'],
  ['near', 'meena', `update kith.devices set revoked_at = null`, '42501'],
  // A key in a colleague's name would let one sign as them.
  [
    'near',
    'meena',
    `insert into kith.device_keys (org_id, id, staff_id, device_id, public_key)
       select '{here}', gen_random_uuid(), '{arul}', gen_random_uuid(), decode(repeat('04', 65), 'hex')`,
    '42501',
  ],
  ['near', 'meena', `update kith.device_keys set public_key = public_key`, '42501'],
  ['admin', 'dina', `insert into kith.device_keys (org_id) values ('{here}')`, '42501'],
  ['near', 'meena', `update kith.devices set label = 'x'`, 'done 1'],
  ['near', 'meena', `update kith.organisations set second_factor_required = false`, '42501'],
  ['admin', 'meena', `update kith.organisations set second_factor_required = false`, 'nothing'],
  ['admin', 'anu', `update kith.organisations set name = 'Taken' where org_id = '{there}'`, 'nothing'],

  // -- in somebody else's name, or about somebody out of reach
  ['near', 'meena', contact('kavi', 'meena'), 'done 1'],
  ['near', 'meena', contact('kavi', 'arul'), '42501'],
  ['near', 'meena', contact('murugan', 'meena'), '42501'],
  ['near', 'meena', contact('yan', 'meena'), '42501'],
  ['near', 'forged', contact('kavi', 'dina'), '42501'],
  ['near', 'meena', entry('kavi', 'meena'), 'done 1'],
  ['near', 'meena', entry('kavi', 'arul'), '42501'],
  ['near', 'meena', entry('murugan', 'meena', 'kavi'), '42501'],
  ['near', 'meena', look('kavi', 'meena'), 'done 1'],
  ['near', 'meena', look('kavi', 'arul'), '42501'],
  ['near', 'meena', look('murugan', 'meena'), '42501'],
  ['wide', 'devi', look('kavi', 'devi'), 'done 1'],
  ['wide', 'devi', look('selvi', 'devi'), '42501'],
  ['wide', 'bala', look('kavi', 'bala'), '42501'],
  ['near', 'meena', register('gen_random_uuid()', 'meena'), 'done 1'],
  ['near', 'meena', register('gen_random_uuid()', 'arul'), '42501'],
  ['near', 'meena', register('gen_random_uuid()', 'meena', 'there'), '42501'],
  ['near', 'meena', `${register('gen_random_uuid()', 'meena')} returning *`, '42501'], // nobody walks with them yet: not readable back
  [
    'near',
    'meena',
    `insert into kith.goals (org_id, id, person_id, words, created_by, created_at) values ('{here}', gen_random_uuid(), '{murugan}', 'x', '{meena}', now())`,
    '42501',
  ],
  [
    'near',
    'meena',
    `insert into kith.goal_ratings (org_id, id, goal_id, person_id, closeness, rated_at, recorded_by) select org_id, gen_random_uuid(), id, '{murugan}', 1, now(), '{meena}' from kith.goals limit 1`,
    '42501',
  ],
  ['near', 'meena', `insert into kith.people_words values ('{here}', '{murugan}', 'planted')`, '42501'],
  ['near', 'meena', `insert into kith.mirror_keeps values ('{here}', gen_random_uuid(), '{arul}', 'x', now())`, '42501'],
  [
    'near',
    'meena',
    `insert into kith.enrolments (org_id, id, person_id, programme_id, enrolled_on) values ('{here}', gen_random_uuid(), '{murugan}', '{walk}', '2026-01-01')`,
    '42501',
  ],
  [
    'wide',
    'devi',
    `insert into kith.enrolments (org_id, id, person_id, programme_id, enrolled_on) values ('{here}', gen_random_uuid(), '{selvi}', '{walk}', '2026-01-01')`,
    '42501',
  ],
  [
    'wide',
    'devi',
    `insert into kith.enrolments (org_id, id, person_id, programme_id, enrolled_on) values ('{here}', gen_random_uuid(), '{kavi}', '{walk}', '2026-01-01')`,
    'done 1',
  ],
  ['wide', 'devi', `insert into kith.contacts select * from kith.contacts limit 1`, '42501'],

  // -- over what stands
  ['near', 'meena', `update kith.entries set words = 'other words'`, '42501'],
  ['near', 'meena', `update kith.contacts set minutes = 600`, '42501'],
  ['near', 'meena', `update kith.contacts set author_id = '{arul}'`, '42501'],
  ['near', 'meena', `update kith.looks set what = 'goals'`, '42501'],
  ['near', 'meena', `update kith.receipts set refusal = null`, '42501'],
  ['near', 'meena', `update kith.goal_ratings set closeness = 10`, '42501'],
  ['near', 'meena', `update kith.people set org_id = '{there}'`, '42501'],
  ['near', 'meena', `update kith.people set registered_by = '{meena}'`, '42501'],
  ['near', 'meena', `update kith.people set programme_id = '{second}'`, '42501'],
  ['near', 'meena', `update kith.people set name = 'Taken over' where id = '{murugan}'`, 'nothing'],
  ['near', 'meena', `update kith.people set name = 'Better name' where id = '{kavi}' returning name`, 'done 1'],
  ['near', 'meena', `update kith.people p set name = 'x' from kith.staff s returning p.id, p.phone`, 'done 2'],
  ['near', 'meena', `update kith.goals set words = words || '' where person_id = '{murugan}' returning *`, 'nothing'],
  ['near', 'meena', `update kith.visits set org_id = '{there}'`, '42501'],
  ['near', 'meena', `update kith.changes set scope_id = '{kavi}'`, '42501'],
  ['near', 'meena', `update kith.change_counters set epoch = gen_random_uuid()`, '42501'],
  ['near', 'meena', `update kith.change_counters set n = n + 1 where org_id = '{there}'`, 'nothing'],
  ['near', 'meena', `update kith.audit_events set event = 'nothing.happened'`, '42501'],
  ['admin', 'anu', `update kith.audit_events set event = 'nothing.happened'`, '42501'],
  ['rollup', 'dina', `update kith.audit_events set event = 'nothing.happened'`, '42501'],
  ['rollup', 'dina', `update kith.audit_seals set hash = previous_hash`, '42501'],
  ['rollup', 'dina', `delete from kith.audit_seals`, '42501'],
  ['rollup', 'dina', `update kith.contacts set minutes = 1`, '42501'],
  ['rollup', 'dina', `update kith.people set merged_into = null`, '42501'],
  ['wide', 'devi', `update kith.people set name = 'x'`, '42501'],
  ['wide', 'devi', `update kith.people set version = version where id = '{selvi}'`, 'nothing'],
  ['wide', 'bala', `update kith.people set version = version`, 'nothing'],
  // Nor may what a coordinator writes carry words to where they may be read.
  ['wide', 'bala', `update kith.people set version = version returning matters`, '42501'],
  ['wide', 'devi', `update kith.people set version = length(matters)`, '42501'],
  ['wide', 'devi', `update kith.people set version = version returning id, name`, 'done 5'], // Murugan has locked his record against her
  ['wide', 'devi', `update kith.people set version = version returning matters`, '42501'],
  ['wide', 'devi', `update kith.people set version = version returning *`, '42501'],
  ['wide', 'devi', `update kith.enrolments e set left_reason = p.matters from kith.people p where p.id = e.person_id`, '42501'],
  [
    'wide',
    'devi',
    `merge into kith.enrolments e using kith.people p on p.id = e.person_id when matched then update set left_reason = p.culture`,
    '42501',
  ],
  ['wide', 'bala', `update kith.enrolments set left_reason = 'x'`, 'nothing'],
  [
    'near',
    'meena',
    `insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id) values ('{here}', 9, gen_random_uuid(), '{arul}', 'x', '{here}', gen_random_uuid())`,
    '42501',
  ],
  [
    'near',
    'meena',
    `insert into kith.receipts (org_id, actor_id, command_id, args_hash) values ('{here}', '{arul}', gen_random_uuid(), '\\x00')`,
    '42501',
  ],
  ['near', 'meena', `insert into kith.changes values ('{there}', '{there}', 999, 'people', '{yan}')`, '42501'],

  // -- away
  ...[
    'people',
    'contacts',
    'entries',
    'goals',
    'goal_steps',
    'goal_ratings',
    'contact_goals',
    'follow_ups',
    'visits',
    'looks',
    'enrolments',
    'assignments',
    'changes',
    'receipts',
    'audit_events',
    'audit_seals',
    'staff',
    'staff_roles',
    'supervisions',
    'devices',
    'device_keys',
    'mirror_keeps',
    'change_counters',
    'epochs',
    'organisations',
  ].map((table): Probe => ['near', 'meena', `delete from kith.${table}`, '42501']),
  ...['people', 'contacts', 'assignments', 'enrolments', 'count_exports', 'contact_weeks'].map(
    (table): Probe => ['wide', 'dina', `delete from kith.${table}`, '42501'],
  ),
  ...['staff', 'invitations', 'devices', 'programmes', 'supervisions', 'organisations', 'audit_events'].map(
    (table): Probe => ['admin', 'dina', `delete from kith.${table}`, '42501'],
  ),
  ['near', 'meena', `delete from kith.people_words where person_id = '{murugan}'`, 'nothing'],
  ['near', 'meena', 'delete from kith.people_words returning word', 'done 4'],
  ['near', 'meena', 'truncate kith.people cascade', '42501'],
  ['rollup', 'dina', 'truncate kith.contact_weeks', '42501'],
  ['rollup', 'dina', `delete from kith.contact_weeks where org_id = '{there}'`, 'nothing'],
  ['near', 'meena', 'drop table kith.looks', '42501'],
  ['near', 'meena', 'lock table kith.people in access exclusive mode', '42501'],

  // -- upsert and MERGE
  ['near', 'meena', `${register(`'{murugan}'`, 'meena')} on conflict (org_id, id) do update set name = 'Taken over' returning *`, '42501'],
  ['near', 'meena', `${register(`'{murugan}'`, 'meena')} on conflict do nothing`, 'nothing'],
  [
    'near',
    'meena',
    `${register(`'{kavi}'`, 'meena')} on conflict (org_id, id) do update set matters = excluded.name returning id`,
    'done 1',
  ],
  ['near', 'meena', `insert into kith.staff_roles values ('{here}', '{meena}', 'peer') on conflict do nothing`, '42501'],
  [
    'near',
    'meena',
    `merge into kith.people p using (values ('{murugan}'::uuid)) v (id) on p.id = v.id when matched then update set name = 'x'`,
    'nothing',
  ],
  [
    'near',
    'meena',
    `merge into kith.people p using (values ('{kavi}'::uuid)) v (id) on p.id = v.id when matched then update set name = 'x'`,
    'done 1',
  ],
  ['near', 'meena', `merge into kith.people p using (values ('{kavi}'::uuid)) v (id) on p.id = v.id when matched then delete`, '42501'],
  [
    'near',
    'meena',
    `merge into kith.assignments a using (values ('{murugan}'::uuid)) v (id) on a.person_id = v.id when not matched then insert (org_id, id, person_id, staff_id, programme_id, kind, starts_at, made_by) values ('{here}', gen_random_uuid(), v.id, '{meena}', '{walk}', 'peer', now(), '{meena}')`,
    '42501',
  ],
  [
    'near',
    'meena',
    `merge into kith.entries e using kith.contacts c on c.id = e.contact_id when matched then update set words = 'x'`,
    '42501',
  ],
  [
    'near',
    'meena',
    `merge into kith.staff_roles r using kith.staff s on s.id = r.staff_id when matched then update set role = 'director'`,
    '42501',
  ],
  [
    'admin',
    'meena',
    `merge into kith.staff_roles r using kith.staff s on s.id = r.staff_id when matched then update set role = 'director'`,
    'nothing',
  ],
  [
    'wide',
    'devi',
    `merge into kith.assignments a using kith.people p on p.id = a.person_id when matched and p.programme_id = '{second}' then update set ends_at = now()`,
    'nothing',
  ],
  [
    'wide',
    'devi',
    `merge into kith.enrolments e using (values ('{selvi}'::uuid)) v (id) on e.person_id = v.id when not matched then insert (org_id, id, person_id, programme_id, enrolled_on) values ('{here}', gen_random_uuid(), v.id, '{walk}', '2026-01-01')`,
    '42501',
  ],
  ['near', 'meena', `merge into kith.devices d using kith.staff s on s.id = d.staff_id when matched then update set label = 'x'`, 'done 1'],
  [
    'near',
    'meena',
    `merge into kith.devices d using kith.staff s on s.id = d.staff_id when matched then update set revoked_at = null`,
    '42501',
  ],
  // A MERGE that reads no column of its target is stopped by the write policy, row by row, instead of finding none.
  ['near', 'forged', `merge into kith.people p using (select 1) v on true when matched then update set name = 'x'`, '42501'],
  // -- break-glass lets one read, and write nothing but the record of it
  ['near', 'nila', `update kith.people set phone = '1' where id = '{murugan}'`, 'nothing'],
  ['near', 'nila', `update kith.goals set status = 'done' where person_id = '{murugan}'`, 'nothing'],
  ['near', 'nila', `update kith.contacts set struck_why = 'x' where person_id = '{murugan}'`, 'nothing'],
  ['near', 'nila', `update kith.follow_ups set words = 'x' where person_id = '{murugan}'`, 'nothing'],
  ['near', 'nila', `update kith.visits set note = 'x' where person_id = '{murugan}'`, 'nothing'],
  [
    'near',
    'nila',
    `insert into kith.follow_ups (org_id, id, person_id, owner_id, words, created_at) values ('{here}', gen_random_uuid(), '{murugan}', '{nila}', 'x', now())`,
    '42501',
  ],
  ['near', 'nila', `insert into kith.looks values ('{here}', gen_random_uuid(), '{murugan}', '{nila}', 'record', now(), false)`, 'done 1'],
  ['near', 'nila', `insert into kith.looks values ('{here}', gen_random_uuid(), '{selvi}', '{nila}', 'record', now(), false)`, '42501'],
  ['near', 'meena', opensFor('{meena}', '{selvi}'), 'done 1'],
  ['near', 'meena', opensFor('{arul}', '{selvi}'), '42501'],
  ['near', 'meena', opensFor('{meena}', '{yan}'), 'error'],
  ['near', 'bala', opensFor('{bala}', '{selvi}'), '42501'],
  ['near', 'eva', opensFor('{eva}', '{selvi}'), '42501'],
  ['near', 'anu', opensFor('{anu}', '{selvi}'), '42501'],
  ['near', 'gone', opensFor('{gone}', '{selvi}'), '42501'],
  ['near', 'meena', opensFor('{meena}', '{selvi}', 'false'), '42501'],
  ['wide', 'dina', opensFor('{dina}', '{selvi}'), '42501'],
  ['past', 'meena', opensFor('{meena}', '{selvi}'), '42501'],
  ['self', 'kavisView', opensFor('{kavisView}', '{selvi}'), '42501'],
  ['near', 'nila', `update kith.emergencies set ends_at = now() + interval '9 days'`, '42501'],
  ['near', 'nila', `update kith.emergencies set staff_id = '{meena}'`, '42501'],
  ['near', 'nila', `update kith.emergencies set nature = 'another'`, '42501'],
  ['near', 'nila', `update kith.emergencies set ${judged('{nila}')}`, '42501'],
  ['near', 'nila', `update kith.emergencies set ${judged('{dina}')}`, '42501'],
  ['near', 'dina', `update kith.emergencies set ${judged('{dina}')} where staff_id = '{dina}'`, '42501'],
  ['near', 'dina', `update kith.emergencies set ${judged('{dina}')} where staff_id = '{nila}'`, 'done 2'],
  ['near', 'dina', `update kith.emergencies set ${judged('{latha}')} where staff_id = '{nila}'`, '42501'],
  ['near', 'dina', `update kith.emergencies set nature = 'another' where staff_id = '{nila}'`, '42501'],
  ['near', 'latha', `update kith.emergencies set ${judged('{latha}')} where staff_id = '{meena}'`, 'done 1'],
  ['near', 'latha', `update kith.emergencies set ${judged('{latha}')} where staff_id = '{dina}'`, 'done 1'],
  ['near', 'latha', `update kith.emergencies set ${judged('{latha}')} where staff_id = '{nila}'`, 'nothing'],
  ['near', 'nila', `update kith.emergencies set person_read_at = now()`, '42501'],
  ['self', 'kavisView', `update kith.emergencies set person_read_at = now()`, 'done 2'],
  ['self', 'kavisView', `update kith.emergencies set nature = 'another'`, '42501'],
  ['self', 'kavisView', `select risk from kith.emergencies`, '42501'],
  ['self', 'kavisView', `select review_words from kith.emergencies`, '42501'],
  ['self', 'yansView', `select nature from kith.emergencies where person_id = '{kavi}'`, 'nothing'],
  ['near', 'nila', `delete from kith.emergencies`, '42501'],
];
