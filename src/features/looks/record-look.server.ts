/** The transaction of `record-look`. */

import { handle } from '../../server/command-handler.ts';
import { findPersonVisible } from '../people/standing-queries.server.ts';
import { mayRecordLook } from './look-policy.ts';
import { insertLook } from './look-queries.server.ts';
import { momentOfLook } from './look-rules.ts';
import { recordLook } from './record-look.ts';

export const recordLookHandler = handle({
  command: recordLook,
  reach: (_actor, args) => (args.desk ? 'wide' : 'near'),
  // The person does not look at themself; whoever reads for them does.
  forRepresentative: true,
  audit: 'record.looked_at',
  dataClass: 'accounting',
  asOfThen: (args) => args,
  load: async (tx, args, actor) => ({ personVisible: await findPersonVisible(tx, actor.orgId, args.personId) }),
  may: mayRecordLook,
  run: async ({ tx, args, actor, command }) => {
    const { lookId: id, personId, what, offline } = args;
    const lookedAt = momentOfLook(args.lookedAt, command.receivedAt, actor.clockSkewMs);
    await insertLook(tx, actor.orgId, { id, personId, what, offline, lookedAt, staffId: actor.staffId });
    return { changes: [{ table: 'looks', id, scopeId: personId }] };
  },
});
