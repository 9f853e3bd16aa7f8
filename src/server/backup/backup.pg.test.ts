import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BareDatabase, bareDatabase, otherPostgres } from '../../../tests/factories/bare-database.ts';
import { awkwardWords, fillWithProgramme } from '../../../tests/factories/full-programme.ts';
import { migrateDatabase } from '../migrate.ts';
import { type TestDatabase, testDatabase } from '../postgres/test-database.ts';
import { openSecrets } from '../secrets.ts';
import { verifyDatabase } from '../verify.ts';
import { type BackupHeader, writeParts } from './backup-format.ts';
import { checkBackup, partsOf } from './check-backup.server.ts';
import { type RestoreParts, restoreBackup } from './restore-backup.server.ts';
import { makeKey, type OpenedWith, writeSealed } from './seal-file.server.ts';
import { leftOut, listTables, schemas } from './tables.server.ts';
import { writeBackup } from './write-backup.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'kith-backup-'));
const secrets = openSecrets(folder);
const file = join(folder, 'programme.backup');

let source: TestDatabase;
let key: { identity: string; recipient: string };
let withKey: OpenedWith;
const bare: BareDatabase[] = [];

beforeAll(async () => {
  source = await testDatabase();
  await fillWithProgramme(source.config);
  key = await makeKey();
  withKey = { identities: [key.identity] };
  await writeBackup({ admin: source.config, secrets, path: file, to: { recipients: [key.recipient] } });
}, 120_000);
afterAll(async () => {
  for (const one of bare) await one.drop();
  await source.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function empty(at?: (database: string) => pg.ClientConfig): Promise<BareDatabase> {
  const made = await bareDatabase(at);
  bare.push(made);
  return made;
}

async function ask<T extends pg.QueryResultRow>(config: pg.ClientConfig, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Written again at each start, or made by the migrations: named here once more, so that no table can be left out unseen. */
const notOfTheProgramme = [
  'migrations.applied',
  'pgboss.bam',
  'pgboss.instance',
  'pgboss.queue_stats',
  'pgboss.version',
  'pgboss.warning',
  'reach.secrets',
];

/** What a restore changes on purpose: who is signed in, links that let somebody in, and the epoch. */
const changedOnPurpose = [
  ...['auth.session', 'auth.set_up_link', 'auth.reset_asks', 'kith.password_resets'],
  ...['kith.epochs', 'kith.change_counters'],
];

/** Number and hash of every table's rows as JSON, by a way of its own that shares nothing with the backup's. */
async function everything(config: pg.ClientConfig): Promise<Record<string, string>> {
  const tables = await ask<{ name: string; target: string }>(
    config,
    `select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as target from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any ($1) and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    [[...schemas]],
  );
  const client = new pg.Client(config);
  await client.connect();
  const found: Record<string, string> = {};
  try {
    for (const { name, target } of tables.filter(
      (table) => !notOfTheProgramme.includes(table.name) && !changedOnPurpose.includes(table.name),
    )) {
      const { rows } = await client.query<{ row: string }>(`select to_jsonb(t)::text as row from ${target} t`);
      const lines = rows.map((one) => one.row).sort();
      found[name] = `${lines.length} ${createHash('sha256').update(lines.join('\n')).digest('hex')}`;
    }
  } finally {
    await client.end();
  }
  return found;
}

const restore = (into: BareDatabase | TestDatabase, more: Partial<RestoreParts> = {}) =>
  restoreBackup({ admin: into.config, path: file, withKey, replace: false, ...more });

describe('a backup put back into an empty database', () => {
  let target: BareDatabase;
  let restored: Awaited<ReturnType<typeof restoreBackup>>;
  beforeAll(async () => {
    target = await empty();
    restored = await restore(target);
  });

  it('is the same programme: every row of every table, the audit chain, and nothing that verify finds', async () => {
    const before = await everything(source.config);
    expect(await everything(target.config)).toEqual(before);
    expect(Object.entries(before).filter(([, says]) => says.startsWith('0 ')).length).toBeLessThan(15);
    expect(restored.organisations).toBe(2);
    const [there, here] = [await verifyDatabase(source.config), await verifyDatabase(target.config)];
    expect(there.findings).toEqual([]);
    expect(here.findings).toEqual([]);
    expect(here.chain.heads).toEqual(there.chain.heads);
    expect(here.chain.sealedRows).toBeGreaterThan(20);
  });

  it('keeps words that look like the end of a row, a table or a statement', async () => {
    expect(await ask(target.config, 'select 1 as found from kith.entries where words = $1', [awkwardWords])).toHaveLength(1);
  });

  it('begins a new epoch at the counter it came to, lets nobody stay signed in or use an old link, and keeps every account', async () => {
    const epochs = `select c.org_id, c.n, c.epoch, e.why, e.seq, e.from_position from kith.change_counters c
      join kith.epochs e on e.org_id = c.org_id and e.epoch = c.epoch order by 1`;
    const before = await ask<{ epoch: string; n: string; seq: number }>(source.config, epochs);
    const after = await ask<{ epoch: string; n: string; seq: number }>(target.config, epochs);
    expect(after).toEqual(
      before.map((one) => ({
        ...one,
        seq: one.seq + 1,
        why: 'restored',
        from_position: one.n,
        epoch: expect.not.stringMatching(one.epoch),
      })),
    );
    expect(await ask(source.config, 'select from auth."session"')).not.toEqual([]);
    expect(await ask(target.config, 'select from auth."session"')).toEqual([]);
    const open = 'select from kith.password_resets where used_at is null and withdrawn_at is null';
    expect(await ask(source.config, open)).not.toEqual([]);
    expect(await ask(target.config, open)).toEqual([]);
    expect(await ask(target.config, 'select from kith.password_resets')).toHaveLength(2);
    const accounts = 'select "password" from auth."account" order by 1';
    expect(await ask(target.config, accounts)).toEqual(await ask(source.config, accounts));
  });

  it('leaves triggers, forced row security and rights as the migrations made them', async () => {
    const shape = `select c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relacl::text, c.relowner::regrole::text,
        array(select t.tgname || t.tgenabled::text from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal order by 1) as triggers
      from pg_class c where c.relnamespace = 'kith'::regnamespace and c.relkind in ('r', 'p') order by 1`;
    expect(await ask(target.config, shape)).toEqual(await ask(source.config, shape));
  });
});

it('holds every table there is, or says why not', async () => {
  const client = new pg.Client(source.config);
  await client.connect();
  try {
    const held = (await listTables(client)).map((table) => table.name);
    const { rows } = await client.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'm') and not c.relispartition and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'`,
    );
    expect(Object.keys(leftOut).sort()).toEqual(notOfTheProgramme);
    expect([...held, ...notOfTheProgramme].sort()).toEqual(rows.map((row) => row.name).sort());
    const others = `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and n.nspname = any ($1)`;
    expect((await client.query(others, [[...schemas]])).rows).toEqual([]); // a sequence would go back to its beginning
    expect((await client.query(`select extname from pg_extension where extname <> 'plpgsql'`)).rows).toEqual([]);
  } finally {
    await client.end();
  }
});

describe('a database from before', () => {
  it('is brought to the newest schema after its rows were compared', async () => {
    const old = await empty();
    const names = (await ask<{ name: string }>(source.config, 'select name from migrations.applied order by name')).map((row) => row.name);
    await migrateDatabase(old.config, '0013_caretaker.sql');
    const orgId = '01950000-0000-7000-8000-000000000001';
    await ask(
      old.config,
      `with made as (insert into kith.organisations (org_id, name, jurisdiction, packs, languages, time_zone)
         values ('${orgId}', 'Thozhi', 'in-tn', '{core}', '{ta}', 'Asia/Kolkata') returning org_id)
       insert into kith.change_counters (org_id, n, epoch) select org_id, 7, gen_random_uuid() from made`,
    );
    const path = join(folder, 'old.backup');
    await writeBackup({ admin: old.config, secrets, path, to: { recipients: [key.recipient] } });
    const target = await empty();
    const { migrated } = await restore(target, { path });
    expect(migrated).toEqual(names.filter((name) => name > '0013_caretaker.sql'));
    expect(migrated).toContain('0016_epochs.sql');
    expect(await ask(target.config, 'select why, seq from kith.epochs order by seq')).toEqual([
      { why: 'set_up', seq: 1 },
      { why: 'restored', seq: 2 },
    ]);
    expect((await verifyDatabase(target.config)).findings).toEqual([]);
  });
});

describe('what is refused', () => {
  it('a wrong key, a wrong passphrase, and a file that is none', async () => {
    const wrong = await makeKey();
    await expect(checkBackup(file, { identities: [wrong.identity] })).rejects.toThrow('does not open with this key');
    await expect(checkBackup(file, { identities: ['nonsense'] })).rejects.toThrow('not a secret key');
    await expect(checkBackup(file, { passphrase: 'copper otter' })).rejects.toThrow('does not open with this key');
    await expect(checkBackup(join(folder, 'absent'), withKey)).rejects.toThrow('there is no file');
    const path = join(folder, 'none.backup');
    writeFileSync(path, 'age-encryption.org/v1\nno');
    await expect(checkBackup(path, withKey)).rejects.toThrow('not a backup, or it was damaged');
    const sealed = join(folder, 'passphrase.backup');
    await writeBackup({ admin: source.config, secrets, path: sealed, to: { passphrase: 'nine copper kettles sing' } });
    await expect(checkBackup(sealed, { passphrase: 'nine copper kettles sang' })).rejects.toThrow('does not open with this key');
    expect((await checkBackup(sealed, { passphrase: 'nine copper kettles sing' })).tables.length).toBeGreaterThan(30);
  }, 60_000);

  it('a flipped byte anywhere, a file cut short anywhere, and a file with something behind it', async () => {
    const whole = readFileSync(file);
    const path = join(folder, 'damaged.backup');
    const header = whole.indexOf('\n---') + 60;
    // Every byte of the header and of its first and last piece's ends, and one in each stretch between.
    const positions = [...Array(header + 40).keys()];
    for (let at = header + 40; at < whole.length - 40; at += Math.ceil(whole.length / 120)) positions.push(at);
    for (let at = whole.length - 40; at < whole.length; at += 1) positions.push(at);
    const taken: number[] = [];
    for (const at of positions) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      writeFileSync(path, damaged);
      await checkBackup(path, withKey).then(
        () => taken.push(at),
        (error: Error) => expect(error.message).toMatch(/^this backup cannot be used/),
      );
    }
    expect(taken).toEqual([]);
    for (const cut of [
      0,
      1,
      30,
      header,
      header + 1,
      Math.floor(whole.length / 2),
      whole.length - 65_552,
      whole.length - 17,
      whole.length - 1,
    ]) {
      writeFileSync(path, whole.subarray(0, cut));
      await expect(checkBackup(path, withKey), `cut at ${cut}`).rejects.toThrow('this backup cannot be used');
    }
    writeFileSync(path, Buffer.concat([whole, Buffer.from('x')]));
    await expect(checkBackup(path, withKey)).rejects.toThrow('this backup cannot be used');
  }, 120_000);

  it('and leaves the database as it was, also when the fault is found at the very end', async () => {
    const target = await empty();
    await migrateDatabase(target.config);
    const before = await everything(target.config);
    const stop = async () => {
      throw new Error('pulled the plug');
    };
    await expect(restore(target, { beforeCommit: stop })).rejects.toThrow('pulled the plug');
    expect(await everything(target.config)).toEqual(before);
    const whole = readFileSync(file);
    const path = join(folder, 'late.backup');
    whole[whole.length - 20] = (whole[whole.length - 20] ?? 0) ^ 1;
    writeFileSync(path, whole);
    await expect(restore(target, { path })).rejects.toThrow('this backup cannot be used');
    expect(await everything(target.config)).toEqual(before);
  });

  it('a database that is not empty, unless it is said; and one on which Kith is running', async () => {
    const target = await empty();
    await restore(target);
    await expect(restore(target)).rejects.toThrow('not empty');
    const server = new pg.Client({ ...target.config, user: 'kith_app' });
    await server.connect();
    try {
      await expect(restore(target, { replace: true })).rejects.toThrow('still running');
    } finally {
      await server.end();
    }
    await ask(target.config, `update kith.people set name = 'changed since'`);
    await restore(target, { replace: true });
    expect(await everything(target.config)).toEqual(await everything(source.config));
    expect(await ask(target.config, 'select max(seq)::int as seq from kith.epochs')).toEqual([{ seq: 2 }]);
  });

  it('a role that row security would hide rows from, whether it writes or reads', async () => {
    const role = `kith_test_${Math.random().toString(36).slice(2)}`;
    await ask(source.config, `create role ${role} login; grant kith_owner to ${role}`);
    try {
      const admin = { ...source.config, user: role };
      await expect(writeBackup({ admin, secrets, path: join(folder, 'never'), to: { recipients: [key.recipient] } })).rejects.toThrow(
        'sees every row',
      );
      await expect(restore({ config: admin, drop: async () => undefined })).rejects.toThrow('sees every row');
    } finally {
      await ask(source.config, `drop owned by ${role}; drop role ${role}`);
    }
  });

  it('to write over a file, or for nobody', async () => {
    await expect(writeBackup({ admin: source.config, secrets, path: file, to: { recipients: [key.recipient] } })).rejects.toThrow(
      'is there already',
    );
    const path = join(folder, 'nobody');
    await expect(writeBackup({ admin: source.config, secrets, path, to: { recipients: [] } })).rejects.toThrow('nobody could open it');
    await expect(writeBackup({ admin: source.config, secrets, path, to: { recipients: ['age1x'] } })).rejects.toThrow('not a public key');
  });
});

