/** The audit chain against somebody who owns the database, and against somebody who owns the key as well. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeWorld, secretOf, type World } from '../bench/made-up-world.ts';
import { newId } from '../shared/id.ts';
import { openAuditCopy, readCopyFile, signForRestore } from './audit-copy-file.ts';
import { isSigned, makeAuditKey, publicHalf, type Signer, type StoredAuditKey, signerWith, trust } from './audit-keys.ts';
import { leafHash, rootFrom } from './audit-merkle.ts';
import { proveRow } from './audit-proof.ts';
import { sealAudit } from './audit-seals.ts';
import { asActor, type Database, openPool } from './db.ts';
import { type TestDatabase, testDatabase } from './postgres/test-database.ts';
import { verifyDatabase } from './verify.ts';
import type { ChainProof } from './verify-chain.ts';

let home: TestDatabase;
let owner: pg.Client;
let database: Database;
let world: World;
let folder: string;
let key: StoredAuditKey;
const copyFile = () => join(folder, 'audit-copy.jsonl');

// Each test breaks its own database.
beforeEach(async () => {
  home = await testDatabase();
  owner = new pg.Client(home.config);
  await owner.connect();
  database = { pool: openPool({ ...home.config, user: 'kith_app', max: 2 }), secret: await secretOf(owner) };
  const size = { programmes: 1, people: 2, peers: 1, contacts: 2, days: 2, lastDay: '2026-11-20' };
  world = await makeWorld(owner, 'chained', size);
  folder = await mkdtemp(join(tmpdir(), 'kith-chain-'));
  key = makeAuditKey();
  for (const rows of [5, 4, 3]) {
    await happen(rows);
    await goRound();
  }
});
afterEach(async () => {
  await database.pool.end();
  await owner.end();
  await home.drop();
  await rm(folder, { recursive: true });
});

/** So many audit rows, as commands leave them: a position each, with its receipt. */
async function happen(rows: number): Promise<void> {
  const { staffId } = world.desk.director;
  for (let n = 0; n < rows; n += 1) {
    const command = newId();
    await owner.query(
      `with counter as (update kith.change_counters set n = n + 1 where org_id = $1 returning n),
       receipt as (insert into kith.receipts (org_id, actor_id, command_id, args_hash, position) select $1, $2, $3, 'x', n from counter)
       insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id)
       select $1, n, gen_random_uuid(), $2, 'person.viewed', $1, $3 from counter`,
      [world.orgId, staffId, command],
    );
  }
}

/** What the caretaker does once a minute. */
async function goRound(signer: Signer = signerWith(key), file = copyFile()): Promise<boolean> {
  await sealAudit(database, world.desk.director, signer);
  const copy = openAuditCopy(file, [key]);
  return asActor(database, world.desk.director, 'rollup', (_tx, client) => copy.add(client, world.orgId));
}

const ours = () => trust([publicHalf(key)]);
const chainFindings = async (proof: ChainProof) =>
  (await verifyDatabase(home.config, proof)).findings
    .filter(({ check }) => check.includes('chain') || check.includes('copy'))
    .map(({ check, message }) => `${check}: ${message.replaceAll(world.orgId, 'ORG')}`);
const elsewhere = () => readFileSync(copyFile(), 'utf8');

/** The whole trail made anew from seal `from` on, with right hashes: what whoever owns the database can do, with a key or without ours. */
async function makeAnew(from: number, signer: Signer): Promise<void> {
  await owner.query('delete from kith.audit_seals where seq >= $1', [from]);
  await sealAudit(database, world.desk.director, signer);
}

test('an untouched chain holds: by itself, by its signatures, and against the copy elsewhere', async () => {
  const report = await verifyDatabase(home.config, { keys: ours(), against: [elsewhere()] });
  expect(report.findings).toEqual([]);
  expect(report.chain).toMatchObject({ seals: 3, sealedRows: 12, unsignedSeals: 0, signaturesChecked: true });
  expect(report.copies).toEqual([{ name: 'copy kept elsewhere', seals: 3, lostInRestores: 0 }]);
});

test('one row altered by a superuser is caught, and its seal is named', async () => {
  await owner.query(`update kith.audit_events set event = 'person.exported' where position = 7`);
  expect(await chainFindings({ keys: ours() })).toEqual([
    'audit chain: seal 2 of organisation ORG: one of its audit rows was changed or moved',
  ]);
});

test('one row deleted is caught, and its seal is named', async () => {
  await owner.query('delete from kith.audit_events where position = 7');
  expect(await chainFindings({ keys: ours() })).toEqual(['audit chain: seal 2 of organisation ORG: 1 of its 4 audit rows are gone']);
});

