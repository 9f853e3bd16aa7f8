/**
 * The contract of every feed, seen by a device that does what devices do: it keeps rows by id, drops what it is told to, and asks until there
 * is no more. Each rule looks at one feed in a fresh stage and says what is wrong; nothing means it holds.
 */
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';
import type { Actor } from '../../src/server/actor.ts';
import { type FeedSource, type PageSize, readFeed } from '../../src/server/feed.ts';
import type { Cursor, FeedPage } from '../../src/shared/feed.ts';
import type { ContractWorld } from './contract-world.ts';
import { feedCases } from './feed-cases.ts';

export type FeedRule = (world: ContractWorld, source: FeedSource) => Promise<string[]>;

const small: PageSize = { rows: 6, changes: 5, peopleAtOnce: 1 };

/** What one device holds. `pull` asks until nothing more waits, and gives every page. */
export function aDevice(world: ContractWorld, actor: Actor, size?: PageSize) {
  const rows = new Map<string, { scopeId: string; row: Record<string, unknown> }>();
  const held = new Set<string>();
  let cursor: Cursor | null = null;
  let reachMark: string | null = null;
  return {
    rows,
    held,
    cursor: () => cursor,
    pull: async (): Promise<FeedPage[]> => {
      const pages: FeedPage[] = [];
      for (let asked = 0; asked < 500; asked += 1) {
        const page: FeedPage = await readFeed(world.database, world.feeds, actor, { cursor, held: [...held], reachMark }, size);
        pages.push(page);
        if (page.restart) {
          rows.clear();
          held.clear();
          cursor = null;
          reachMark = null;
          continue;
        }
        for (const lost of page.lost) {
          held.delete(lost);
          for (const [key, { scopeId }] of rows) if (scopeId === lost) rows.delete(key);
        }
        for (const gained of page.gained) held.add(gained);
        for (const { table, id, scopeId, row } of page.rows) rows.set(`${table}/${id}`, { scopeId, row });
        for (const { table, id } of page.gone) rows.delete(`${table}/${id}`);
        ({ cursor, reachMark } = page);
        if (!page.more) return pages;
      }
      throw new Error('the feed never ends');
    },
  };
}

type Told = { table: string; id: string; scopeId: string; narrowed?: boolean };

/** Says to the feed what changed, as the last statement of a command does. */
async function announce(world: ContractWorld, orgId: string, told: Told[]): Promise<void> {
  for (const one of told) await world.admin.query(announcement(orgId, one));
}

function announcement(orgId: string, { table, id, scopeId, narrowed = false }: Told): string {
  return `with counter as (update kith.change_counters set n = n + 1 where org_id = '${orgId}' returning n)
    insert into kith.changes (org_id, scope_id, position, table_name, row_id, narrowed)
    select '${orgId}', '${scopeId}', n, '${table}', '${id}', ${narrowed} from counter`;
}

async function begin(world: ContractWorld, source: FeedSource, size?: PageSize) {
  const stage = await world.stageFor('peer', 'assigned');
  const device = aDevice(world, stage.by, size);
  await device.pull();
  const scopeOf = (id: string) => (source.about === 'organisation' ? stage.at.orgId : source.table === 'people' ? id : stage.person);
  const make = async (): Promise<{ id: string; key: string; scopeId: string }> => {
    const id = (await feedCases[source.table]?.make?.(stage)) ?? stage.at.orgId;
    return { id, key: `${source.table}/${id}`, scopeId: scopeOf(id) };
  };
  return { stage, device, make };
}

const idColumn = (source: FeedSource) => (source.table === 'organisations' ? 'org_id' : 'id');

export const bringsWhatIsNew: FeedRule = async (world, source) => {
  const { stage, device, make } = await begin(world, source);
  const { id, key, scopeId } = await make();
  await announce(world, stage.at.orgId, [{ table: source.table, id, scopeId }]);
  await device.pull();
  const fed = device.rows.get(key);
  if (!fed) return ['a new row did not arrive'];
  const direct = (await world.rowsFor(stage.by, source.table, [id])).get(id);
  return [
    ...(fed.scopeId === scopeId ? [] : [`it came with scope ${fed.scopeId}`]),
    ...(isDeepStrictEqual(fed.row, direct) ? [] : ['whole scopes and single rows do not read the same']),
  ];
};

