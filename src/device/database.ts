/**
 * A database of the browser, as stores on this device need it: tables by name, opened when first used, and again after the browser closed it.
 * Each write is a transaction of its own with strict durability; what belongs together goes through `transaction`. When a promise resolves, it is
 * committed.
 */
import { deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';

/** `key`: the field that names a row. `indexes`: fields to find and order rows by. */
export type TableSpec = { key: string; indexes: readonly string[] };

/** What a write does: for whoever stands between the app and the disk, such as a simulation that has no room left. */
export type Write = { table: string; does: 'add' | 'put' | 'delete' };
export type WatchWrites = <T>(write: Write, perform: () => Promise<T>) => Promise<T>;

export type Table<Row> = {
  readonly name: string;
  /** Field that names a row. */
  readonly key: string;
  get: (id: string) => Promise<Row | undefined>;
  /** In the order of the ids; undefined for what is not there. */
  getAll: (ids: readonly string[]) => Promise<(Row | undefined)[]>;
  toArray: () => Promise<Row[]>;
  count: () => Promise<number>;
  /** Rows by an index, smallest first. */
  inOrder: (index: string) => Promise<Row[]>;
  first: (index: string) => Promise<Row | undefined>;
  last: (index: string) => Promise<Row | undefined>;
  /** Rows whose key lies in the range. */
  within: (range: IDBKeyRange) => Promise<Row[]>;
  put: (row: Row) => Promise<void>;
  /** @throws when a row of that id is there */
  add: (row: Row) => Promise<void>;
  putAll: (rows: readonly Row[]) => Promise<void>;
  addAll: (rows: readonly Row[]) => Promise<void>;
  /** Changes fields of a row, if it is there. */
  update: (id: string, fields: Partial<Row>) => Promise<void>;
  delete: (id: string) => Promise<void>;
  deleteAll: (ids: readonly string[]) => Promise<void>;
  /** Deletes the rows of an index's values. */
  deleteWhere: (index: string, values: readonly (string | IDBKeyRange)[]) => Promise<void>;
  clear: () => Promise<void>;
};

type Tables<Rows> = { readonly [Name in keyof Rows]: Table<Rows[Name]> };

export type Database<Rows> = Tables<Rows> & {
  readonly name: string;
  readonly tables: readonly Table<object>[];
  /** All of it or nothing. Only these tables may be used in it, through what is given, and nothing else may be waited for meanwhile. */
  transaction: <Names extends keyof Rows & string, T>(
    names: readonly Names[],
    work: (tables: Tables<Pick<Rows, Names>>) => Promise<T>,
  ) => Promise<T>;
  isOpen: () => boolean;
  open: () => Promise<void>;
  /** Until `open`, every use of it fails. */
  close: () => void;
  /** Another tab makes it newer, or deletes it (null). It is closed right afterwards. */
  onVersionChange: (listener: (newVersion: number | null) => void) => void;
  /** The connection was lost, and not by `close`. The next use opens it again. */
  onLost: (listener: () => void) => void;
};

export type DatabaseSpec<Rows> = {
  name: string;
  /** As IndexedDB counts; a newer database is opened as it is. */
  version: number;
  tables: { readonly [Name in keyof Rows & string]: TableSpec };
  watch?: WatchWrites | undefined;
};

type Store = ReturnType<IDBPTransaction<unknown, string[], 'readwrite'>['objectStore']>;
/** Does something with a table's store, in a transaction. */
type Within = <T>(mode: IDBTransactionMode, work: (store: Store) => Promise<T>) => Promise<T>;

const straight: WatchWrites = (_write, perform) => perform();

export function openDatabase<Rows>({ name, version, tables: specs, watch = straight }: DatabaseSpec<Rows>): Database<Rows> {
  const connection = connectTo(name, version, specs);
  const names = Object.keys(specs) as (keyof Rows & string)[];
  const tablesOver = (within: (name: string) => Within) =>
    Object.fromEntries(names.map((one) => [one, tableOver({ name: one, ...specs[one] }, within(one), watch)])) as Tables<Rows>;

  const run = async <T>(of: readonly string[], mode: IDBTransactionMode, work: (open: OpenTransaction) => Promise<T>): Promise<T> => {
    const open = await connection.begin(of, mode);
    const { done } = open;
    done.catch(() => undefined);
    try {
      const result = await work(open);
      await done;
      return result;
    } catch (error) {
      abort(open);
      await done.catch(() => undefined);
      // A full disk is said by the transaction, not by the request.
      throw open.error ?? error;
    }
  };
  const alone = tablesOver((one) => (mode, work) => run([one], mode, (open) => work(open.objectStore(one))));
  return {
    ...alone,
    name,
    tables: names.map((one) => alone[one] as unknown as Table<object>),
    transaction: (of, work) => run(of, 'readwrite', (open) => work(tablesOver((one) => (_mode, inIt) => inIt(open.objectStore(one))))),
    ...connection.public,
  };
}

/** @returns null when there is none; none is made by looking */
export async function openAsItIs(name: string): Promise<IDBPDatabase | null> {
  let isNew = false;
  try {
    return await openDB(name, undefined, {
      upgrade: (_db, _from, _to, transaction) => {
        isNew = true;
        transaction.done.catch(() => undefined);
        transaction.abort();
      },
    });
  } catch (error) {
    if (isNew) return null;
    throw error;
  }
}

export async function isThere(name: string): Promise<boolean> {
  const found = await openAsItIs(name);
  found?.close();
  return found !== null;
}

export function deleteDatabase(name: string): Promise<void> {
  return deleteDB(name);
}

type OpenTransaction = IDBPTransaction<unknown, string[], 'readwrite'>;

function abort(open: OpenTransaction): void {
  try {
    open.abort();
  } catch {
    // It has ended already.
  }
}

function tableOver<Row>({ name, key }: TableSpec & { name: string }, within: Within, watch: WatchWrites): Table<Row> {
  const read = <T>(work: (store: Store) => Promise<T>) => within('readonly', work);
  const write = (does: Write['does'], work: (store: Store) => Promise<unknown>) =>
    within('readwrite', (store) => watch({ table: name, does }, () => work(store))).then(() => undefined);
  const writeEach = <One>(does: Write['does'], of: readonly One[], one: (store: Store, item: One) => Promise<unknown>) =>
    of.length === 0 ? Promise.resolve() : write(does, (store) => Promise.all(of.map((item) => one(store, item))));
  const atEnd = (index: string, direction: IDBCursorDirection) =>
    read(async (store) => (await store.index(index).openCursor(null, direction))?.value as Row | undefined);
  return {
    name,
    key,
    get: (id) => read((store) => store.get(id)),
    getAll: (ids) => read((store) => Promise.all(ids.map((id) => store.get(id)))),
    toArray: () => read((store) => store.getAll()),
    count: () => read((store) => store.count()),
    inOrder: (index) => read((store) => store.index(index).getAll()),
    first: (index) => atEnd(index, 'next'),
    last: (index) => atEnd(index, 'prev'),
    within: (range) => read((store) => store.getAll(range)),
    put: (row) => write('put', (store) => store.put(row)),
    add: (row) => write('add', (store) => store.add(row)),
    putAll: (rows) => writeEach('put', rows, (store, row) => store.put(row)),
    addAll: (rows) => writeEach('add', rows, (store, row) => store.add(row)),
    update: (id, fields) =>
      within('readwrite', async (store) => {
        const row = (await store.get(id)) as Row | undefined;
        if (row !== undefined) await watch({ table: name, does: 'put' }, () => store.put({ ...row, ...fields }));
      }),
    delete: (id) => write('delete', (store) => store.delete(id)),
    deleteAll: (ids) => writeEach('delete', ids, (store, id) => store.delete(id)),
    deleteWhere: (index, values) =>
      writeEach('delete', values, async (store, value) => {
        const keys = await store.index(index).getAllKeys(value);
        await Promise.all(keys.map((one) => store.delete(one)));
      }),
    clear: () => write('delete', (store) => store.clear()),
  };
}

type Connection = {
  begin: (names: readonly string[], mode: IDBTransactionMode) => Promise<OpenTransaction>;
  public: Pick<Database<unknown>, 'isOpen' | 'open' | 'close' | 'onVersionChange' | 'onLost'>;
};

function connectTo(name: string, version: number, specs: Readonly<Record<string, TableSpec>>): Connection {
  const onVersionChange: ((newVersion: number | null) => void)[] = [];
  const onLost: (() => void)[] = [];
  let opening: Promise<IDBPDatabase> | null = null;
  let current: IDBPDatabase | null = null;
  let isShut = false;

  const forget = () => {
    current?.close();
    current = null;
    opening = null;
  };
  const lose = () => {
    forget();
    for (const listener of onLost) listener();
  };
  const callbacks = {
    upgrade: (db: IDBPDatabase, _from: number, _to: number | null, open: IDBPTransaction<unknown, string[], 'versionchange'>) =>
      bringUpToDate(db, open, specs),
    blocking: (_now: number, wanted: number | null) => {
      for (const listener of onVersionChange) listener(wanted);
      lose();
    },
    terminated: lose,
  };
  const connect = async () => {
    try {
      return await openDB(name, version, callbacks);
    } catch (error) {
      // A newer app has only added to it: whoever must not use it has looked before (`store-version.ts`).
      if ((error as DOMException).name === 'VersionError') return openDB(name, undefined, callbacks);
      throw error;
    }
  };
  const connected = async (): Promise<IDBPDatabase> => {
    if (isShut) throw new DOMException('the store is closed', 'InvalidStateError');
    opening ??= connect().then(
      (db) => {
        if (isShut) db.close();
        else current = db;
        return db;
      },
      (error: unknown) => {
        opening = null;
        throw error;
      },
    );
    return opening;
  };
  const begin: Connection['begin'] = async (names, mode) => {
    const options = { durability: 'strict' } as const;
    const db = await connected();
    try {
      return db.transaction([...names], mode, options) as OpenTransaction;
    } catch (error) {
      if (isShut || (error as DOMException).name !== 'InvalidStateError') throw error;
      // Safari lets go of a connection without saying so when the app has slept.
      forget();
      return (await connected()).transaction([...names], mode, options) as OpenTransaction;
    }
  };
  return {
    begin,
    public: {
      isOpen: () => current !== null,
      open: async () => {
        isShut = false;
        await connected();
      },
      close: () => {
        isShut = true;
        forget();
      },
      onVersionChange: (listener) => void onVersionChange.push(listener),
      onLost: (listener) => void onLost.push(listener),
    },
  };
}

/** Adds what is not there yet; in one transaction, whole or not at all. */
function bringUpToDate(
  db: IDBPDatabase,
  open: IDBPTransaction<unknown, string[], 'versionchange'>,
  specs: Readonly<Record<string, TableSpec>>,
): void {
  for (const [table, { key, indexes }] of Object.entries(specs)) {
    const store = db.objectStoreNames.contains(table) ? open.objectStore(table) : db.createObjectStore(table, { keyPath: key });
    for (const index of indexes) if (!store.indexNames.contains(index)) store.createIndex(index, index);
  }
}
