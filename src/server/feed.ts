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
import { type FeedPage, type FeedRequest, type FeedRow, feedShape } from '../shared/feed.ts';
import { type Actor, ownReach } from './actor.ts';
import { asActor, type Database, type Tx } from './db.ts';
import type { DB } from './db-types.ts';

/** A feature's rows for devices. Both run as the actor under row security; neither filters by who may see, only by what is asked. */
export type FeedSource = {
  table: FeedTable;
  /** Whether rows are about a person, or belong to the organisation (staff, programmes). */
  about: 'person' | 'organisation';
  /**
   * Left out: never fed to a person's own view. `true`: fed by the same statements, which row security narrows to their own record; else by
   * statements of its own, where some columns are not theirs.
   */
  forView?: true | Pick<FeedSource, 'ofScopes' | 'byIds'>;
  /** The same for a representative, whom row security shows the parts that were given to them. */
  forRepresentative?: true | Pick<FeedSource, 'ofScopes' | 'byIds'>;
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
  /** Of the server that answers; tests let servers of several releases answer. */
  shape = feedShape,
): Promise<FeedPage> {
  const theirs = sourcesFor(actor, sources);
  return asActor(database, actor, ownReach(actor), (tx) => readPage(tx, theirs, actor, { request, size, shape }), { snapshot: true });
}

/** Writes down what a page told this device: whom to delete, whom it holds now, and that it had nothing left to send. */
export async function noteSync(database: Database, actor: Actor, request: FeedRequest, page: FeedPage): Promise<void> {
  const { deviceId } = actor;
  const isSettled = request.waiting === 0 && !page.more;
  if (deviceId === null || (!isSettled && page.lost.length + page.gained.length === 0)) return;
  await asActor(database, actor, ownReach(actor), (tx) =>
    sql`select kith.note_sync(${deviceId}::uuid, ${page.lost}::uuid[], ${page.gained}::uuid[], ${isSettled})`.execute(tx),
  );
}

