/** The transaction of `carry-entries`: it writes who carried what, and nothing else. */
import { handle } from '../../server/command-handler.ts';
import { mayCarryEntries } from './carried-policy.ts';
import { carryEntries } from './carry-entries.ts';
import { findColleague } from './device-key-queries.server.ts';

export const carryEntriesHandler = handle({
  command: carryEntries,
  reach: 'near',
  audit: 'entries.carried',
  dataClass: 'worker',
  load: async (tx, args, actor) => ({ author: await findColleague(tx, actor.orgId, args.authorId) }),
  may: mayCarryEntries,
  run: async ({ args, actor }) => ({
    changes: [],
    audit: [{ scopeId: actor.orgId, details: { authorId: args.authorId, deviceId: args.deviceId, commandIds: args.commandIds } }],
  }),
});
