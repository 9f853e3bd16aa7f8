/** Writes a demo into a migrated, empty database. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { nameKeys } from '../features/people/name-search.ts';
import { UserError } from '../shared/user-error.ts';
import { copyIn, copyText } from './copy-in.server.ts';
import { type DemoTable, demoTables } from './demo-row.ts';
import type { DemoOrganisation } from './generate-demo.ts';

export type LoadedDemo = { rows: number; milliseconds: number };

const rowsAtOnce = 60_000;

type Buffers = Map<DemoTable | 'peopleWords', { columns: string[]; lines: string[] }>;

/**
 * Loads whole organisations, each in one transaction, foreign keys checked by PostgreSQL as always.
 *
 * Nothing is written to `changes`: a new device gets its people whole, and the counter starts at 1. The roll-up counts the weeks itself.
 * @param connection the superuser; row security would refuse anybody else
 * @param say one line after each batch of a large demo
 * @throws UserError when the database already holds an organisation of this demo
 */
export async function loadDemo(
  connection: pg.ClientConfig,
  organisations: DemoOrganisation[],
  say: (line: string) => void = () => undefined,
): Promise<LoadedDemo> {
  const began = performance.now();
  const client = new pg.Client(connection);
  await client.connect();
  let rows = 0;
  try {
    await refuseIfThere(client, organisations);
    for (const organisation of organisations) {
      await client.query('begin');
      // Contacts arrive in the order of people, not of time; a demo need not wait for the disk row by row.
      await client.query('set local synchronous_commit = off');
      rows += await loadOne(client, organisation, say);
      await client.query('insert into kith.change_counters (org_id, n, epoch) values ($1, 1, $2)', [organisation.orgId, randomUUID()]);
      await client.query('commit');
    }
    await client.query('analyze');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
  return { rows, milliseconds: Math.round(performance.now() - began) };
}

async function refuseIfThere(client: pg.Client, organisations: DemoOrganisation[]): Promise<void> {
  const found = await client.query<{ name: string }>('select name from kith.organisations where org_id = any($1)', [
    organisations.map((one) => one.orgId),
  ]);
  if (found.rows[0])
    throw new UserError(`The demo "${found.rows[0].name}" is already in this data folder. Start it, or choose another folder.`);
}

async function loadOne(client: pg.Client, organisation: DemoOrganisation, say: (line: string) => void): Promise<number> {
  const buffers: Buffers = new Map();
  let held = 0;
  let rows = 0;
  let people = 0;
  let sending: Promise<void> = Promise.resolve();
  const put = (table: DemoTable | 'peopleWords', row: Record<string, unknown>) => {
    let buffer = buffers.get(table);
    if (!buffer) {
      buffer = { columns: Object.keys(row), lines: [] };
      buffers.set(table, buffer);
    }
    const of = buffer.columns;
    buffer.lines.push(of.map((column) => copyText(row[column])).join('\t'));
    held += 1;
  };
  const send = async () => {
    await sending;
    const batch = [...order].flatMap((table) => {
      const buffer = buffers.get(table);
      return buffer ? [{ table, columns: buffer.columns, text: `${buffer.lines.join('\n')}\n` }] : [];
    });
    rows += held;
    held = 0;
    buffers.clear();
    // The next batch is made while this one travels.
    sending = (async () => {
      for (const { table, columns, text } of batch) await copyIn(client, `kith.${snake(table)} (${columns.map(snake).join(', ')})`, text);
    })();
    sending.catch(() => undefined);
    if (organisation.people > 1000) say(`${organisation.name}: ${people} of ${organisation.people} people`);
  };
  for (const made of organisation.rows()) {
    const { table, row } = made;
    if (table === 'people') people += 1;
    put(table, row as Record<string, unknown>);
    if (made.table === 'people')
      for (const word of wordsOf(made.row)) put('peopleWords', { orgId: made.row.orgId, personId: made.row.id, word });
    if (held >= rowsAtOnce) await send();
  }
  await send();
  await sending;
  return rows;
}

const order: readonly (DemoTable | 'peopleWords')[] = demoTables.flatMap((table) =>
  table === 'people' ? [table, 'peopleWords'] : [table],
);

function wordsOf(person: { name: string; fullName?: string | null }): Set<string> {
  return new Set(nameKeys(person.fullName ? `${person.name} ${person.fullName}` : person.name));
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
