/** One of the processes that run seeds: takes a job on its standard input, line by line, and answers each with a line of JSON. */
import { createInterface } from 'node:readline';
import { loadPackSet } from '../../src/packs/load-pack.server.ts';
import { runSeed } from './run-seed.ts';
import { sabotages } from './sabotages.ts';
import { startSimPostgres } from './sim-postgres.ts';

export type Job = {
  seed: string;
  steps: number;
  planted?: string | undefined;
  without?: number[] | undefined;
  log?: boolean;
};

/** Seeds after which the database is made anew: its tables grow, and nothing is ever cleared away in it. */
const seedsInDatabase = 40;

const say = (value: unknown) => void process.stdout.write(`${JSON.stringify(value)}\n`);
const packs = await loadPackSet(`${import.meta.dirname}/../../packs`, ['core']);
const postgres = await startSimPostgres();
// Whoever asked has ended.
process.stdout.on('error', () => void postgres.stop().finally(() => process.exit(1)));
process.once('SIGTERM', () => void postgres.stop().finally(() => process.exit(143)));
process.once('SIGINT', () => void postgres.stop().finally(() => process.exit(130)));
say({ ready: postgres.version });
let ran = 0;
let database = '';
const there = new Set<string>();
for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line) as Job;
  // The same seed makes the same ids, which must not be there yet.
  if (there.has(job.seed) || there.size % seedsInDatabase === 0) {
    database = `run_${ran++ % 2}`;
    await postgres.make(database);
    there.clear();
  }
  there.add(job.seed);
  try {
    const sabotage = job.planted === undefined ? null : (sabotages.find(({ name }) => name === job.planted) ?? null);
    const result = await runSeed({
      ...{ seed: job.seed, steps: job.steps, postgres, database, packs, sabotage },
      ...{ without: new Set(job.without ?? []) },
    });
    say({ ...result, ...(job.log ? {} : { taken: [] }) });
  } catch (error) {
    say({ seed: job.seed, broken: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
await postgres.stop();
