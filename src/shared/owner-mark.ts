/**
 * A mark for one member of staff on one device: finds their store again, and tells nobody who has not got both ids. The device's id is random
 * and serves as the salt.
 */
export async function ownerMark(deviceId: string, staffId: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`kith/owner/${deviceId}/${staffId}`));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
