/** Reads of the counted weeks, across whoever owns them; nothing is written but the note of what was exported. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { fewestPeopleTold, type Range } from './counts.ts';
import { addUpSmallCells, type CellRow, together, type WeekPeople } from './small-cells.ts';

export type CountAsked = {
  orgId: string;
  programmeId: string | null;
  /** Mondays, both included. */
  weeks: Range;
  /** Programmes whose small cells are told. */
  inFull: 'all' | readonly string[];
};

/** My programmes, or the one asked for: row security says the same, the query says it so that the index is used. */
function programmesOf(programmeId: string | null) {
  return programmeId === null ? sql`(select kith.me_programmes())::uuid[]` : sql`array[${programmeId}]::uuid[]`;
}

function where(asked: CountAsked) {
  return sql`org_id = ${asked.orgId} and programme_id = any (${programmesOf(asked.programmeId)})
    and week between ${asked.weeks.from}::date and ${asked.weeks.to}::date`;
}

function isTold(inFull: CountAsked['inFull']) {
  if (inFull === 'all') return sql<boolean>`true`;
  return sql<boolean>`(people >= ${fewestPeopleTold}::int or programme_id = any (${[...inFull]}::uuid[]))`;
}

/** Each programme's cells; small ones are marked, and put together, before anything is added up: no sum or difference gives them away. */
export async function listCells(tx: Tx, asked: CountAsked): Promise<CellRow[]> {
  const rows = await listSingleCells(tx, asked);
  if (rows.every((row) => row.told)) return rows;
  const people = await sql<WeekPeople>`
    select programme_id, week, length(replace(who::text, '0', ''))::int as people from kith.programme_weeks where ${where(asked)}`.execute(
    tx,
  );
  return addUpSmallCells(rows, people.rows);
}

async function listSingleCells(tx: Tx, asked: CountAsked): Promise<CellRow[]> {
  const result = await sql<CellRow>`
    select programme_id, week, place, mode, contacts, people, minutes, ${isTold(asked.inFull)} as told
    from kith.contact_weeks where ${where(asked)} order by week, programme_id, place, mode`.execute(tx);
  return result.rows;
}

/** How many contacts of each length in minutes, in the cells that are told: one by one, or together with the others of their week. */
export async function countLengths(tx: Tx, asked: CountAsked, rows: readonly CellRow[]): Promise<Record<string, number>> {
  const whole = rows.filter((row) => row.place === together);
  const isWhole = sql<boolean>`(programme_id, week) in (
    select * from unnest(${whole.map((row) => row.programmeId)}::uuid[], ${whole.map((row) => row.week)}::date[]))`;
  const result = await sql<{ minutes: string; contacts: number }>`
    select l.key as minutes, sum(l.value::int)::int as contacts
    from (select lengths from kith.contact_weeks where ${where(asked)} and (${isTold(asked.inFull)} or ${isWhole})) w, lateral jsonb_each_text(w.lengths) l
    group by 1`.execute(tx);
  return Object.fromEntries(result.rows.map((row) => [row.minutes, row.contacts]));
}

/** Different people of each week, and (week null) of the whole range. */
export async function countPeople(tx: Tx, asked: CountAsked): Promise<{ week: string | null; people: number }[]> {
  const longest = await sql<{ bits: number | null }>`
    select max(length(who)) as bits from kith.programme_weeks where ${where(asked)}`.execute(tx);
  const bits = longest.rows[0]?.bits ?? null;
  if (bits === null || !Number.isSafeInteger(bits)) return [];
  // bit_or wants strings of one length, and a type's length cannot be a parameter; `bits` is a number PostgreSQL counted a moment ago.
  const result = await sql<{ week: string | null; people: number }>`
    select week, bit_count(bit_or(who::bit(${sql.raw(String(bits))})))::int as people
    from kith.programme_weeks where ${where(asked)} group by rollup (week)`.execute(tx);
  return result.rows;
}

export type CountExport = { programmeId: string | null; from: string; to: string };

export async function insertCountExport(tx: Tx, by: { orgId: string; staffId: string }, made: CountExport & { id: string }): Promise<void> {
  await sql`insert into kith.count_exports (org_id, id, staff_id, programme_id, from_day, to_day)
    values (${by.orgId}, ${made.id}, ${by.staffId}, ${made.programmeId}, ${made.from}::date, ${made.to}::date)`.execute(tx);
}

/** My export of the last hour; row security hides everyone else's. */
export async function findCountExport(tx: Tx, orgId: string, id: string): Promise<CountExport | undefined> {
  const result = await sql<CountExport>`
    select programme_id, from_day as "from", to_day as "to" from kith.count_exports
    where org_id = ${orgId} and id = ${id} and at > now() - interval '1 hour'`.execute(tx);
  return result.rows[0];
}

export async function listProgrammeNames(tx: Tx, orgId: string): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('programmes').select(['id', 'name']).where('orgId', '=', orgId).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

export async function listPackIds(tx: Tx, orgId: string): Promise<string[]> {
  const row = await tx.selectFrom('organisations').select('packs').where('orgId', '=', orgId).executeTakeFirstOrThrow();
  return row.packs;
}
