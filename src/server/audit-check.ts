/** Recomputes the audit chain from the rows: every tree, every link, every signature. */
import type pg from 'pg';
import { isSigned, type KnownKeys } from './audit-keys.ts';
import { rootOf, type TreeHash } from './audit-merkle.ts';
import { hashOfHead, headText, leavesIn, rowLeaf, rowText, type SealHead, zeroHash } from './audit-seals.ts';

/** `what`: one plain line for an operator. */
export type SealProblem = { orgId: string; seq: number; what: string };

export type ChainReport = {
  seals: number;
  sealedRows: number;
  /** Written since the last seal; the next run of the job seals them. */
  unsealedRows: number;
  /** Made before seals were signed. What is signed after them binds them. */
  unsignedSeals: number;
  /** False where no keys were given: then only the hashes were proved. */
  signaturesChecked: boolean;
  /** The newest seal of each organisation. */
  heads: { orgId: string; seq: number; hash: string }[];
  /** The first broken seal of each organisation. What follows a broken seal proves nothing and is not listed. */
  problems: SealProblem[];
};

/** A seal as it is stored. Hashes in hex; the last four are null in one that was made before seals were signed. */
export type StoredSeal = Omit<SealHead, 'root' | 'keyId'> & {
  hash: string;
  root: string | null;
  keyId: string | null;
  signature: string | null;
};

const sealColumns = `s.org_id as "orgId", s.seq::float8 as seq, s.from_position::float8 as from, s.to_position::float8 as to, s.row_count as "rowCount",
  encode(s.previous_hash, 'hex') as "previousHash", encode(s.hash, 'hex') as hash, encode(s.root, 'hex') as root, s.key_id as "keyId",
  encode(s.signature, 'hex') as signature, to_char(s.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sealedAt"`;

/** Seals of one organisation after a number, in order. */
export async function listSeals(client: pg.ClientBase, orgId: string, after: number): Promise<StoredSeal[]> {
  const { rows } = await client.query<StoredSeal>(
    `select ${sealColumns} from kith.audit_seals s where s.org_id = $1 and s.seq > $2 order by s.seq`,
    [orgId, after],
  );
  return rows;
}

/** @returns null for a seal that was never signed */
export function headOf(seal: StoredSeal): SealHead | null {
  const { orgId, seq, from, to, rowCount, root, previousHash, sealedAt, keyId } = seal;
  return root === null || keyId === null ? null : { orgId, seq, from, to, rowCount, root, previousHash, sealedAt, keyId };
}

/** How many rows are asked for at once: seals may be a minute's few rows each, and asking for each by itself would take longer than hashing. */
const rowsAtOnce = 20_000;

/**
 * @param client sees every row: a superuser, in one snapshot
 * @param keys null: signatures are not looked at, and the report says so
 */
export async function checkSeals(client: pg.ClientBase, keys: KnownKeys | null): Promise<ChainReport> {
  const report: ChainReport = {
    ...{ seals: 0, sealedRows: 0, unsealedRows: 0, unsignedSeals: 0, signaturesChecked: keys !== null, heads: [], problems: [] },
  };
  const { rows: organisations } = await client.query<{ org_id: string }>('select distinct org_id from kith.audit_seals order by 1');
  for (const { org_id: orgId } of organisations) {
    const seals = await listSeals(client, orgId, 0);
    report.seals += seals.length;
    report.unsignedSeals += seals.filter((seal) => seal.root === null).length;
    const newest = seals.at(-1);
    if (newest) report.heads.push({ orgId, seq: newest.seq, hash: newest.hash });
    let before: StoredSeal | undefined;
    for await (const { seal, leaves, oldHash } of withRows(client, seals)) {
      const what = whatBroke({ seal, before, leaves, oldHash, keys });
      if (what !== null) {
        report.problems.push({ orgId, seq: seal.seq, what });
        break;
      }
      report.sealedRows += leaves.length;
      before = seal;
    }
  }
  const { rows: unsealed } = await client.query<{ n: number }>(`
    select count(*)::int as n from kith.audit_events a
    where a.position > coalesce((select max(s.to_position) from kith.audit_seals s where s.org_id = a.org_id), 0)`);
  report.unsealedRows = unsealed[0]?.n ?? 0;
  return report;
}

