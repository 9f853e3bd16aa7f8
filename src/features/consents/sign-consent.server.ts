/** The transaction of `sign-consent`: the pack's rules first, then that nobody has stopped it meanwhile, then that what was read is what is kept. */

import { handle, Refused } from '../../server/command-handler.ts';
import type { Tx } from '../../server/db.ts';
import { hashOfText } from '../../shared/content-hash.ts';
import { findWalks } from '../people/standing-queries.server.ts';
import type { ConsentRow } from './consent.ts';
import { assembleDocument, documentText } from './consent-document.ts';
import { findKind } from './consent-packs.server.ts';
import { mayAskForConsent } from './consent-policy.ts';
import { findConsentForChange, findLanguages, findToday, holdSharing, updateConsent, wasStoppedSince } from './consent-queries.server.ts';
import { checkConsent } from './consent-rules.ts';
import { stateAfter } from './consent-states.ts';
import { signConsent } from './sign-consent.ts';

export const signConsentHandler = handle({
  command: signConsent,
  reach: 'near',
  audit: 'consent.signed',
  dataClass: 'consent',
  load: async (tx, args, actor) => {
    await holdSharing(tx, actor.orgId, args.personId);
    const person = await findWalks(tx, actor.orgId, args.personId);
    return { person, consent: await findConsentForChange(tx, actor.orgId, args) };
  },
  may: ({ person, consent }, actor) => mayAskForConsent(consent && person, actor),
  run: async ({ tx, args, facts: { person, consent }, actor, command }) => {
    if (!consent || !person || consent.supersedesId !== args.supersedesId) throw new Refused('not_yours');
    const { orgId } = actor;
    const state = stateAfter(consent.state, 'sign');
    if (state === null) throw new Refused(consent.state === 'draft' ? 'consent_missing_explained' : 'consent_ended');
    const kind = await findKind(tx, orgId, consent.kind);
    if (!kind) throw new Refused('consent_no_such_kind');
    const [problem] = checkConsent(kind, {
      terms: consent.terms,
      explained: consent.explainedLanguage === null ? null : { language: consent.explainedLanguage },
      signature: args.signature,
      personLanguages: await findLanguages(tx, orgId, args.personId),
      today: await findToday(tx, orgId),
    });
    if (problem) throw new Refused(problem);
    const document = documentText(assembleDocument(kind, consent.terms));
    if ((await hashOfText(document)) !== args.documentHash) throw new Refused({ code: 'consent_altered', field: 'documentHash' });
    // By the server's clock where the device's is off: a yes that was given before a stop is known does not outlast it.
    const givenAt = new Date(
      Math.min(Date.parse(command.recordedAt) + (actor.clockSkewMs ?? 0), Date.parse(command.receivedAt)),
    ).toISOString();
    if (await wasStoppedSince(tx, orgId, { personId: args.personId, recipientKey: consent.recipientKey, since: givenAt })) {
      throw new Refused('consent_stopped_since');
    }
    const changes = [{ table: 'consents' as const, id: args.consentId, scopeId: args.personId }];
    if (consent.supersedesId !== null) {
      await supersede(tx, orgId, { older: consent.supersedesId, personId: args.personId, by: actor.staffId, at: command });
      changes.push({ table: 'consents', id: consent.supersedesId, scopeId: args.personId });
    }
    await updateConsent(tx, orgId, args.consentId, {
      state,
      signature: JSON.stringify(args.signature),
      signedBy: actor.staffId,
      signedAt: command.recordedAt,
      signedReceivedAt: command.receivedAt,
      document,
      documentHash: args.documentHash,
      copyOffered: args.copyOffered,
    });
    // The hash goes into the audit chain: whoever owned the database could change a document and the hash beside it, but not what is sealed.
    const details = { consentId: args.consentId, method: args.signature.method, documentHash: args.documentHash };
    return { changes, audit: [{ scopeId: args.personId, details }] };
  },
});

/** An amendment takes the place only of what still stands: what was stopped meanwhile is not amended back into being. */
async function supersede(
  tx: Tx,
  orgId: string,
  of: { older: string; personId: string; by: string; at: { recordedAt: string; receivedAt: string } },
): Promise<void> {
  const older: ConsentRow | undefined = await findConsentForChange(tx, orgId, { consentId: of.older, personId: of.personId });
  const state = older && stateAfter(older.state, 'amend');
  if (!state) throw new Refused('consent_ended');
  await updateConsent(tx, orgId, of.older, {
    state,
    endedAt: of.at.recordedAt,
    endedReceivedAt: of.at.receivedAt,
    endedBy: of.by,
    endedHow: 'amended',
  });
}
