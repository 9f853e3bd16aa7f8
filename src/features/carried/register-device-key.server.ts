/** The transaction of `register-device-key`. The foreign key refuses a device that was never here. */
import { handle } from '../../server/command-handler.ts';
import { mayRegisterDeviceKey } from './carried-policy.ts';
import { countDeviceKeys, insertDeviceKey } from './device-key-queries.server.ts';
import { registerDeviceKey } from './register-device-key.ts';

export const registerDeviceKeyHandler = handle({
  command: registerDeviceKey,
  reach: 'near',
  forView: true,
  forRepresentative: true,
  audit: 'device.key_registered',
  dataClass: 'worker',
  load: async (tx, _args, actor) => ({ keysOfMine: await countDeviceKeys(tx, actor.orgId, actor.staffId) }),
  may: mayRegisterDeviceKey,
  run: async ({ tx, args, actor }) => {
    const publicKey = Buffer.from(args.publicKey, 'base64url');
    await insertDeviceKey(tx, actor, { id: args.keyId, deviceId: args.deviceId, publicKey });
    return { changes: [], audit: [{ scopeId: actor.orgId, details: { keyId: args.keyId, deviceId: args.deviceId } }] };
  },
});