type SealWithRows = {
  seal: StoredSeal;
  leaves: TreeHash[] /** For one that was never signed: its hash, over the rows as they are now. */;
  oldHash: string | null;
};

async function* withRows(client: pg.ClientBase, seals: readonly StoredSeal[]): AsyncGenerator<SealWithRows> {
  for (let first = 0; first < seals.length; ) {
    let end = first;
    for (let rows = 0; end < seals.length && (end === first || rows + (seals[end] as StoredSeal).rowCount <= rowsAtOnce); end += 1)
      rows += (seals[end] as StoredSeal).rowCount;
    const batch = seals.slice(first, end);
    const leavesOf = await readLeaves(client, batch);
    for (const seal of batch) {
      const leaves = leavesOf.get(seal.seq) ?? [];
      yield { seal, leaves, oldHash: seal.root === null ? await hashAsBefore(client, seal) : null };
    }
    first = end;
  }
}

async function readLeaves(client: pg.ClientBase, seals: readonly StoredSeal[]): Promise<Map<number, TreeHash[]>> {
  const { rows } = await client.query<{ seq: number; leaves: Buffer }>(
    `select s.seq, string_agg(${rowLeaf}, ''::bytea order by a.position, a.id) as leaves
     from unnest($2::float8[], $3::bigint[], $4::bigint[]) as s (seq, from_position, to_position)
     join kith.audit_events a on a.org_id = $1 and a.position > s.from_position and a.position <= s.to_position group by s.seq`,
    [seals[0]?.orgId, seals.map((seal) => seal.seq), seals.map((seal) => seal.from), seals.map((seal) => seal.to)],
  );
  return new Map(rows.map((row) => [row.seq, leavesIn(row.leaves)]));
}

async function hashAsBefore(client: pg.ClientBase, seal: StoredSeal): Promise<string> {
  const { rows } = await client.query<{ hash: string }>(
    `select encode(sha256(decode($1, 'hex') || convert_to(jsonb_build_array($2::uuid, $3::bigint, $4::bigint, $5::bigint, count(*))::text || E'\\n'
       || coalesce(string_agg(${rowText} || E'\\n', '' order by a.position, a.id), ''), 'UTF8')), 'hex') as hash
     from kith.audit_events a where a.org_id = $2 and a.position > $4 and a.position <= $5`,
    [seal.previousHash, seal.orgId, seal.seq, seal.from, seal.to],
  );
  return rows[0]?.hash ?? '';
}

type Judged = SealWithRows & { before: StoredSeal | undefined; keys: KnownKeys | null };

/** @returns null for a seal that holds */
function whatBroke({ seal, before, leaves, oldHash, keys }: Judged): string | null {
  const follows =
    seal.seq === (before?.seq ?? 0) + 1 && seal.from === (before?.to ?? 0) && seal.previousHash === (before?.hash ?? zeroHash);
  if (!follows) return 'does not follow the seal before it: a seal was taken out, put in or changed';
  const gone = seal.rowCount - leaves.length;
  if (gone > 0) return `${gone} of its ${seal.rowCount} audit rows are gone`;
  if (gone < 0) return `${-gone} audit rows were put in after it was made`;
  const head = headOf(seal);
  if (head === null) {
    if (before && before.root !== null) return 'is not signed, although the one before it is';
    return oldHash === seal.hash ? null : 'one of its audit rows was changed or moved';
  }
  if (!rootOf(leaves).equals(Buffer.from(head.root, 'hex'))) return 'one of its audit rows was changed or moved';
  if (hashOfHead(head).toString('hex') !== seal.hash) return 'is not what it was when it was made: its hash is another';
  return keys && whatIsWrongWithSignature(head, seal.signature, keys);
}

export function whatIsWrongWithSignature(head: SealHead, signature: string | null, keys: KnownKeys): string | null {
  const key = keys.get(head.keyId);
  if (!key) return `is signed with key ${head.keyId}, which is none of this installation's: it was made anew elsewhere`;
  return isSigned(key, headText(head), Buffer.from(signature ?? '', 'hex')) ? null : 'is not signed by this installation: it was made anew';
}
