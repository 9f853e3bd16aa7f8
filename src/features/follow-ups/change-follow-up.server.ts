/** The transaction of `change-follow-up`. */
import { handle, Refused } from '../../server/command-handler.ts';
import { conflictWith } from '../../server/conflict.ts';
import { changeFollowUp } from './change-follow-up.ts';
import { mayFollowUp } from './follow-up-policy.ts';
import { findFollowUpForChange, updateFollowUp } from './follow-up-queries.server.ts';

export const changeFollowUpHandler = handle({
  command: changeFollowUp,
  reach: 'near',
  audit: 'follow_up.changed',
  dataClass: 'peer_note',
  load: async (tx, args, actor) => {
    const row = await findFollowUpForChange(tx, actor.orgId, args.followUpId);
    return row?.personId === args.personId ? row : undefined;
  },
  may: (followUp, actor) => mayFollowUp({ visible: followUp !== undefined }, actor),
  run: async ({ tx, args, facts: followUp, actor }) => {
    if (!followUp) throw new Refused('not_yours');
    if (followUp.version !== args.basedOn) throw await conflictWith(tx, { table: 'follow_ups', row: followUp, personId: args.personId });
    await updateFollowUp(tx, actor.orgId, args.followUpId, args.set);
    const details = { changed: Object.keys(args.set).sort(), ...(args.set.status === undefined ? {} : { status: args.set.status }) };
    return {
      changes: [{ table: 'follow_ups', id: args.followUpId, scopeId: args.personId }],
      audit: [{ scopeId: args.personId, details }],
    };
  },
});
