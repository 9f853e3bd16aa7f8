import { describe, expect, it } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import { type Role, roles } from './role.ts';
import {
  type ColleagueFacts,
  mayAdminister,
  mayChangeInvitation,
  mayChangeRoles,
  mayDeactivate,
  mayEndDevice,
  mayInvite,
  mayMakeResetLink,
  mayReactivate,
  mayWithdrawResetLink,
} from './staff-policy.ts';

const actor = (...held: Role[]): Actor => ({
  orgId: 'o',
  staffId: 's',
  name: 'n',
  locale: 'en',
  roles: held,
  programmes: [],
  deviceId: null,
});
const admin = actor('administrator');
const colleague: ColleagueFacts = { active: true, joined: true, roles: ['peer'], version: 1, otherAdministrators: 1 };
const phone = { id: 'd', staffId: 'other', ended: false };
const alone = { everyone: false };
const lastAdmin: ColleagueFacts = { ...colleague, roles: ['administrator', 'director'], otherAdministrators: 0 };

describe('who may administer', () => {
  it.each(roles.map((role) => [role, role === 'administrator' || role === 'director' ? null : 'role_may_not'] as const))(
    '%s: %s',
    (role, decision) => {
      const one = actor(role);
      expect(mayAdminister(one)).toBe(decision);
      expect(mayInvite({ addressTaken: false }, one)).toBe(decision);
      expect(mayChangeInvitation({ ...colleague, joined: false }, one)).toBe(decision);
      expect(mayChangeRoles(colleague, one, { roles: ['peer'] })).toBe(decision);
      expect(mayDeactivate(colleague, one)).toBe(decision);
      const supervises = role === 'supervisor' || role === 'coordinator';
      expect(mayEndDevice(phone, one, alone)).toBe(supervises ? null : decision);
      expect(mayReactivate({ ...colleague, active: false }, one)).toBe(decision);
      expect(mayMakeResetLink(colleague, one, { staffId: 'other' })).toBe(decision);
      expect(mayWithdrawResetLink(colleague, one)).toBe(decision);
    },
  );

  it('nobody without a role', () => expect(mayAdminister(actor())).toBe('role_may_not'));
});

describe('what an administrator may not do', () => {
  it.each<[string, string | null, string | null]>([
    ['invite an address that is here', mayInvite({ addressTaken: true }, admin), 'staff_address_taken'],
    ['invite again who has joined', mayChangeInvitation(colleague, admin), 'staff_joined_already'],
    ['renew for someone they cannot see', mayChangeInvitation(undefined, admin), 'not_yours'],
    ['change someone they cannot see', mayChangeRoles(undefined, admin, { roles: ['peer'] }), 'not_yours'],
    ['take the role from the last administrator', mayChangeRoles(lastAdmin, admin, { roles: ['director'] }), 'staff_last_administrator'],
    ['change the last administrator otherwise', mayChangeRoles(lastAdmin, admin, { roles: ['administrator', 'peer'] }), null],
    ['take the role from one of two', mayChangeRoles({ ...lastAdmin, otherAdministrators: 1 }, admin, { roles: ['peer'] }), null],
    ['deactivate the last administrator', mayDeactivate(lastAdmin, admin), 'staff_last_administrator'],
    ['end a device they cannot see', mayEndDevice(undefined, admin, alone), 'not_yours'],
    ['end a device twice', mayEndDevice({ ...phone, ended: true }, admin, alone), 'staff_device_ended_already'],
    ['end the device they ask from', mayEndDevice({ ...phone, staffId: 's' }, { ...admin, deviceId: 'd' }, alone), 'staff_device_in_use'],
    ['end another device of their own', mayEndDevice({ ...phone, staffId: 's' }, { ...admin, deviceId: 'e' }, alone), null],
    ['end a colleague’s session on a shared device', mayEndDevice(phone, { ...admin, deviceId: 'd' }, alone), null],
    [
      'end the device they ask from, for everyone',
      mayEndDevice(phone, { ...admin, deviceId: 'd' }, { everyone: true }),
      'staff_device_in_use',
    ],
    ['deactivate twice', mayDeactivate({ ...colleague, active: false }, admin), 'staff_inactive_already'],
    ['deactivate someone they cannot see', mayDeactivate(undefined, admin), 'not_yours'],
    ['make a link for themself', mayMakeResetLink(colleague, admin, { staffId: 's' }), 'staff_reset_own'],
    ['make a link for someone they cannot see', mayMakeResetLink(undefined, admin, { staffId: 'other' }), 'not_yours'],
    [
      'make a link for who has left',
      mayMakeResetLink({ ...colleague, active: false }, admin, { staffId: 'other' }),
      'staff_inactive_already',
    ],
    [
      'make a link for who never joined',
      mayMakeResetLink({ ...colleague, joined: false }, admin, { staffId: 'other' }),
      'staff_not_joined',
    ],
    [
      'make a link for a director',
      mayMakeResetLink({ ...colleague, roles: ['peer', 'director'] }, admin, { staffId: 'other' }),
      'staff_reset_director',
    ],
    [
      'but a director may for a director',
      mayMakeResetLink({ ...colleague, roles: ['director'] }, actor('director'), { staffId: 'other' }),
      null,
    ],
    [
      'and whoever is both',
      mayMakeResetLink({ ...colleague, roles: ['director'] }, actor('administrator', 'director'), { staffId: 'other' }),
      null,
    ],
    ['make one for another administrator', mayMakeResetLink({ ...colleague, roles: ['administrator'] }, admin, { staffId: 'other' }), null],
    ['take back a link of someone they cannot see', mayWithdrawResetLink(undefined, admin), 'not_yours'],
    ['reactivate who is here', mayReactivate(colleague, admin), 'staff_active_already'],
    ['reactivate someone they cannot see', mayReactivate(undefined, admin), 'not_yours'],
  ])('%s', (_what, decision, expected) => expect(decision).toBe(expected));
});
