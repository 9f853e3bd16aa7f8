/** From "they left three years ago" to "nothing of it can be put back": holds, erasure, phones, the audit chain, and an older backup. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aConsentingWorld, type ConsentingWorld } from '../../../tests/factories/consenting-world.ts';
import { sharingIn } from '../../../tests/factories/sharing-in.ts';
import { testAuditKey, testSigner } from '../../../tests/factories/test-seals.ts';
import type { Actor } from '../../server/actor.ts';
import { readCopy } from '../../server/audit-copy.ts';
import { openAuditCopy, readCopyFile, signForRestore } from '../../server/audit-copy-file.ts';
import { publicHalf, trust } from '../../server/audit-keys.ts';
import { sealAudit } from '../../server/audit-seals.ts';
import { restoreBackup } from '../../server/backup/restore-backup.server.ts';
import { makeKey } from '../../server/backup/seal-file.server.ts';
import { writeBackup } from '../../server/backup/write-backup.server.ts';
import { asActor } from '../../server/db.ts';
import { openSecrets } from '../../server/secrets.ts';
import { verifyDatabase } from '../../server/verify.ts';
import { newId } from '../../shared/id.ts';
import { shareProgressReport } from '../disclosures/share-progress-report.ts';
import { assignPerson } from '../people/assign-person.ts';
import { confirmErasure } from './confirm-erasure.ts';
import { liftLegalHold } from './lift-legal-hold.ts';
import { listDueQuery } from './list-due.server.ts';
import { mindErasures } from './mind-erasures.server.ts';
import { setLegalHold } from './set-legal-hold.ts';
import { stopErasure } from './stop-erasure.ts';

let world: ConsentingWorld;
let director: Actor;
let folder: string;
const copyFile = () => join(folder, 'audit-copy.jsonl');
const ours = trust([publicHalf(testAuditKey)]);

beforeEach(async () => {
  world = await aConsentingWorld();
  folder = mkdtempSync(join(tmpdir(), 'kith-retention-'));
  director = { ...world.bala, staffId: newId(), name: 'Devi', roles: ['director'] };
  await world.admin.query(`insert into kith.staff (org_id, id, name, email) values ($1, $2, 'Devi', 'devi@example.org')`, [
    ...[director.orgId, director.staffId],
  ]);
  await world.admin.query(`insert into kith.staff_roles values ($1, $2, 'director')`, [director.orgId, director.staffId]);
  await fillRecord();
});
afterEach(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
  rmSync(folder, { recursive: true });
});

/** A record in which every text says "canary". */
async function fillRecord(): Promise<void> {
  const { orgId, programmeId } = world.here;
  const { personId } = world.kavi;
  const { staffId } = world.meena;
  const [contact, goal, entry, view, invitation] = [newId(), newId(), newId(), newId(), newId()];
  const [lock, request, emergency] = [newId(), newId(), newId()];
  const run = (statement: string, values: unknown[]) => world.admin.query(statement, values);
  await run(
    `update kith.people set name = 'Kavi Canary', full_name = 'canary', pronouns = 'canary', languages = '{en}', phone = 'canary', email = 'canary@example.org',
       safe_contact = '{"best": "canary"}', birth_date = '1990-01-01', matters = 'canary', strengths = 'canary', culture = 'canary',
       emergency = '{"name": "canary"}' where id = $1`,
    [personId],
  );
  await run(`insert into kith.people_words (org_id, person_id, word) values ($1, $2, 'canary')`, [orgId, personId]);
  await run(
    `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, pack_version,
       recorded_at, struck_by, struck_at, struck_why)
     values ($1, $2, $2, $3, $4, $5, '2026-03-04', 30, '2026-03-04', 'home', 'in_person', '{}', 'written', 'p', now(), $5, now(), 'canary')`,
    [orgId, contact, personId, programmeId, staffId],
  );
  await run(
    `insert into kith.goals (org_id, id, person_id, words, peer_words, created_by, created_at) values ($1, $2, $3, 'canary', 'canary', $4, now())`,
    [orgId, goal, personId, staffId],
  );
  await run(`insert into kith.goal_steps (org_id, id, goal_id, person_id, words, created_at) values ($1, $2, $3, $4, 'canary', now())`, [
    ...[orgId, newId(), goal, personId],
  ]);
  await run(`insert into kith.contact_goals (org_id, contact_id, goal_id, person_id) values ($1, $2, $3, $4)`, [
    orgId,
    contact,
    goal,
    personId,
  ]);
  const words = (id: string, follows: string | null) =>
    run(
      `insert into kith.entries (org_id, id, contact_id, person_id, author_id, voice, audience, words, felt, language, written_at, kind, follows_id)
       values ($1, $2, $3, $4, $5, 'person', 'team', 'canary', 'canary', 'en', now(), $6, $7)`,
      [orgId, id, contact, personId, staffId, follows === null ? 'entry' : 'addendum', follows],
    );
  await words(entry, null);
  await words(newId(), entry);
  await run(
    `insert into kith.follow_ups (org_id, id, person_id, contact_id, owner_id, words, created_at) values ($1, $2, $3, $4, $5, 'canary', now())`,
    [...[orgId, newId(), personId, contact, staffId]],
  );
  await run(
    `insert into kith.visits (org_id, id, person_id, staff_id, starts_at, place, mode, note) values ($1, $2, $3, $4, now(), 'home', 'in_person', 'canary')`,
    [orgId, newId(), personId, staffId],
  );
  await run(
    `insert into kith.locks (org_id, id, person_id, covers, outside_name, outside_key, words, set_by, set_at)
     values ($1, $2, $3, 'goal_plan', 'canary', 'canary', 'canary', $4, now())`,
    [orgId, lock, personId, staffId],
  );
  await run(
    `insert into kith.requests (org_id, id, person_id, kind, words, asked_by, asked_at, asked_how, state, outcome, answer_words, lock_id, answered_by, answered_at)
     values ($1, $2, $3, 'restriction', 'canary', $4, now(), 'spoken', 'answered', 'granted', 'canary', $5, $4, now())`,
    [orgId, request, personId, staffId, lock],
  );
  await run(
    `insert into kith.request_files (org_id, id, request_id, person_id, what, channel, language, made_by) values ($1, $2, $3, $4, 'letter_answered', 'pdf', 'ta', $5)`,
    [orgId, newId(), request, personId, staffId],
  );
  await run(
    `insert into kith.emergencies (org_id, id, person_id, person_name, staff_id, opens, opened_at, ends_at, offline, medical_only, risk_test, complete_by,
       review_by)
     values ($1, $2, $3, '', $4, true, now() - interval '2 days', now() - interval '44 hours', false, true, false, now(), now())`,
    [orgId, emergency, personId, staffId],
  );
  await world.admin.query('set session_replication_role = replica');
  await run(
    `update kith.emergencies set told = 'medical', nature = 'canary', recipient_name = 'canary', recipient_facility = 'canary', told_at = now(),
       completed_at = now() where id = $1`,
    [emergency],
  );
  await world.admin.query('set session_replication_role = origin');
  await run(
    `insert into auth."user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt") values ('u1', 'canary', 'canary@kith', false, now(), now())`,
    [],
  );
  await run(`insert into kith.views (org_id, id, person_id, user_id, locale, made_by) values ($1, $2, $3, 'u1', 'ta', $4)`, [
    ...[orgId, view, personId, staffId],
  ]);
  await run(`insert into kith.view_invitations (org_id, id, view_id, made_by) values ($1, $2, $3, $4)`, [orgId, invitation, view, staffId]);
  const consent = await world.given({ recipient: 'Clinic Canary' });
  const share = await sharingIn(world).sharing(consent.consentId);
  expect(await world.send(world.meena, shareProgressReport, share)).toMatchObject({ outcome: 'accepted' });
  await world.admin.query(`update kith.locks set lifted_by = $1, lifted_at = now()`, [staffId]);
  await world.draft({ recipient: 'Draft Canary' });
}

