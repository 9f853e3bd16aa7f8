/** The transaction of `revoke-device`. From the next request on the door answers 401 to whatever comes from it. */
import { handle } from '../../server/command-handler.ts';
import { endDevice, findDeviceForChange } from './device-queries.server.ts';
import { revokeDevice } from './revoke-device.ts';
import { mayEndDevice } from './staff-policy.ts';

export const revokeDeviceHandler = handle({
  command: revokeDevice,
  reach: 'admin',
  audit: 'device.ended',
  dataClass: 'worker',
  load: (tx, args, actor) => findDeviceForChange(tx, actor.orgId, args),
  may: mayEndDevice,
  run: async ({ tx, args, actor }) => {
    await endDevice(tx, actor.orgId, args);
    return {
      changes: [],
      audit: [{ scopeId: actor.orgId, details: { staffId: args.staffId, deviceId: args.deviceId } }],
    };
  },
});
