import { parseArgs } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { UserError } from '../shared/user-error.ts';
import { type CliCommand, runCommandLine } from './command-line.ts';
import { commands } from './commands.ts';

const greet: CliCommand = {
  name: 'greet',
  summary: 'say hello',
  usage: './kith greet [--loud]',
  run: async (args) => {
    const { values } = parseArgs({ args, options: { loud: { type: 'boolean' }, fault: { type: 'string' } } });
    if (values.fault === 'user') throw new UserError('the folder is in use');
    if (values.fault === 'kith') throw new TypeError('x is not\n a function');
    return values.loud ? 3 : 0;
  },
};

async function kith(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await runCommandLine(args, [greet], {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

describe('the command line', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('lists its commands when asked for help', async () => {
    expect(await kith('--help')).toMatchObject({ code: 0, out: expect.stringContaining('greet  say hello') });
  });

  it('shows the list and counts as a failure when called with nothing', async () => {
    expect(await kith()).toMatchObject({ code: 2, out: expect.stringContaining('greet') });
  });

  it('explains one command', async () => {
    expect(await kith('greet', '--help')).toMatchObject({ code: 0, out: './kith greet [--loud]' });
    expect(await kith('help', 'greet')).toMatchObject({ code: 0, out: './kith greet [--loud]' });
  });

  it('names the commands there are when one is unknown', async () => {
    expect(await kith('great')).toEqual({ code: 2, out: '', err: 'kith: there is no command "great". Commands: greet' });
  });

  it("answers the command's own exit code", async () => {
    expect((await kith('greet', '--loud')).code).toBe(3);
  });

  it('says in one line which option it does not know', async () => {
    const { code, err } = await kith('greet', '--quiet');
    expect(code).toBe(2);
    expect(err).toMatch(/^kith greet: Unknown option '--quiet'.*\(\.\/kith greet --help\)$/);
  });

  it('gives one clear line on failure and never a stack trace', async () => {
    expect(await kith('greet', '--fault', 'user')).toEqual({ code: 1, out: '', err: 'kith greet: the folder is in use' });
    expect(await kith('greet', '--fault', 'kith')).toEqual({
      code: 1,
      out: '',
      err: 'kith greet: x is not a function (KITH_DEBUG=1 shows where)',
    });
  });

  it('shows the stack trace to who asks for it', async () => {
    vi.stubEnv('KITH_DEBUG', '1');
    expect((await kith('greet', '--fault', 'kith')).err).toContain('command-line.test.ts');
  });

  it('has a summary and a usage for every command', () => {
    for (const command of commands) {
      expect(command.summary).toMatch(/^[a-z]/);
      expect(command.usage).toContain(`./kith ${command.name}`);
    }
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
  });
});
