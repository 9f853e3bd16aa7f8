/** The transaction of `write-own-entry`. Only a person's own view reaches anything here. */
import { handle, Refused } from '../../server/command-handler.ts';
import { findFollowed, isContactOf } from './add-entry-queries.server.ts';
import { mayWriteOwnEntry } from './contact-policy.ts';
import { insertEntries } from './contact-queries.server.ts';
import { checkOwnEntry } from './own-entry-rules.ts';
import { writeOwnEntry } from './write-own-entry.ts';

export const writeOwnEntryHandler = handle({
  command: writeOwnEntry,
  reach: 'self',
  forView: true,
  audit: 'entry.added',
  dataClass: 'peer_note',
  load: async (tx, args, actor) => {
    const followed = args.followsId === null ? undefined : await findFollowed(tx, actor.orgId, args.contactId, args.followsId);
    return {
      followed,
      contactVisible: await isContactOf(tx, actor.orgId, args.contactId, args.personId),
      followsVisible: args.followsId === null || followed !== undefined,
    };
  },
  may: mayWriteOwnEntry,
  run: async ({ tx, args, facts: { followed }, actor, command }) => {
    const [problem] = checkOwnEntry(args, { viewId: actor.staffId, followed });
    if (problem) throw new Refused(problem);
    const { entryId, words, ...rest } = args;
    const entry = { ...rest, id: entryId, words: words ?? '', voice: 'person' as const, authorId: actor.staffId };
    await insertEntries(tx, actor.orgId, [entry], command.recordedAt);
    return {
      changes: [{ table: 'entries', id: entryId, scopeId: args.personId }],
      audit: [{ scopeId: args.personId, details: { kind: args.kind, voice: 'person', audience: args.audience } }],
    };
  },
});
