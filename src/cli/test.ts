import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { databaseUser } from '../server/postgres/database-user.server.ts';
import { findEngines } from '../server/postgres/engines.server.ts';
import { UserError } from '../shared/user-error.ts';
import { findFirefox, findWebKit } from './find-browsers.ts';
import { findOrInstallChromium } from './find-chromium.ts';
import { type Counts, countPlaywright, countVitest, lastLine, sum } from './test-report.ts';

const root = join(import.meta.dirname, '../..');
const parts = ['types', 'style', 'structure', 'unit', 'pg', 'simulation', 'kill', 'browser'] as const;
type Part = (typeof parts)[number];

/**
 * Database tests that another PostgreSQL cannot answer otherwise: what they try is Kith's own code above SQL, a phone's, or engines they start
 * themselves. In the whole run they are tried once, on the embedded one; `--only pg` tries everything on both.
 */
const sameOnEveryEngine = [
  'src/device/**',
  'src/server/postgres/**',
  'src/features/staff/**',
  'src/features/disclosures/sharing-histories.pg.test.ts',
  'tests/contracts/matrix.pg.test.ts',
  'tests/contracts/naughty-strings.pg.test.ts',
  'tests/contracts/planted-faults.pg.test.ts',
  'tests/fuzz/**',
  'tests/security/enumeration.pg.test.ts',
];

type Step = { part: Part; title: string; run(reports: string): Promise<Counts> };

/** `./kith test`: every step in order, each one run whatever became of those before it. Answers 1 when anything failed. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { only: { type: 'string', multiple: true }, browsers: { type: 'string' } } });
  const wanted = chosenParts(values.only);
  const reports = mkdtempSync(join(tmpdir(), 'kith-test-reports-'));
  const results: Counts[] = [];
  process.once('exit', () => rmSync(reports, { recursive: true, force: true }));
  for (const step of listSteps({ allBrowsers: wantsAllBrowsers(values.browsers), isWhole: values.only === undefined }).filter(({ part }) =>
    wanted.has(part),
  )) {
    say(`• ${step.title}`);
    const begun = performance.now();
    const counts = await step.run(reports).catch(failure);
    results.push(counts);
    say(`${counts.failed > 0 ? '✗' : '✓'} ${step.title}: ${lastLine(counts)} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  }
  const total = sum(results);
  say('');
  say(lastLine(total));
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

function chosenParts(only: readonly string[] | undefined): ReadonlySet<Part> {
  if (!only) return new Set(parts);
  const names = only.flatMap((list) => list.split(',')).map((name) => name.trim());
  const unknown = names.find((name) => !parts.some((part) => part === name));
  if (unknown !== undefined) throw new UserError(`there is no part "${unknown}" to test. Parts: ${parts.join(', ')}`);
  return new Set(parts.filter((part) => names.includes(part)));
}

/** @throws UserError when it is neither of the two */
function wantsAllBrowsers(given: string | undefined): boolean {
  if (given !== undefined && given !== 'all' && given !== 'chromium')
    throw new UserError(`--browsers takes "chromium" or "all", not "${given}"`);
  return given === 'all';
}

function listSteps({ allBrowsers, isWhole }: { allBrowsers: boolean; isWhole: boolean }): Step[] {
  const steps: Step[] = [
    { part: 'types', title: 'types', run: () => check('tsc', []) },
    { part: 'style', title: 'style', run: () => check('biome', ['check', '.']) },
  ];
  if (existsSync(join(root, '.dependency-cruiser.cjs'))) {
    steps.push({
      part: 'structure',
      title: 'structure: imports',
      run: () => check('depcruise', ['--config', '.dependency-cruiser.cjs', 'src']),
    });
  }
  if (['knip.json', 'knip.jsonc', 'knip.ts'].some((name) => existsSync(join(root, name)))) {
    steps.push({ part: 'structure', title: 'structure: unused code', run: () => check('knip', []) });
  }
  steps.push({ part: 'unit', title: 'unit tests', run: (reports) => vitest('unit', reports) });
  steps.push({ part: 'pg', title: 'database tests, embedded PostgreSQL', run: (reports) => vitest('pg', reports, { engine: 'embedded' }) });
  const [system] = findEngines('system', databaseUser()).found;
  if (system) {
    const title = `database tests, PostgreSQL ${system.version.major}.${system.version.minor} of this machine`;
    const without = isWhole ? sameOnEveryEngine : [];
    steps.push({ part: 'pg', title, run: (reports) => vitest('pg', reports, { engine: 'system', without }) });
  }
  steps.push({ part: 'simulation', title: 'phones and servers under faults, by seed', run: (reports) => vitest('simulation', reports) });
  steps.push({ part: 'kill', title: 'processes killed under load', run: (reports) => vitest('kill', reports) });
  if (existsSync(join(root, 'playwright.config.ts'))) {
    steps.push({ part: 'browser', title: 'browser tests', run: browser });
  }
  if (allBrowsers) steps.push({ part: 'browser', title: 'the main job in Firefox and WebKit', run: otherBrowsers });
  return steps;
}

