/**
 * Who counts as one guesser. One household or attacker holds at least 2^64 IPv6 addresses, so an address is counted by its /64; its text
 * has many spellings, so it is read and not compared as typed (CVE-2026-45364).
 */
import { isIPv4, isIPv6 } from 'node:net';

/** @param address as the socket or a trusted proxy gave it; null (a private socket) counts as one guesser */
export function addressBlock(address: string | null): string {
  if (address === null) return 'local';
  const bare = address.trim().replace(/%.*$/, '');
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return 'unreadable';
  const groups = expand(bare);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  const [high = 0, low = 0] = groups.slice(6);
  if (mapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

function expand(address: string): number[] {
  const [head = '', tail] = withoutDottedPart(address).split('::');
  const before = numbers(head);
  const after = tail === undefined ? [] : numbers(tail);
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<number>(gap).fill(0), ...after];
}

/** `::ffff:192.0.2.1` ends in an IPv4 address: two groups written in decimal. */
function withoutDottedPart(address: string): string {
  const at = address.lastIndexOf(':') + 1;
  const last = address.slice(at);
  if (!isIPv4(last)) return address;
  const [a = 0, b = 0, c = 0, d = 0] = last.split('.').map(Number);
  return `${address.slice(0, at)}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

function numbers(groups: string): number[] {
  return groups === '' ? [] : groups.split(':').map((group) => Number.parseInt(group, 16));
}

/**
 * The client's address: the socket's, or, behind `proxies` proxies of one's own, the entry that the outermost of them wrote. Entries
 * further left are the client's own words.
 */
export function clientAddress(socketAddress: string | null, forwardedFor: string | null, proxies: number): string | null {
  if (proxies === 0) return socketAddress;
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim());
  return hops.at(-proxies) || socketAddress;
}
