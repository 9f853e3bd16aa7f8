/** The transaction of `complete-emergency`. */

import { handle, Refused } from '../../server/command-handler.ts';
import { completeEmergency } from './complete-emergency.ts';
import { mayCompleteEmergency } from './emergency-policy.ts';
import { findEmergencyForChange, updateFacts } from './emergency-queries.server.ts';
import { checkFacts } from './emergency-rules.ts';

export const completeEmergencyHandler = handle({
  command: completeEmergency,
  reach: 'near',
  audit: 'emergency.completed',
  dataClass: 'accounting',
  load: (tx, args, actor) => findEmergencyForChange(tx, actor.orgId, args.emergencyId),
  may: mayCompleteEmergency,
  run: async ({ tx, args: { emergencyId: id, ...facts }, facts: found, actor, command }) => {
    if (!found) throw new Refused('not_yours');
    if (found.completedAt !== null) throw new Refused('emergency_completed_already');
    const [problem] = checkFacts(facts, found);
    if (problem) throw new Refused(problem);
    await updateFacts(tx, actor.orgId, id, { ...facts, completedAt: command.recordedAt });
    return {
      changes: [
        { table: 'emergencies', id, scopeId: actor.orgId },
        { table: 'emergencies', id, scopeId: found.personId },
      ],
      audit: [{ scopeId: found.personId, details: { emergencyId: id, told: facts.told } }],
    };
  },
});