export const bringsWhatChanged: FeedRule = async (world, source) => {
  const change = feedCases[source.table]?.change;
  if (!change) return [];
  const { stage, device, make } = await begin(world, source);
  const { id, key, scopeId } = await make();
  await announce(world, stage.at.orgId, [{ table: source.table, id, scopeId }]);
  await device.pull();
  await world.admin.query(`update kith.${source.table} set ${change.set} where org_id = $1 and ${idColumn(source)} = $2`, [
    stage.at.orgId,
    id,
  ]);
  await announce(world, stage.at.orgId, [{ table: source.table, id, scopeId }]);
  const pages = await device.pull();
  const times = pages.flatMap((page) => page.rows).filter((row) => `${row.table}/${row.id}` === key).length;
  const reads = device.rows.get(key)?.row[change.field];
  return [
    ...(isDeepStrictEqual(reads, change.reads) ? [] : [`after the change the device reads ${JSON.stringify(reads)}`]),
    ...(times === 1 ? [] : [`the changed row came ${times} times`]),
  ];
};

/** A row that fewer may see is let go of; one that could never be seen is not even named. */
export const letsGoOfWhatNarrowed: FeedRule = async (world, source) => {
  if (source.about === 'organisation' || source.table === 'people') return [];
  const { stage, device, make } = await begin(world, source);
  const { id, key, scopeId } = await make();
  await announce(world, stage.at.orgId, [{ table: source.table, id, scopeId }]);
  await device.pull();
  if (!device.rows.has(key)) return ['the row did not arrive in the first place'];
  // Moved to someone hidden, past the keys that would not let a row change its person.
  const moveAway = async (row: string) => {
    await world.admin.query(`set session_replication_role = 'replica'`);
    await world.admin.query(`update kith.${source.table} set person_id = $3 where org_id = $1 and id = $2`, [
      stage.at.orgId,
      row,
      world.hidden.person,
    ]);
    await world.admin.query(`set session_replication_role = 'origin'`);
  };
  await moveAway(id);
  await announce(world, stage.at.orgId, [{ table: source.table, id, scopeId, narrowed: true }]);
  await device.pull();
  const never = await make();
  await moveAway(never.id);
  await announce(world, stage.at.orgId, [{ table: source.table, id: never.id, scopeId }]);
  const pages = await device.pull();
  return [
    ...(device.rows.has(key) ? ['the device still holds a row it may no longer see'] : []),
    ...(JSON.stringify(pages).includes(never.id) ? ['a row that was never visible is named'] : []),
  ];
};

export const followsAccess: FeedRule = async (world, source) => {
  if (source.about === 'organisation') return [];
  const { stage, device } = await begin(world, source);
  const older = await world.stageFor('peer', 'none');
  const id = source.table === 'people' ? older.person : await feedCases[source.table]?.make?.(older);
  const key = `${source.table}/${id}`;
  const found: string[] = [];
  await device.pull();
  if (device.rows.has(key)) found.push('it was there before access was');
  // Older rows follow although nothing about them changed: access alone is enough.
  const assignment = await older.given.assignment(stage.by.staffId);
  const gained = await device.pull();
  if (!device.rows.has(key)) found.push('access gained, and the row did not follow');
  if (!gained.some((page) => page.gained.includes(older.person))) found.push('the device was not told whom it holds now');
  await world.admin.query(`update kith.assignments set ends_at = now() where id = $1`, [assignment]);
  const lost = await device.pull();
  if (device.rows.has(key)) found.push('access lost, and the device still holds the row');
  if (!lost.some((page) => page.lost.includes(older.person))) found.push('the device was not told whom it lost');
  await announce(world, stage.at.orgId, [{ table: source.table, id: id ?? '', scopeId: older.person }]);
  if (JSON.stringify(await device.pull()).includes(id ?? 'nothing')) found.push('after access was lost the row is still spoken of');
  return found;
};

