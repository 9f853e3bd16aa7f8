/** A view for somebody else: the parts that were given, of one record, until its end; nothing written in anybody's name. */
import type { Probe } from '../probe.ts';

const look = (person: string, by: string) =>
  `insert into kith.looks (org_id, id, person_id, staff_id, what, looked_at, offline)
   values ('{here}', gen_random_uuid(), '{${person}}', '{${by}}', 'record', now(), false)`;
const given = (person: string, by: string, parts = `array['goals']`) =>
  `insert into kith.representatives (org_id, id, person_id, kind, name, name_key, basis, basis_on, parts, pack_version, locale, made_by)
   values ('{here}', gen_random_uuid(), '{${person}}', 'named-supporter', 'Somebody', 'somebody', 'wish', '2026-04-01', ${parts}, 'core@1', 'en', '{${by}}')`;
const ended = (by: string, at = 'now()') => `update kith.representatives set ends_at = ${at}, ended_by = '{${by}}' where basis = 'wish'`;
const words = (by: string, voice: string) =>
  `insert into kith.entries (org_id, id, contact_id, person_id, author_id, voice, audience, kind, words, language, written_at)
   values ('{here}', gen_random_uuid(), gen_random_uuid(), '{kavi}', '{${by}}', '${voice}', 'team', 'entry', 'planted', 'en', now())`;

const outOfGoals = ['contacts', 'entries', 'looks', 'assignments', 'consents', 'contact_goals'];
const everything = [...outOfGoals, 'goals', 'goal_steps', 'goal_ratings'];
const neverTheirs = [
  'views',
  'view_invitations',
  'locks',
  'requests',
  'emergencies',
  'follow_ups',
  'enrolments',
  'supervisions',
  'staff_roles',
  'actors',
];
const isTheirs = [
  'goals',
  'goal_steps',
  'goal_ratings',
  'contacts',
  'contact_goals',
  'entries',
  'looks',
  'assignments',
  'consents',
  'changes',
];

