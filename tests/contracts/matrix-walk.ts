/**
 * Tries every cell of role × relationship against what src/server/matrix.ts says, and names the cells that differ, whichever way: too open
 * (done, told) or too closed (refused, hidden).
 */
import { type Role, roles } from '../../src/features/staff/role.ts';
import { asActor } from '../../src/server/db.ts';
import { commandMatrix, feedMatrix, type MatrixRow, queryMatrix } from '../../src/server/matrix.ts';
import { mayAsk, type QueryHandler, reachOfQuery } from '../../src/server/query-handler.ts';
import type { CommandCase } from './command-case.ts';
import { type ContractWorld, type Relationship, relationships, type Stage, standingsOf } from './contract-world.ts';
import { aDevice } from './feed-contract.ts';
import type { QueryCase } from './query-cases.ts';

export type Cell = { role: Role; relationship: Relationship; expected: boolean; found: boolean; detail: string };

export function expects(row: MatrixRow, role: Role, relationship: Relationship): boolean {
  if (relationship === 'self') return row.self === true;
  if (relationship === 'representative') return row.representative === true;
  return standingsOf[relationship].some((standing) => row.by[role]?.includes(standing));
}

/** Where the person's standing is nothing to the operation, other relationships would be the same cell again. */
function relationshipsFor(about: 'person' | 'organisation' | 'self'): readonly Relationship[] {
  return about === 'person' ? relationships : ['none'];
}

export async function walkCommand(
  world: ContractWorld,
  name: string,
  { about, prepare }: Pick<CommandCase, 'about' | 'prepare'>,
): Promise<Cell[]> {
  const row = commandMatrix[name];
  if (!row) throw new Error(`src/server/matrix.ts has no row for the command ${name}`);
  return eachCell(relationshipsFor(about), async (role, relationship) => {
    const stage = await world.stageFor(role, relationship);
    const { args } = await prepare(stage);
    const answer = await world.run(stage.by, world.envelope(name, args));
    const detail = answer.outcome === 'refused' ? answer.refusal.code : answer.outcome;
    return { role, relationship, expected: expects(row, role, relationship), found: answer.outcome === 'accepted', detail };
  });
}

export async function walkQuery(world: ContractWorld, handler: QueryHandler, { about, prepare }: QueryCase): Promise<Cell[]> {
  const row = queryMatrix[handler.name];
  if (!row) throw new Error(`src/server/matrix.ts has no row for the query ${handler.name}`);
  return eachCell(relationshipsFor(about), async (role, relationship) => {
    const stage = await world.stageFor(role, relationship);
    const { args, shows } = await prepare(stage);
    const { found, detail } = await ask(world, handler, { stage, args, shows });
    return { role, relationship, expected: expects(row, role, relationship), found, detail };
  });
}

async function ask(world: ContractWorld, handler: QueryHandler, { stage, args, shows }: { stage: Stage; args: unknown; shows: string }) {
  const parsed = handler.args.parse(args);
  const denied = mayAsk(handler, stage.by, parsed);
  if (denied !== null) return { found: false, detail: denied };
  const run = (tx: Parameters<QueryHandler['run']>[0]['tx']) => handler.run({ tx, args: parsed, actor: stage.by });
  const answer = JSON.stringify(await asActor(world.database, stage.by, reachOfQuery(handler, stage.by), run, { snapshot: true }));
  return { found: answer.includes(shows), detail: 'answered' };
}

/** One cell for each feed: whether a new device is fed the row of this table. */
export async function walkFeeds(world: ContractWorld, role: Role, relationship: Relationship): Promise<Map<string, Cell>> {
  const stage = await world.stageFor(role, relationship);
  const ids = await rowsOfEveryTable(stage);
  const device = aDevice(world, stage.by);
  await device.pull();
  const cells = new Map<string, Cell>();
  for (const [table, id] of Object.entries(ids)) {
    const row = feedMatrix[table];
    if (!row) throw new Error(`src/server/matrix.ts has no row for the feed ${table}`);
    const expected = expects(row, role, relationship);
    cells.set(table, { role, relationship, expected, found: device.rows.has(`${table}/${id}`), detail: 'fed' });
  }
  return cells;
}

async function rowsOfEveryTable({ by, given, person, assignment, at, walker, sql }: Stage): Promise<Record<string, string>> {
  const keep = await given.look();
  await sql(
    `insert into kith.mirror_keeps (org_id, id, staff_id, term, kept_at) values ('${at.orgId}', '${keep}', '${walker.staffId}', 'addict', now())`,
  );
  return {
    ...{ people: person, assignments: assignment, organisations: at.orgId, programmes: at.programmeId, staff: walker.staffId },
    ...{ contacts: await given.contact(), entries: await given.entry(), follow_ups: await given.follow_up(), goals: await given.goal() },
    ...{ goal_steps: await given.step(), goal_ratings: await given.rating(), looks: await given.look(), visits: await given.visit() },
    ...{ consents: await given.consent(), locks: await given.lock(), disclosures: await given.disclosure() },
    emergencies: await given.emergency(),
    ...{ enrolments: await given.enrolment(), mirror_keeps: keep, requests: await given.request() },
    views: by.view ? by.staffId : await given.view(),
    representatives: by.represents ? by.staffId : await given.representative(),
  };
}

async function eachCell(among: readonly Relationship[], tryIt: (role: Role, relationship: Relationship) => Promise<Cell>): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const relationship of among) for (const role of roles) cells.push(await tryIt(role, relationship));
  // The person, whatever the operation is about: what is not opened to a view is refused to it.
  cells.push(await tryIt('peer', 'self'));
  cells.push(await tryIt('peer', 'representative'));
  return cells;
}

/** What is not opened to a view is refused before anything is asked, and not by luck further in. */
const refusedAtOnce: Partial<Record<Relationship, string>> = { self: 'not_in_own_view', representative: 'not_for_representatives' };
const isRefusedLate = ({ relationship, expected, found, detail }: Cell) =>
  relationship in refusedAtOnce && !expected && !found && detail !== refusedAtOnce[relationship] && detail !== 'fed';

/** One line for each cell that is not as the matrix says. */
export function differencesIn(cells: Iterable<Cell>): string[] {
  return [...cells]
    .filter((cell) => cell.expected !== cell.found || isRefusedLate(cell))
    .map(
      (cell) =>
        `${isRefusedLate(cell) ? 'refused late' : cell.found ? 'too open' : 'too closed'}: ${cell.role}, ${cell.relationship} (${cell.detail})`,
    );
}
