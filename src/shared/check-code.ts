/** Four characters by which two people, one at a phone and one at the desk, can tell each other that they see the same entry. */

/** Crockford's base 32: no I, L, O or U, so that it survives being read out. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The check code of a row: the same wherever it is worked out. It is for people comparing screens, not for security: one in a million
 * pairs of entries share a code.
 * @param id of the row
 * @param version for rows that are edited; entries and contacts never are
 */
export function checkCode(id: string, version?: number): string {
  // FNV-1a, 32 bits, folded to 20.
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(version === undefined ? id : `${id}:${version}`)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  const folded = ((hash >>> 20) ^ hash) & 0xfffff;
  return [15, 10, 5, 0].map((shift) => letters[(folded >>> shift) & 31] ?? '').join('');
}