describe('a file that somebody made who knows the format and the public key', () => {
  async function forged(change: {
    header?: Partial<BackupHeader>;
    table?: (name: string, columns: string[]) => [string, string[]];
    rows?: (name: string, text: string) => string;
  }) {
    const path = join(folder, `forged-${Math.random()}.backup`);
    let header: BackupHeader | undefined;
    const tables: { name: string; columns: string[]; rows: Buffer[] }[] = [];
    for await (const part of partsOf(file, withKey)) {
      if (part.kind === 'header') header = { ...part.header, ...change.header };
      if (part.kind === 'table') tables.push({ ...part.table, rows: [] });
      if (part.kind === 'rows') tables.at(-1)?.rows.push(Buffer.from(part.bytes));
    }
    if (!header) throw new Error('the backup has a header');
    const named = tables.map(({ name, columns }) => {
      const [otherName, otherColumns] = change.table?.(name, columns) ?? [name, columns];
      return { name: otherName, columns: otherColumns };
    });
    let at = 0;
    const plain = writeParts(header, named, () => {
      const table = tables[at++];
      const text = Buffer.concat(table?.rows ?? []).toString('utf8');
      const bytes = Buffer.from(change.rows?.(table?.name ?? '', text) ?? text);
      return {
        rows: (async function* () {
          yield bytes;
        })(),
        written: async () => undefined,
      };
    });
    await writeSealed(path, { recipients: [key.recipient] }, plain);
    return path;
  }

  it('is refused when it names migrations of another Kith, or tables and columns that are not ours', async () => {
    const target = await empty();
    const { header } = await checkBackup(file, withKey);
    const newer = [...header.migrations, { name: '9999_later.sql', sha256: 'a'.repeat(64) }];
    await expect(restore(target, { path: await forged({ header: { migrations: newer } }) })).rejects.toThrow('made by a newer Kith');
    const other = header.migrations.map((one, at) => (at === 3 ? { ...one, sha256: 'b'.repeat(64) } : one));
    await expect(restore(target, { path: await forged({ header: { migrations: other } }) })).rejects.toThrow('is not ours');
    const sql = (name: string, columns: string[]): [string, string[]] =>
      name === 'kith.people' ? ["kith.people (name) from program 'touch /tmp/owned'; --", columns] : [name, columns];
    await expect(restore(target, { path: await forged({ table: sql }) })).rejects.toThrow('not those of its migrations');
    const column = (name: string, columns: string[]): [string, string[]] => [name, name === 'kith.staff' ? columns.slice(1) : columns];
    await expect(restore(target, { path: await forged({ table: column }) })).rejects.toThrow('not those of its migrations');
    const twice = (name: string, columns: string[]): [string, string[]] =>
      name === 'kith.looks' ? ['kith.people', columns] : [name, columns];
    await expect(restore(target, { path: await forged({ table: twice }) })).rejects.toThrow('not those of its migrations');
    expect(await ask(target.config, `select to_regclass('kith.people') as there`)).toEqual([{ there: null }]);
  });

  it('is refused, without quoting a row, when rows break a key, a rule or the format', async () => {
    const target = await empty();
    const wrongs: ((name: string, text: string) => string)[] = [
      (name, text) => (name === 'kith.contacts' ? text.replace(/^[^\t]*/, '01950000-0000-7000-8000-00000000dead') : text),
      (name, text) => (name === 'kith.people' ? text.replace(/\n/, '\textra\n') : text),
      (name, text) => (name === 'kith.people' ? `${text}${text.split('\n')[0]}\n` : text),
    ];
    for (const rows of wrongs) {
      const refusal = await restore(target, { path: await forged({ rows }) }).then(
        () => 'taken',
        (error: Error) => error.message,
      );
      expect(refusal).toMatch(/^this backup cannot be used: the database does not take rows of kith\.(people|contacts) \([0-9A-Z]{5}\)$/);
    }
  });

  it('is refused when its rows come out of the database differently than they went in', async () => {
    const target = await empty();
    const path = await forged({
      rows: (name, text) => (name === 'kith.people' ? text.split('\n').reverse().join('\n').trim().concat('\n') : text),
    });
    await expect(restore(target, { path })).rejects.toThrow('came out differently');
  });
});

it('goes from one PostgreSQL to the other and back, and is still the same', { timeout: 180_000 }, async (context) => {
  const other = await otherPostgres();
  if (other === null) return context.skip('there is only one PostgreSQL on this machine');
  try {
    const there = await bareDatabase(other.at);
    await restore(there);
    expect((await verifyDatabase(there.config)).findings).toEqual([]);
    expect(await everything(there.config)).toEqual(await everything(source.config));
    const path = join(folder, 'there.backup');
    await writeBackup({ admin: there.config, secrets, path, to: { recipients: [key.recipient] } });
    const back = await empty();
    await restore(back, { path });
    expect(await everything(back.config)).toEqual(await everything(source.config));
    expect((await verifyDatabase(back.config)).findings).toEqual([]);
    const seen = await ask<{ v: string }>(there.config, `select current_setting('server_version_num') as v`);
    expect(seen).not.toEqual(await ask(back.config, `select current_setting('server_version_num') as v`));
  } finally {
    await other.end();
  }
});
