/** The id this browser is known by to the server; it names no one, and is the same for everybody who shares the device. */
import { newId } from '../shared/new-id.ts';

const deviceIdKey = 'kith-device';

export function deviceIdOfThisBrowser(): string {
  const known = localStorage.getItem(deviceIdKey);
  if (known) return known;
  const made = newId();
  localStorage.setItem(deviceIdKey, made);
  return made;
}

/** Writes it again, after the browser took everything away while the store was open. */
export function keepDeviceId(id: string): void {
  localStorage.setItem(deviceIdKey, id);
}

/** After the last store of a lost device was wiped: found again, it may begin anew as another device. */
export function forgetDeviceId(): void {
  localStorage.removeItem(deviceIdKey);
}
