/**
 * Proves, on the stored rows, what Kith promises: the audit chain is whole, nothing points across organisations, what was answered
 * "accepted" is in the audit trail, row security stands on every table, and the counted weeks say what the contacts say.
 * Reads only, in one snapshot, past row security; says ids and positions, never names or words.
 */
import pg from 'pg';
import { UserError } from '../shared/user-error.ts';
import { type ChainReport, checkSeals } from './audit-seals.ts';
import { invariants } from './verify-invariants.ts';

export type Finding = {
  check: string;
  /** Null for what concerns the whole database. */
  orgId: string | null;
  /** One plain line for an operator. */
  message: string;
};

export type VerifyReport = { organisations: number; checks: string[]; chain: ChainReport; findings: Finding[] };

/** A broken rule may be broken a million times; an operator needs to see it, not all of it. */
const mostFindingsOfOneCheck = 20;

/** @param connection a role that sees every row: a superuser, or one with BYPASSRLS */
export async function verifyDatabase(connection: pg.ClientConfig): Promise<VerifyReport> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows: me } = await client.query<{ sees_all: boolean }>(
      'select rolsuper or rolbypassrls as sees_all from pg_roles where rolname = current_user',
    );
    // Under row security every check would find nothing, and nothing found would read as proof.
    if (!me[0]?.sees_all) throw new UserError('verify needs a database role that sees every row: a superuser, or one with BYPASSRLS');
    const { rows: organisations } = await client.query<{ n: number }>('select count(*)::int as n from kith.organisations');
    const chain = await checkSeals(client);
    const findings: Finding[] = chain.problems.map((problem) => ({
      check: 'audit chain',
      orgId: problem.orgId,
      message: `seal ${problem.seq} of organisation ${problem.orgId}: ${problem.what}`,
    }));
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
      checks: ['audit chain', ...invariants.map((one) => one.name)],
      chain,
      findings,
    };
  } finally {
    await client.end();
  }
}
