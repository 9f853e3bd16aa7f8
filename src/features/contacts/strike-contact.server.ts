/** The transaction of `strike-contact`. */
import { handle } from '../../server/command-handler.ts';
import { lockContact } from './add-entry-queries.server.ts';
import { mayStrike } from './contact-policy.ts';
import { findContactFacts, strikeContact as strikeRow } from './contact-queries.server.ts';
import { strikeContact } from './strike-contact.ts';

export const strikeContactHandler = handle({
  command: strikeContact,
  reach: 'near',
  audit: 'contact.struck',
  dataClass: 'peer_note',
  load: async (tx, args, actor) => {
    const isTheirs = await lockContact(tx, actor.orgId, args.contactId, args.personId);
    return isTheirs ? findContactFacts(tx, actor.orgId, args.contactId) : undefined;
  },
  may: mayStrike,
  run: async ({ tx, args, actor, command }) => {
    await strikeRow(tx, actor.orgId, args.contactId, { staffId: actor.staffId, at: command.recordedAt, why: args.why });
    return { changes: [{ table: 'contacts', id: args.contactId, scopeId: args.personId }] };
  },
});
