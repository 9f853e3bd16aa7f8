/** A phone that seals to the server under test, its signing key made known as a signed-in phone does. */

import { makeSigningKey, openSigner, sealerToServer } from '../../src/device/seal-for-server.ts';
import { registerDeviceKey } from '../../src/features/carried/register-device-key.ts';
import type { Actor } from '../../src/server/actor.ts';
import type { CommandEnvelope } from '../../src/shared/command.ts';
import { newId } from '../../src/shared/id.ts';
import { bytesToText } from '../../src/shared/sealed-copy.ts';
import { testSeals } from './test-seals.ts';
import type { WalkingWorld } from './walking-world.ts';

export type SealingPhone = Awaited<ReturnType<typeof aSealingPhone>>;

/** @param options.known false: a phone whose key never reached the server */
export async function aSealingPhone(world: WalkingWorld, owner: Actor, options: { known?: boolean } = {}) {
  const deviceId = newId();
  await world.admin.query('insert into kith.devices (org_id, id, staff_id) values ($1, $2, $3)', [owner.orgId, deviceId, owner.staffId]);
  const stored = await makeSigningKey();
  const signer = await openSigner(stored);
  if (options.known !== false) {
    const answer = await world.send(owner, registerDeviceKey, { keyId: stored.id, deviceId, publicKey: stored.publicKey });
    if (answer.outcome !== 'accepted') throw new Error(`the key was not taken: ${JSON.stringify(answer)}`);
  }
  const author = { orgId: owner.orgId, staffId: owner.staffId, deviceId };
  const seal = sealerToServer({ author, signer, serverKey: testSeals.newest });
  return {
    deviceId,
    stored,
    signer,
    seal: async (envelope: CommandEnvelope, after: readonly string[] = []) => bytesToText(await seal(envelope, after)),
  };
}
