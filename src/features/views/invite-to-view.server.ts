/** The transactions of `invite-to-view` and `end-view`. */

import { handle, Refused } from '../../server/command-handler.ts';
import { findPersonVisible } from '../people/standing-queries.server.ts';
import { endView } from './end-view.ts';
import { inviteToView } from './invite-to-view.ts';
import { mayEndView, mayInviteToView } from './view-policy.ts';
import { endViewNow, findLivingView, findViewForChange, insertView, openViewInvitation } from './view-queries.server.ts';

export const inviteToViewHandler = handle({
  command: inviteToView,
  reach: 'near',
  audit: 'view.invited',
  dataClass: 'identity',
  load: async (tx, args, actor) => ({
    personVisible: await findPersonVisible(tx, actor.orgId, args.personId),
    livingViewId: await findLivingView(tx, actor.orgId, args.personId),
  }),
  may: mayInviteToView,
  run: async ({ tx, args, facts: { livingViewId }, actor }) => {
    const { viewId, invitationId, personId, locale } = args;
    if (livingViewId === null) await insertView(tx, actor.orgId, { id: viewId, personId, locale, madeBy: actor.staffId });
    await openViewInvitation(tx, actor.orgId, { id: invitationId, viewId, madeBy: actor.staffId });
    return {
      changes: [{ table: 'views', id: viewId, scopeId: personId }],
      audit: [{ scopeId: personId, details: { viewId, invitationId } }],
    };
  },
});

export const endViewHandler = handle({
  command: endView,
  reach: 'near',
  forView: true,
  audit: 'view.ended',
  dataClass: 'identity',
  load: (tx, args, actor) => findViewForChange(tx, actor.orgId, args),
  may: mayEndView,
  run: async ({ tx, args, facts, actor }) => {
    if (!facts) throw new Refused('not_yours');
    await endViewNow(tx, actor.orgId, args.viewId, actor.staffId);
    return {
      changes: [{ table: 'views', id: args.viewId, scopeId: args.personId }],
      audit: [{ scopeId: args.personId, details: { viewId: args.viewId } }],
    };
  },
});