/** As if they had left so many years ago. */
async function left(years: number): Promise<void> {
  const { personId } = world.kavi;
  for (const [table, column] of [
    ['contacts', 'day'],
    ['enrolments', 'enrolled_on'],
  ] as const)
    await world.admin.query(`update kith.${table} set ${column} = (now() - make_interval(years => $2))::date - 1 where person_id = $1`, [
      personId,
      years,
    ]);
  await world.admin.query(`update kith.people set registered_at = now() - make_interval(years => $2, days => 1) where id = $1`, [
    personId,
    years,
  ]);
  await world.admin.query('update kith.enrolments set left_on = enrolled_on where person_id = $1', [personId]);
}

async function asks(): Promise<void> {
  await world.admin.query(
    `insert into kith.requests (org_id, id, person_id, kind, words, asked_by, asked_at) values ($1, $2, $3, 'deletion', 'canary', $4, now())`,
    [world.here.orgId, newId(), world.kavi.personId, world.meena.staffId],
  );
}

const confirm = (by: Actor = director, erasureId = newId()) =>
  world.send(by, confirmErasure, { erasureId, personId: world.kavi.personId }).then((answer) => ({ answer, erasureId }));
const twoDaysOn = () => world.admin.query(`update kith.erasures set erase_after = now() - interval '1 second'`);