/** A tool that is right or wrong as a whole; its words are shown only when it is wrong. */
async function check(tool: string, args: string[]): Promise<Counts> {
  const { code, said } = await runTool(tool, args, { quiet: true });
  if (code !== 0) say(said.trimEnd() || `${tool} ended with ${code} and said nothing`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, again: 0 };
}

async function vitest(
  project: 'unit' | 'pg' | 'simulation' | 'kill' | 'browsers',
  reports: string,
  { engine, without = [] }: { engine?: 'embedded' | 'system'; without?: readonly string[] } = {},
): Promise<Counts> {
  const file = join(reports, `${project}-${engine ?? 'plain'}.json`);
  const args = ['run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  for (const pattern of without) args.push('--exclude', pattern);
  const { code } = await runTool('vitest', args, { env: engine ? { KITH_TEST_PG: engine } : {} });
  return countVitest(readReport(file), code);
}

async function browser(reports: string): Promise<Counts> {
  const file = join(reports, 'browser.json');
  const env = { KITH_CHROMIUM: findOrInstallChromium(say), PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const { code } = await runTool('playwright', ['test', '--reporter=dot,json'], { env });
  return countPlaywright(readReport(file), code);
}

/** Where the machine has them. One that is missing is counted as skipped, and it is said why. */
async function otherBrowsers(reports: string): Promise<Counts> {
  const all = [findFirefox(), findWebKit()];
  for (const one of all) if (!one.driven) say(`  skipped: ${one.name}, because there is ${one.reason}`);
  if (all.every((one) => !one.driven)) return { passed: 0, failed: 0, skipped: all.length, again: 0 };
  return vitest('browsers', reports);
}

function readReport(file: string): unknown {
  if (!existsSync(file)) throw new UserError('the tests ended before they could report');
  return JSON.parse(readFileSync(file, 'utf8'));
}

function failure(error: unknown): Counts {
  say(error instanceof Error ? error.message : String(error));
  return { passed: 0, failed: 1, skipped: 0, again: 0 };
}

/** Runs a package's program in the project's folder, on the pinned Node. */
function runTool(
  tool: string,
  args: string[],
  options: { quiet?: boolean; env?: Record<string, string> },
): Promise<{ code: number; said: string }> {
  const bin = join(root, 'node_modules/.bin');
  const path = [join(root, 'node_modules/node/bin'), bin, process.env.PATH ?? ''].join(delimiter);
  return new Promise((resolve, reject) => {
    const child = spawn(join(bin, tool), args, {
      cwd: root,
      // Colours only where someone looks: a log keeps plain text.
      env: { ...process.env, ...(process.stdout.isTTY ? {} : { FORCE_COLOR: undefined }), ...options.env, PATH: path },
      stdio: ['ignore', options.quiet ? 'pipe' : 'inherit', options.quiet ? 'pipe' : 'inherit'],
    });
    // Who stops the whole stops the part that runs, which shuts its database down.
    const stop = () => {
      child.kill('SIGTERM');
      process.exit(143);
    };
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, stop);
    let said = '';
    const keep = (text: Buffer) => {
      said += text.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => reject(new UserError(`cannot run ${tool}: ${error.message}`)));
    child.on('close', (code) => {
      for (const name of ['SIGTERM', 'SIGINT'] as const) process.removeListener(name, stop);
      resolve({ code: code ?? 1, said });
    });
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
