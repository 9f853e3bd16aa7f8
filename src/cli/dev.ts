/** `./kith dev`: the server restarting on change, and Vite serving the screens, over a data folder of your own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { print } from './run-until-stopped.ts';

const projectFolder = join(import.meta.dirname, '../..');

export async function run(args: string[]): Promise<number> {
  print('screens at http://localhost:5173, server at http://localhost:8420; stop with Ctrl-C');
  const environment = { ...process.env, KITH_ORIGIN: process.env.KITH_ORIGIN ?? 'http://localhost:5173' };
  const server = spawn(process.execPath, ['--watch-path=src', 'src/cli.ts', 'start', '--without-screens', ...args], {
    cwd: projectFolder,
    stdio: 'inherit',
    env: environment,
  });
  const screens = spawn(process.execPath, ['node_modules/vite/bin/vite.js', '--clearScreen', 'false'], {
    cwd: projectFolder,
    stdio: 'inherit',
  });
  const ended = await Promise.race(
    [server, screens].map((child) => new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 0)))),
  );
  server.kill();
  screens.kill();
  return ended;
}
