/** The transaction of `tell-in-emergency`. */

import { handle, Refused } from '../../server/command-handler.ts';
import { findPersonVisible } from '../people/standing-queries.server.ts';
import { mayTellInEmergency } from './emergency-policy.ts';
import { findLaw, insertEmergency } from './emergency-queries.server.ts';
import { beganAt, checkFacts, clocksOf } from './emergency-rules.ts';
import { tellInEmergency } from './tell-in-emergency.ts';

export const tellInEmergencyHandler = handle({
  command: tellInEmergency,
  reach: 'near',
  audit: 'emergency.disclosed',
  dataClass: 'accounting',
  load: async (tx, args, actor) => ({ isVisible: await findPersonVisible(tx, actor.orgId, args.personId) }),
  may: mayTellInEmergency,
  run: async ({ tx, args: { emergencyId: id, personId, offline, ...facts }, actor, command }) => {
    const { law, timeZone } = await findLaw(tx, actor.orgId);
    const [problem] = facts.told === 'nobody' ? ['emergency_told_missing'] : checkFacts(facts, law);
    if (problem) throw new Refused(problem);
    const began = beganAt(facts.toldAt ?? command.recordedAt, command.receivedAt, actor.clockSkewMs);
    await insertEmergency(tx, actor, {
      ...{ id, personId, offline, opens: false, openedAt: began, medicalOnly: law.medicalOnly, riskTest: law.riskTest },
      ...clocksOf(began, { receivedAt: command.receivedAt, timeZone, law }),
      ...{ ...facts, completedAt: command.recordedAt },
    });
    return {
      changes: [
        { table: 'emergencies', id, scopeId: actor.orgId },
        { table: 'emergencies', id, scopeId: personId },
      ],
      audit: [{ scopeId: personId, details: { emergencyId: id, told: facts.told, offline } }],
    };
  },
});
