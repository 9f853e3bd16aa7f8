/**
 * Proves, on the stored rows, what Kith promises: the audit chain is whole, nothing points across organisations, what was answered
 * "accepted" is in the audit trail, row security stands on every table, and the counted weeks say what the contacts say.
 * Reads only, in one snapshot, past row security; says ids and positions, never names or words.
 */
import pg from 'pg';
import type { ChainReport } from './audit-check.ts';
import { mustSeeEverything } from './epochs.ts';
import { type ChainProof, type ProvedChain, proveChain } from './verify-chain.ts';
import { invariants } from './verify-invariants.ts';

export type Finding = {
  check: string;
  /** Null for what concerns the whole database. */
  orgId: string | null;
  /** One plain line for an operator. */
  message: string;
};

/** Which history of its counter an organisation is in: how often the database was put back, and where the newest history began. */
export type EpochNow = { orgId: string; seq: number; why: string; beganAt: string; fromPosition: number };

export type VerifyReport = {
  organisations: number;
  checks: string[];
  chain: ChainReport;
  copies: ProvedChain['copies'];
  epochs: EpochNow[];
  findings: Finding[];
};

/** A broken rule may be broken a million times; an operator needs to see it, not all of it. */
const mostFindingsOfOneCheck = 20;

/**
 * @param connection a role that sees every row: a superuser, or one with BYPASSRLS
 * @param proof keys and copies of the audit chain; without any only its hashes are proved, and the report says so
 */
export async function verifyDatabase(connection: pg.ClientConfig, proof: ChainProof = {}): Promise<VerifyReport> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    // Under row security every check would find nothing, and nothing found would read as proof.
    await mustSeeEverything(client, 'verify');
    const { rows: organisations } = await client.query<{ n: number }>('select count(*)::int as n from kith.organisations');
    const { rows: epochs } = await client.query<EpochNow>(
      `select distinct on (org_id) org_id as "orgId", seq, why, to_char(began_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "beganAt",
         from_position::float8 as "fromPosition" from kith.epochs order by org_id, seq desc`,
    );
    const { chain, copies, findings: ofChain } = await proveChain(client, proof);
    const findings: Finding[] = [...ofChain];
    for (const invariant of invariants) {
      const { rows } = await client.query<{ org_id: string | null; message: string }>(invariant.sql);
      findings.push(
        ...rows.slice(0, mostFindingsOfOneCheck).map((row) => ({ check: invariant.name, orgId: row.org_id, message: row.message })),
      );
      const more = rows.length - mostFindingsOfOneCheck;
      if (more > 0) findings.push({ check: invariant.name, orgId: null, message: `and ${more} more like these` });
    }
    return {
      organisations: organisations[0]?.n ?? 0,
      checks: ['audit chain', ...copies.map((copy) => copy.name), ...invariants.map((one) => one.name)],
      chain,
      copies,
      epochs,
      findings,
    };
  } finally {
    await client.end();
  }
}
