/** What `verify` asks of the audit chain: that it holds by itself, and that it is the one the copies outside the database know. */
import type pg from 'pg';
import { type ChainReport, checkSeals, listSeals } from './audit-check.ts';
import { type AuditCopy, compareWithCopy, type Erased, readCopy } from './audit-copy.ts';
import type { KnownKeys } from './audit-keys.ts';

/** What is known besides the database. */
export type ChainProof = {
  /** Of this installation. Left out where its secrets are not at hand: then the first key of a copy is believed. */
  keys?: KnownKeys;
  /** The copy this installation keeps itself. */
  ownCopy?: string;
  /** Copies that were kept elsewhere, in the order they were made. */
  against?: readonly string[];
};

export type ProvedChain = {
  chain: ChainReport;
  copies: { name: string; seals: number; lostInRestores: number }[];
  findings: ChainFinding[];
};

type ChainFinding = { check: string; orgId: string | null; message: string };

/** @param client sees every row, in one snapshot */
export async function proveChain(client: pg.ClientBase, { keys, ownCopy, against }: ChainProof): Promise<ProvedChain> {
  const copies = [
    ...(ownCopy ? [{ name: 'own copy of the seals', copy: readCopy([ownCopy], keys ?? null) }] : []),
    ...(against && against.length > 0 ? [{ name: 'copy kept elsewhere', copy: readCopy(against, keys ?? null) }] : []),
  ];
  const known = keys ?? copies.at(-1)?.copy.keys ?? null;
  const chain = await checkSeals(client, known);
  const findings: ChainFinding[] = chain.problems.map(({ orgId, seq, what }) => ({
    ...{ check: 'audit chain', orgId },
    message: `seal ${seq} of organisation ${orgId}: ${what}`,
  }));
  for (const { name, copy } of copies) {
    findings.push(...copy.problems.map((message) => ({ check: name, orgId: null, message })));
    findings.push(...(await compare(client, copy)).map((found) => ({ check: name, ...found })));
    findings.push(...(await whoIsBack(client, copy.erased)).map((found) => ({ check: name, ...found })));
  }
  const told = copies.map(({ name, copy }) => ({ name, seals: sealsIn(copy), lostInRestores: copy.lostInRestores }));
  return { chain, copies: told, findings };
}

async function compare(client: pg.ClientBase, copy: AuditCopy) {
  const found = [];
  // One organisation after the other: the copy is in memory already, the seals need not all be.
  for (const orgId of copy.seals.keys()) {
    found.push(...compareWithCopy(copy, orgId, await listSeals(client, orgId, 0)));
  }
  return found;
}

/** Records that were erased and are there again: put back from an older backup without saying who had been erased since. */
async function whoIsBack(client: pg.ClientBase, erased: readonly Erased[]) {
  const { rows } = await client.query<{ orgId: string; message: string }>(
    `select x.org_id as "orgId", 'the record of person ' || x.person_id || ' was erased (erasure ' || x.id || '), and is back' as message
     from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as x (org_id, person_id, id)
     join kith.people p on p.org_id = x.org_id and p.id = x.person_id and p.erased_at is null`,
    [erased.map((one) => one.orgId), erased.map((one) => one.personId), erased.map((one) => one.erasureId)],
  );
  return rows;
}

const sealsIn = (copy: AuditCopy) => [...copy.seals.values()].reduce((sum, seals) => sum + seals.size, 0);
