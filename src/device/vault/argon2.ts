/** Argon2id (RFC 9106) by hash-wasm. One lane: WebAssembly has one thread, and more lanes were no faster (reliability.md §4). */
import { argon2id } from 'hash-wasm';

export type Argon2Params = {
  memoryKiB: number;
  passes: number;
};

/** 32 bytes. Takes its memory from WebAssembly, and throws when there is not enough. */
export type Derive = (secret: Uint8Array, salt: Uint8Array, params: Argon2Params) => Promise<Uint8Array<ArrayBuffer>>;

export const deriveHere: Derive = async (password, salt, { memoryKiB, passes }) => {
  const bytes = await argon2id({
    password,
    salt,
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: 1,
    hashLength: 32,
    outputType: 'binary',
  });
  return new Uint8Array(bytes);
};
