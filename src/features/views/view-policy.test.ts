import { expect, test } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import type { Role } from '../staff/role.ts';
import { mayEndView, mayInviteToView } from './view-policy.ts';

const as = (...roles: Role[]): Actor => ({ orgId: 'o', staffId: 's', name: 'N', locale: 'en', roles, programmes: [], deviceId: null });
const person: Actor = { ...as(), staffId: 'view', view: { personId: 'kavi' } };
const to = (viewId: string) => ({ viewId });
const nobodyYet = { personVisible: true, livingViewId: null };

test.each<[string, string | null, string | null]>([
  [
    'inviting: not a coordinator, who does not know the person',
    mayInviteToView(nobodyYet, as('coordinator', 'director'), to('v')),
    'role_may_not',
  ],
  ['inviting: not an administrator', mayInviteToView(nobodyYet, as('administrator'), to('v')), 'role_may_not'],
  ['inviting: not a person, not even themself', mayInviteToView(nobodyYet, person, to('v')), 'role_may_not'],
  ['inviting: not someone hidden', mayInviteToView({ ...nobodyYet, personVisible: false }, as('peer'), to('v')), 'not_yours'],
  ['inviting: not to a second view', mayInviteToView({ ...nobodyYet, livingViewId: 'other' }, as('peer'), to('v')), 'view_there_already'],
  ['inviting: who walks with them', mayInviteToView(nobodyYet, as('peer'), to('v')), null],
  ['inviting: who supervises', mayInviteToView(nobodyYet, as('supervisor'), to('v')), null],
  ['inviting: anew, to the view there is', mayInviteToView({ ...nobodyYet, livingViewId: 'v' }, as('senior_peer'), to('v')), null],
  ['ending: not a biller', mayEndView({ ended: false }, as('biller')), 'role_may_not'],
  ['ending: not one that is hidden', mayEndView(undefined, as('peer')), 'not_yours'],
  ['ending: not one of somebody else', mayEndView(undefined, person), 'not_yours'],
  ['ending: not twice', mayEndView({ ended: true }, as('peer')), 'view_ended_already'],
  ['ending: who walks with them', mayEndView({ ended: false }, as('peer')), null],
  ['ending: the person', mayEndView({ ended: false }, person), null],
])('%s', (_, found, expected) => {
  expect(found).toBe(expected);
});
