/** Packs and encrypts a backup on its way to a file, and back. The format is age's (age-encryption.org/v1), so `age` itself opens it, too. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { UserError } from '../../shared/user-error.ts';
import { BackupBroken } from './backup-format.ts';

/** To whom a backup is sealed: a passphrase, or any of some public keys (`age1…`). */
export type SealedTo = { passphrase: string } | { recipients: readonly string[] };

/** What opens one: a passphrase, or secret keys (`AGE-SECRET-KEY-1…`). */
export type OpenedWith = { passphrase: string } | { identities: readonly string[] };

export async function makeKey(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Told now and then how many bytes have passed, of how many. */
export type OnBytes = (done: number, of: number) => void;

/**
 * Writes beside and then puts in place, so that a file of this name is always a whole one.
 * @returns size and SHA-256 of the file
 * @throws UserError when there is a file already, or a key is not one
 */
export async function writeSealed(
  path: string,
  to: SealedTo,
  plain: AsyncIterable<Uint8Array>,
): Promise<{ bytes: number; sha256: string }> {
  if (existsSync(path)) throw new UserError(`${path} is there already; choose another name`);
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  const encrypter = encrypterFor(to);
  const hash = createHash('sha256');
  const packed = createGzip({ level: 3 });
  const packing = pipeline(Readable.from(plain, { objectMode: false }), packed);
  packing.catch(() => undefined); // whoever reads what is packed meets the same fault
  try {
    const sealed = await encrypter.encrypt(Readable.toWeb(packed) as ReadableStream<Uint8Array>);
    const tally = new Transform({
      transform(bytes: Buffer, _encoding, done) {
        hash.update(bytes);
        done(null, bytes);
      },
    });
    await pipeline(Readable.fromWeb(sealed as never), tally, createWriteStream(draft, { mode: 0o600, flags: 'wx' }));
    await packing;
    const file = await open(draft, 'r+');
    await file.sync().finally(() => file.close());
    renameSync(draft, path);
    const folder = await open(dirname(path), 'r');
    await folder.sync().finally(() => folder.close());
    return { bytes: statSync(path).size, sha256: hash.digest('hex') };
  } catch (error) {
    packed.destroy();
    await packing.catch(() => undefined);
    rmSync(draft, { force: true });
    throw error;
  }
}

/**
 * The plain text of a backup, a piece at a time; each piece was proved before it is given.
 * @throws UserError when the file is missing or the key does not open it · BackupBroken when a byte of it is not as it was written
 */
export async function* readSealed(path: string, withKey: OpenedWith, onBytes: OnBytes = () => undefined): AsyncGenerator<Uint8Array> {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new UserError(`there is no file ${path}`);
  let done = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const bytes of createReadStream(path, { highWaterMark: 1 << 18 })) {
      done += (bytes as Buffer).length;
      onBytes(done, size ?? 0);
      yield bytes as Buffer;
    }
  }
  const sealed = Readable.from(counted(), { objectMode: false });
  const unpacked = createGunzip();
  try {
    const plain = await decrypterFor(withKey).decrypt(Readable.toWeb(sealed) as ReadableStream<Uint8Array>);
    const unpacking = pipeline(Readable.fromWeb(plain as never), unpacked);
    unpacking.catch(() => undefined); // the loop below meets the same fault
    for await (const bytes of unpacked) yield bytes as Uint8Array;
    await unpacking;
  } catch (error) {
    throw error instanceof UserError ? error : meaningOf(error);
  } finally {
    unpacked.destroy();
    sealed.destroy();
  }
}

function encrypterFor(to: SealedTo): Encrypter {
  const encrypter = new Encrypter();
  if ('passphrase' in to) encrypter.setPassphrase(to.passphrase);
  else {
    if (to.recipients.length === 0) throw new UserError('nobody could open it: name a key or a passphrase');
    for (const recipient of to.recipients) {
      try {
        encrypter.addRecipient(recipient);
      } catch {
        throw new UserError('that is not a public key; it begins with age1');
      }
    }
  }
  return encrypter;
}

function decrypterFor(withKey: OpenedWith): Decrypter {
  const decrypter = new Decrypter();
  if ('passphrase' in withKey) decrypter.addPassphrase(withKey.passphrase);
  else {
    for (const identity of withKey.identities) {
      try {
        decrypter.addIdentity(identity);
      } catch {
        throw new UserError('that is not a secret key; it begins with AGE-SECRET-KEY-');
      }
    }
  }
  return decrypter;
}

/** The library's words are for programmers; there are only two things somebody at the keyboard can do about it. */
function meaningOf(error: unknown): Error {
  const { message: said = '', code = '' } = error as { message?: string; code?: string };
  if (/^E[A-Z]+$/.test(code)) return new UserError(`the file cannot be read (${code})`);
  if (/no identity matched/i.test(said)) return new BackupBroken('it does not open with this key or passphrase');
  return new BackupBroken('it is not a backup, or it was damaged');
}
