import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, lastLine, sum } from './test-report.ts';

const vitest = (over: object = {}) => ({
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  ...over,
});
const playwright = (over: object = {}, errors: unknown[] = []) => ({
  stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0, ...over },
  errors,
});

describe('counting what the tests did', () => {
  it('takes passed, failed and skipped tests as they are', () => {
    expect(countVitest(vitest({ numPendingTests: 1, numTodoTests: 2 }), 0)).toEqual({ passed: 3, failed: 0, skipped: 3, again: 0 });
    expect(countVitest(vitest({ success: false, numFailedTests: 2 }), 1)).toEqual({ passed: 3, failed: 2, skipped: 0, again: 0 });
    expect(countPlaywright(playwright({ unexpected: 1, skipped: 4 }), 1)).toEqual({ passed: 2, failed: 1, skipped: 4, again: 0 });
  });

  it('counts a file that cannot be loaded as a failure', () => {
    expect(countVitest(vitest({ success: false }), 1).failed).toBe(1);
    expect(countPlaywright(playwright({}, [{ message: 'cannot load' }]), 1).failed).toBe(1);
  });

  it('counts a run that ended badly after its tests as a failure', () => {
    expect(countVitest(vitest(), 1).failed).toBe(1);
    expect(countPlaywright(playwright(), 1).failed).toBe(1);
  });

  it('counts a run without tests as a failure', () => {
    expect(countVitest(vitest({ numPassedTests: 0, numPendingTests: 5 }), 0)).toEqual({ passed: 0, failed: 1, skipped: 5, again: 0 });
    expect(countPlaywright(playwright({ expected: 0 }), 0).failed).toBe(1);
  });

  it('says which tests passed only the second time, and counts them as failed when they are many', () => {
    expect(countPlaywright(playwright({ flaky: 3 }), 0)).toEqual({ passed: 5, failed: 0, skipped: 0, again: 3 });
    expect(countPlaywright(playwright({ flaky: 4 }), 0)).toEqual({ passed: 2, failed: 4, skipped: 0, again: 4 });
    expect(countPlaywright(playwright({ flaky: 1, unexpected: 1 }), 1)).toEqual({ passed: 3, failed: 1, skipped: 0, again: 1 });
  });

  it('refuses a report it does not know', () => {
    expect(() => countVitest({ tests: 3 }, 0)).toThrow();
    expect(() => countPlaywright(null, 0)).toThrow();
  });

  it('ends with the line CI reads', () => {
    expect(
      lastLine(
        sum([
          { passed: 1, failed: 0, skipped: 0, again: 0 },
          { passed: 4, failed: 2, skipped: 0, again: 0 },
        ]),
      ),
    ).toBe('5 passed, 2 failed');
    expect(lastLine(sum([{ passed: 1, failed: 0, skipped: 3, again: 0 }]))).toBe('1 passed, 0 failed, 3 skipped');
    expect(lastLine(sum([{ passed: 2, failed: 0, skipped: 0, again: 1 }]))).toBe('2 passed, 0 failed, 1 at the second try');
    expect(lastLine(sum([]))).toBe('0 passed, 0 failed');
  });
});
