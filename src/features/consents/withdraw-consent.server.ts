/** The transaction of `withdraw-consent`. It is never too late for it, and it needs no version: whatever it meets, the person said stop. */

import { handle, Refused } from '../../server/command-handler.ts';
import { findPersonVisible } from '../people/standing-queries.server.ts';
import { mayEndConsent } from './consent-policy.ts';
import { findStateForChange, holdSharing, listStoppedToo, updateConsent } from './consent-queries.server.ts';
import { stateAfter } from './consent-states.ts';
import { withdrawConsent } from './withdraw-consent.ts';

export const withdrawConsentHandler = handle({
  command: withdrawConsent,
  reach: 'near',
  forView: true,
  audit: 'consent.withdrawn',
  dataClass: 'consent',
  // A stop that was written down while it was allowed still holds when whoever wrote it walks with the person no longer.
  asOfThen: (args) => args,
  load: async (tx, args, actor) => {
    await holdSharing(tx, actor.orgId, args.personId);
    const isVisible = await findPersonVisible(tx, actor.orgId, args.personId);
    return { isVisible, consent: await findStateForChange(tx, actor.orgId, args) };
  },
  may: ({ isVisible, consent }, actor) => mayEndConsent(isVisible && consent ? { walks: false } : undefined, actor),
  run: async ({ tx, args: { consentId, personId, how, words }, facts: { consent }, actor, command }) => {
    if (!consent) throw new Refused('not_yours');
    const ended = {
      state: 'revoked' as const,
      endedAt: command.recordedAt,
      endedReceivedAt: command.receivedAt,
      endedBy: actor.staffId,
      endedHow: how,
    };
    // Already stopped, or never given: said twice is said once.
    if (stateAfter(consent.state, 'withdraw') !== null) {
      await updateConsent(tx, actor.orgId, consentId, { ...ended, endedWords: words });
    }
    const alsoStopped = await listStoppedToo(tx, actor.orgId, { consentId, personId, recipientKey: consent.recipientKey });
    for (const id of alsoStopped) await updateConsent(tx, actor.orgId, id, ended);
    return {
      changes: [consentId, ...alsoStopped].map((id) => ({ table: 'consents' as const, id, scopeId: personId })),
      audit: [{ scopeId: personId, details: { consentId, how, alsoStopped } }],
    };
  },
});
