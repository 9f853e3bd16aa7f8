/** Faults end, everything comes to rest, and then all that was promised is held against what is there. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { daysOfLooksOnDevice } from '../../src/features/looks/look-queries.server.ts';
import { asActor, type Database } from '../../src/server/db.ts';
import { feedSources } from '../../src/server/registry.ts';
import type { FeedRow } from '../../src/shared/feed.ts';
import { seenNow } from './each-page.ts';
import type { Made } from './ledger.ts';
import { deliver, letRun, release } from './network.ts';
import { checkPromises } from './promises.ts';
import { notebooksOf, type Sim, Violation } from './sim.ts';
import { beginRound, type Notebook, openNotebook, type PhoneParts } from './sim-device.ts';
import { rightClock } from './sim-time.ts';

const mostRounds = 50;
const mostRequests = 1000;

/** Nothing is lost any more, and everybody syncs until nothing happens. @throws Violation when that takes too long */
export async function comeToRest(sim: Sim, parts: PhoneParts): Promise<void> {
  sim.faulty = false;
  if (sim.held) await release(sim);
  for (const [nth, server] of sim.servers.entries()) {
    server.plan(null);
    if (server.age === 'same') continue;
    // By now every server is of today.
    server.end();
    sim.servers[nth] = sim.startServer();
  }
  for (const phone of sim.phones) {
    phone.death = null;
    phone.roomless = 0;
    sim.time.showTo(phone.clock);
    for (const notebook of phone.notebooks) if (!notebook.open || phone.isDead) await reopen(notebook, parts);
    phone.isDead = false;
  }
  await carryAll(sim);
  for (let round = 1; ; round++) {
    let isQuiet = true;
    for (const notebook of notebooksOf(sim)) {
      const before = standOf(notebook);
      await oneRound(sim, notebook);
      if (standOf(notebook) !== before) isQuiet = false;
    }
    if (isQuiet) break;
    if (round === mostRounds)
      throw new Violation('liveness', `not quiet after ${mostRounds} rounds: ${notebooksOf(sim).map(standOf).join(' | ')}`);
    // A minute, as in life: what a phone holds is noted at most once in one.
    sim.time.advance(90_000);
  }
}

/** @throws Violation when one round asks on and on */
async function carryAll(sim: Sim): Promise<void> {
  for (let carried = 0; sim.pending.length > 0; carried++) {
    if (carried === mostRequests) throw new Violation('liveness', `a phone asks on and on: ${sim.pending[0]?.path}`);
    await deliver(sim, sim.pending.shift() as Sim['pending'][number], false);
  }
}

export async function reopen(notebook: Notebook, parts: PhoneParts): Promise<void> {
  notebook.open?.db.close();
  notebook.syncing = null;
  await openNotebook(notebook, parts);
}

/** A whole round without the scheduler: each request is carried at once. */
export async function oneRound(sim: Sim, notebook: Notebook): Promise<void> {
  await letRun(sim, notebook, () => beginRound(notebook, (id) => notePurge(sim, notebook, id)));
  await carryAll(sim);
  afterRound(sim, notebook);
}

/** The phone's own command, by which it says whom it deleted. */
export function notePurge(sim: Sim, notebook: Notebook, id: string): Made {
  const { staffId, orgId } = notebook.owner;
  return sim.ledger.make({ id, staffId, orgId, notebook, name: 'confirm-purge', args: {}, at: sim.time.now(), saved: false });
}

/** What was let go of as matched was accepted, and nothing came back as something else. */
export function afterRound(sim: Sim, notebook: Notebook): void {
  const { lastRound, owner } = notebook;
  if (!lastRound || notebook.phone.isDead) return;
  notebook.lastRound = null;
  const held = new Set(notebook.open?.store.state().held);
  for (const { envelope, previews } of lastRound.removed) {
    if (sim.ledger.made.get(envelope.id)?.letGo) continue;
    if (!sim.ledger.wasEverAccepted(owner.staffId, envelope.id))
      throw new Violation('honest status', `${envelope.name} ${envelope.id} was called matched and never accepted`);
    for (const { table, id, scopeId } of previews) {
      const mustBeHere = (held.has(scopeId) || scopeId === owner.orgId) && table !== 'looks';
      if (mustBeHere && !notebook.open?.store.synced(table, id))
        throw new Violation('honest status', `${envelope.name} ${envelope.id} was called matched, and its row of ${table} is not here`);
    }
  }
  for (const id of lastRound.differing) {
    const one = sim.ledger.made.get(id);
    throw new Violation('honest status', `the server has something else than ${one?.name} ${id} ${JSON.stringify(one?.args)}`);
  }
}

