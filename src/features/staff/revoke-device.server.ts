/** The transaction of `revoke-device`. From the next request on the door answers 401 to whatever comes from it, and says what to throw away. */
import { handle } from '../../server/command-handler.ts';
import { endDevice, findDeviceForChange } from './device-queries.server.ts';
import { revokeDevice } from './revoke-device.ts';
import { mayAdminister, mayEndDevice } from './staff-policy.ts';

export const revokeDeviceHandler = handle({
  command: revokeDevice,
  reach: (actor) => (mayAdminister(actor) === null ? 'admin' : 'near'),
  audit: 'device.ended',
  dataClass: 'worker',
  load: (tx, args, actor) => findDeviceForChange(tx, actor, args),
  may: mayEndDevice,
  run: async ({ tx, args, actor }) => {
    await endDevice(tx, actor, args);
    const { staffId, deviceId, everyone } = args;
    return { changes: [], audit: [{ scopeId: actor.orgId, details: { staffId, deviceId, everyone } }] };
  },
});
