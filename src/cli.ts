import { runCommandLine } from './cli/command-line.ts';

// Whatever goes wrong, the person at the keyboard reads one line. Both events below come outside any command's own try and catch.
process.on('uncaughtException', (error) => {
  const said = process.env.KITH_DEBUG === '1' ? error.stack : `${error.message.split('\n')[0]} (KITH_DEBUG=1 shows where)`;
  process.stderr.write(`kith: ${said}\n`);
  process.exit(1);
});
// The reader of a pipe has gone (`./kith test | head`): there is nobody left to tell.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(1));

process.exitCode = await runCommandLine(process.argv.slice(2));
