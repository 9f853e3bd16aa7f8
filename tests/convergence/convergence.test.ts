/**
 * Phones, servers and a database under faults: 100 seeds that are always the same, 200 that are new with each change of the code, 200 steps each. A failure names its seed and
 * what it needs; `./kith simulate --seed …` plays it again. KITH_SIMULATION=whole plants every fault and runs fifty seeds twice.
 */
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { sabotages } from './sabotages.ts';
import { type Outcome, runJobs, shorten } from './simulate.ts';
import type { Job } from './worker.ts';

const steps = 200;
const isWhole = process.env.KITH_SIMULATION === 'whole';
const workers = Math.min(isWhole ? 4 : 2, availableParallelism());
const hour = 3_600_000;

async function run(jobs: readonly Job[], stopAtFailure = true): Promise<Outcome> {
  return runJobs(jobs.values(), { workers, stopAtFailure, onRun: () => undefined });
}

/** Nothing, or the seed, what it broke, and the steps that are needed for it. */
async function told({ failures: [failure] }: Outcome): Promise<string> {
  if (!failure) return '';
  const again = `./kith simulate --seed ${failure.seed} --steps ${steps}`;
  const invariant = failure.result?.violation?.invariant;
  const needed = invariant === undefined ? [] : await shorten({ seed: failure.seed, steps }, invariant, () => undefined);
  return [`seed ${failure.seed}, ${failure.message}`, again, ...needed].join('\n');
}

/**
 * Seeds that no earlier state of the code was tried with. The same state is judged alike wherever it is tried: what was found once is found again
 * by whoever looks for it. `./kith simulate` has new ones every time.
 */
function nameOfThisState(): string {
  try {
    const tree = execFileSync('git', ['rev-parse', 'HEAD^{tree}'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return tree.slice(0, 8);
  } catch {
    return Math.random().toString(36).slice(2, 8);
  }
}

it('whatever happens to phones, servers and the network, what was promised is kept: 300 seeds, 60,000 steps', {
  timeout: hour,
}, async () => {
  const fresh = nameOfThisState();
  const seeds = Array.from({ length: 300 }, (_, nth) => (nth < 100 ? `fixed-${nth}` : `${fresh}-${nth}`));
  const outcome = await run(seeds.map((seed) => ({ seed, steps })));
  expect(await told(outcome)).toBe('');
  expect(outcome.steps).toBe(60_000);
  // That there was something to keep, and something to keep it from.
  for (const what of ['commands answered', 'outcome accepted', 'outcome conflict', 'servers that died', 'stores evicted', 'restores'])
    expect(outcome.counts.get(what) ?? 0, what).toBeGreaterThan(0);
});

it('the same seed makes the same run', { timeout: hour }, async () => {
  const seeds = Array.from({ length: isWhole ? 50 : 4 }, (_, nth) => ({ seed: `twice-${nth}`, steps }));
  const [first, second] = [await run(seeds), await run(seeds)];
  expect(second.hashes.size).toBe(seeds.length);
  expect(second.hashes).toEqual(first.hashes);
});

/** What is noticed by checking; a run that only breaks is no proof. */
const invariants = new Set([
  ...['once', 'kept', 'no fourth place', 'same answer', 'feed = fresh query', 'no skip', 'no leak', 'no silent overwrite', 'liveness'],
  ...['entries never change', 'honest status', 'audit', 'made while allowed', 'revocation wins', 'no faults of ours'],
]);

/** Found within a few seeds; the others need a rare meeting of things. */
const soonFound = new Set(['receipt-dropped', 'refused-dropped', 'access-lost-ignored', 'cursor-ahead', 'let-go-before-read-back']);

for (const { name } of sabotages.filter((one) => isWhole || soonFound.has(one.name))) {
  it(`a fault planted on purpose is found within 200 seeds: ${name}`, { timeout: hour }, async () => {
    const seeds = Array.from({ length: 200 }, (_, nth) => ({ seed: `planted-${nth}`, steps, planted: name }));
    const outcome = await run(seeds);
    const found = outcome.failures.map(({ message, result }) => (result?.violation ? result.violation.invariant : message));
    expect(found.length, 'nothing was found').toBeGreaterThan(0);
    expect([...invariants]).toEqual(expect.arrayContaining(found));
  });
}