test('a row altered and everything sealed anew, with right hashes and a key of one’s own: caught by the signature', async () => {
  await owner.query(`update kith.audit_events set event = 'person.exported' where position = 7`);
  const forger = makeAuditKey();
  await makeAnew(2, signerWith(forger));
  expect(await chainFindings({})).toEqual([]);
  expect(await chainFindings({ keys: ours() })).toEqual([
    `audit chain: seal 2 of organisation ORG: is signed with key ${forger.id}, which is none of this installation's: it was made anew elsewhere`,
  ]);
});

test('the same under the name of our key, but without it: caught by the signature', async () => {
  await owner.query(`update kith.audit_events set event = 'person.exported' where position = 7`);
  await makeAnew(2, { ...signerWith(makeAuditKey()), keyId: key.id });
  expect(await chainFindings({ keys: ours() })).toEqual([
    'audit chain: seal 2 of organisation ORG: is not signed by this installation: it was made anew',
  ]);
});

test('signatures taken off, as if the seals were from before there were any: caught by the one before, or by the copy', async () => {
  await owner.query('update kith.audit_seals set root = null, key_id = null, signature = null where seq = 2');
  expect(await chainFindings({ keys: ours() })).toEqual([
    'audit chain: seal 2 of organisation ORG: is not signed, although the one before it is',
  ]);
});

test('a row altered and everything sealed anew with the stolen key: the chain holds by itself, and the copy elsewhere catches it', async () => {
  await owner.query(`update kith.audit_events set event = 'person.exported' where position = 7`);
  await makeAnew(2, signerWith(key));
  expect(await chainFindings({ keys: ours() })).toEqual([]);
  expect(await chainFindings({ keys: ours(), against: [elsewhere()] })).toEqual([
    'copy kept elsewhere: seal 2 of organisation ORG is another than in the copy: it and its rows were made anew',
    'copy kept elsewhere: seal 3 of organisation ORG, which the copy holds, is gone with all rows',
  ]);
});

test('the newest rows cut off with their receipts, their seals and the counter: caught only against the copy', async () => {
  for (const table of ['audit_events', 'receipts']) await owner.query(`delete from kith.${table} where position > 5`);
  await owner.query('delete from kith.audit_seals where seq > 1');
  await owner.query('update kith.change_counters set n = 5');
  expect((await verifyDatabase(home.config, { keys: ours() })).findings).toEqual([]);
  expect(await chainFindings({ keys: ours(), ownCopy: elsewhere() })).toEqual([
    'own copy of the seals: seals 2 to 3 of organisation ORG, which the copy holds, are gone with all rows',
  ]);
  await happen(2);
  expect(await goRound(), 'the caretaker does not write over what the copy holds').toBe(false);
});

test('a whole organisation taken out is caught against the copy', async () => {
  await owner.query('delete from kith.audit_seals');
  expect(await chainFindings({ keys: ours(), against: [elsewhere()] })).toEqual([
    'copy kept elsewhere: seals 1 to 3 of organisation ORG, which the copy holds, are gone with all rows',
  ]);
});

test('two seals that changed places are caught', async () => {
  await owner.query('update kith.audit_seals set seq = seq + 10 where seq in (2, 3)');
  await owner.query('update kith.audit_seals set seq = case seq when 12 then 3 else 2 end where seq > 10');
  expect((await chainFindings({ keys: ours() }))[0]).toContain('seal 2 of organisation ORG: does not follow the seal before it');
});

test('a copy that was itself changed says so, and a half line at its end is no finding', async () => {
  const copy = elsewhere();
  expect(await chainFindings({ keys: ours(), against: [copy.slice(0, -20)] })).toEqual([]);
  const changed = copy.replace('"rowCount":4', '"rowCount":3');
  expect(await chainFindings({ keys: ours(), against: [changed] })).toEqual([
    'copy kept elsewhere: line 3 of the copy: seal 2 of organisation ORG is not signed by this installation: it was made anew',
  ]);
});

test('after a crash in the middle of a line the copy goes on, and is whole', async () => {
  const { writeFileSync } = await import('node:fs');
  writeFileSync(copyFile(), elsewhere().slice(0, -100));
  expect(await goRound()).toBe(true);
  const report = await verifyDatabase(home.config, { keys: ours(), ownCopy: readCopyFile(copyFile()) });
  expect(report.findings).toEqual([]);
  expect(report.copies[0]?.seals).toBe(3);
});

test('a new key takes over: the older one signs for it, and a copy that knows only the first key believes it', async () => {
  const second = makeAuditKey(key);
  await happen(2);
  await sealAudit(database, world.desk.director, signerWith(second));
  const copy = openAuditCopy(copyFile(), [second, key]);
  await asActor(database, world.desk.director, 'rollup', (_tx, client) => copy.add(client, world.orgId));
  expect(await chainFindings({ against: [elsewhere()] })).toEqual([]);
  expect(await chainFindings({ keys: trust([publicHalf(second), publicHalf(key)]), against: [elsewhere()] })).toEqual([]);
  const withoutHandover = { ...publicHalf(second), handedOver: null };
  const forged = elsewhere().replace(
    JSON.stringify({ line: 'key', ...publicHalf(second) }),
    JSON.stringify({ line: 'key', ...withoutHandover }),
  );
  expect((await chainFindings({ against: [forged] }))[1]).toContain(`key ${second.id} of the copy was handed over by no key that is known`);
});

