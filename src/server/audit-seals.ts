/**
 * Seals the audit trail: each seal is a signed Merkle tree over every audit row since the seal before it, and names the hash of that seal. So no
 * row can be changed, taken out, put in or moved without the seal failing, and no seal can be made anew without the installation's key.
 *
 * Canonical text, so that anyone can prove it with other tools:
 * - a row is the JSON array [org_id, position, id, at, actor_id, event, scope_id, command_id, device_id, details] as PostgreSQL prints
 *   `jsonb`, with `at` in UTC to the microsecond (`2026-03-04T09:10:11.000000Z`); a leaf is that text, in UTF-8, by position, then id;
 * - the head of a seal is the JSON array that `headText` writes; hash = SHA-256(head), signature = Ed25519(head).
 *
 * Seals from before they were signed (`root` is null): hash = SHA-256(previous_hash ‖ head ‖ LF ‖ row ‖ LF ‖ row ‖ LF …), where the head is
 * [org_id, seq, from_position, to_position, row_count]. The first previous_hash is 32 zero bytes, in both.
 */
import type pg from 'pg';
import type { Actor } from './actor.ts';
import type { Signer } from './audit-keys.ts';
import { rootOf, sha256, type TreeHash } from './audit-merkle.ts';
import { asActor, type Database } from './db.ts';

/** Rows in one seal: a broken one then points at a day or two of a large programme, and each is hashed in milliseconds. */
const mostRowsInSeal = 5000;

/** SQL: the canonical text of an audit row `a`. */
export const rowText = `jsonb_build_array(a.org_id, a.position, a.id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), a.actor_id,
  a.event, a.scope_id, a.command_id, a.device_id, a.details)::text`;

/** SQL: the leaf hash of an audit row `a`, as `leafHash` of `audit-merkle.ts` has it. */
export const rowLeaf = `sha256('\\x00'::bytea || convert_to(${rowText}, 'UTF8'))`;

/** What stands in a seal and is signed. Hashes in hex; `sealedAt` in UTC to the millisecond. */
export type SealHead = {
  orgId: string;
  seq: number;
  /** Exclusive. */
  from: number;
  /** Inclusive. */
  to: number;
  rowCount: number;
  root: string;
  previousHash: string;
  sealedAt: string;
  keyId: string;
};

export function headText(head: SealHead): string {
  const { orgId, seq, from, to, rowCount, root, previousHash, sealedAt, keyId } = head;
  return JSON.stringify(['kith-seal-2', orgId, seq, from, to, rowCount, root, previousHash, sealedAt, keyId]);
}

export const hashOfHead = (head: SealHead): TreeHash => sha256(Buffer.from(headText(head), 'utf8'));

export const zeroHash = '00'.repeat(32);

/** Leaf hashes that SQL put one behind the other. */
export function leavesIn(bytes: Buffer): TreeHash[] {
  return Array.from({ length: bytes.length / 32 }, (_none, n) => bytes.subarray(32 * n, 32 * n + 32));
}

/**
 * Seals an organisation's audit rows up to now. Safe to repeat and to run on several servers at once: one works, the others find
 * nothing left. Rows are sealed up to the change counter only; a transaction not yet committed has a higher position.
 * @returns how many rows were sealed
 */
export async function sealAudit(
  database: Database,
  org: Pick<Actor, 'orgId' | 'staffId'>,
  signer: Signer,
): Promise<{ seals: number; rows: number }> {
  return asActor(database, org, 'rollup', async (_tx, client) => {
    await client.query("select pg_advisory_xact_lock(hashtextextended($1 || 'audit seals', 0))", [org.orgId]);
    const { rows: counters } = await client.query<{ n: number }>('select n from kith.change_counters where org_id = $1', [org.orgId]);
    const [counter] = counters;
    if (!counter) throw new Error('the organisation has no change counter');
    const sealed = { seals: 0, rows: 0 };
    for (;;) {
      const rows = await sealNext(client, signer, { orgId: org.orgId, upTo: counter.n });
      if (rows === 0) return sealed;
      sealed.seals += 1;
      sealed.rows += rows;
    }
  });
}

/** One seal over the next rows; answers how many, 0 when there are none. A position is never split between two seals. */
async function sealNext(client: pg.PoolClient, signer: Signer, { orgId, upTo }: { orgId: string; upTo: number }): Promise<number> {
  const { rows } = await client.query<{ seq: number; from: number; to: number; previous: string; leaves: Buffer }>(
    `with last as (
       select coalesce(max(seq), 0) as seq, coalesce(max(to_position), 0) as position from kith.audit_seals where org_id = $1
     ), upto as (
       select max(position) as position from (
         select e.position from kith.audit_events e, last where e.org_id = $1 and e.position > last.position and e.position <= $2
         order by e.position limit ${mostRowsInSeal}) batch
     )
     select last.seq, last.position as from, upto.position as to,
       coalesce((select encode(s.hash, 'hex') from kith.audit_seals s where s.org_id = $1 and s.seq = last.seq), '${zeroHash}') as previous,
       string_agg(${rowLeaf}, ''::bytea order by a.position, a.id) as leaves
     from last, upto, kith.audit_events a
     where a.org_id = $1 and a.position > last.position and a.position <= upto.position
     group by last.seq, last.position, upto.position`,
    [orgId, upTo],
  );
  const [batch] = rows;
  if (!batch) return 0;
  const leaves = leavesIn(batch.leaves);
  const root = rootOf(leaves);
  const head: SealHead = {
    ...{ orgId, seq: batch.seq + 1, from: batch.from, to: batch.to, rowCount: leaves.length },
    ...{ root: root.toString('hex'), previousHash: batch.previous, sealedAt: new Date().toISOString(), keyId: signer.keyId },
  };
  await client.query(
    `insert into kith.audit_seals (org_id, seq, from_position, to_position, row_count, previous_hash, hash, sealed_at, root, key_id, signature)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[orgId, head.seq, head.from, head.to, head.rowCount, Buffer.from(head.previousHash, 'hex'), hashOfHead(head)],
      ...[head.sealedAt, root, head.keyId, signer.sign(headText(head))],
    ],
  );
  return leaves.length;
}
