/**
 * What a device may hold, since where it had got to.
 *
 * The device says which people it holds whole; the server works out, in one snapshot, whom the actor may see now. The difference is
 * access gained (those people's rows follow whole) and access lost (the device deletes). Nothing is remembered between requests, so
 * an assignment that ends by the clock, a changed role and a crash in mid-page all come out right.
 */
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { FeedTable } from '../shared/command.ts';
import type { FeedPage, FeedRequest, FeedRow } from '../shared/feed.ts';
import type { Actor } from './actor.ts';
import { asActor, type Database, type Tx } from './db.ts';
import type { DB } from './db-types.ts';

/** A feature's rows for devices. Both run as the actor under row security; neither filters by who may see, only by what is asked. */
export type FeedSource = {
  table: FeedTable;
  /** Whether rows are about a person, or belong to the organisation (staff, programmes). */
  about: 'person' | 'organisation';
  /** Every row of these scopes (people's ids, or the organisation's). */
  ofScopes: (tx: Tx, orgId: string, scopeIds: string[]) => Promise<FeedRow[]>;
  /** These rows, as they are now. */
  byIds: (tx: Tx, orgId: string, ids: string[]) => Promise<FeedRow[]>;
};

/** A phone holds the caseload, not the organisation. Beyond this many people the app says so and asks the desk. */
export const mostPeopleOnDevice = 400;
/** How much one page holds, about. Tests pass smaller ones to see many pages. */
export type PageSize = { rows: number; changes: number; peopleAtOnce: number };
const pageSize: PageSize = { rows: 4000, changes: 2000, peopleAtOnce: 10 };

export async function readFeed(
  database: Database,
  sources: readonly FeedSource[],
  actor: Actor,
  request: FeedRequest,
  size = pageSize,
): Promise<FeedPage> {
  return asActor(database, actor, 'near', (tx) => readPage(tx, sources, actor, { request, size }), { snapshot: true });
}

async function readPage(
  tx: Tx,
  sources: readonly FeedSource[],
  actor: Actor,
  { request, size }: { request: FeedRequest; size: PageSize },
): Promise<FeedPage> {
  const head = await tx.selectFrom('changeCounters').select(['n', 'epoch']).where('orgId', '=', actor.orgId).executeTakeFirstOrThrow();
  const reachMark = markOf(actor);
  const begun = request.cursor;
  const usable = begun === null || (begun.epoch === head.epoch && begun.n <= head.n && request.reachMark === reachMark);
  const page: FeedPage = {
    restart: !usable,
    cursor: begun !== null && usable ? begun : { epoch: head.epoch, n: head.n },
    reachMark,
    lost: [],
    gained: [],
    rows: [],
    gone: [],
    more: false,
    overCap: 0,
  };
  if (!usable) return { ...page, more: true };

  const all = await visiblePeople(tx);
  const mine = all.slice(0, mostPeopleOnDevice);
  page.overCap = all.length - mine.length;
  const visible = new Set(mine);
  const held = new Set(request.held);
  page.lost = request.held.filter((id) => !visible.has(id));

  if (begun === null) page.rows.push(...(await rowsOf(tx, sources, actor.orgId, 'organisation', [actor.orgId])));
  const gaining = mine.filter((id) => !held.has(id));
  for (let at = 0; at < gaining.length && page.rows.length < size.rows; at += size.peopleAtOnce) {
    const some = gaining.slice(at, at + size.peopleAtOnce);
    page.rows.push(...(await rowsOf(tx, sources, actor.orgId, 'person', some)));
    page.gained.push(...some);
  }
  if (page.gained.length < gaining.length) return { ...page, more: true };

  if (begun !== null) {
    const scopes = [actor.orgId, ...mine.filter((id) => held.has(id))];
    await addChanges(tx, sources, actor, { page, from: begun.n, head: head.n, scopes, most: size.changes });
  }
  return page;
}

/** Changes after the cursor, each row once and as it is now. A position is never split between two pages. */
async function addChanges(
  tx: Kysely<DB>,
  sources: readonly FeedSource[],
  actor: Actor,
  since: { page: FeedPage; from: number; head: number; scopes: string[]; most: number },
): Promise<void> {
  const { page, from, head, scopes, most } = since;
  const found = await tx
    .selectFrom('changes')
    .select(['position', 'tableName', 'rowId', 'narrowed'])
    .where('orgId', '=', actor.orgId)
    .where('scopeId', '=', sql<string>`any(${scopes}::uuid[])`)
    .where('position', '>', from)
    .orderBy('position')
    .limit(most + 1)
    .execute();
  const cut = found.length > most ? (found.at(-1)?.position ?? head) : Number.POSITIVE_INFINITY;
  const taken = found.filter((change) => change.position < cut);
  for (const source of sources) {
    const ids = [...new Set(taken.filter((change) => change.tableName === source.table).map((change) => change.rowId))];
    if (ids.length === 0) continue;
    const rows = await source.byIds(tx, actor.orgId, ids);
    page.rows.push(...rows);
    const seen = new Set(rows.map((row) => row.id));
    // A hidden row is only spoken of when it used to be visible; else its id alone would tell that it exists.
    const narrowed = taken.filter((change) => change.narrowed && change.tableName === source.table && !seen.has(change.rowId));
    page.gone.push(...[...new Set(narrowed.map((change) => change.rowId))].map((id) => ({ table: source.table, id })));
  }
  page.more = taken.length < found.length;
  page.cursor = { epoch: page.cursor.epoch, n: page.more ? (taken.at(-1)?.position ?? from) : head };
}

async function rowsOf(
  tx: Tx,
  sources: readonly FeedSource[],
  orgId: string,
  about: FeedSource['about'],
  scopeIds: string[],
): Promise<FeedRow[]> {
  const rows: FeedRow[] = [];
  for (const source of sources) if (source.about === about) rows.push(...(await source.ofScopes(tx, orgId, scopeIds)));
  return rows;
}

/** My people, those assigned to me longest ago last, so that the cap cuts what is least likely to be needed. */
async function visiblePeople(tx: Tx): Promise<string[]> {
  const result = await sql<{ id: string }>`
    select p.id from kith.people p
    where p.org_id = (select kith.me_org()) and p.id = any ((select kith.me_people())::uuid[])
    order by p.id desc`.execute(tx);
  return result.rows.map((row) => row.id);
}

/** Changes when the actor's roles or programmes do: what they may see of the same people may then differ, so the device starts again. */
function markOf(actor: Actor): string {
  return createHash('sha256')
    .update(JSON.stringify([actor.staffId, [...actor.roles].sort(), [...actor.programmes].sort()]))
    .digest('base64url')
    .slice(0, 16);
}
