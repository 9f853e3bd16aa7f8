/** What seals and opens backups, as the person at the keyboard names it: a passphrase, or files with keys. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { passwordProblem } from '../server/auth/password-strength.server.ts';
import { makeKey, type OpenedWith, type SealedTo } from '../server/backup/seal-file.server.ts';
import { UserError } from '../shared/user-error.ts';

/** Writes a new secret key into a file that only its owner can read. @returns the public key, which seals and cannot open */
export async function makeKeyFile(path: string): Promise<string> {
  if (existsSync(path)) throw new UserError(`${path} is there already; a key in use must not be written over`);
  const { identity, recipient } = await makeKey();
  const text = `# Opens backups of Kith. Keep it away from the backups, and in two places.\n# public key: ${recipient}\n${identity}\n`;
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  return recipient;
}

export type KeyOptions = { to?: string[] | undefined; key?: string | undefined; 'passphrase-file'?: string | undefined };

/** @throws UserError for a passphrase that could be guessed: a backup can be tried again and again, by anyone, without us */
export async function sealedTo(options: KeyOptions): Promise<SealedTo> {
  if (options.to !== undefined) {
    if (options['passphrase-file'] !== undefined) throw new UserError('choose one: public keys (--to) or a passphrase');
    return { recipients: options.to };
  }
  const passphrase = await passphraseFrom(options['passphrase-file'], 'Passphrase for this backup: ');
  const problem = await passwordProblem(passphrase, []);
  if (problem !== null)
    throw new UserError('that passphrase could be guessed: take five words or more that have nothing to do with each other');
  if (options['passphrase-file'] === undefined && (await ask('Once more: ')) !== passphrase)
    throw new UserError('the two were not the same');
  return { passphrase };
}

export async function openedWith(options: KeyOptions): Promise<OpenedWith> {
  if (options.key === undefined) return { passphrase: await passphraseFrom(options['passphrase-file'], 'Passphrase of this backup: ') };
  const lines = readText(options.key).split(/\r?\n/);
  const identities = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  if (identities.length === 0) throw new UserError(`there is no key in ${options.key}`);
  return { identities };
}

async function passphraseFrom(path: string | undefined, question: string): Promise<string> {
  const passphrase = path === undefined ? await ask(question) : (readText(path).split(/\r?\n/)[0] ?? '');
  if (passphrase === '') throw new UserError('the passphrase is empty');
  return passphrase;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`${path} cannot be read (${(error as { code?: string }).code ?? 'no code'})`);
  }
}

/** Asks without showing what is typed. */
async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new UserError('give a passphrase with --passphrase-file FILE, or keys with --to and --key');
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await reader.question('');
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}
