/** The proof that one audit row is under a signed seal: for somebody who may see that row and no other. */
import pg from 'pg';
import { UserError } from '../shared/user-error.ts';
import { headOf, listSeals } from './audit-check.ts';
import type { PublicAuditKey } from './audit-keys.ts';
import { proofOf } from './audit-merkle.ts';
import { headText, leavesIn, rowLeaf, rowText } from './audit-seals.ts';
import { mustSeeEverything } from './epochs.ts';

/** How to check it: leaf = SHA-256(0 ‖ row); each step joins as SHA-256(1 ‖ left ‖ right); the last is `root` of the head; the signature is Ed25519 over head. */
export type RowProof = {
  row: string;
  /** Hashes in hex, from the leaf up. */
  path: { side: 'left' | 'right'; hash: string }[];
  head: string;
  /** Hex. */
  signature: string;
  key: PublicAuditKey | null;
};

/** @param admin sees every row · @throws UserError where there is no such row, or no signed seal over it */
export async function proveRow(admin: pg.ClientConfig, id: string, keys: readonly PublicAuditKey[]): Promise<RowProof> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await mustSeeEverything(client, 'audit-copy');
    const { rows } = await client.query<{ org_id: string; row: string; seq: number | null }>(
      `select a.org_id, ${rowText} as row, s.seq::float8 as seq from kith.audit_events a
       left join kith.audit_seals s on s.org_id = a.org_id and s.root is not null and a.position > s.from_position and a.position <= s.to_position
       where a.id = $1`,
      [id],
    );
    const [found] = rows;
    if (!found) throw new UserError('there is no audit row with this id');
    if (found.seq === null)
      throw new UserError('this audit row is under no signed seal: it is newer than the last one, or older than signing');
    const [seal] = await listSeals(client, found.org_id, found.seq - 1);
    const head = seal && headOf(seal);
    if (!head) throw new UserError('the seal over this row cannot be read: run ./kith verify');
    const { rows: tree } = await client.query<{ leaves: Buffer; at: number }>(
      `select string_agg(${rowLeaf}, ''::bytea order by a.position, a.id) as leaves,
         count(*) filter (where (a.position, a.id) < (select w.position, w.id from kith.audit_events w where w.org_id = $1 and w.id = $4))::int as at
       from kith.audit_events a where a.org_id = $1 and a.position > $2 and a.position <= $3`,
      [found.org_id, head.from, head.to, id],
    );
    const path = proofOf(leavesIn(tree[0]?.leaves ?? Buffer.alloc(0)), tree[0]?.at ?? -1);
    return {
      ...{ row: found.row, path: path.map(({ side, hash }) => ({ side, hash: hash.toString('hex') })) },
      ...{ head: headText(head), signature: seal.signature ?? '', key: keys.find((key) => key.id === head.keyId) ?? null },
    };
  } finally {
    await client.end();
  }
}