async function readPage(
  tx: Tx,
  sources: readonly FeedSource[],
  actor: Actor,
  { request, size, shape }: { request: FeedRequest; size: PageSize; shape: number },
): Promise<FeedPage> {
  const head = await tx.selectFrom('changeCounters').select(['n', 'epoch']).where('orgId', '=', actor.orgId).executeTakeFirstOrThrow();
  const reach = markOf(actor, await narrowedFor(actor, tx));
  const told = shapeTold(request.reachMark, reach);
  const begun = request.cursor;
  // A device that knows of a newer shape goes on here: while servers of two releases answer in turn, it would else start again each time.
  const usable = begun === null || (begun.epoch === head.epoch && begun.n <= head.n && told !== null && told >= shape);
  const page: FeedPage = {
    at: new Date().toISOString(),
    restart: !usable,
    cursor: begun !== null && usable ? begun : { epoch: head.epoch, n: head.n },
    reachMark: `${reach}.${Math.max(shape, told ?? 0)}`,
    lost: [],
    gained: [],
    rows: [],
    gone: [],
    more: false,
    overCap: 0,
    ...(told !== null && told > shape ? { older: true } : {}),
  };
  const isStaff = !actor.view && !actor.represents;
  const all = isStaff ? await visiblePeople(tx) : await oneRecord(tx, actor);
  const mine = all.slice(0, mostPeopleOnDevice);
  page.overCap = all.length - mine.length;
  const visible = new Set(mine);
  const held = new Set(request.held);
  // Said also when everything is to go, so that the log of what devices deleted names who does not come back.
  page.lost = request.held.filter((id) => !visible.has(id));
  if (!usable) return { ...page, more: true };

  if (begun === null) page.rows.push(...(await rowsOf(tx, sources, actor.orgId, 'organisation', [actor.orgId])));
  const gaining = mine.filter((id) => !held.has(id));
  for (let at = 0; at < gaining.length && page.rows.length < size.rows; at += size.peopleAtOnce) {
    const some = gaining.slice(at, at + size.peopleAtOnce);
    page.rows.push(...(await rowsOf(tx, sources, actor.orgId, 'person', some)));
    page.gained.push(...some);
  }
  if (page.gained.length < gaining.length) return { ...page, more: true };

  if (begun !== null) {
    // Of colleagues a view, or a representative, holds those whose names stand in the record. The organisation's changes are not its to follow; what it may hold of
    // them comes anew with each change of its own.
    const scopes = [...(isStaff ? [actor.orgId] : []), ...mine.filter((id) => held.has(id))];
    await addChanges(tx, sources, actor, { page, from: begun.n, head: head.n, scopes, most: size.changes });
    if (!isStaff && page.rows.length > 0) page.rows.push(...(await rowsOf(tx, sources, actor.orgId, 'organisation', [actor.orgId])));
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
  const changes = tx
    .selectFrom('changes')
    .select(['position', 'tableName', 'rowId', 'narrowed'])
    .where('orgId', '=', actor.orgId)
    .where('scopeId', '=', sql<string>`any(${scopes}::uuid[])`);
  const found = await changes
    .where('position', '>', from)
    .orderBy('position')
    .limit(most + 1)
    .execute();
  const isCut = found.length > most;
  const cut = isCut ? (found.at(-1)?.position ?? head) : Number.POSITIVE_INFINITY;
  const whole = found.filter((change) => change.position < cut);
  // What one command changed comes at once, also when it is more than a page holds: else nothing would ever come after it.
  const taken = isCut && whole.length === 0 ? await changes.where('position', '=', cut).execute() : whole;
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
  page.more = isCut;
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

/** What this actor may be fed, and how. */
export function sourcesFor(actor: Pick<Actor, 'view' | 'represents'>, sources: readonly FeedSource[]): readonly FeedSource[] {
  if (!actor.view && !actor.represents) return sources;
  return sources.flatMap((source) => {
    const open = actor.represents ? source.forRepresentative : source.forView;
    return open ? [{ ...source, ...(open === true ? {} : open) }] : [];
  });
}

/** The one record a view or a representative reads; none once that has ended. */
async function oneRecord(tx: Tx, actor: Actor): Promise<string[]> {
  const whose = actor.represents ? sql`kith.me_represented()` : sql`kith.me_person()`;
  const result = await sql<{ id: string | null }>`select ${whose} as id`.execute(tx);
  return result.rows.flatMap(({ id }) => (id === null ? [] : [id]));
}

/** Whom I may read, opened in an emergency included; those assigned to me longest ago last, so that the cap cuts what is least likely to be needed. */
async function visiblePeople(tx: Tx): Promise<string[]> {
  const result = await sql<{ id: string }>`
    select p.id from kith.people p
    where p.org_id = (select kith.me_org()) and p.id = any ((select kith.me_readable())::uuid[])
    order by p.id desc`.execute(tx);
  return result.rows.map((row) => row.id);
}

/** The newest shape this device has met, by the mark it was given; null when it was given none, or for another reach than this. */
function shapeTold(mark: string | null, reach: string): number | null {
  const [, ofReach, shape] = /^(.+)\.(\d{1,6})$/.exec(mark ?? '') ?? [];
  return ofReach === reach ? Number(shape) : null;
}

/** What narrows what the actor sees of the same people, as one text: locks, and for a representative the parts that were given, too. */
async function narrowedFor(actor: Actor, tx: Tx): Promise<string | null> {
  if (actor.view) return null;
  if (!actor.represents) return locksAgainst(tx);
  const { rows } = await sql<{ mark: string }>`select kith.me_represented_mark() as mark`.execute(tx);
  return rows[0]?.mark ?? null;
}

/** What of the actor's people is locked against them just now, as one text; null when nothing is. */
async function locksAgainst(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ mark: string | null }>`select kith.me_lock_mark() as mark`.execute(tx);
  return rows[0]?.mark ?? null;
}

/**
 * Changes when the actor's roles or programmes do, or when something is locked against them or given back: what they may see of the same people may
 * then differ, so the device drops every row and starts again. Naming the rows that a lock withdrew would not do: among them are some that whoever
 * set it may not see.
 */
function markOf(actor: Actor, locked: string | null): string {
  return createHash('sha256')
    .update(JSON.stringify([actor.staffId, [...actor.roles].sort(), [...actor.programmes].sort(), ...(locked === null ? [] : [locked])]))
    .digest('base64url')
    .slice(0, 16);
}
