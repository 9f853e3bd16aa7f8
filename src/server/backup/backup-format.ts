/**
 * What is inside a backup, once decrypted and unpacked: text that a person can read and that other programs can load.
 *
 *     kith-backup 1
 *     {"format":1, …}                      the header
 *     table {"name":"kith.people","columns":[…]}
 *     …rows in COPY's text format, by primary key…
 *     \.
 *     end {"rows":240,"sha256":"…"}        of the rows above
 *     …
 *     done {"tables":33,"rows":51234}
 *
 * Nothing in it is ever run: names are looked up in the catalogue that our own migrations built, rows go through COPY.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { UserError } from '../../shared/user-error.ts';

const firstLine = 'kith-backup 1';
const endOfRows = Buffer.from('\n\\.\n');
/** A header names some forty tables and fifty migrations; a line beyond this is no header of ours. */
const longestLine = 1_000_000;

const headerSchema = z.strictObject({
  format: z.literal(1),
  /** When the snapshot was taken, by the server's clock. */
  at: z.iso.datetime(),
  /** Such as `18.4`. */
  postgres: z.string(),
  /** Every migration the database had, in the order of their names. */
  migrations: z.array(z.strictObject({ name: z.string().regex(/^[0-9]{4}_[a-z0-9_]+\.sql$/), sha256: z.hex().length(64) })),
  /** Without them sessions, authenticator secrets and invitations of the backup could not be read. */
  secrets: z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), z.json()),
});
export type BackupHeader = z.output<typeof headerSchema>;

/** `name` with its schema, as in `kith.people`. */
const tableSchema = z.strictObject({ name: z.string(), columns: z.array(z.string()).min(1) });
export type BackupTable = z.output<typeof tableSchema>;

const endSchema = z.strictObject({ rows: z.int().min(0), sha256: z.hex().length(64) });
export type BackupEnd = z.output<typeof endSchema>;

const doneSchema = z.strictObject({ tables: z.int().min(0), rows: z.int().min(0) });

/** The file is not whole, not a backup, or not what was written. Nothing of it may be used. */
export class BackupBroken extends UserError {
  constructor(what: string) {
    super(`this backup cannot be used: ${what}`);
  }
}

/** Counts and hashes rows as they pass. */
export function tallyRows() {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    /** Whole rows or parts of one. */
    add: (bytes: Uint8Array) => {
      hash.update(bytes);
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows += 1;
    },
    end: (): BackupEnd => ({ rows, sha256: hash.digest('hex') }),
  };
}

/** @param rowsOf gives a table's rows in COPY's text format, sorted by primary key; told what was written of it */
export async function* writeParts(
  header: BackupHeader,
  tables: readonly BackupTable[],
  rowsOf: (table: BackupTable) => { rows: AsyncIterable<Uint8Array>; written: (end: BackupEnd) => Promise<void> },
): AsyncGenerator<Buffer> {
  yield line(firstLine);
  yield line(JSON.stringify(header));
  let total = 0;
  for (const table of tables) {
    yield line(`table ${JSON.stringify(table)}`);
    const tally = tallyRows();
    const { rows, written } = rowsOf(table);
    for await (const bytes of rows) {
      tally.add(bytes);
      yield Buffer.from(bytes);
    }
    const end = tally.end();
    await written(end);
    total += end.rows;
    yield endOfRows.subarray(1);
    yield line(`end ${JSON.stringify(end)}`);
  }
  yield line(`done ${JSON.stringify({ tables: tables.length, rows: total })}`);
}

export type BackupPart =
  | { kind: 'header'; header: BackupHeader }
  | { kind: 'table'; table: BackupTable }
  /** Whole rows, each with its line feed. */
  | { kind: 'rows'; bytes: Buffer }
  /** The table's rows were what was written. */
  | { kind: 'end'; end: BackupEnd }
  | { kind: 'done' };

/** Reads what `writeParts` wrote. @throws BackupBroken at the first thing that is not as it was written, a missing end included */
export async function* readParts(input: AsyncIterable<Uint8Array>): AsyncGenerator<BackupPart> {
  const source = linesAndRows(input);
  if ((await source.line()) !== firstLine) throw new BackupBroken('it does not begin as a backup of Kith does');
  yield { kind: 'header', header: understood(headerSchema, await source.line()) };
  let tables = 0;
  let total = 0;
  for (;;) {
    const said = await source.line();
    if (said.startsWith('done ')) {
      const done = understood(doneSchema, said.slice(5));
      if (done.tables !== tables || done.rows !== total) throw new BackupBroken('tables are missing from it');
      if (!(await source.isOver())) throw new BackupBroken('something follows its end');
      yield { kind: 'done' };
      return;
    }
    if (!said.startsWith('table ')) throw new BackupBroken('its parts are not in order');
    const table = understood(tableSchema, said.slice(6));
    yield { kind: 'table', table };
    const tally = tallyRows();
    for await (const bytes of source.rows()) {
      tally.add(bytes);
      yield { kind: 'rows', bytes };
    }
    const closing = await source.line();
    if (!closing.startsWith('end ')) throw new BackupBroken('its parts are not in order');
    const end = understood(endSchema, closing.slice(4));
    const found = tally.end();
    if (found.rows !== end.rows || found.sha256 !== end.sha256)
      throw new BackupBroken(`the rows of ${table.name} are not those that were written`);
    tables += 1;
    total += end.rows;
    yield { kind: 'end', end };
  }
}

/** Takes a stream apart: single lines, and the rows of a table up to the line `\.`, which no row of COPY's text can be. */
function linesAndRows(input: AsyncIterable<Uint8Array>) {
  const chunks = input[Symbol.asyncIterator]();
  let rest = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await chunks.next();
    if (next.done) return false;
    rest = rest.length === 0 ? Buffer.from(next.value) : Buffer.concat([rest, next.value]);
    return true;
  };
  const cutShort = () => new BackupBroken('it ends too early');
  const take = (upTo: number): Buffer => {
    const taken = rest.subarray(0, upTo);
    rest = rest.subarray(upTo);
    return taken;
  };
  return {
    line: async (): Promise<string> => {
      for (;;) {
        const at = rest.indexOf(10);
        if (at >= 0)
          return take(at + 1)
            .toString('utf8')
            .slice(0, -1);
        if (rest.length > longestLine) throw new BackupBroken('a line is too long');
        if (!(await more())) throw cutShort();
      }
    },
    rows: async function* (): AsyncGenerator<Buffer> {
      for (;;) {
        if (rest.subarray(0, 3).equals(endOfRows.subarray(1))) {
          take(3);
          return;
        }
        const at = rest.indexOf(endOfRows);
        const whole = at >= 0 ? at + 1 : rest.lastIndexOf(10) + 1;
        if (whole > 0) yield take(whole);
        else if (!(await more())) throw cutShort();
        if (at < 0 && whole > 0 && !(await more())) throw cutShort();
      }
    },
    isOver: async (): Promise<boolean> => rest.length === 0 && !(await more()),
  };
}

function understood<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new BackupBroken('its parts are not in order');
  }
  // A header of a later format says so itself, and more than we know.
  const format = (json as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > 1) throw new BackupBroken('it was made by a newer Kith');
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new BackupBroken(`its parts are not as they should be (${parsed.error.issues[0]?.path.join('.') ?? ''})`);
  return parsed.data;
}

function line(text: string): Buffer {
  return Buffer.from(`${text}\n`, 'utf8');
}