async function due(personId: string | null = null) {
  const answer = await asActor(world.database, director, 'wide', (tx) => listDueQuery.run({ tx, args: { personId }, actor: director }));
  return listDueQuery.answer.parse(answer) as { people: { id: string; problem: string | null; erasure: object | null; holds: object[] }[] };
}

/** Tables, anywhere in the database, in which the word is found. */
async function canaries(): Promise<string[]> {
  const { rows: tables } = await world.admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('kith', 'auth', 'pgboss') and c.relkind = 'r'`,
  );
  const found: string[] = [];
  for (const { name } of tables)
    if ((await world.count(`select from ${name} x where to_jsonb(x)::text ilike '%canary%'`)) > 0) found.push(name);
  return found.sort();
}

/** What the caretaker does with the copy, once a minute. */
async function goRound(): Promise<void> {
  await mindErasures(world.database, director);
  await sealAudit(world.database, director, testSigner);
  const copy = openAuditCopy(copyFile(), [testAuditKey]);
  await asActor(world.database, director, 'rollup', (_tx, client) => copy.add(client, world.here.orgId));
}

describe('who may have a record erased', () => {
  it('nobody but a director, and never somebody of another organisation', async () => {
    await left(4);
    for (const other of [world.meena, world.latha, world.bala, { ...world.bala, roles: ['administrator' as const] }])
      expect((await confirm(other)).answer).toMatchObject({ refusal: { code: 'role_may_not' } });
    expect(await world.send(director, confirmErasure, { erasureId: newId(), personId: world.yan.personId })).toMatchObject({
      refusal: { code: 'not_yours' },
    });
  });

  it('not before the years are over, unless they asked and the law lets it go', async () => {
    expect((await confirm()).answer).toMatchObject({ refusal: { code: 'erasure_not_due' } });
    await left(2);
    expect((await confirm()).answer).toMatchObject({ refusal: { code: 'erasure_not_due' } });
    await asks();
    expect((await due()).people).toMatchObject([{ id: world.kavi.personId, problem: null }]);
    expect((await confirm()).answer).toMatchObject({ outcome: 'accepted' });
  });

  it('not on their word alone where the law keeps the record', async () => {
    await world.admin.query(`update kith.organisations set packs = '{core}' where org_id = $1`, [world.here.orgId]);
    await asks();
    expect((await confirm()).answer).toMatchObject({ refusal: { code: 'erasure_law_keeps' } });
  });

  it('once: the second yes is refused', async () => {
    await left(4);
    expect((await confirm()).answer).toMatchObject({ outcome: 'accepted' });
    expect((await confirm()).answer).toMatchObject({ refusal: { code: 'erasure_planned' } });
  });
});

describe('a legal hold', () => {
  it('stands against an erasure before it is confirmed and after, until it is lifted; both are in the audit trail', async () => {
    await left(4);
    const { personId } = world.kavi;
    const holdId = newId();
    expect(await world.send(world.meena, setLegalHold, { holdId, personId, reason: 'no' })).toMatchObject({
      refusal: { code: 'role_may_not' },
    });
    const planned = await confirm();
    expect(await world.send(director, setLegalHold, { holdId, personId, reason: 'canary complaint' })).toMatchObject({
      outcome: 'accepted',
    });
    await twoDaysOn();
    expect(await mindErasures(world.database, director)).toBe(0);
    expect((await due()).people).toMatchObject([{ id: personId, problem: 'erasure_held', holds: [{ id: holdId }] }]);
    await world.send(director, stopErasure, { erasureId: planned.erasureId, personId });
    expect((await confirm()).answer).toMatchObject({ refusal: { code: 'erasure_held' } });
    expect(await world.send(director, liftLegalHold, { holdId, personId, why: 'canary is over' })).toMatchObject({ outcome: 'accepted' });
    expect(await world.send(director, liftLegalHold, { holdId, personId, why: 'again' })).toMatchObject({ refusal: { code: 'not_yours' } });
    expect((await confirm()).answer).toMatchObject({ outcome: 'accepted' });
    await twoDaysOn();
    expect(await mindErasures(world.database, director)).toBe(1);
    const { rows } = await world.admin.query(
      `select event from kith.audit_events where event ~ '^(hold|erasure|person)' order by position`,
    );
    expect(rows.map(({ event }) => event)).toEqual([
      ...['erasure.confirmed', 'hold.set', 'erasure.stopped', 'hold.lifted', 'erasure.confirmed', 'person.erased'],
    ]);
    expect(await canaries()).toEqual([]);
  });
});

describe('an erasure', () => {
  it('waits for the warning time, and can be stopped until then', async () => {
    await left(4);
    const { erasureId } = await confirm();
    expect(await mindErasures(world.database, director)).toBe(0);
    const { rows } = await world.admin.query(`select extract(epoch from erase_after - confirmed_at) / 3600 as hours from kith.erasures`);
    expect(Number(rows[0]?.hours)).toBe(48);
    expect(await world.send(director, stopErasure, { erasureId, personId: world.kavi.personId })).toMatchObject({ outcome: 'accepted' });
    await twoDaysOn();
    expect(await mindErasures(world.database, director)).toBe(0);
    expect((await canaries()).length).toBeGreaterThan(5);
  });

  it('leaves no word and no name anywhere, keeps the proof that it was done, and the audit chain holds', async () => {
    await left(4);
    await goRound();
    expect((await canaries()).length).toBeGreaterThan(9);
    const { erasureId } = await confirm();
    await twoDaysOn();
    await goRound();
    expect(await canaries()).toEqual([]);
    const { rows } = await world.admin.query('select * from kith.erasures');
    expect(rows).toMatchObject([
      { id: erasureId, rule: 'record', confirmed_by: director.staffId, content_hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    const told = await world.admin.query(`select actor_id, command_id, details from kith.audit_events where event = 'person.erased'`);
    expect(told.rows).toMatchObject([
      {
        actor_id: director.staffId,
        command_id: erasureId,
        details: { rule: 'record', contentHash: rows[0].content_hash, rows: rows[0].row_count },
      },
    ]);
    expect(await world.count('select from kith.contacts where person_id = $1', [world.kavi.personId]), 'weeks were counted from it').toBe(
      1,
    );
    expect(await world.count(`select from auth."user" where id = 'u1'`)).toBe(0);
    const findings = (await verifyDatabase(world.config, { keys: ours, ownCopy: readCopyFile(copyFile()) })).findings;
    expect(
      findings.filter(({ check }) => ['audit chain', 'own copy of the seals', 'erasures', 'consents', 'disclosures'].includes(check)),
    ).toEqual([]);
    expect((await due()).people).toEqual([]);
    expect(await mindErasures(world.database, director), 'again').toBe(0);
  });

  it('takes the record from every phone, and nobody can walk with them again', async () => {
    await left(4);
    const isMine = async () =>
      asActor(world.database, world.meena, 'near', async (tx) =>
        (await tx.selectFrom('people').select('id').execute()).some(({ id }) => id === world.kavi.personId),
      );
    expect(await isMine()).toBe(true);
    await confirm();
    await twoDaysOn();
    await mindErasures(world.database, director);
    expect(await isMine()).toBe(false);
    const again = {
      assignmentId: newId(),
      personId: world.kavi.personId,
      staffId: world.meena.staffId,
      programmeId: world.here.programmeId,
    };
    expect(await world.send(director, assignPerson, { ...again, startsAt: new Date().toISOString() })).toMatchObject({
      outcome: 'refused',
    });
    await expect(
      world.admin.query(
        `insert into kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, made_by) values ($1, $2, $3, $4, $5, 'peer', now(), $4)`,
        [world.here.orgId, newId(), world.kavi.personId, world.meena.staffId, world.here.programmeId],
      ),
    ).rejects.toThrow('this record was erased');
  });

  it('cannot be undone by a superuser without `verify` saying so', async () => {
    await left(4);
    await confirm();
    await twoDaysOn();
    await goRound();
    const wrong = async () =>
      (await verifyDatabase(world.config, { keys: ours, against: [readCopyFile(copyFile())] })).findings
        .map(({ message }) => message)
        .join('\n');
    await world.admin.query(`insert into kith.people_words (org_id, person_id, word) values ($1, $2, 'back')`, [
      world.here.orgId,
      world.kavi.personId,
    ]);
    expect(await wrong()).toContain('and a row of people_words is there');
    await world.admin.query('update kith.people set erased_at = null where id = $1', [world.kavi.personId]);
    expect(await wrong()).toContain(`the record of person ${world.kavi.personId} was erased`);
    await world.admin.query('delete from kith.erasures');
    expect(await wrong()).toContain('and is back');
  });
});

describe('an older backup', () => {
  it('does not bring an erased record back: whoever was erased since is erased again before anybody can read', async () => {
    await left(4);
    await goRound();
    const { host, port, user = '', database = '' } = world.admin;
    const admin = { host, port, user, database, password: '', ssl: false };
    const key = await makeKey();
    const path = join(folder, 'older.backup');
    await writeBackup({ admin, secrets: openSecrets(folder), path, to: { recipients: [key.recipient] } });
    const { erasureId } = await confirm();
    await twoDaysOn();
    await goRound();
    expect(await canaries()).toEqual([]);
    await world.database.pool.end();
    const restore = (erased: ReturnType<typeof readCopy>['erased']) =>
      restoreBackup({ admin, path, withKey: { identities: [key.identity] }, replace: true, erasedSince: () => erased });

    // Without the copy it is back, and verify against the copy says so.
    expect((await restore([])).erasedAgain).toBe(0);
    expect((await canaries()).length).toBeGreaterThan(9);
    const copy = readCopyFile(copyFile());
    const back = (await verifyDatabase(admin, { keys: ours, against: [copy] })).findings.map(({ message }) => message);
    expect(back).toContain(`the record of person ${world.kavi.personId} was erased (erasure ${erasureId}), and is back`);

    // With it, it is not.
    expect((await restore(readCopy([copy], ours).erased)).erasedAgain).toBe(1);
    expect(await canaries()).toEqual([]);
    await signForRestore(admin, copyFile(), [testAuditKey]);
    const findings = (await verifyDatabase(admin, { keys: ours, against: [readCopyFile(copyFile())] })).findings;
    expect(
      findings.filter(({ check }) => ['audit chain', 'copy kept elsewhere', 'erasures', 'consents', 'disclosures'].includes(check)),
    ).toEqual([]);
    expect((await world.admin.query('select id, erased_at from kith.erasures')).rows).toMatchObject([
      { id: erasureId, erased_at: expect.any(Date) },
    ]);
  }, 120_000);

  it('a line of the copy that somebody else wrote erases nobody', async () => {
    await left(4);
    await confirm();
    await twoDaysOn();
    await goRound();
    const forged = readCopyFile(copyFile()).replaceAll(world.kavi.personId, world.murugan.personId);
    const read = readCopy([forged], ours);
    expect(read.erased).toEqual([]);
    expect(read.problems.join()).toContain('says that a record was erased, and is not signed by this installation');
  });
});
