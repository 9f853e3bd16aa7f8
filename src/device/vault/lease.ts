/**
 * How long stored rows may be read without the server. The clock is a high-water mark: the server's time at the last contact plus what the
 * device's own clock has gone since, never backwards. A clock that is 400 days wrong all the time changes nothing; one that is set back
 * stands still; one that is set forward ends the lease until the next contact. Setting the clock back to win time is not prevented: a browser
 * has no clock of its own. It is a rule for honest devices, like the wipe; what keeps others out is the passphrase.
 */
export type Lease = {
  /** The server's clock at the last contact, in milliseconds. */
  serverAt: number;
  /** The device's clock at that moment. */
  deviceAt: number;
  /** The latest time seen so far, on the server's scale. */
  highWater: number;
  /** The organisation's choice. */
  hours: number;
};

const millisecondsInHour = 3_600_000;

/** A new lease: the server has just answered this user. */
export function renewedLease(serverAt: number, deviceAt: number, hours: number): Lease {
  return { serverAt, deviceAt, highWater: serverAt, hours };
}

/** @param deviceNow the device's clock now */
export function tick(lease: Lease, deviceNow: number): Lease {
  const now = lease.serverAt + (deviceNow - lease.deviceAt);
  return now > lease.highWater ? { ...lease, highWater: now } : lease;
}

export function hasEnded(lease: Lease, deviceNow: number): boolean {
  const { highWater, serverAt, hours } = tick(lease, deviceNow);
  return highWater - serverAt > hours * millisecondsInHour;
}

/** When it ends, on the device's own clock, in milliseconds. */
export function endsAt({ deviceAt, hours }: Lease): number {
  return deviceAt + hours * millisecondsInHour;
}
