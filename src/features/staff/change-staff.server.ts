/** The transactions that change colleagues, and one's own language. */
import type { Actor } from '../../server/actor.ts';
import { type Effects, handle, Refused } from '../../server/command-handler.ts';
import type { Tx } from '../../server/db.ts';
import { changeOwnLocale, changeStaffRoles, deactivateStaff, reactivateStaff } from './change-staff.ts';
import { type ColleagueFacts, mayChangeRoles, mayDeactivate, mayReactivate } from './staff-policy.ts';
import { changeColleague, endAccess, findColleague, listStaffRows, reopenDevices, setDuties } from './staff-queries.server.ts';

export const changeStaffRolesHandler = handle({
  command: changeStaffRoles,
  reach: 'admin',
  audit: 'staff.roles_changed',
  dataClass: 'worker',
  load: (tx, args, actor) => findColleague(tx, actor.orgId, args.staffId),
  may: mayChangeRoles,
  run: async ({ tx, args, actor, facts }) => {
    await refuseIfMoved(tx, actor, args, facts);
    await changeColleague(tx, actor.orgId, args.staffId, { title: args.title });
    await setDuties(tx, actor.orgId, args.staffId, args);
    return about(actor, args.staffId, { before: facts?.roles, after: args.roles });
  },
});

export const deactivateStaffHandler = handle({
  command: deactivateStaff,
  reach: 'admin',
  audit: 'staff.deactivated',
  dataClass: 'worker',
  load: (tx, args, actor) => findColleague(tx, actor.orgId, args.staffId),
  may: mayDeactivate,
  run: async ({ tx, args, actor, facts }) => {
    await refuseIfMoved(tx, actor, args, facts);
    await changeColleague(tx, actor.orgId, args.staffId, { active: false });
    await endAccess(tx, args.staffId);
    return about(actor, args.staffId);
  },
});

export const reactivateStaffHandler = handle({
  command: reactivateStaff,
  reach: 'admin',
  audit: 'staff.reactivated',
  dataClass: 'worker',
  load: (tx, args, actor) => findColleague(tx, actor.orgId, args.staffId),
  may: mayReactivate,
  run: async ({ tx, args, actor, facts }) => {
    await refuseIfMoved(tx, actor, args, facts);
    await reopenDevices(tx, actor.orgId, args.staffId);
    await changeColleague(tx, actor.orgId, args.staffId, { active: true });
    return about(actor, args.staffId);
  },
});

export const changeOwnLocaleHandler = handle({
  command: changeOwnLocale,
  reach: 'near',
  audit: 'staff.language_changed',
  dataClass: 'worker',
  load: async () => ({}),
  may: () => null, // row security lets each change their own row's language and nothing else
  run: async ({ tx, args, actor }) => {
    await changeColleague(tx, actor.orgId, actor.staffId, { locale: args.locale });
    return about(actor, actor.staffId);
  },
});

async function refuseIfMoved(
  tx: Tx,
  actor: Actor,
  args: { staffId: string; basedOn: number },
  facts: ColleagueFacts | undefined,
): Promise<void> {
  if (facts?.version === args.basedOn) return;
  const [now] = await listStaffRows(tx, actor.orgId, [args.staffId]);
  throw new Refused({ code: 'conflict', ...(now ? { current: { table: 'staff', row: now.row } } : {}) });
}

function about(actor: Actor, staffId: string, details: Record<string, unknown> = {}): Effects {
  return {
    changes: [{ table: 'staff', id: staffId, scopeId: actor.orgId }],
    audit: [{ scopeId: actor.orgId, details: { staffId, ...details } }],
  };
}
