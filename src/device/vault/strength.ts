/**
 * How dear one guess of a passphrase is. Measured once, when the vault is set up, and kept with the salt. Whatever is read back, from the
 * disk or from a server, is refused below the floor: weaker parameters are how a stolen copy would be made cheap to guess (downgrade).
 * Sources: OWASP Password Storage Cheat Sheet (19 MiB, 2 passes, 1 lane); reliability.md §4 for the steps and the time.
 */
import type { Argon2Params, Derive } from './argon2.ts';

export const floor: Argon2Params = { memoryKiB: 19 * 1024, passes: 2 };
/** From weak to strong; the floor is the first. */
export const steps: readonly Argon2Params[] = [floor, { memoryKiB: 32 * 1024, passes: 3 }, { memoryKiB: 64 * 1024, passes: 3 }];
/** An unlock may take this long. */
export const mostMilliseconds = 700;
/** Beyond this a stored parameter is no choice of ours but a way to hang the phone. */
const ceiling: Argon2Params = { memoryKiB: 1024 * 1024, passes: 10 };

export class WeakParameters extends Error {}

/** @throws WeakParameters below the floor, or where it is no sensible number at all */
export function refuseBelowFloor({ memoryKiB, passes }: Argon2Params): void {
  const isSensible = Number.isInteger(memoryKiB) && Number.isInteger(passes) && memoryKiB <= ceiling.memoryKiB && passes <= ceiling.passes;
  if (!isSensible || memoryKiB < floor.memoryKiB || passes < floor.passes) throw new WeakParameters('parameters below the floor');
}

/**
 * The strongest step this device does in time. A step that cannot be done (too little memory) ends the search; the floor itself must work.
 * @throws whatever `derive` throws for the floor
 */
export async function calibrate(derive: Derive, clock: () => number = () => performance.now()): Promise<Argon2Params> {
  const time = async (params: Argon2Params) => {
    const begun = clock();
    await derive(new Uint8Array(16), new Uint8Array(16), params);
    return clock() - begun;
  };
  await time(floor); // loads and compiles the code
  let chosen = floor;
  let took = await time(floor);
  for (const step of steps.slice(1)) {
    // What is sure to take too long is not tried: on a slow phone that alone would be seconds.
    if (took * (costOf(step) / costOf(chosen)) > 2 * mostMilliseconds) break;
    try {
      took = await time(step);
    } catch {
      break;
    }
    if (took >= mostMilliseconds) break;
    chosen = step;
  }
  return chosen;
}

const costOf = ({ memoryKiB, passes }: Argon2Params) => memoryKiB * passes;
