/** `./kith simulate`: phones, servers and a database under faults, decided by seeds. Exit code 1 when something that must hold did not. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { UserError } from '../shared/user-error.ts';
import { print } from './run-until-stopped.ts';

type Convergence = typeof import('../../tests/convergence/simulate.ts');
type Outcome = import('../../tests/convergence/simulate.ts').Outcome;

/** Seeds that are the same in every run, beside those that are new each time. */
const fixedSeeds = 100;
const freshSeeds = 200;
const usualSteps = 200;

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      ...{ seed: { type: 'string' }, operations: { type: 'string' }, hours: { type: 'string' }, planted: { type: 'string' } },
      ...{ steps: { type: 'string' }, workers: { type: 'string' }, twice: { type: 'boolean' } },
    },
  } as const);
  const steps = whole(values.steps, 'steps') ?? usualSteps;
  const workers = whole(values.workers, 'workers') ?? Math.min(2, availableParallelism());
  // Only when it is asked for: a running Kith has no use for tests.
  const convergence: Convergence = await import('../../tests/convergence/simulate.ts');
  const { sabotages } = await import('../../tests/convergence/sabotages.ts');
  const { planted } = values;
  if (planted !== undefined && !sabotages.some(({ name }) => name === planted))
    throw new UserError(`there is no planted fault "${planted}"; there are: ${sabotages.map(({ name }) => name).join(', ')}`);
  const operations = whole(values.operations, 'operations');
  const hours = values.hours === undefined ? undefined : Number(values.hours);
  const until = hours === undefined ? null : performance.now() + hours * 3_600_000;
  let outcome: Outcome | undefined;
  const sent = () => outcome?.counts.get('commands answered') ?? 0;
  const isOver = (nth: number) => {
    if (until !== null) return performance.now() >= until;
    if (operations !== undefined) return sent() >= operations;
    return nth >= (values.seed === undefined ? fixedSeeds + freshSeeds : 1);
  };
  const fresh = Math.random().toString(36).slice(2, 8);
  const seedOf = (nth: number) => {
    if (values.seed !== undefined) return nth === 0 ? values.seed : `${values.seed}.${nth}`;
    return nth < fixedSeeds ? `fixed-${nth}` : `${fresh}-${nth}`;
  };
  function* jobs() {
    for (let nth = 0; !isOver(nth); nth++) yield { seed: seedOf(nth), steps, planted };
  }
  let told = performance.now();
  outcome = await convergence.runJobs(jobs(), {
    workers: values.seed !== undefined && operations === undefined && until === null ? 1 : workers,
    stopAtFailure: true,
    onRun: (now) => {
      outcome = now;
      if (performance.now() - told < 10_000) return;
      told = performance.now();
      print(
        `  ${now.runs} seeds, ${now.steps.toLocaleString('en')} steps, ${sent().toLocaleString('en')} commands, ${Math.round(now.seconds)} s`,
      );
    },
  });
  return report(convergence, outcome, { steps, planted });
}

async function report(convergence: Convergence, outcome: Outcome, asked: { steps: number; planted: string | undefined }): Promise<number> {
  for (const [what, times] of [...outcome.counts].sort(([a], [b]) => (a < b ? -1 : 1))) print(`  ${what}: ${times}`);
  const commands = outcome.counts.get('commands answered') ?? 0;
  print(
    `${outcome.runs} seeds, ${outcome.steps.toLocaleString('en')} steps, ${commands.toLocaleString('en')} commands answered in ${outcome.seconds.toFixed(1)} s`,
  );
  const [first] = outcome.failures;
  if (!first) {
    print('nothing was violated');
    return 0;
  }
  print(`VIOLATED with seed ${first.seed}, ${first.message}`);
  const planted = asked.planted === undefined ? '' : ` --planted ${asked.planted}`;
  print(`again: ./kith simulate --seed ${first.seed} --steps ${asked.steps}${planted}`);
  const invariant = first.result?.violation?.invariant;
  if (invariant !== undefined) {
    print('what it needs:');
    const job = { seed: first.seed, steps: first.result?.steps ?? asked.steps, planted: asked.planted };
    for (const line of await convergence.shorten(job, invariant, () => undefined)) print(`  ${line}`);
  }
  return 1;
}

/** @throws UserError when it is no whole number above nothing */
function whole(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text.replaceAll(/[_,]/g, ''));
  if (!Number.isSafeInteger(value) || value < 1) throw new UserError(`--${name} takes a whole number above 0, not "${text}"`);
  return value;
}
