import type { CliCommand } from './command-line.ts';

/**
 * Everything `./kith` can do, in the order the help shows it. Each command's code is loaded only when it runs, so that help is
 * quick and a fault in one command cannot break another. To add one: a line here, and a file beside this one.
 */
export const commands: readonly CliCommand[] = [
  {
    name: 'test',
    summary: 'run everything that must be right before a change is accepted',
    usage: [
      './kith test [--only types,style,structure,unit,pg,browser]',
      '',
      'Checks types, style and structure, then runs the tests: unit, database (on the embedded PostgreSQL and on an installed one)',
      'and browser. Installs a Chromium when there is none. The last line is "N passed, N failed".',
    ].join('\n'),
    run: async (args) => (await import('./test.ts')).run(args),
  },
];