export const representatives: readonly Probe[] = [
  // -- reading: only the parts given, of one person, while it lasts
  ...outOfGoals.map((table): Probe => ['representative', 'kavisGoals', `select * from kith.${table}`, 'nothing']),
  ['representative', 'kavisGoals', 'select id from kith.visits', 'nothing'],
  ['representative', 'kavisGoals', 'select id from kith.disclosures', 'nothing'],
  [
    'representative',
    'kavisGoals',
    `select * from kith.changes where table_name not in ('goals', 'goal_steps', 'goal_ratings', 'people', 'representatives')`,
    'nothing',
  ],
  ['representative', 'kavisGoals', 'select kith.me_represented_matters() where kith.me_represented_matters() is not null', 'nothing'],
  ...everything.map((table): Probe => ['representative', 'kavisFormer', `select * from kith.${table}`, 'nothing']),
  ['representative', 'kavisFormer', 'select id, name from kith.people', 'nothing'],
  ['representative', 'kavisFormer', 'select id from kith.staff', 'nothing'],
  ['representative', 'kavisFormer', 'select * from kith.organisations', 'nothing'],
  ['representative', 'kavisFormer', 'select id from kith.representatives', 'nothing'],
  ['representative', 'meena', 'select id from kith.people', 'nothing'],
  ['representative', 'kavisView', 'select id from kith.people', 'nothing'],
  ['representative', 'forged', 'select id from kith.people', 'nothing'],
  ['representative', 'empty', 'select id from kith.people', 'nothing'],
  // -- another's reach is not theirs: not the person's own view, not a colleague's
  ['self', 'kavisAll', 'select * from kith.people', 'nothing'],
  ['self', 'kavisAll', 'select * from kith.entries', 'nothing'],
  ['near', 'kavisAll', 'select * from kith.people', 'nothing'],
  ['representative', 'kavisAll', ['set local role kith_self', 'select * from kith.people'], 'nothing'],
  ['representative', 'kavisAll', ['set local role kith_near', 'select * from kith.entries'], 'nothing'],
  ...neverTheirs.map((table): Probe => ['representative', 'kavisAll', `select * from kith.${table}`, '42501']),
  ['representative', 'kavisAll', 'select matters from kith.people', '42501'],
  ['representative', 'kavisAll', 'select phone from kith.people', '42501'],
  ['representative', 'kavisAll', 'select note from kith.visits', '42501'],
  ['representative', 'kavisAll', 'select content from kith.disclosures', '42501'],
  ['representative', 'kavisAll', 'select user_id from kith.representatives', '42501'],
  ['representative', 'kavisAll', 'select email from kith.staff', '42501'],
  ['representative', 'kavisAll', `select kith.represented_in('goals', 'x')`, '42501'],
  ['representative', 'kavisAll', `select id from kith.people where id <> '{kavi}'`, 'nothing'],
  ['representative', 'kavisAll', `select * from kith.entries where audience = 'pair'`, 'nothing'],
  ['representative', 'kavisAll', `select * from kith.entries where voice = 'peer' and shown is null`, 'nothing'],
  ['representative', 'kavisAll', `select id from kith.representatives where id <> '{kavisAll}'`, 'nothing'],
  ...isTheirs.map((table): Probe => ['representative', 'kavisAll', `select * from kith.${table}`, 'model']),
  ['representative', 'kavisAll', 'select id, name from kith.staff', 'model'],
  ['representative', 'kavisAll', 'select id, name from kith.people', 'model'],
  ['representative', 'kavisAll', 'select id, starts_at from kith.visits', 'model'],
  ['representative', 'kavisGoals', 'select * from kith.goals', 'model'],
  ['representative', 'kavisGoals', 'select * from kith.changes', 'model'],
  ['representative', 'kavisGoals', 'select id, name from kith.staff', 'model'],
  ['near', 'meena', 'select id, name, parts from kith.representatives', 'model'],
  ['near', 'meena', 'select id, view_id from kith.view_invitations', 'model'],
  ['near', 'meena', 'select user_id from kith.representatives', '42501'],
  ['near', 'arul', `select id from kith.representatives where person_id = '{kavi}'`, 'nothing'],
  ['self', 'kavisView', 'select id, name, parts from kith.representatives', 'model'],
  ['self', 'yansView', `select id from kith.representatives where person_id = '{kavi}'`, 'nothing'],
  ['admin', 'anu', 'select * from kith.representatives', '42501'],
  ['wide', 'devi', 'select * from kith.representatives', '42501'],
  // -- writing: a look of one's own, and the end; nothing in the record
  ['representative', 'kavisGoals', look('kavi', 'kavisGoals'), 'done 1'],
  ['representative', 'kavisGoals', look('murugan', 'kavisGoals'), '42501'],
  ['representative', 'kavisGoals', look('kavi', 'kavisAll'), '42501'],
  ['representative', 'kavisGoals', look('kavi', 'kavisView'), '42501'],
  ['representative', 'kavisFormer', look('kavi', 'kavisFormer'), '42501'],
  ['representative', 'kavisAll', words('kavisAll', 'person'), '42501'],
  ['representative', 'kavisAll', words('kavisView', 'person'), '42501'],
  ['representative', 'kavisAll', words('kavisAll', 'peer'), '42501'],
  ['representative', 'kavisAll', `update kith.goals set words = 'other'`, '42501'],
  ['representative', 'kavisAll', `update kith.people set matters = 'other'`, '42501'],
  ['representative', 'kavisAll', `update kith.consents set state = 'revoked'`, '42501'],
  ['representative', 'kavisAll', 'delete from kith.looks', '42501'],
  ['representative', 'kavisAll', given('kavi', 'kavisAll'), '42501'],
  ['representative', 'kavisGoals', `update kith.representatives set parts = array['goals', 'entries']`, '42501'],
  ['representative', 'kavisGoals', `update kith.representatives set ends_at = 'infinity'`, '42501'],
  ['representative', 'kavisGoals', ended('kavisGoals', `now() + interval '1 day'`), '42501'],
  ['representative', 'kavisGoals', ended('meena'), '42501'],
  ['representative', 'kavisGoals', ended('kavisGoals'), 'done 1'],
  // -- the person takes back what they wished for, and not what a document gave
  ['self', 'kavisView', ended('kavisView'), 'done 1'],
  ['self', 'kavisView', `update kith.representatives set ends_at = now(), ended_by = '{kavisView}' where basis = 'document'`, 'nothing'],
  ['self', 'kavisView', ended('meena'), '42501'],
  ['self', 'yansView', ended('yansView'), 'nothing'],
  ['self', 'kavisView', given('kavi', 'meena'), '42501'],
  // -- staff give it of whom they may see, in their own name, and end any
  ['near', 'meena', given('kavi', 'meena'), 'done 1'],
  ['near', 'meena', given('kavi', 'latha'), '42501'],
  ['near', 'arul', given('kavi', 'arul'), '42501'],
  ['near', 'meena', given('kavi', 'meena', `array['locks']`), 'error'],
  ['near', 'meena', `update kith.representatives set ends_at = now(), ended_by = '{meena}' where basis = 'document'`, 'done 1'],
  ['near', 'meena', `update kith.representatives set parts = array['entries']`, '42501'],
  ['wide', 'devi', given('kavi', 'devi'), '42501'],
];
