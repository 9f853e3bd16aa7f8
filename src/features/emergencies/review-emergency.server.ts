/** The transaction of `review-emergency`. What was not justified ends at once; the database sees to that. */

import { handle, Refused } from '../../server/command-handler.ts';
import { mayReviewEmergency } from './emergency-policy.ts';
import { findEmergencyForChange, updateReview } from './emergency-queries.server.ts';
import { reviewEmergency } from './review-emergency.ts';

export const reviewEmergencyHandler = handle({
  command: reviewEmergency,
  reach: 'near',
  audit: 'emergency.reviewed',
  dataClass: 'accounting',
  load: (tx, args, actor) => findEmergencyForChange(tx, actor.orgId, args.emergencyId),
  may: mayReviewEmergency,
  run: async ({ tx, args: { emergencyId: id, outcome, words }, facts: found, actor, command }) => {
    if (!found) throw new Refused('not_yours');
    if (found.outcome !== null) throw new Refused('emergency_reviewed_already');
    await updateReview(tx, actor.orgId, id, { outcome, reviewWords: words, reviewedBy: actor.staffId, reviewedAt: command.receivedAt });
    return {
      changes: [
        { table: 'emergencies', id, scopeId: actor.orgId },
        { table: 'emergencies', id, scopeId: found.personId },
      ],
      audit: [{ scopeId: found.personId, details: { emergencyId: id, outcome } }],
    };
  },
});
