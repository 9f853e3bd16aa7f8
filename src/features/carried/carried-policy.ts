/** Who may carry, and what: facts in, a reason or `null` (yes) out. */
import type { Actor } from '../../server/actor.ts';
import type { DataClass, Decision } from '../../server/command-handler.ts';

export type DeviceKeyFacts = { keysOfMine: number };

/** More than anyone's phones ever had; a loop in a broken app stops here. */
export const mostDeviceKeys = 200;

export function mayRegisterDeviceKey(facts: DeviceKeyFacts, _actor: Actor): Decision {
  return facts.keysOfMine < mostDeviceKeys ? null : 'too_many_device_keys';
}

/** Whoever works here may bring a colleague's sealed entries to the server: they can neither read nor change them. */
export function mayCarryEntries(facts: { author: { id: string } | undefined }, _actor: Actor): Decision {
  return facts.author ? null : 'not_yours';
}

/** What is known about the author of a sealed entry and the device that signed it. */
export type SignerFacts = { isActive: boolean; deviceEnded: boolean };

/**
 * Whether an entry may run as its author's although somebody else brings it.
 *
 * From a device that was ended (lost, stolen), only its author may bring it: whoever holds the phone could have written in their name, and
 * nobody else can tell. Running the programme (roles, invitations, devices) does not travel in a colleague's pocket at all.
 */
export function mayRunCarried(facts: SignerFacts, entry: { dataClass: DataClass; isBroughtByAuthor: boolean }): Decision {
  if (!facts.isActive) return 'author_left';
  if (entry.isBroughtByAuthor) return null;
  if (facts.deviceEnded) return 'author_device_ended';
  const ofThePeople: readonly DataClass[] = ['identity', 'peer_note', 'goal_plan', 'accounting'];
  return ofThePeople.includes(entry.dataClass) ? null : 'not_by_others';
}
