/** Writes a demo into a migrated, empty database. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { nameKeys } from '../features/people/name-search.ts';
import { UserError } from '../shared/user-error.ts';
import { copyIn, copyText } from './copy-in.server.ts';
import { type DemoTable, demoTables } from './demo-row.ts';
import type { DemoOrganisation } from './generate-demo.ts';
import { withKeysAside } from './keys-aside.server.ts';

export type LoadedDemo = { rows: number; milliseconds: number };

type LoadedTable = DemoTable | 'peopleWords';

/** Rows in COPY's text format, parents before children. */
export type DemoBatch = { rows: number; copies: { target: string; text: string }[]; peopleSoFar: string };

const rowsAtOnce = 60_000;

const order: readonly LoadedTable[] = demoTables.flatMap((table) => (table === 'people' ? [table, 'peopleWords'] : [table]));

/** Everything a demo writes, in batches that fit in memory, made as they are asked for. A small demo is one batch for each organisation. */
export function* demoBatches(organisations: readonly DemoOrganisation[]): Generator<DemoBatch> {
  for (const organisation of organisations) yield* batchesOf(organisation);
}

/**
 * Loads whole organisations in one transaction. Foreign keys are checked by PostgreSQL over all rows at the end.
 *
 * Nothing is written to `changes`: a new device gets its people whole, and the counter starts at 1. The roll-up counts the weeks itself.
 * @param connection the superuser; row security would refuse anybody else
 * @param options.batches of the same organisations, when they were made beforehand
 * @param options.say one line after each batch of a large demo
 * @throws UserError when the database already holds an organisation of this demo
 */
export async function loadDemo(
  connection: pg.ClientConfig,
  organisations: readonly DemoOrganisation[],
  options: { batches?: Iterable<DemoBatch>; say?: (line: string) => void } = {},
): Promise<LoadedDemo> {
  const { batches = demoBatches(organisations), say = () => undefined } = options;
  const began = performance.now();
  const client = new pg.Client(connection);
  await client.connect();
  let rows = 0;
  try {
    await refuseIfThere(client, organisations);
    await client.query('begin');
    // A demo need not wait for the disk.
    await client.query('set local synchronous_commit = off');
    await withKeysAside(client, order.map(snake), async () => {
      rows = await copyAll(client, batches, say);
    });
    for (const { orgId } of organisations)
      await client.query('insert into kith.change_counters (org_id, n, epoch) values ($1, 1, $2)', [orgId, randomUUID()]);
    await client.query('commit');
    await client.query('analyze');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
  return { rows, milliseconds: Math.round(performance.now() - began) };
}

async function refuseIfThere(client: pg.Client, organisations: readonly DemoOrganisation[]): Promise<void> {
  const found = await client.query<{ name: string }>('select name from kith.organisations where org_id = any($1)', [
    organisations.map((one) => one.orgId),
  ]);
  if (found.rows[0])
    throw new UserError(`The demo "${found.rows[0].name}" is already in this data folder. Start it, or choose another folder.`);
}

/** The next batch is made while this one travels. */
async function copyAll(client: pg.Client, batches: Iterable<DemoBatch>, say: (line: string) => void): Promise<number> {
  let rows = 0;
  let sending: Promise<void> = Promise.resolve();
  for (const batch of batches) {
    await sending;
    sending = sendBatch(client, batch);
    sending.catch(() => undefined); // told where it is awaited
    rows += batch.rows;
    say(batch.peopleSoFar);
    // Lets what was just made be put on its way before the next batch takes the processor.
    await new Promise(setImmediate);
  }
  await sending;
  return rows;
}

async function sendBatch(client: pg.Client, batch: DemoBatch): Promise<void> {
  for (const { target, text } of batch.copies) await copyIn(client, target, text);
}

function* batchesOf(organisation: DemoOrganisation): Generator<DemoBatch> {
  let buffers = new Map<LoadedTable, { columns: string[]; lines: string[] }>();
  let held = 0;
  let people = 0;
  const put = (table: LoadedTable, row: Record<string, unknown>) => {
    let buffer = buffers.get(table);
    if (!buffer) {
      buffer = { columns: Object.keys(row), lines: [] };
      buffers.set(table, buffer);
    }
    buffer.lines.push(buffer.columns.map((column) => copyText(row[column])).join('\t'));
    held += 1;
  };
  const take = (): DemoBatch => {
    const copies = order.flatMap((table) => {
      const buffer = buffers.get(table);
      if (!buffer) return [];
      return [{ target: `kith.${snake(table)} (${buffer.columns.map(snake).join(', ')})`, text: `${buffer.lines.join('\n')}\n` }];
    });
    const batch = { rows: held, copies, peopleSoFar: `${organisation.name}: ${people} of ${organisation.people} people` };
    buffers = new Map();
    held = 0;
    return batch;
  };
  for (const made of organisation.rows()) {
    const { table, row } = made;
    if (table === 'people') people += 1;
    put(table, row as Record<string, unknown>);
    if (made.table === 'people')
      for (const word of wordsOf(made.row)) put('peopleWords', { orgId: made.row.orgId, personId: made.row.id, word });
    if (held >= rowsAtOnce) yield take();
  }
  yield take();
}

function wordsOf(person: { name: string; fullName?: string | null }): Set<string> {
  return new Set(nameKeys(person.fullName ? `${person.name} ${person.fullName}` : person.name));
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
