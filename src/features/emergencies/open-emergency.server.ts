/** The transaction of `open-emergency`. From its commit on, row security shows the record to whoever sent it, until it ends by the clock. */

import { handle } from '../../server/command-handler.ts';
import { mayOpenEmergency } from './emergency-policy.ts';
import { findLaw, insertEmergency, isPersonHere } from './emergency-queries.server.ts';
import { beganAt, clocksOf } from './emergency-rules.ts';
import { openEmergency } from './open-emergency.ts';

export const openEmergencyHandler = handle({
  command: openEmergency,
  reach: 'near',
  audit: 'emergency.opened',
  dataClass: 'accounting',
  load: async (tx, args) => ({ isHere: await isPersonHere(tx, args.personId) }),
  may: mayOpenEmergency,
  run: async ({ tx, args: { emergencyId: id, personId, offline, openedAt }, actor, command }) => {
    const { law, timeZone } = await findLaw(tx, actor.orgId);
    const began = beganAt(openedAt, command.receivedAt, actor.clockSkewMs);
    await insertEmergency(tx, actor, {
      ...{ id, personId, offline, opens: true, openedAt: began, medicalOnly: law.medicalOnly, riskTest: law.riskTest },
      ...clocksOf(began, { receivedAt: command.receivedAt, timeZone, law }),
    });
    return {
      changes: [
        { table: 'emergencies', id, scopeId: actor.orgId },
        { table: 'emergencies', id, scopeId: personId },
      ],
      audit: [{ scopeId: personId, details: { emergencyId: id, offline } }],
    };
  },
});
