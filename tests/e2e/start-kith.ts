/** Starts `./kith demo` as a newcomer would, and reads from what it prints how to sign in. */
import { spawn } from 'node:child_process';

export type Running = { origin: string; passphrase: string; emails: Record<string, string> };

const port = 18_420;

export default async function startKith(): Promise<() => Promise<void>> {
  const kith = spawn(process.execPath, ['src/cli.ts', 'demo', '--port', String(port), '--people', '80', '--seed', 'journeys'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed = await new Promise<string>((resolve, reject) => {
    let text = '';
    kith.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('Stop with Ctrl-C')) resolve(text);
    });
    kith.once('exit', (code) => reject(new Error(`./kith demo ended with ${code}:\n${text}`)));
  });
  process.env.KITH_E2E = JSON.stringify(readPrinted(printed));
  return async () => {
    kith.kill('SIGTERM');
    await new Promise((ended) => kith.once('exit', ended));
  };
}

/** `peer@thunai`, `supervisor@thunai`, … → e-mail; the first of each kind of work, peers that are nothing else. */
function readPrinted(text: string): Running {
  const emails: Record<string, string> = {};
  for (const [, email, organisation, roles] of text.matchAll(/^ {4}(\S+@(\w+)\.example\.org)\s+.*? {2,}(\S.*)$/gmu)) {
    const key = `${roles?.trim()}@${organisation}`;
    if (email) emails[key] ??= email;
  }
  return {
    origin: `http://localhost:${port}`,
    passphrase: /passphrase\s+(\S+)/.exec(text)?.[1] ?? '',
    emails,
  };
}
