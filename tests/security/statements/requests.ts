/** What people ask for: complaints go past those they may be about, answers stay, and nobody takes what is not theirs along with a file. */
import type { Probe } from '../probe.ts';

const asks = (more: { by: string; person?: string; kind?: string; how?: string; state?: string }) =>
  `insert into kith.requests (org_id, id, person_id, kind, asked_by, asked_at, asked_how) values ('{here}', gen_random_uuid(), '{${more.person ?? 'kavi'}}',
   '${more.kind ?? 'copy'}', '{${more.by}}', now(), '${more.how ?? 'spoken'}')`;
const file = (by: string, person: string) =>
  `insert into kith.request_files (org_id, id, request_id, person_id, what, channel, language, made_by)
   select '{here}', gen_random_uuid(), q.id, '{${person}}', 'letter_received', 'pdf', 'en', '{${by}}' from kith.requests q where q.kind = 'copy' limit 1`;
const answered = `update kith.requests set state = 'answered', outcome = 'denied', reason = 'accurate', answer_words = 'No', answered_by = '{latha}', answered_at = now() where kind = 'copy'`;

export const requests: readonly Probe[] = [
  // -- complaints: for the desk and for whoever wrote them down
  ['near', 'meena', 'select * from kith.requests', 'model'],
  ['near', 'meena', `select * from kith.requests where kind = 'complaint'`, 'nothing'],
  ['near', 'latha', `select * from kith.requests where kind = 'complaint'`, 'nothing'],
  ['near', 'latha', `update kith.requests set state = 'working' where kind = 'complaint'`, 'nothing'],
  ['wide', 'devi', `select * from kith.requests where kind = 'complaint'`, 'model'],
  ['wide', 'dina', 'select * from kith.requests', 'model'],
  ['wide', 'bala', 'select * from kith.requests', 'nothing'],
  ['wide', 'eva', 'select * from kith.requests', 'nothing'],
  ['wide', 'zed', `select * from kith.requests where org_id = '{here}'`, 'nothing'],
  ['admin', 'anu', 'select * from kith.requests', '42501'],
  ['self', 'kavisView', 'select * from kith.requests', 'model'],
  ['self', 'muruganEnded', 'select * from kith.requests', 'nothing'],
  // -- asking: in one's own name, and nobody else's hand
  ['near', 'meena', asks({ by: 'meena' }), 'done 1'],
  ['near', 'meena', asks({ by: 'meena', kind: 'complaint' }), 'done 1'],
  ['near', 'meena', asks({ by: 'meena', how: 'own_page' }), '42501'],
  ['near', 'meena', asks({ by: 'kavisView' }), '42501'],
  ['near', 'meena', asks({ by: 'meena', person: 'murugan' }), '42501'],
  ['wide', 'devi', asks({ by: 'devi' }), 'done 1'],
  ['wide', 'devi', asks({ by: 'devi', person: 'selvi' }), '42501'],
  ['wide', 'bala', asks({ by: 'bala' }), '42501'],
  ['self', 'kavisView', asks({ by: 'kavisView' }), '42501'],
  // -- what was asked stays, an answer stays, and so does what the person says to it
  ['near', 'latha', `update kith.requests set words = 'Nothing'`, '42501'],
  ['near', 'latha', `update kith.requests set kind = 'deletion'`, '42501'],
  ['wide', 'devi', `update kith.requests set asked_at = now()`, '42501'],
  ['near', 'latha', 'delete from kith.requests', '42501'],
  ['wide', 'devi', 'delete from kith.requests', '42501'],
  ['near', 'latha', answered, 'done 1'],
  ['near', 'latha', [answered, `update kith.requests set outcome = 'granted', reason = null where kind = 'copy'`], '42501'],
  ['near', 'latha', [answered, `update kith.requests set answer_words = 'Other' where kind = 'copy'`], '42501'],
  [
    'near',
    'latha',
    [
      answered,
      `update kith.requests set statement = 'No', statement_by = '{latha}', statement_at = now() where kind = 'copy'`,
      `update kith.requests set statement = 'Yes' where kind = 'copy'`,
    ],
    '42501',
  ],
  [
    'near',
    'latha',
    [
      `update kith.requests set extended_to = '2099-01-01', extended_why = 'x' where kind = 'copy'`,
      `update kith.requests set extended_to = '2099-02-01' where kind = 'copy'`,
    ],
    '42501',
  ],
  ['self', 'kavisView', `update kith.requests set state = 'answered'`, '42501'],
  ['self', 'kavisView', `update kith.requests set outcome = 'granted'`, '42501'],
  ['self', 'kavisView', `update kith.requests set due_on = '2020-01-01'`, '42501'],
  [
    'self',
    'kavisView',
    `update kith.requests set statement = 'No', statement_by = '{kavisView}', statement_at = now()`,
    'nothing', // nothing of theirs was answered
  ],
  // -- files: about a request one may see, in one's own name
  ['near', 'meena', file('meena', 'kavi'), 'done 1'],
  ['near', 'meena', file('latha', 'kavi'), '42501'],
  ['near', 'meena', file('meena', 'murugan'), '42501'],
  ['wide', 'devi', file('meena', 'kavi'), '42501'],
  ['self', 'kavisView', file('kavisView', 'kavi'), 'done 1'],
  ['self', 'kavisView', file('meena', 'kavi'), '42501'],
  ['near', 'meena', 'select * from kith.request_files', 'model'],
  ['near', 'latha', 'select * from kith.request_files', 'model'],
  ['near', 'meena', `update kith.request_files set what = 'copy'`, '42501'],
  ['wide', 'devi', 'delete from kith.request_files', '42501'],
  // -- everything of somebody: by one's own rights, and whole only for whose it is
  ['near', 'meena', `select p from jsonb_array_elements(kith.record_of(array['{murugan}'::uuid]) -> 'people') p`, 'nothing'],
  ['near', 'meena', `select p from jsonb_array_elements(kith.record_of(array['{yan}'::uuid]) -> 'people') p`, 'nothing'],
  ['wide', 'devi', `select kith.record_of(array['{kavi}'::uuid])`, '42501'],
  ['self', 'kavisView', `select kith.record_of(array['{kavi}'::uuid])`, '42501'],
  ['near', 'meena', `select kith.me_own_record(gen_random_uuid())`, '42501'],
  ['self', 'kavisView', `select r from kith.requests q, kith.me_own_record(q.id) r where r is not null`, 'nothing'], // nothing was granted
  ['near', 'meena', 'select kith.mind_requests()', '42501'],
];
