import { z } from 'zod';

/** How many checks one step, or all of them, made. */
export type Counts = { passed: number; failed: number; skipped: number };

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
  return settle({ passed, failed, skipped: numPendingTests + numTodoTests }, success && exitCode === 0);
}

/** Counts from Playwright's JSON report. A test that passed only when tried again counts as failed: it will fail someone else. */
export function countPlaywright(report: unknown, exitCode: number): Counts {
  const { stats, errors } = playwrightReport.parse(report);
  return settle(
    { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped },
    errors.length === 0 && exitCode === 0,
  );
}

function settle(counts: Counts, fine: boolean): Counts {
  const nothingRan = counts.passed + counts.failed === 0;
  return counts.failed === 0 && (!fine || nothingRan) ? { ...counts, failed: 1 } : counts;
}

export function sum(all: readonly Counts[]): Counts {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const one of all) {
    total.passed += one.passed;
    total.failed += one.failed;
    total.skipped += one.skipped;
  }
  return total;
}

/** The line that ends `./kith test`, which CI reads. */
export function lastLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
