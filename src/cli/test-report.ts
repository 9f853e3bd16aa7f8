import { z } from 'zod';

/** How many checks one step, or all of them, made. `again`: how many of those that passed did so only at the second try. */
export type Counts = { passed: number; failed: number; skipped: number; again: number };

/**
 * Journeys drive two browsers and two servers on machines that may do other things, so a few may need a second try: it is said each time, with
 * what stood on the screen. More than these are not the machine, and count as failed.
 */
const mostAgain = 3;

const vitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

/**
 * Counts from Vitest's JSON report. A file that cannot be loaded has no failed test in it, and still is a failure; so is a run
 * without tests, which proves nothing.
 */
export function countVitest(report: unknown, exitCode: number): Counts {
  const { success, numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests } = vitestReport.parse(report);
  return settle({ passed, failed, skipped: numPendingTests + numTodoTests, again: 0 }, success && exitCode === 0);
}

/** Counts from Playwright's JSON report. */
export function countPlaywright(report: unknown, exitCode: number): Counts {
  const { stats, errors } = playwrightReport.parse(report);
  const { expected, unexpected, flaky, skipped } = stats;
  const isTooMuch = flaky > mostAgain;
  return settle(
    { passed: isTooMuch ? expected : expected + flaky, failed: isTooMuch ? unexpected + flaky : unexpected, skipped, again: flaky },
    errors.length === 0 && exitCode === 0,
  );
}

function settle(counts: Counts, fine: boolean): Counts {
  const nothingRan = counts.passed + counts.failed === 0;
  return counts.failed === 0 && (!fine || nothingRan) ? { ...counts, failed: 1 } : counts;
}

export function sum(all: readonly Counts[]): Counts {
  const total = { passed: 0, failed: 0, skipped: 0, again: 0 };
  for (const one of all) {
    total.passed += one.passed;
    total.failed += one.failed;
    total.skipped += one.skipped;
    total.again += one.again;
  }
  return total;
}

/** The line that ends `./kith test`, which CI reads. */
export function lastLine({ passed, failed, skipped, again }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}${again > 0 ? `, ${again} at the second try` : ''}`;
}
