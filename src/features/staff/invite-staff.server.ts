/** The transactions of inviting, inviting again and withdrawing. */
import { handle } from '../../server/command-handler.ts';
import { inviteStaff, renewInvitation, withdrawInvitation } from './invite-staff.ts';
import { mayChangeInvitation, mayInvite } from './staff-policy.ts';
import {
  changeColleague,
  findColleague,
  insertColleague,
  isAddressTaken,
  openInvitation,
  setDuties,
  withdrawInvitations,
} from './staff-queries.server.ts';

export const inviteStaffHandler = handle({
  command: inviteStaff,
  reach: 'admin',
  audit: 'staff.invited',
  dataClass: 'worker',
  load: async (tx, args, actor) => ({ addressTaken: await isAddressTaken(tx, actor.orgId, args.email) }),
  may: mayInvite,
  run: async ({ tx, args, actor }) => {
    await insertColleague(tx, actor.orgId, args);
    await setDuties(tx, actor.orgId, args.staffId, args);
    await openInvitation(tx, actor.orgId, { id: args.invitationId, staffId: args.staffId, invitedBy: actor.staffId });
    return {
      changes: [{ table: 'staff', id: args.staffId, scopeId: actor.orgId }],
      audit: [{ scopeId: actor.orgId, details: { staffId: args.staffId, roles: args.roles } }],
    };
  },
});

export const renewInvitationHandler = handle({
  command: renewInvitation,
  reach: 'admin',
  audit: 'invitation.renewed',
  dataClass: 'worker',
  load: (tx, args, actor) => findColleague(tx, actor.orgId, args.staffId),
  may: mayChangeInvitation,
  run: async ({ tx, args, actor }) => {
    await changeColleague(tx, actor.orgId, args.staffId, { active: true });
    await openInvitation(tx, actor.orgId, { id: args.invitationId, staffId: args.staffId, invitedBy: actor.staffId });
    return {
      changes: [{ table: 'staff', id: args.staffId, scopeId: actor.orgId }],
      audit: [{ scopeId: actor.orgId, details: { staffId: args.staffId } }],
    };
  },
});

export const withdrawInvitationHandler = handle({
  command: withdrawInvitation,
  reach: 'admin',
  audit: 'invitation.withdrawn',
  dataClass: 'worker',
  load: (tx, args, actor) => findColleague(tx, actor.orgId, args.staffId),
  may: mayChangeInvitation,
  run: async ({ tx, args, actor }) => {
    await withdrawInvitations(tx, actor.orgId, args.staffId);
    await changeColleague(tx, actor.orgId, args.staffId, { active: false });
    return {
      changes: [{ table: 'staff', id: args.staffId, scopeId: actor.orgId }],
      audit: [{ scopeId: actor.orgId, details: { staffId: args.staffId } }],
    };
  },
});
