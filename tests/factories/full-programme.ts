/** A database with everything a programme leaves behind: people, contacts, words, accounts, sessions, receipts, audit seals, counted weeks, jobs. */
import pg from 'pg';
import { secretOf } from '../../src/bench/made-up-world.ts';
import { makeDemoAccounts } from '../../src/demo/demo-accounts.server.ts';
import { makeDemoViews } from '../../src/demo/demo-views.server.ts';
import { type DemoSignIn, demoSignIns, generateDemo } from '../../src/demo/generate-demo.ts';
import { loadDemo } from '../../src/demo/load-demo.server.ts';
import type { Actor } from '../../src/server/actor.ts';
import { sealAudit } from '../../src/server/audit-seals.ts';
import { type Database, openPool } from '../../src/server/db.ts';
import { commandHandlers } from '../../src/server/registry.ts';
import { rollUp } from '../../src/server/rollup.ts';
import { runCommand } from '../../src/server/run-command.ts';
import { parseCalendarDay } from '../../src/shared/calendar-day.ts';
import { newId } from '../../src/shared/id.ts';
import { kindOf, someTerms } from './a-consent.ts';
import { testSigner } from './test-seals.ts';

/** Text that would end a field, a row or a table of COPY, or a statement, were it not escaped. */
export const awkwardWords = "One\ttwo\nthree \\. \\N \\\\ '; drop schema kith cascade; -- நன்றி 👩🏽‍🦱";

/** @param connection an empty, migrated database, as superuser */
export async function fillWithProgramme(connection: pg.ClientConfig, people = 40): Promise<{ signIns: DemoSignIn[] }> {
  const demo = generateDemo({
    seed: 'backup',
    today: parseCalendarDay('2026-11-23'),
    now: '2026-11-23T15:00:00.000Z',
    peoplePerOrganisation: people / 2,
  });
  await loadDemo(connection, demo);
  const signIns = demoSignIns(demo);
  const admin = new pg.Client(connection);
  await admin.connect();
  const pool = openPool({ ...connection, user: 'kith_app', max: 2 });
  try {
    await makeDemoAccounts(admin, signIns, 'an otter in a copper lantern');
    await makeDemoViews(admin, demo, 'four-words-no-one-guesses');
    await whatPeopleDecide(admin);
    const database: Database = { pool, secret: await secretOf(admin) };
    for (const one of signIns) await work(database, await actorOf(admin, one));
    for (const organisation of new Set(signIns.map((one) => one.orgId))) {
      const someone = { orgId: organisation, staffId: signIns.find((one) => one.orgId === organisation)?.staffId ?? '' };
      await sealAudit(database, someone, testSigner);
      await rollUp(database, someone);
    }
    await admin.query('update kith.entries set words = $1 where id = (select id from kith.entries order by id limit 1)', [awkwardWords]);
    await admin.query(
      `insert into auth."session" ("id", "expiresAt", "token", "updatedAt", "userId", "factor")
       select 'session of ' || "id", now() + interval '1 day', 'token of ' || "id", now(), "id", 'password' from auth."user"`,
    );
    await admin.query(
      `insert into kith.password_resets (org_id, id, staff_id, kind, expires_at, withdrawn_at)
       select org_id, gen_random_uuid(), id, 'operator', now() + interval '1 hour', withdrawn from
         (select org_id, id from kith.staff order by id limit 1) one cross join (values (now()), (null)) as kinds (withdrawn)`,
    );
    await admin.query(`insert into auth.tries values ('\\x00ff10', 3, now(), now())`);
  } finally {
    await pool.end();
    await admin.end();
  }
  return { signIns };
}

