/** Writes the copy of the signed seals (`audit-copy.ts`): only ever at the end, and on the disk before it counts. */
import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import pg from 'pg';
import { headOf, listSeals, type StoredSeal } from './audit-check.ts';
import { type Erased, lineOfErased, lineOfRestore } from './audit-copy.ts';
import { publicHalf, type StoredAuditKey, signerWith } from './audit-keys.ts';
import { hashOfHead, type SealHead } from './audit-seals.ts';

/** @returns '' where there is no file yet */
export function readCopyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return '';
    throw error;
  }
}

/** Adds lines at the end. A half line that a crash left there is closed first, so that it spoils none of these. */
function append(path: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a+', 0o600);
  try {
    const text = `${lines.join('\n')}\n`;
    writeSync(file, endsWell(file) ? text : `\n${text}`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function endsWell(file: number): boolean {
  const { size } = fstatSync(file);
  const end = Buffer.alloc(1);
  return size === 0 || (readSync(file, end, 0, 1, size - 1) === 1 && end[0] === 10);
}

export type AuditCopyWriter = {
  /**
   * Adds what the file does not hold yet of an organisation. Safe to repeat.
   * @param client may read the seals
   * @returns whether the seals in the database go on from what the file holds; when not, nothing is added
   */
  add: (client: pg.ClientBase, orgId: string) => Promise<boolean>;
};

type Last = { seq: number; hash: string };

/**
 * Reads the file once, trusting it: to prove it is `verify`'s work, and takes longer.
 * @param keys newest first
 * @throws the file system's error; Kith must not go on believing that its copy is being kept
 */
export function openAuditCopy(path: string, keys: readonly StoredAuditKey[]): AuditCopyWriter {
  const signer = signerWith(newestOf(keys));
  const { last, keyIds, erasures } = whatIsIn(readCopyFile(path));
  append(
    path,
    keys
      .filter((key) => !keyIds.has(key.id))
      .map((key) => JSON.stringify({ line: 'key', ...publicHalf(key) }))
      .toReversed(),
  );
  return {
    add: async (client, orgId) => {
      const erased = (await listErased(client, orgId)).filter((one) => !erasures.has(one.erasureId));
      append(
        path,
        erased.map((one) => lineOfErased(one, signer)),
      );
      for (const { erasureId } of erased) erasures.add(erasureId);
      const known = last.get(orgId);
      const seals = await listSeals(client, orgId, (known?.seq ?? 1) - 1);
      const goesOn = known === undefined || known.seq === 0 || (seals[0]?.seq === known.seq && seals[0].hash === known.hash);
      if (!goesOn) return false;
      const fresh = seals.filter((seal) => seal.seq > (known?.seq ?? 0));
      append(path, fresh.flatMap(lineOf));
      const newest = fresh.at(-1);
      if (newest) last.set(orgId, { seq: newest.seq, hash: newest.hash });
      return true;
    },
  };
}

/** What was signed before seals were is bound by the first one that is, and needs no line. */
function lineOf(seal: StoredSeal): string[] {
  const head = headOf(seal);
  return head === null ? [] : [JSON.stringify({ line: 'seal', ...head, signature: seal.signature })];
}

type LightLine =
  | { line: 'key'; id: string }
  | ({ line: 'seal'; signature: string } & SealHead)
  | { line: 'erased'; erasureId: string }
  | { line: 'restored'; chains: ({ orgId: string } & Last)[] };

function whatIsIn(text: string): { last: Map<string, Last>; keyIds: Set<string>; erasures: Set<string> } {
  const last = new Map<string, SealHead | Last>();
  const keyIds = new Set<string>();
  const erasures = new Set<string>();
  for (const one of text.split('\n')) {
    const line = one === '' ? null : readLightly(one);
    if (line?.line === 'key') keyIds.add(line.id);
    if (line?.line === 'seal') last.set(line.orgId, line);
    if (line?.line === 'erased') erasures.add(line.erasureId);
    if (line?.line !== 'restored') continue;
    last.clear();
    for (const { orgId, seq, hash } of line.chains) last.set(orgId, { seq, hash });
  }
  const hashed = [...last].map(
    ([orgId, seal]) => [orgId, { seq: seal.seq, hash: 'hash' in seal ? seal.hash : hashOfHead(seal).toString('hex') }] as const,
  );
  return { last: new Map(hashed), keyIds, erasures };
}

function readLightly(text: string): LightLine | null {
  try {
    return JSON.parse(text) as LightLine;
  } catch {
    return null;
  }
}

/**
 * Writes down, signed, that the database holds an older state from here on, so that what is gone is known to be gone.
 * @param admin sees every row
 * @param keys newest first
 */
export async function signForRestore(admin: pg.ClientConfig, path: string, keys: readonly StoredAuditKey[]): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    const { rows: chains } = await client.query<{ orgId: string; seq: number; hash: string }>(
      `select distinct on (org_id) org_id as "orgId", seq::float8 as seq, encode(hash, 'hex') as hash
       from kith.audit_seals order by org_id, seq desc`,
    );
    openAuditCopy(path, keys);
    append(path, [lineOfRestore(chains, signerWith(newestOf(keys)))]);
  } finally {
    await client.end();
  }
}

async function listErased(client: pg.ClientBase, orgId: string): Promise<Erased[]> {
  const { rows } = await client.query<Erased>(
    `select org_id as "orgId", person_id as "personId", id as "erasureId", rule, pack_version as "packVersion", confirmed_by as "confirmedBy",
       to_char(erased_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "erasedAt", row_count as "rowCount", content_hash as "contentHash"
     from kith.erasures where org_id = $1 and erased_at is not null order by erased_at, id`,
    [orgId],
  );
  return rows;
}

function newestOf(keys: readonly StoredAuditKey[]): StoredAuditKey {
  const [newest] = keys;
  if (!newest) throw new Error('there is no key to sign the audit trail with');
  return newest;
}
