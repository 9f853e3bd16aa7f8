/**
 * Two small organisations in which every way of standing to a person occurs once, and commands run as they do in earnest: as the
 * server's own role, under row security, with receipt, audit and counter.
 *
 * Meena walks with Kavi; Latha supervises Meena. Arul walks with Murugan and nobody supervises him. Zoe works elsewhere, with Yan.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { z } from 'zod';
import type { Role } from '../../src/features/staff/role.ts';
import { type Actor, ownReach } from '../../src/server/actor.ts';
import type { CommandHandler } from '../../src/server/command-handler.ts';
import { asActor, type Database, openPool } from '../../src/server/db.ts';
import { type FeedSource, sourcesFor } from '../../src/server/feed.ts';
import { testDatabase } from '../../src/server/postgres/test-database.ts';
import { runCommand } from '../../src/server/run-command.ts';
import type { CommandAnswer, CommandDefinition } from '../../src/shared/command.ts';
import { newId } from '../../src/shared/id.ts';

export const recordedAt = '2026-10-12T12:35:00.000Z';
const packVersion = 'core@2026.1';

export type WalkingWorld = Awaited<ReturnType<typeof aWalkingWorld>>;

export async function aWalkingWorld(parts: { commands: readonly CommandHandler[]; feeds: readonly FeedSource[] }) {
  const made = await testDatabase();
  const admin = new pg.Client(made.config);
  await admin.connect();
  const secret = randomBytes(32);
  await admin.query('insert into reach.secrets (secret) values ($1)', [secret]);
  const pool = openPool({ ...made.config, user: 'kith_app' });
  const database: Database = { pool, secret };
  const here = await anOrganisation(admin);
  const elsewhere = await anOrganisation(admin);
  const meena = await aStaffMember(admin, here, 'Meena', ['peer']);
  const arul = await aStaffMember(admin, here, 'Arul', ['peer']);
  const latha = await aStaffMember(admin, here, 'Latha', ['supervisor']);
  const bala = await aStaffMember(admin, here, 'Bala', ['biller']);
  const zoe = await aStaffMember(admin, elsewhere, 'Zoe', ['peer']);
  const kavi = await aPerson(admin, here, { name: 'Kavi', with: meena });
  const murugan = await aPerson(admin, here, { name: 'Murugan', with: arul });
  const yan = await aPerson(admin, elsewhere, { name: 'Yan', with: zoe });
  await admin.query('insert into kith.supervisions (org_id, id, supervisor_id, staff_id) values ($1, $2, $3, $4)', [
    here.orgId,
    newId(),
    latha.staffId,
    meena.staffId,
  ]);
  const commands = new Map(parts.commands.map((handler) => [handler.command.name, handler]));
  const faults: unknown[] = [];

  /** Sends one command and gives the answer. `id` lets it be sent twice. */
  async function send<Schema extends z.ZodType>(
    actor: Actor,
    command: CommandDefinition<string, Schema>,
    args: z.input<Schema>,
    id: string = newId(),
  ): Promise<CommandAnswer> {
    const client = await pool.connect();
    try {
      const deps = { database, commands, onFault: (fault: unknown) => void faults.push(fault) };
      return await runCommand(deps, client, actor, { id, name: command.name, version: command.version, args, recordedAt, packVersion });
    } finally {
      client.release();
    }
  }

  /** The row as the actor's device would get it, or undefined when it may not hold it. */
  async function rowFor(actor: Actor, table: string, id: string): Promise<Record<string, unknown> | undefined> {
    const source = sourcesFor(actor, parts.feeds).find((each) => each.table === table);
    if (!source) throw new Error(`no feed for ${table}`);
    const rows = await asActor(database, actor, ownReach(actor), (tx) => source.byIds(tx, actor.orgId, [id]));
    return rows[0]?.row;
  }

  /** What the device previewed and what the feed later says, side by side, for each row of the preview. */
  async function previewBesideFeed<Schema extends z.ZodType>(
    actor: Actor,
    command: CommandDefinition<string, Schema>,
    args: z.output<Schema>,
  ): Promise<{ previewed: Record<string, unknown>; fed: Record<string, unknown> | undefined }[]> {
    const previews = command.preview(args, { orgId: actor.orgId, staffId: actor.staffId, recordedAt, packVersion });
    return Promise.all(previews.map(async (row) => ({ previewed: row.set, fed: await rowFor(actor, row.table, row.id) })));
  }

  async function count(statement: string, values: unknown[] = []): Promise<number> {
    const result = await admin.query<{ n: string }>(`select count(*) as n from (${statement}) counted`, values);
    return Number(result.rows[0]?.n);
  }

  return {
    admin,
    config: made.config,
    database,
    faults,
    ...{ here, elsewhere, meena, arul, latha, bala, zoe, kavi, murugan, yan },
    send,
    rowFor,
    previewBesideFeed,
    count,
    end: async () => {
      if (!pool.ended) await pool.end();
      await admin.end();
      await made.drop();
    },
  };
}

export type Organisation = { orgId: string; programmeId: string };
export type Person = Organisation & { personId: string };

async function anOrganisation(admin: pg.Client): Promise<Organisation> {
  const orgId = newId();
  const programmeId = newId();
  await admin.query(
    `insert into kith.organisations (org_id, name, jurisdiction, packs, languages, time_zone) values ($1, 'Thozhi', 'in-tn', '{core,in-tn}', '{en,ta}', 'Asia/Kolkata')`,
    [orgId],
  );
  await admin.query('insert into kith.change_counters (org_id, epoch) values ($1, gen_random_uuid())', [orgId]);
  await admin.query(`insert into kith.programmes (org_id, id, name, cosign_required) values ($1, $2, 'Evening walk', true)`, [
    orgId,
    programmeId,
  ]);
  return { orgId, programmeId };
}

export async function aStaffMember(admin: pg.Client, at: Organisation, name: string, roles: Role[]): Promise<Actor> {
  const staffId = newId();
  await admin.query('insert into kith.staff (org_id, id, name, email) values ($1, $2, $3, $4)', [
    at.orgId,
    staffId,
    name,
    `${name.toLowerCase()}@example.org`,
  ]);
  for (const role of roles) await admin.query('insert into kith.staff_roles values ($1, $2, $3)', [at.orgId, staffId, role]);
  await admin.query('insert into kith.staff_programmes values ($1, $2, $3)', [at.orgId, staffId, at.programmeId]);
  return { orgId: at.orgId, staffId, name, locale: 'en', roles, programmes: [at.programmeId], deviceId: null };
}

async function aPerson(admin: pg.Client, at: Organisation, one: { name: string; with: Actor }): Promise<Person> {
  const personId = newId();
  await admin.query(
    `insert into kith.people (org_id, id, programme_id, name, registered_by, registered_at) values ($1, $2, $3, $4, $5, '2026-03-02')`,
    [at.orgId, personId, at.programmeId, one.name, one.with.staffId],
  );
  await admin.query(
    `insert into kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, made_by)
     values ($1, $2, $3, $4, $5, 'peer', '2026-03-02', $4)`,
    [at.orgId, newId(), personId, one.with.staffId, at.programmeId],
  );
  return { ...at, personId };
}
