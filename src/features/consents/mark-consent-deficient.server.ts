/** The transaction of `mark-consent-deficient`. */

import { handle, Refused } from '../../server/command-handler.ts';
import { findPersonVisible } from '../people/standing-queries.server.ts';
import { mayEndConsent } from './consent-policy.ts';
import { findConsentForChange, holdSharing, updateConsent } from './consent-queries.server.ts';
import { stateAfter } from './consent-states.ts';
import { markConsentDeficient } from './mark-consent-deficient.ts';

export const markConsentDeficientHandler = handle({
  command: markConsentDeficient,
  reach: 'near',
  audit: 'consent.marked_deficient',
  dataClass: 'consent',
  load: async (tx, args, actor) => {
    // Whatever is being shared on it at this moment has gone before, or sees that it counts no more.
    await holdSharing(tx, actor.orgId, args.personId);
    const isVisible = await findPersonVisible(tx, actor.orgId, args.personId);
    return { isVisible, consent: await findConsentForChange(tx, actor.orgId, args) };
  },
  may: ({ isVisible, consent }, actor) => mayEndConsent(isVisible && consent ? { walks: false } : undefined, actor),
  run: async ({ tx, args: { consentId, personId, why }, facts: { consent }, actor, command }) => {
    if (!consent) throw new Refused('not_yours');
    const state = stateAfter(consent.state, 'find_deficient');
    if (state === null) throw new Refused('consent_not_standing');
    await updateConsent(tx, actor.orgId, consentId, {
      state,
      endedAt: command.recordedAt,
      endedReceivedAt: command.receivedAt,
      endedBy: actor.staffId,
      endedHow: 'deficient',
      endedWords: why,
    });
    return { changes: [{ table: 'consents', id: consentId, scopeId: personId }], audit: [{ scopeId: personId, details: { consentId } }] };
  },
});
