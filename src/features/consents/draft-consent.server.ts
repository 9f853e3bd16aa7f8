/** The transaction of `draft-consent`. */

import { handle, Refused } from '../../server/command-handler.ts';
import { findWalks } from '../people/standing-queries.server.ts';
import { findKind } from './consent-packs.server.ts';
import { mayAskForConsent } from './consent-policy.ts';
import { findConsentForChange, insertConsent } from './consent-queries.server.ts';
import { draftConsent } from './draft-consent.ts';
import { recipientKey } from './recipient-key.ts';

export const draftConsentHandler = handle({
  command: draftConsent,
  reach: 'near',
  audit: 'consent.drafted',
  dataClass: 'consent',
  load: (tx, args, actor) => findWalks(tx, actor.orgId, args.personId),
  may: mayAskForConsent,
  run: async ({ tx, args: { consentId, ...args }, actor, command }) => {
    const kind = await findKind(tx, actor.orgId, args.kind);
    if (!kind) throw new Refused({ code: 'consent_no_such_kind', field: 'kind' });
    if (args.supersedesId !== null) {
      const older = await findConsentForChange(tx, actor.orgId, { consentId: args.supersedesId, personId: args.personId });
      if (!older) throw new Refused('not_yours');
    }
    await insertConsent(tx, actor.orgId, {
      ...args,
      id: consentId,
      recipientKey: recipientKey(args.terms.recipient.name ?? ''),
      expiresOn: args.terms.expiry.on,
      packVersion: command.packVersion,
      draftedBy: actor.staffId,
      draftedAt: command.recordedAt,
    });
    return {
      changes: [{ table: 'consents', id: consentId, scopeId: args.personId }],
      audit: [{ scopeId: args.personId, details: { consentId } }],
    };
  },
});
