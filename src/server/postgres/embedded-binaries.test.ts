import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseUser, versionPrintedBy } from './database-user.server.ts';
import { embeddedFolder, reachableCopy } from './embedded-binaries.server.ts';

const user = process.getuid?.() === 0 ? databaseUser() : null;

it('finds the PostgreSQL that npm brought, with its libraries linked', () => {
  const native = embeddedFolder();
  expect(native).not.toBeNull();
  const links = JSON.parse(readFileSync(join(native ?? '', 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  expect(links.length).toBeGreaterThan(0);
  for (const { target } of links) expect(existsSync(join(native ?? '', '..', target))).toBe(true);
});

describe.runIf(user)('binaries in a folder closed to the database user', () => {
  const program = '#!/bin/sh\necho "postgres (PostgreSQL) 18.4"\n';
  let closed: string;
  let native: string;
  let version: string;
  let copy: string | null;

  beforeEach(() => {
    closed = mkdtempSync(join(tmpdir(), 'kith-closed-'));
    native = join(closed, 'native');
    for (const name of ['bin', 'lib', 'share']) mkdirSync(join(native, name), { recursive: true });
    writeFileSync(join(native, 'bin', 'postgres'), program, { mode: 0o755 });
    writeFileSync(join(native, 'lib', 'library'), 'for the owner only', { mode: 0o600 });
    symlinkSync('postgres', join(native, 'bin', 'postmaster'));
    version = `test-${randomUUID()}`;
    copy = null;
  });

  afterEach(() => {
    rmSync(closed, { recursive: true, force: true });
    if (copy) rmSync(copy, { recursive: true, force: true });
  });

  it('are copied once to where that user can reach them, links and all', () => {
    copy = reachableCopy(native, version, user);
    expect(copy).not.toBe(native);
    expect(versionPrintedBy(join(copy, 'bin', 'postgres'), user)).toBe('postgres (PostgreSQL) 18.4');
    expect(lstatSync(join(copy, 'lib', 'library')).mode & 0o777).toBe(0o644);
    expect(readlinkSync(join(copy, 'bin', 'postmaster'))).toBe('postgres');
    const made = lstatSync(copy).ino;
    expect(reachableCopy(native, version, user)).toBe(copy);
    expect(lstatSync(copy).ino).toBe(made);
  });

  it('are copied again when the copy lost files', () => {
    copy = reachableCopy(native, version, user);
    rmSync(join(copy, 'bin', 'postgres'));
    reachableCopy(native, version, user);
    expect(readFileSync(join(copy, 'bin', 'postgres'), 'utf8')).toBe(program);
  });

  it('are never run from a folder that someone else could have planted or changed', () => {
    copy = reachableCopy(native, version, user);
    chmodSync(copy, 0o777);
    expect(() => reachableCopy(native, version, user)).toThrow("is not Kith's own");
    rmSync(copy, { recursive: true });
    symlinkSync(native, copy);
    expect(() => reachableCopy(native, version, user)).toThrow("is not Kith's own");
  });

  it('are run where they lie once the folder is open', () => {
    chmodSync(closed, 0o755);
    expect(reachableCopy(native, version, user)).toBe(native);
  });
});
