/** The transaction of `cosign-contact`. */
import { handle } from '../../server/command-handler.ts';
import { lockContact } from './add-entry-queries.server.ts';
import { mayCosign } from './contact-policy.ts';
import { cosignContacts, findContactFacts } from './contact-queries.server.ts';
import { cosignContact } from './cosign-contact.ts';

export const cosignContactHandler = handle({
  command: cosignContact,
  reach: 'near',
  audit: 'contact.cosigned',
  dataClass: 'peer_note',
  load: async (tx, args, actor) => {
    const isTheirs = await lockContact(tx, actor.orgId, args.contactId, args.personId);
    return isTheirs ? findContactFacts(tx, actor.orgId, args.contactId) : undefined;
  },
  may: mayCosign,
  run: async ({ tx, args, actor, command }) => {
    await cosignContacts(tx, actor.orgId, args.contactId, { staffId: actor.staffId, at: command.recordedAt });
    return { changes: [{ table: 'contacts', id: args.contactId, scopeId: args.personId }] };
  },
});
