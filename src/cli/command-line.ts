import { UserError } from '../shared/user-error.ts';
import { commands } from './commands.ts';

/** One thing `./kith` can do. `run` answers the exit code; it throws `UserError` for what the person at the keyboard can mend. */
export type CliCommand = {
  name: string;
  /** What it does, in a few words that follow its name. */
  summary: string;
  /** The text of `./kith NAME --help`. Its first line shows how it is called. */
  usage: string;
  run(args: string[]): Promise<number>;
};

/** Where text goes. Tests pass their own. */
export type CliOutput = { out(text: string): void; err(text: string): void };

const terminal: CliOutput = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
};

/** Runs one command and answers the exit code: 0 fine, 1 failed, 2 called wrongly. A failure is one line unless KITH_DEBUG=1. */
export async function runCommandLine(
  args: readonly string[],
  list: readonly CliCommand[] = commands,
  output: CliOutput = terminal,
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const about = list.find((one) => one.name === rest[0]);
    output.out(about && name === 'help' ? about.usage : overview(list));
    return name === undefined ? 2 : 0;
  }
  const command = list.find((one) => one.name === name);
  if (!command) {
    output.err(`kith: there is no command "${name}". Commands: ${list.map((one) => one.name).join(', ')}`);
    return 2;
  }
  // What follows "--" belongs to the command, whatever it looks like.
  const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (own.includes('--help') || own.includes('-h')) {
    output.out(command.usage);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    return report(error, command, output);
  }
}

function report(error: unknown, command: CliCommand, output: CliOutput): number {
  const debug = process.env.KITH_DEBUG === '1';
  if (debug && error instanceof Error) output.err(error.stack ?? error.message);
  if (isMisuse(error)) {
    output.err(`kith ${command.name}: ${oneLine(error.message)} (./kith ${command.name} --help)`);
    return 2;
  }
  const said = oneLine(error instanceof Error ? error.message : String(error)) || 'it failed without a word';
  const hint = error instanceof UserError || debug ? '' : ' (KITH_DEBUG=1 shows where)';
  output.err(`kith ${command.name}: ${said}${hint}`);
  return 1;
}

/** What parseArgs of node:util throws for an option it does not know. */
function isMisuse(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_PARSE_ARGS');
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}

function overview(list: readonly CliCommand[]): string {
  const width = Math.max(...list.map((one) => one.name.length));
  const lines = list.map((one) => `  ${one.name.padEnd(width)}  ${one.summary}`);
  return [
    'Kith, software a peer support programme runs on.',
    '',
    'Usage: ./kith COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    './kith COMMAND --help says more.',
  ].join('\n');
}
