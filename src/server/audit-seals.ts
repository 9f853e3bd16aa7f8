/**
 * Seals the audit trail: each seal is a hash over the seal before it and every audit row since, so that no row can be changed, taken
 * out, put in or moved without every later seal failing.
 *
 * Canonical text, so that anyone can prove it with other tools:
 * - a row is the JSON array [org_id, position, id, at, actor_id, event, scope_id, command_id, device_id, details] as PostgreSQL prints
 *   `jsonb`, with `at` in UTC to the microsecond (`2026-03-04T09:10:11.000000Z`);
 * - the head of a batch is the JSON array [org_id, seq, from_position, to_position, row_count];
 * - hash = SHA-256(previous_hash ‖ head ‖ LF ‖ row ‖ LF ‖ row ‖ LF …), UTF-8, rows by position, then id. The first previous_hash is 32 zero bytes.
 */
import type pg from 'pg';
import type { Actor } from './actor.ts';
import { asActor, type Database } from './db.ts';

/** Rows in one seal: a broken one then points at a day or two of a large programme, and each is hashed in milliseconds. */
const mostRowsInSeal = 5000;

const rowText = `jsonb_build_array(a.org_id, a.position, a.id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), a.actor_id,
  a.event, a.scope_id, a.command_id, a.device_id, a.details)::text`;

/** SQL for the hash of the rows `a`, after a previous hash and a head. */
function hashOf(previous: string, head: { orgId: string; seq: string; from: string; to: string }): string {
  return `sha256(${previous} || convert_to(
    jsonb_build_array(${head.orgId}, ${head.seq}, ${head.from}, ${head.to}, count(*))::text || E'\\n'
      || coalesce(string_agg(${rowText} || E'\\n', '' order by a.position, a.id), ''), 'UTF8'))`;
}

const zeroHash = `decode(repeat('00', 32), 'hex')`;

/**
 * Seals an organisation's audit rows up to now. Safe to repeat and to run on several servers at once: one works, the others find
 * nothing left. Rows are sealed up to the change counter only; a transaction not yet committed has a higher position.
 * @returns how many rows were sealed
 */
export async function sealAudit(database: Database, org: Pick<Actor, 'orgId' | 'staffId'>): Promise<{ seals: number; rows: number }> {
  return asActor(database, org, 'rollup', async (_tx, client) => {
    await client.query("select pg_advisory_xact_lock(hashtextextended($1 || 'audit seals', 0))", [org.orgId]);
    const { rows: counters } = await client.query<{ n: number }>('select n from kith.change_counters where org_id = $1', [org.orgId]);
    const [counter] = counters;
    if (!counter) throw new Error('the organisation has no change counter');
    const sealed = { seals: 0, rows: 0 };
    for (;;) {
      const rows = await sealNext(client, org.orgId, counter.n);
      if (rows === 0) return sealed;
      sealed.seals += 1;
      sealed.rows += rows;
    }
  });
}

/** One seal over the next rows; answers how many, 0 when there are none. A position is never split between two seals. */
async function sealNext(client: pg.PoolClient, orgId: string, upTo: number): Promise<number> {
  const { rows } = await client.query<{ row_count: number }>(
    `with last as (
       select coalesce(max(seq), 0) as seq, coalesce(max(to_position), 0) as position from kith.audit_seals where org_id = $1
     ), upto as (
       select max(position) as position from (
         select e.position from kith.audit_events e, last where e.org_id = $1 and e.position > last.position and e.position <= $2
         order by e.position limit ${mostRowsInSeal}) batch
     ), previous as (
       select coalesce((select s.hash from kith.audit_seals s, last where s.org_id = $1 and s.seq = last.seq), ${zeroHash}) as hash
     )
     insert into kith.audit_seals (org_id, seq, from_position, to_position, row_count, previous_hash, hash)
     select $1, last.seq + 1, last.position, upto.position, count(*), previous.hash,
       ${hashOf('previous.hash', { orgId: '$1::uuid', seq: 'last.seq + 1', from: 'last.position', to: 'upto.position' })}
     from last, upto, previous, kith.audit_events a
     where a.org_id = $1 and a.position > last.position and a.position <= upto.position
     group by last.seq, last.position, upto.position, previous.hash
     returning row_count`,
    [orgId, upTo],
  );
  return rows[0]?.row_count ?? 0;
}

export type SealProblem = { orgId: string; seq: number; what: string };

export type ChainReport = {
  seals: number;
  sealedRows: number;
  /** Written since the last seal; the next run of the job seals them. */
  unsealedRows: number;
  /** The newest seal of each organisation. Written down somewhere else, it proves later that the whole chain was not made anew. */
  heads: { orgId: string; seq: number; hash: string }[];
  /** The first broken seal of each organisation. What follows a broken seal proves nothing and is not listed. */
  problems: SealProblem[];
};

/** Recomputes every seal from the rows. @param client sees every row: a superuser, in one snapshot */
export async function checkSeals(client: pg.ClientBase): Promise<ChainReport> {
  const { rows } = await client.query<{
    org_id: string;
    seq: string;
    row_count: number;
    hash: string;
    in_chain: boolean;
    rows_now: number;
    hash_holds: boolean;
  }>(`
    select s.org_id, s.seq, s.row_count, encode(s.hash, 'hex') as hash,
      s.seq = coalesce(lag(s.seq) over chain, 0) + 1 and s.from_position = coalesce(lag(s.to_position) over chain, 0)
        and s.previous_hash = coalesce(lag(s.hash) over chain, ${zeroHash}) as in_chain,
      now.n as rows_now, now.hash = s.hash as hash_holds
    from kith.audit_seals s, lateral (
      select count(*)::int as n, ${hashOf('s.previous_hash', { orgId: 's.org_id', seq: 's.seq', from: 's.from_position', to: 's.to_position' })} as hash
      from kith.audit_events a where a.org_id = s.org_id and a.position > s.from_position and a.position <= s.to_position) now
    window chain as (partition by s.org_id order by s.seq)
    order by s.org_id, s.seq`);
  const report: ChainReport = { seals: rows.length, sealedRows: 0, unsealedRows: 0, heads: [], problems: [] };
  for (const [orgId, seals] of Map.groupBy(rows, (row) => row.org_id)) {
    for (const seal of seals) {
      report.sealedRows += seal.rows_now;
      if (seal.in_chain && seal.hash_holds) continue;
      report.problems.push({ orgId, seq: Number(seal.seq), what: whatBroke(seal) });
      break;
    }
    const newest = seals.at(-1);
    if (newest) report.heads.push({ orgId, seq: Number(newest.seq), hash: newest.hash });
  }
  const { rows: unsealed } = await client.query<{ n: number }>(`
    select count(*)::int as n from kith.audit_events a
    where a.position > coalesce((select max(s.to_position) from kith.audit_seals s where s.org_id = a.org_id), 0)`);
  report.unsealedRows = unsealed[0]?.n ?? 0;
  return report;
}

function whatBroke(seal: { in_chain: boolean; row_count: number; rows_now: number }): string {
  if (!seal.in_chain) return 'does not follow the seal before it: a seal was taken out, put in or changed';
  if (seal.rows_now < seal.row_count) return `${seal.row_count - seal.rows_now} of its ${seal.row_count} audit rows are gone`;
  if (seal.rows_now > seal.row_count) return `${seal.rows_now - seal.row_count} audit rows were put in after it was made`;
  return 'one of its audit rows was changed or moved';
}