function standOf({ open, owner, phone }: Notebook): string {
  const entries = open?.outbox.entries().map((entry) => `${entry.envelope.id.slice(-6)}:${entry.state}`) ?? [];
  const state = open?.store.state();
  return `${phone.name}/${owner.name} ${state?.cursor?.n} held ${state?.held.length} [${entries.join(' ')}]`;
}

/** All invariants that are judged when everything is at rest. @returns a hash of all that phones hold */
export async function checkAtRest(sim: Sim, database: Database): Promise<string> {
  const hash = createHash('sha256');
  sim.time.showTo(rightClock);
  const working = new Set(
    (
      await sim.admin.query<{ id: string }>('select id from kith.staff where active and org_id = any ($1)', [
        sim.world.organisations.map((one) => one.orgId),
      ])
    ).rows.map((row) => row.id),
  );
  for (const notebook of notebooksOf(sim)) {
    const { owner, open } = notebook;
    if (!open) throw new Error('closed at rest');
    const waiting = open.outbox.entries().filter((entry) => entry.state !== 'refused');
    if (!working.has(owner.staffId)) continue;
    if (waiting.length > 0)
      throw new Violation(
        'liveness',
        `${owner.name} still waits with ${waiting.map((entry) => `${entry.envelope.name} ${entry.envelope.id} ${entry.state}`).join(', ')}`,
      );
    await checkStore(sim, database, notebook, hash);
  }
  await checkPromises(sim);
  return hash.digest('hex').slice(0, 16);
}

/** The phone's rows, table by table, are those of a fresh question as its user; and the model agrees that they may be. */
async function checkStore(
  sim: Sim,
  database: Database,
  { owner, open, phone }: Notebook,
  hash: ReturnType<typeof createHash>,
): Promise<void> {
  const actor = { orgId: owner.orgId, staffId: owner.staffId };
  const fresh = await asActor(
    database,
    actor,
    'near',
    async (tx) => {
      const rows: FeedRow[] = [];
      const people = await sql<{ id: string }>`select id from kith.people where org_id = ${actor.orgId}`.execute(tx);
      for (const source of feedSources)
        rows.push(
          ...(await source.ofScopes(tx, actor.orgId, source.about === 'organisation' ? [actor.orgId] : people.rows.map((row) => row.id))),
        );
      return rows;
    },
    { snapshot: true },
  );
  const seen = await seenNow(sim, owner);
  for (const row of fresh)
    if (!seen.may(row)) throw new Violation('no leak', `${owner.name} may read ${row.table} ${row.id}, and the model says no`);
  for (const { table } of feedSources) {
    const there = new Map(fresh.filter((row) => row.table === table).map((row) => [row.id, canonical(row.row)]));
    const here = new Map(
      [...(open?.store.rows(table) ?? [])].map(([id, row]) => [id, canonical(row as unknown as Record<string, unknown>)]),
    );
    for (const [id, row] of there) {
      const own = here.get(id);
      if (own !== row)
        throw new Violation(
          'feed = fresh query',
          `${phone.name} of ${owner.name} has of ${table} ${id}:\n    ${own ?? 'nothing'}\n  the server:\n    ${row}`,
        );
    }
    for (const [id, row] of here)
      if (!there.has(id) && !isOldLook(sim, table, row))
        throw new Violation('feed = fresh query', `${phone.name} of ${owner.name} keeps ${table} ${id}: ${row}`);
    hash.update(JSON.stringify([phone.name, owner.name, table, [...here].sort(([a], [b]) => (a < b ? -1 : 1))]));
  }
}

/** A phone that holds a look goes on holding it; one that comes anew gets those of the last quarter. */
function isOldLook(sim: Sim, table: string, row: string): boolean {
  const { lookedAt } = JSON.parse(row) as { lookedAt?: string };
  return table === 'looks' && Date.parse(lookedAt ?? '') < sim.time.now() - daysOfLooksOnDevice * 86_400_000;
}

/** As it travels, whatever order its fields came in. */
export function canonical(row: Record<string, unknown>): string {
  return JSON.stringify(JSON.parse(JSON.stringify(row)), (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
