/** Runs many seeds on several processes, tells what came of them, and shortens the first failure to the steps it needs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { RunResult } from './run-seed.ts';
import type { Job } from './worker.ts';

export type Failure = { seed: string; message: string; result: RunResult | null };
export type Outcome = {
  runs: number;
  steps: number;
  counts: Map<string, number>;
  hashes: Map<string, string>;
  failures: Failure[];
  seconds: number;
};

/** A step that takes longer than this hangs; so does the fault it found. */
const patience = 120_000;

export type Worker = { run: (job: Job) => Promise<RunResult>; stop: () => Promise<void> };

export async function startWorker(): Promise<Worker> {
  const child = spawn(process.execPath, [`${import.meta.dirname}/worker.ts`], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  let next: { done: (line: string) => void; fail: (error: Error) => void } | null = null;
  lines.on('line', (line) => next?.done(line));
  child.once('exit', (code) => next?.fail(new Error(`a process of the simulation ended with ${code}`)));
  const hear = () => new Promise<string>((done, fail) => (next = { done, fail }));
  await hear();
  return {
    run: async (job) => {
      const heard = hear();
      child.stdin.write(`${JSON.stringify(job)}\n`);
      const line = await within(heard, `seed ${job.seed} hangs`);
      const result = JSON.parse(line) as RunResult & { broken?: string };
      if (result.broken !== undefined) throw new Error(result.broken);
      return result;
    },
    stop: () => ended(child),
  };
}

async function within<T>(work: Promise<T>, otherwise: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(otherwise)), patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.stdin?.end();
    child.kill('SIGTERM');
  });
}

/**
 * @param jobs asked for one after another until there is none
 * @param onRun told after each
 */
export async function runJobs(
  jobs: Iterator<Job>,
  options: { workers: number; stopAtFailure: boolean; onRun: (outcome: Outcome) => void },
): Promise<Outcome> {
  const begun = performance.now();
  const outcome: Outcome = { runs: 0, steps: 0, counts: new Map(), hashes: new Map(), failures: [], seconds: 0 };
  const work = async () => {
    let worker = await startWorker();
    try {
      for (;;) {
        if (options.stopAtFailure && outcome.failures.length > 0) return;
        const { value: job, done } = jobs.next();
        if (done) return;
        try {
          const result = await worker.run(job);
          outcome.hashes.set(job.seed, result.hash);
          for (const [what, times] of Object.entries(result.counts)) outcome.counts.set(what, (outcome.counts.get(what) ?? 0) + times);
          if (result.violation) {
            const { message, atStep } = result.violation;
            outcome.failures.push({ seed: job.seed, message: `step ${atStep}: ${message}`, result });
          }
        } catch (error) {
          outcome.failures.push({ seed: job.seed, message: error instanceof Error ? error.message : String(error), result: null });
          await worker.stop();
          worker = await startWorker();
        }
        outcome.runs += 1;
        outcome.steps += job.steps;
        outcome.seconds = (performance.now() - begun) / 1000;
        options.onRun(outcome);
      }
    } finally {
      await worker.stop();
    }
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  return outcome;
}

/**
 * Leaves out steps as long as the same invariant is broken without them.
 * @returns the steps that are left, in words
 */
export async function shorten(job: Job, invariant: string, onTry: (left: number) => void): Promise<string[]> {
  const worker = await startWorker();
  try {
    const without = new Set<number>();
    let log: string[] = [];
    const fails = async (more: readonly number[]) => {
      const result = await worker.run({ ...job, log: true, without: [...without, ...more] });
      const same = result.violation?.invariant === invariant;
      if (same) log = result.taken;
      return same;
    };
    if (!(await fails([]))) return ['it does not happen again with the same seed: something in the run is not decided by it'];
    for (let size = Math.ceil(job.steps / 4); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let from = 1; from <= job.steps; from += size) {
        const some = Array.from({ length: size }, (_, nth) => from + nth).filter((step) => step <= job.steps && !without.has(step));
        if (some.length === 0 || (size < 4 && log.length === 0)) continue;
        if (await fails(some)) for (const step of some) without.add(step);
        onTry(job.steps - without.size);
      }
      if (size === 1) break;
    }
    return log.filter((line) => !line.includes('left out'));
  } finally {
    await worker.stop();
  }
}
