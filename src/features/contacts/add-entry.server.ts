/** The transaction of `add-entry`. */
import { handle, Refused } from '../../server/command-handler.ts';
import { addEntry } from './add-entry.ts';
import { findFollowed, lockContact } from './add-entry-queries.server.ts';
import { checkEntry } from './add-entry-rules.ts';
import { mayAddEntry } from './contact-policy.ts';
import { findContactFacts, insertEntries } from './contact-queries.server.ts';

export const addEntryHandler = handle({
  command: addEntry,
  reach: 'near',
  audit: 'entry.added',
  dataClass: 'peer_note',
  asOfThen: (args) => args,
  load: async (tx, args, actor) => {
    const isTheirs = await lockContact(tx, actor.orgId, args.contactId, args.personId);
    const contact = isTheirs ? await findContactFacts(tx, actor.orgId, args.contactId) : undefined;
    const followed = args.followsId === null ? undefined : await findFollowed(tx, actor.orgId, args.contactId, args.followsId);
    return { contact, followed, contactVisible: contact !== undefined, followsVisible: args.followsId === null || followed !== undefined };
  },
  may: mayAddEntry,
  run: async ({ tx, args, facts: { contact, followed }, actor, command }) => {
    if (!contact) throw new Refused('not_yours');
    const [problem] = checkEntry(args, { staffId: actor.staffId, contact, followed });
    if (problem) throw new Refused(problem);
    const { entryId, ...rest } = args;
    await insertEntries(tx, actor.orgId, [{ ...rest, id: entryId, authorId: actor.staffId }], command.recordedAt);
    return {
      changes: [{ table: 'entries', id: entryId, scopeId: args.personId }],
      audit: [{ scopeId: args.personId, details: { kind: args.kind, voice: args.voice, audience: args.audience } }],
    };
  },
});
