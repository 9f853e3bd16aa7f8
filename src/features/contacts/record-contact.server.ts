/** The transaction of `record-contact`. */
import { type Change, handle, Refused } from '../../server/command-handler.ts';
import { insertFollowUp } from '../follow-ups/follow-up-queries.server.ts';
import { closeVisit } from '../visits/visit-queries.server.ts';
import { mayRecordContact } from './contact-policy.ts';
import { insertContacts, insertEntries, insertTouchedGoals } from './contact-queries.server.ts';
import { checkContact, mostDaysBack } from './contact-rules.ts';
import { recordContact } from './record-contact.ts';

export const recordContactHandler = handle({
  command: recordContact,
  reach: 'near',
  audit: 'contact.recorded',
  dataClass: 'peer_note',
  // A planned visit belongs to whoever walks with the person now.
  asOfThen: (args) => ({ ...args, visitId: null }),
  // Whom the actor may see is judged by row security as it inserts: the commonest command asks once, not twice.
  load: async () => null,
  may: (_facts, actor) => mayRecordContact(actor),
  run: async ({ tx, args, actor, command }) => {
    const [problem] = checkContact(args, command.receivedAt, { daysBack: mostDaysBack });
    if (problem) throw new Refused(problem);
    const by = { orgId: actor.orgId, staffId: actor.staffId, recordedAt: command.recordedAt, packVersion: command.packVersion };
    await insertContacts(tx, args, by);
    await insertTouchedGoals(tx, args, actor.orgId);
    const entries = args.with.flatMap((one) =>
      one.entries.map((entry) => ({
        ...entry,
        contactId: one.contactId,
        personId: one.personId,
        authorId: actor.staffId,
        kind: 'entry' as const,
        followsId: null,
      })),
    );
    await insertEntries(tx, actor.orgId, entries, command.recordedAt);
    const changes: Change[] = args.with.map((one) => ({ table: 'contacts', id: one.contactId, scopeId: one.personId }));
    changes.push(...entries.map((entry): Change => ({ table: 'entries', id: entry.id, scopeId: entry.personId })));
    for (const { followUp, personId, contactId } of args.with) {
      if (!followUp) continue;
      await insertFollowUp(tx, actor.orgId, { ...followUp, personId, contactId, ownerId: actor.staffId, createdAt: command.recordedAt });
      changes.push({ table: 'follow_ups', id: followUp.id, scopeId: personId });
    }
    const [met] = args.with;
    if (args.visitId !== null && met) {
      await closeVisit(tx, actor.orgId, { id: args.visitId, personId: met.personId, contactId: met.contactId });
      changes.push({ table: 'visits', id: args.visitId, scopeId: met.personId });
    }
    return { changes };
  },
});
