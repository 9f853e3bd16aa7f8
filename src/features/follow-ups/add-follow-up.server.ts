/** The transaction of `add-follow-up`. */
import { handle } from '../../server/command-handler.ts';
import { addFollowUp } from './add-follow-up.ts';
import { mayFollowUp } from './follow-up-policy.ts';
import { insertFollowUp, isWithinReach } from './follow-up-queries.server.ts';

export const addFollowUpHandler = handle({
  command: addFollowUp,
  reach: 'near',
  audit: 'follow_up.added',
  dataClass: 'peer_note',
  asOfThen: (args) => args,
  load: async (tx, args, actor) => ({ visible: await isWithinReach(tx, actor.orgId, args) }),
  may: mayFollowUp,
  run: async ({ tx, args: { followUpId, ...rest }, actor, command }) => {
    await insertFollowUp(tx, actor.orgId, { ...rest, id: followUpId, ownerId: actor.staffId, createdAt: command.recordedAt });
    return { changes: [{ table: 'follow_ups', id: followUpId, scopeId: rest.personId }] };
  },
});
