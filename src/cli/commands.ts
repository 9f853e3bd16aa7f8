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
      'The first time it prints a one-time set-up link. Settings come from the environment: DATABASE_URL, KITH_POOL_URL, KITH_ORIGIN,',
      'SMTP_URL, KITH_MAIL_FROM, KITH_METRICS_PORT, KITH_TRUSTED_PROXIES, KITH_LOG_LEVEL (docs/operating.md).',
    ].join('\n'),
    run: async (args) => (await import('./start.ts')).run(args),
  },
  {
    name: 'test',
    summary: 'run everything that must be right before a change is accepted',
    usage: [
      './kith test [--only types,style,structure,unit,pg,simulation,kill,browser] [--browsers all]',
      '',
      'Checks types, style and structure, then runs the tests: unit, database (on the embedded PostgreSQL and on an installed one),',
      'phones and servers under faults decided by seeds, processes killed under load, and browser. The whole form of the kills, before a release:',
      'KITH_KILLS=50 KITH_ACKNOWLEDGED=100000 ./kith test --only kill. Installs a Chromium when there is none. With --browsers all the main',
      'job is also done in Firefox and WebKit, where the machine has them. The last line is "N passed, N failed".',
    ].join('\n'),
    run: async (args) => (await import('./test.ts')).run(args),
  },
  {
    name: 'simulate',
    summary: 'phones, servers and a database under faults, decided by a seed',
    usage: [
      './kith simulate [--seed TEXT] [--operations N] [--hours N] [--steps N] [--planted NAME] [--workers N]',
      '',
      'Two organisations, two servers, one PostgreSQL and six phones: requests are lost, doubled and late, phones and servers die, clocks are',
      'wrong, access changes. Whatever must hold is checked. A seed that fails is printed with the steps it needs, and fails again by itself.',
      '--operations: until so many commands were answered. --planted: with a fault put in on purpose, which must be found.',
    ].join('\n'),
    run: async (args) => (await import('./simulate.ts')).run(args),
  },
  {
    name: 'bench',
    summary: 'measure, each thing beside its floor in the same run',
    usage: './kith bench [NAME …]\n\nNames: contacts, device, feed, programme. The last line is JSON.',
    run: async (args) => (await import('./bench.ts')).run(args),
  },
  {
    name: 'verify',
    summary: 'prove the audit chain and what must always hold',
    usage: [
      './kith verify [--data DIR] [--against FILE …]',
      '',
      'Exits with 1 when anything is found. --against: a copy of the signed seals that was kept elsewhere (./kith audit-copy); several in the order',
      'they were made. It proves that nothing in it was removed, altered, moved or cut off at the end since.',
    ].join('\n'),
    run: async (args) => (await import('./verify.ts')).run(args),
  },
  {
    name: 'audit-copy',
    summary: 'print the signed seals of the audit trail, to be kept on another machine',
    usage: [
      './kith audit-copy [--data DIR] > FILE',
      './kith audit-copy --prove ID [--data DIR]',
      '',
      'A running Kith adds to the copy once a minute (KITH_AUDIT_COPY says where; otherwise audit-copy.jsonl in the data folder). It holds ids,',
      'counts and hashes. --prove prints one audit row, the path from it to a signed root, and the key: enough to prove it to somebody who sees no other row.',
    ].join('\n'),
    run: async (args) => (await import('./audit-copy.ts')).run(args),
  },
  {
    name: 'backup',
    summary: 'write everything into one encrypted file, while Kith works',
    usage: [
      './kith backup FILE [--data DIR] [--to PUBLICKEY …] [--passphrase-file FILE]',
      './kith backup --make-key FILE',
      '',
      'Sealed to public keys with --to, else to a passphrase, which is asked for or is the first line of a file. The format is that of age.',
      '--make-key makes a secret key that opens what its public key seals.',
    ].join('\n'),
    run: async (args) => (await import('./backup.ts')).run(args),
  },
  {
    name: 'restore',
    summary: 'put a backup back, whole or not at all',
    usage: [
      './kith restore FILE [--data DIR] [--key FILE] [--passphrase-file FILE] [--replace] [--check] [--against COPY …]',
      '',
      'Stop Kith first. Refuses a database that is not empty unless --replace is said; --check only reads the file and proves it.',
      'Whoever was erased since is erased again: by the copy of the audit seals in the data folder, and by those given with --against.',
      'Afterwards everyone signs in once, and phones send again what is missing of their last 30 days.',
    ].join('\n'),
    run: async (args) => (await import('./restore.ts')).run(args),
  },
  {
    name: 'new-epoch',
    summary: 'tell every phone that the database was restored by other means',
    usage: [
      './kith new-epoch [--data DIR]',
      '',
      'Phones then read everything again, and send again what is missing of their last 30 days. Needed after you have put an older state of',
      'the database back by yourself (a copied folder, a dump); restore, and a server that was promoted, do it by themselves.',
    ].join('\n'),
    run: async (args) => (await import('./new-epoch.ts')).run(args),
  },
  {
    name: 'migrate',
    summary: 'bring the database to the newest schema',
    usage: './kith migrate [--data DIR]',
    run: async (args) => (await import('./migrate.ts')).run(args),
  },
  {
    name: 'password',
    summary: 'let somebody choose a new password, when nobody in the organisation can help',
    usage: [
      './kith password E-MAIL [--data DIR]',
      '',
      'Prints a link that works once, within a day. Stop Kith first when it runs its own PostgreSQL. The owner of the account is told.',
    ].join('\n'),
    run: async (args) => (await import('./password.ts')).run(args),
  },
  {
    name: 'rekey',
    summary: 'make a new key that phones seal unsent entries to, or that signs the audit trail',
    usage: [
      './kith rekey [--data DIR] [--audit]',
      '',
      'Older keys stay and go on opening what was sealed before. Servers take the new one up when they start. --audit: the key that signs the',
      'audit trail; the older one signs that it hands over.',
    ].join('\n'),
    run: async (args) => (await import('./rekey.ts')).run(args),
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
