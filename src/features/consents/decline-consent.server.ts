/** The transaction of `decline-consent`. */

import { handle, Refused } from '../../server/command-handler.ts';
import { findWalks } from '../people/standing-queries.server.ts';
import { mayAskForConsent } from './consent-policy.ts';
import { findConsentForChange, updateConsent } from './consent-queries.server.ts';
import { stateAfter } from './consent-states.ts';
import { declineConsent } from './decline-consent.ts';

export const declineConsentHandler = handle({
  command: declineConsent,
  reach: 'near',
  audit: 'consent.declined',
  dataClass: 'consent',
  load: async (tx, args, actor) => {
    const person = await findWalks(tx, actor.orgId, args.personId);
    return { person, consent: await findConsentForChange(tx, actor.orgId, args) };
  },
  may: ({ person, consent }, actor) => mayAskForConsent(consent && person, actor),
  run: async ({ tx, args: { consentId, personId }, facts: { consent }, actor, command }) => {
    if (!consent) throw new Refused('not_yours');
    const state = stateAfter(consent.state, 'decline');
    if (state === null) throw new Refused('consent_ended');
    await updateConsent(tx, actor.orgId, consentId, {
      state,
      endedAt: command.recordedAt,
      endedReceivedAt: command.receivedAt,
      endedBy: actor.staffId,
      endedHow: 'declined',
    });
    return { changes: [{ table: 'consents', id: consentId, scopeId: personId }], audit: [{ scopeId: personId, details: { consentId } }] };
  },
});
