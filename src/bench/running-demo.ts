/** The real `./kith demo` in processes of its own, as a newcomer starts it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

export type RunningDemo = {
  origin: string;
  /** The process that serves; PostgreSQL's are its children. */
  pid: number;
  passphrase: string;
  /** E-mail addresses as printed, with the kinds of work each does. */
  signIns: { email: string; roles: string }[];
  /** From pressing Enter to a page being answered. */
  milliseconds: number;
  stop: () => Promise<void>;
};

const kith = join(import.meta.dirname, '../../kith');

export async function startDemo(args: readonly string[] = []): Promise<RunningDemo> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const begun = performance.now();
  const child = spawn(kith, ['demo', '--port', String(port), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`./kith demo ended with ${code}:\n${said}`)));
  ended.catch(() => undefined);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended.catch(() => undefined);
  };
  try {
    await Promise.race([answers(origin), ended]);
    const milliseconds = performance.now() - begun;
    while (!said.includes('Stop with Ctrl-C')) await Promise.race([rest(20), ended]);
    const signIns = [...said.matchAll(/^ {4}(\S+@\S+)\s+.*? {2,}(\S.*)$/gmu)].map(([, email = '', roles = '']) => ({ email, roles }));
    return { origin, pid: child.pid ?? 0, passphrase: /passphrase\s+(\S+)/.exec(said)?.[1] ?? '', signIns, milliseconds, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function answers(origin: string): Promise<void> {
  for (;;) {
    const status = await fetch(origin).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await rest(20);
  }
}

/** A port that nobody holds at this moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
