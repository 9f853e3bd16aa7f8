import type { CliCommand } from './command-line.ts';

/**
 * Everything `./kith` can do, in the order the help shows it. Each command's code is loaded only when it runs, so that help is
 * quick and a fault in one command cannot break another. To add one: a line here, and a file beside this one.
 */
export const commands: readonly CliCommand[] = [
  {
    name: 'demo',
    summary: 'try Kith with two made-up programmes; nothing is kept',
    usage: './kith demo [--port N] [--people N] [--seed TEXT]\n\nPrints the address and sign-ins. On this machine only.',
    run: async (args) => (await import('./demo.ts')).run(args),
  },
  {
    name: 'start',
    summary: 'run Kith for real',
    usage: [
      './kith start [--port N] [--data DIR] [--host ADDRESS]',
      '',
      'The first time it prints a one-time set-up link. Settings come from the environment: DATABASE_URL, KITH_ORIGIN, SMTP_URL,',
      'KITH_MAIL_FROM, KITH_METRICS_PORT, KITH_TRUSTED_PROXIES, KITH_LOG_LEVEL (docs/operating.md).',
    ].join('\n'),
    run: async (args) => (await import('./start.ts')).run(args),
  },
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
  {
    name: 'bench',
    summary: 'measure, each thing beside its floor in the same run',
    usage: './kith bench [NAME …]\n\nNames: contacts, feed, programme. The last line is JSON.',
    run: async (args) => (await import('./bench.ts')).run(args),
  },
  {
    name: 'verify',
    summary: 'prove the audit chain and what must always hold',
    usage: './kith verify [--data DIR]\n\nExits with 1 when anything is found.',
    run: async (args) => (await import('./verify.ts')).run(args),
  },
  {
    name: 'migrate',
    summary: 'bring the database to the newest schema',
    usage: './kith migrate [--data DIR]',
    run: async (args) => (await import('./migrate.ts')).run(args),
  },
  {
    name: 'build',
    summary: 'build the screens (start and demo do it by themselves)',
    usage: './kith build',
    run: async () => (await import('./build.ts')).run(),
  },
  {
    name: 'dev',
    summary: 'work on Kith: restarts and reloads by itself',
    usage: './kith dev [--data DIR]',
    run: async (args) => (await import('./dev.ts')).run(args),
  },
];
