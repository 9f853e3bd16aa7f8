/**
 * Which of these commands of one's own this database has accepted. After a restore a phone asks for everything it sent in the last weeks, and
 * offers again only what is missing. A receipt lives or dies with the rows of its command, so it proves them.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import { mostIdsAtOnce } from '../shared/command.ts';
import { idSchema } from '../shared/id.ts';
import { query } from './query-handler.ts';

export const listKnownCommandsQuery = query({
  name: 'list-known-commands',
  reach: 'near',
  forView: true,
  forRepresentative: true,
  dataClass: 'worker',
  args: z.strictObject({ ids: z.array(idSchema).max(mostIdsAtOnce) }),
  answer: z.array(z.string()),
  // Row security shows everyone their own receipts and no one else's.
  may: () => null,
  run: async ({ tx, args, actor }) => {
    const rows = await tx
      .selectFrom('receipts')
      .select('commandId')
      .where('orgId', '=', actor.orgId)
      .where('actorId', '=', actor.staffId)
      .where('commandId', '=', sql<string>`any(${args.ids}::uuid[])`)
      .where('position', 'is not', null)
      .execute();
    return rows.map((row) => row.commandId);
  },
});