export const pagesWithoutLosingAny: FeedRule = async (world, source) => {
  const { stage, device, make } = await begin(world, source, small);
  const found: string[] = [];
  const keys: string[] = [];
  for (let n = 0; n < 14; n += 1) {
    const { id, key, scopeId } = await make();
    keys.push(key);
    await announce(world, stage.at.orgId, [{ table: source.table, id, scopeId }]);
  }
  const pages = await device.pull();
  if (source.table !== 'people' && pages.length < 3) found.push(`14 changes came in ${pages.length} pages of 5`);
  found.push(...keys.filter((key) => !device.rows.has(key)).map((key) => `${key} was lost between pages`));
  const anew = aDevice(world, stage.by, small);
  await anew.pull();
  found.push(...keys.filter((key) => !anew.rows.has(key)).map((key) => `${key} was lost in the first pages of a new device`));
  const whole = aDevice(world, stage.by);
  await whole.pull();
  if (!isDeepStrictEqual(new Set(whole.rows.keys()), new Set(anew.rows.keys())))
    found.push('small pages come to other rows than one large page');
  return found;
};

/** A transaction that has taken its position and not yet committed: nobody may read past it. */
export const waitsForSlowCommits: FeedRule = async (world, source) => {
  const { stage, device, make } = await begin(world, source);
  const [slow, fast] = [await connection(world), await connection(world)];
  try {
    const [first, second] = [await make(), await make()];
    await slow.query('begin');
    await slow.query(announcement(stage.at.orgId, { table: source.table, ...first }));
    const later = fast.query(announcement(stage.at.orgId, { table: source.table, ...second }));
    for (let n = 0; n < 3; n += 1) await device.pull();
    await slow.query('commit');
    await later;
    const pages = await device.pull();
    const arrived = new Set(pages.flatMap((page) => page.rows).map((row) => `${row.table}/${row.id}`));
    if (source.table === 'people') return [first, second].filter(({ key }) => !device.rows.has(key)).map(({ key }) => `${key} was skipped`);
    return [first, second].filter(({ key }) => !arrived.has(key)).map(({ key }) => `${key} was skipped by the cursor`);
  } finally {
    await slow.end();
    await fast.end();
  }
};

export async function connection(world: ContractWorld): Promise<pg.Client> {
  const { host, port, user, database } = world.admin;
  const client = new pg.Client({ host, port, ...(user ? { user } : {}), ...(database ? { database } : {}), password: '' });
  await client.connect();
  return client;
}

export const isQuietWhenDone: FeedRule = async (world, source) => {
  const { device, make } = await begin(world, source);
  await make();
  await device.pull();
  const at = device.cursor();
  const pages = await device.pull();
  const [page] = pages;
  const said = page && [page.rows, page.gone, page.lost, page.gained].flat().length;
  return pages.length === 1 && said === 0 && isDeepStrictEqual(device.cursor(), at) ? [] : [`${pages.length} pages, ${said} things said`];
};

export const neverCrossesOrganisations: FeedRule = async (world, source) => {
  const { stage, make } = await begin(world, source);
  const ours = await make();
  await announce(world, stage.at.orgId, [{ table: source.table, ...ours }]);
  const stranger = await world.stageFor('peer', 'assigned');
  const abroad: Actor = { ...world.zoe };
  const found: string[] = [];
  const device = aDevice(world, abroad);
  for (const page of await device.pull()) {
    if (page.rows.some((row) => row.id === ours.id || row.scopeId === stage.at.orgId)) found.push('a device elsewhere is fed our row');
  }
  // Claiming to hold our person, or to be at our cursor, gets nothing either.
  const claimed = { cursor: device.cursor(), held: [stage.person, stranger.person], reachMark: null };
  const answer = await readFeed(world.database, world.feeds, abroad, claimed);
  if (answer.rows.length + answer.gained.length > 0) found.push('claiming to hold our people brings rows');
  if ((await world.rowsFor(abroad, source.table, [ours.id])).has(ours.id)) found.push('our row can be asked for by its id');
  const borrowed: Actor = { ...abroad, orgId: stage.at.orgId };
  const rows = await world.rowsFor(borrowed, source.table, [ours.id]);
  if (source.about === 'person' && rows.has(ours.id)) found.push('another organisation’s member is fed when they name ours');
  return found;
};

export const feedRules: Record<string, FeedRule> = {
  'brings what is new': bringsWhatIsNew,
  'brings what changed, once': bringsWhatChanged,
  'lets go of what fewer may see, and names nothing that was never visible': letsGoOfWhatNarrowed,
  'brings older rows when access is gained and takes them when it is lost': followsAccess,
  'loses nothing between small pages': pagesWithoutLosingAny,
  'never skips a slow commit': waitsForSlowCommits,
  'is quiet when nothing changed': isQuietWhenDone,
  'never crosses organisations': neverCrossesOrganisations,
};
