/** The server may say of any store on this device that it is to be thrown away: the phone was lost, or its user works here no more. */
import { deviceIdOfThisBrowser, forgetDeviceId } from '../device/device-id.ts';
import { type Heard, heardFrom } from '../device/server-link.ts';
import type { Registry } from '../device/vault/registry.ts';
import { payOwed } from './owed.ts';

/** A phone that was lost lies locked: it asks by itself, without a key and without a session. An open notebook hears it as it syncs. */
export function askWhetherEnded(onHeard: (heard: Heard) => void): void {
  const path = '/api/door/state';
  fetch(path, { headers: { 'x-kith-device': deviceIdOfThisBrowser() }, credentials: 'same-origin', cache: 'no-store' })
    .then((answer) => onHeard(heardFrom(path, answer)))
    .catch(() => undefined); // no network: it asks again
}

/**
 * Keys, then rows, then the database, for each store the server named by its mark; then its word that it is done.
 * @param shut closes the notebook if it is the one that is open
 */
export async function wipeEnded(registry: Registry, owners: readonly string[], shut: (vaultId: string) => Promise<void>): Promise<void> {
  const { wipeStore } = await import('../device/vault/emptying.ts');
  const device = deviceIdOfThisBrowser();
  for (const { id, owner } of (await registry.list()).filter((one) => owners.includes(one.owner))) {
    await shut(id);
    const kept = await wipeStore(registry, id);
    await registry.owe({ id, what: 'wiped', owner, device, kept });
  }
  await payOwed(registry);
  // Found again, the phone may begin anew, as another one.
  if ((await registry.list()).length === 0) forgetDeviceId();
}
