/** The transaction of `read-emergency-notice`. Only a person's own view reaches anything here; read twice is read. */

import { handle, Refused } from '../../server/command-handler.ts';
import { mayReadEmergencyNotice } from './emergency-policy.ts';
import { findOwnEmergency, updateRead } from './emergency-queries.server.ts';
import { readEmergencyNotice } from './read-emergency-notice.ts';

export const readEmergencyNoticeHandler = handle({
  command: readEmergencyNotice,
  reach: 'self',
  forView: true,
  audit: 'emergency.acknowledged',
  dataClass: 'accounting',
  load: (tx, args, actor) => findOwnEmergency(tx, actor.orgId, args.emergencyId),
  may: mayReadEmergencyNotice,
  run: async ({ tx, args: { emergencyId: id }, facts: found, actor, command }) => {
    if (!found) throw new Refused('not_yours');
    await updateRead(tx, actor.orgId, id, command.recordedAt);
    return {
      changes: [
        { table: 'emergencies', id, scopeId: actor.orgId },
        { table: 'emergencies', id, scopeId: found.personId },
      ],
      audit: [{ scopeId: found.personId, details: { emergencyId: id } }],
    };
  },
});
