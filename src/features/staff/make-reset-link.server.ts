/** The transactions of making a link for a colleague and taking it back. */
import { type Effects, handle } from '../../server/command-handler.ts';
import { makeResetLink, withdrawResetLink } from './make-reset-link.ts';
import { openReset, withdrawResets } from './reset-queries.server.ts';
import { mayMakeResetLink, mayWithdrawResetLink } from './staff-policy.ts';
import { findColleague } from './staff-queries.server.ts';

export const makeResetLinkHandler = handle({
  command: makeResetLink,
  reach: 'admin',
  audit: 'reset_link.issued',
  dataClass: 'worker',
  load: (tx, args, actor) => findColleague(tx, actor.orgId, args.staffId),
  may: mayMakeResetLink,
  run: async ({ tx, args, actor }) => {
    await openReset(tx, actor.orgId, { id: args.resetId, staffId: args.staffId, madeBy: actor.staffId });
    return noted(actor.orgId, { staffId: args.staffId, resetId: args.resetId });
  },
});

export const withdrawResetLinkHandler = handle({
  command: withdrawResetLink,
  reach: 'admin',
  audit: 'reset_link.withdrawn',
  dataClass: 'worker',
  load: (tx, args, actor) => findColleague(tx, actor.orgId, args.staffId),
  may: mayWithdrawResetLink,
  run: async ({ tx, args, actor }) => {
    await withdrawResets(tx, actor.orgId, args.staffId);
    return noted(actor.orgId, { staffId: args.staffId });
  },
});

function noted(orgId: string, details: Record<string, unknown>): Effects {
  return { changes: [], audit: [{ scopeId: orgId, details }] };
}