test('a restore that is signed for is told and is no finding; the same cut without a signature is one', async () => {
  for (const table of ['audit_events', 'receipts']) await owner.query(`delete from kith.${table} where position > 9`);
  await owner.query('delete from kith.audit_seals where seq > 2');
  await owner.query('update kith.change_counters set n = 9');
  const before = elsewhere();
  expect(await chainFindings({ keys: ours(), against: [before] })).toHaveLength(1);
  await signForRestore(home.config, copyFile(), [key]);
  await happen(1);
  expect(await goRound()).toBe(true);
  const report = await verifyDatabase(home.config, { keys: ours(), against: [elsewhere()] });
  expect(report.findings).toEqual([]);
  expect(report.copies).toEqual([{ name: 'copy kept elsewhere', seals: 3, lostInRestores: 1 }]);
  const unsigned = elsewhere().replace(/("line":"restored".*"signature":")../, '$100');
  expect((await chainFindings({ keys: ours(), against: [unsigned] }))[0]).toContain('is not signed by this installation');
});

test('put back on another machine, the old copy goes before the new one', async () => {
  const old = elsewhere();
  const file = join(folder, 'other.jsonl');
  await signForRestore(home.config, file, [key]);
  await happen(1);
  expect(await goRound(signerWith(key), file)).toBe(true);
  expect(await chainFindings({ keys: ours(), against: [old, readFileSync(file, 'utf8')] })).toEqual([]);
});

test('one row can be proved to somebody who sees no other row', async () => {
  const { rows } = await owner.query<{ id: string }>('select id from kith.audit_events where position = 7');
  const proof = await proveRow(home.config, rows[0]?.id ?? '', [publicHalf(key)]);
  const root = rootFrom(
    leafHash(proof.row),
    proof.path.map(({ side, hash }) => ({ side, hash: Buffer.from(hash, 'hex') })),
  ).toString('hex');
  expect(JSON.parse(proof.head)).toEqual(['kith-seal-2', world.orgId, 2, 5, 9, 4, root, expect.any(String), expect.any(String), key.id]);
  const [known] = trust([publicHalf(key)]).values();
  expect(known && isSigned(known, proof.head, Buffer.from(proof.signature, 'hex'))).toBe(true);
  expect(JSON.parse(proof.row)[2]).toBe(rows[0]?.id);
});

test('seals from before they were signed still hold, are bound by the next one, and a row under one is still caught', async () => {
  // As the release before made them: rows hashed one after the other.
  const older = `
    update kith.audit_seals s set root = null, key_id = null, signature = null, hash = (
      select sha256(s.previous_hash || convert_to(jsonb_build_array(s.org_id, s.seq, s.from_position, s.to_position, count(*))::text || E'\\n'
        || string_agg(jsonb_build_array(a.org_id, a.position, a.id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), a.actor_id,
          a.event, a.scope_id, a.command_id, a.device_id, a.details)::text || E'\\n', '' order by a.position, a.id), 'UTF8'))
      from kith.audit_events a where a.org_id = s.org_id and a.position > s.from_position and a.position <= s.to_position) where seq = 1`;
  await owner.query('delete from kith.audit_seals where seq > 1');
  await owner.query(older);
  await goRound(signerWith(key), join(folder, 'fresh.jsonl'));
  const report = await verifyDatabase(home.config, { keys: ours(), ownCopy: readFileSync(join(folder, 'fresh.jsonl'), 'utf8') });
  expect(report.findings).toEqual([]);
  expect(report.chain).toMatchObject({ seals: 2, unsignedSeals: 1 });
  await owner.query(`update kith.audit_events set event = 'person.exported' where position = 2`);
  expect(await chainFindings({ keys: ours() })).toEqual([
    'audit chain: seal 1 of organisation ORG: one of its audit rows was changed or moved',
  ]);
  await owner.query(older);
  expect((await chainFindings({ keys: ours() }))[0], 'sealed anew in the older form').toContain(
    'seal 2 of organisation ORG: does not follow',
  );
});

test('five thousand rows are sealed in well under a second', async () => {
  await owner.query(
    `with counter as (update kith.change_counters set n = n + 5000 where org_id = $1 returning n - 5000 as n)
     insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id, details)
     select $1, counter.n + k, gen_random_uuid(), $2, 'person.viewed', $1, gen_random_uuid(), '{"part": "goals"}' from counter, generate_series(1, 5000) k`,
    [world.orgId, world.desk.director.staffId],
  );
  const began = performance.now();
  expect(await sealAudit(database, world.desk.director, signerWith(key))).toEqual({ seals: 1, rows: 5000 });
  expect(performance.now() - began).toBeLessThan(1000);
});
