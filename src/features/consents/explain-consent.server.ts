/** The transaction of `explain-consent`. */

import { handle, Refused } from '../../server/command-handler.ts';
import { findWalks } from '../people/standing-queries.server.ts';
import { mayAskForConsent } from './consent-policy.ts';
import { findConsentForChange, updateConsent } from './consent-queries.server.ts';
import { stateAfter } from './consent-states.ts';
import { explainConsent } from './explain-consent.ts';

export const explainConsentHandler = handle({
  command: explainConsent,
  reach: 'near',
  audit: 'consent.explained',
  dataClass: 'consent',
  load: async (tx, args, actor) => {
    const person = await findWalks(tx, actor.orgId, args.personId);
    return { person, consent: await findConsentForChange(tx, actor.orgId, args) };
  },
  may: ({ person, consent }, actor) => mayAskForConsent(consent && person, actor),
  run: async ({ tx, args: { consentId, personId, language, aids }, facts: { consent }, actor, command }) => {
    if (!consent) throw new Refused('not_yours');
    const state = stateAfter(consent.state, 'explain');
    if (state === null) throw new Refused('consent_ended');
    await updateConsent(tx, actor.orgId, consentId, {
      state,
      explainedBy: actor.staffId,
      explainedAt: command.recordedAt,
      explainedLanguage: language,
      explainedAids: aids,
    });
    return {
      changes: [{ table: 'consents', id: consentId, scopeId: personId }],
      audit: [{ scopeId: personId, details: { consentId, language, aids } }],
    };
  },
});