/** Of one person with a page of their own: an invitation to it, something they ask for, a lock, and a consent that is not signed yet. */
async function whatPeopleDecide(admin: pg.Client): Promise<void> {
  const one = (
    await admin.query<{ org: string; view: string; person: string; by: string }>(
      'select org_id as org, id as view, person_id as person, made_by as by from kith.views order by id limit 1',
    )
  ).rows[0];
  if (!one) throw new Error('nobody has a page of their own');
  await admin.query('insert into kith.view_invitations (org_id, id, view_id, made_by) values ($1, gen_random_uuid(), $2, $3)', [
    one.org,
    one.view,
    one.by,
  ]);
  await admin.query(
    `with asked as (insert into kith.requests (org_id, id, person_id, kind, words, asked_by, asked_at)
       values ($1, gen_random_uuid(), $2, 'copy', 'All of it.', $3, now()) returning org_id, id, person_id, asked_by)
     insert into kith.request_files (org_id, id, request_id, person_id, what, channel, language, made_by)
       select org_id, gen_random_uuid(), id, person_id, 'letter_received', 'pdf', 'en', asked_by from asked`,
    [one.org, one.person, one.view],
  );
  await admin.query(
    `insert into kith.locks (org_id, id, person_id, covers, outside_name, outside_key, words, set_by, set_at)
     values ($1, gen_random_uuid(), $2, 'all', 'My brother', 'my brother', 'Not my brother.', $3, now())`,
    [one.org, one.person, one.by],
  );
  await admin.query(
    `insert into kith.consents (org_id, id, person_id, kind, terms, recipient_key, pack_version, drafted_by, drafted_at)
     values ($1, gen_random_uuid(), $2, $3, $4, 'dr revathi’s room', 'core@2026.1', $5, now())`,
    [one.org, one.person, kindOf('in-mhca-dpdp').code, someTerms(), one.by],
  );
  await admin.query(
    `insert into kith.legal_holds (org_id, id, person_id, reason, set_by, set_at) values ($1, gen_random_uuid(), $2, 'A complaint.', $3, now())`,
    [one.org, one.person, one.by],
  );
  await admin.query(
    `insert into kith.erasures (org_id, id, person_id, rule, pack_version, confirmed_by, erase_after, stopped_by, stopped_at)
     values ($1, gen_random_uuid(), $2, 'record', 'core@2026.2', $3, now() + interval '2 days', $3, now())`,
    [one.org, one.person, one.by],
  );
  await admin.query(
    `insert into kith.emergencies (org_id, id, person_id, person_name, staff_id, opens, opened_at, ends_at, offline, medical_only, risk_test, complete_by,
       review_by)
     values ($1, gen_random_uuid(), $2, '', $3, true, now(), now() + interval '4 hours', false, true, false, now() + interval '8 hours', now() + interval '1 day')`,
    [one.org, one.person, one.by],
  );
}

async function actorOf(admin: pg.Client, one: DemoSignIn): Promise<Actor> {
  const { rows } = await admin.query<{ programmes: string[] }>(
    'select array(select programme_id from kith.staff_programmes where org_id = $1 and staff_id = $2) as programmes',
    [one.orgId, one.staffId],
  );
  const { orgId, staffId, name, roles } = one;
  return { orgId, staffId, name, locale: 'en', roles, programmes: rows[0]?.programmes ?? [], deviceId: null };
}

/** What everybody may do, and what leaves receipts, audit rows and, from an administrator, a job. */
async function work(database: Database, actor: Actor): Promise<void> {
  const commands = new Map(commandHandlers.map((handler) => [handler.command.name, handler]));
  const client = await database.pool.connect();
  const send = (name: string, args: unknown) =>
    runCommand({ database, commands, onFault: ({ error }) => Promise.reject(error) }, client, actor, {
      id: newId(),
      name,
      version: 1,
      args,
      recordedAt: new Date().toISOString(),
      packVersion: 'core@2026.1',
    });
  try {
    await send('change-own-locale', { locale: 'ta' });
    await send('change-own-locale', { locale: 'none there is' });
    if (!actor.roles.includes('administrator')) return;
    const [programmeId] = actor.programmes;
    const invited = { staffId: newId(), invitationId: newId(), name: 'Nila', email: `nila-${actor.orgId}@example.org`, locale: 'ta' };
    const duties = { title: null, roles: ['peer'], programmeIds: programmeId === undefined ? [] : [programmeId], supervisorIds: [] };
    const answer = await send('invite-staff', { ...invited, ...duties });
    if (answer.outcome !== 'accepted') throw new Error(`inviting was answered ${JSON.stringify(answer)}`);
  } finally {
    client.release();
  }
}
