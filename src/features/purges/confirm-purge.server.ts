/** The transaction of `confirm-purge`. */
import { handle } from '../../server/command-handler.ts';
import { confirmPurge } from './confirm-purge.ts';
import { confirmPurges } from './purge-queries.server.ts';

export const confirmPurgeHandler = handle({
  command: confirmPurge,
  reach: 'near',
  audit: 'purge.confirmed',
  dataClass: 'worker',
  load: async () => null,
  may: () => null, // each confirms for the device in their hand; lines the server did not write itself are passed over, in silence
  run: async ({ tx, args, actor }) => {
    const people = await confirmPurges(tx, actor, args.personIds);
    return { changes: [], audit: [{ scopeId: actor.orgId, details: { people } }] };
  },
});
