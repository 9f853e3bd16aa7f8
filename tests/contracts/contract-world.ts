/**
 * The walking world, with everything at once: every command, feed and query of the registry, an actor for any role in any relationship to a
 * person, and rows a contract can refer to: visible, hidden, and another organisation's.
 *
 * Rows are written by SQL, not by commands, so that one broken command fails its own contract and no other.
 */
import type { Role } from '../../src/features/staff/role.ts';
import { type Actor, ownReach } from '../../src/server/actor.ts';
import type { CommandHandler } from '../../src/server/command-handler.ts';
import { asActor, type Database } from '../../src/server/db.ts';
import { type FeedSource, sourcesFor } from '../../src/server/feed.ts';
import type { Standing } from '../../src/server/matrix.ts';
import { commandHandlers, feedSources } from '../../src/server/registry.ts';
import { judge, runCommand, runRequests } from '../../src/server/run-command.ts';
import type { CommandAnswer, CommandEnvelope, PreviewRow } from '../../src/shared/command.ts';
import { newId } from '../../src/shared/id.ts';
import { aWalkingWorld, type Organisation } from '../factories/walking-world.ts';
import { type Given, giveRows } from './given-rows.ts';

export const packVersion = 'core@2026.1';

/** How the actor of a cell stands to the person it is tried on. */
export const relationships = [
  'author',
  'assigned',
  'cover',
  'cover_expired',
  'former',
  'supervisor',
  'none',
  'other_programme',
  'other_tenant',
] as const;
/** `self`: the person, through their own view; `representative`: somebody who was given every part of their record. Neither goes with a role. */
export type Relationship = (typeof relationships)[number] | 'self' | 'representative';

/** What a relationship amounts to in the matrix. */
export const standingsOf: Record<Relationship, readonly Standing[]> = {
  author: ['author', 'walks', 'programme', 'organisation'],
  assigned: ['walks', 'programme', 'organisation'],
  cover: ['walks', 'programme', 'organisation'],
  cover_expired: ['programme', 'organisation'],
  former: ['programme', 'organisation'],
  supervisor: ['supervises', 'programme', 'organisation'],
  none: ['programme', 'organisation'],
  other_programme: ['organisation'],
  other_tenant: [],
  self: [],
  representative: [],
};

/** One person, who walks with them, and the actor under test. */
export type Stage = {
  by: Actor;
  role: Role;
  relationship: Relationship;
  /** Where the person is. */
  at: Organisation;
  person: string;
  /** The assignment of `walker`, who recorded everything there is about the person. */
  assignment: string;
  walker: Actor;
  given: Given;
  /** Someone else, who stands to everybody here as the person does. */
  anotherPerson: (registeredAfter?: string) => Promise<string>;
  /** A colleague of the person's organisation and programme. */
  aColleague: (roles: Role[], options?: { active?: boolean; joined?: boolean; supervisedBy?: string }) => Promise<Actor>;
  sql: (statement: string) => Promise<void>;
  /** Null where there is nothing but the shape of things. */
  database: Database | null;
};

export type ContractWorld = Awaited<ReturnType<typeof aContractWorld>>;

export async function aContractWorld(
  parts: { commands: readonly CommandHandler[]; feeds: readonly FeedSource[] } | 'registry' = 'registry',
) {
  const { commands, feeds } = parts === 'registry' ? { commands: commandHandlers, feeds: feedSources } : parts;
  const world = await aWalkingWorld({ commands, feeds });
  const { admin, database } = world;
  const byName = new Map(commands.map((handler) => [handler.command.name, handler]));
  const hereToo: Organisation = { orgId: world.here.orgId, programmeId: newId() };
  await admin.query(`insert into kith.programmes (org_id, id, name) values ($1, $2, 'Morning walk')`, [hereToo.orgId, hereToo.programmeId]);
  /** By the devices' clock. Rules compare with the server's, so contracts live in the present. */
  const now = new Date().toISOString();
  let seq = 0;

  const sql = async (statement: string) => void (await admin.query(statement));

  function staffSql(at: Organisation, roles: readonly Role[], options: { active?: boolean; joined?: boolean } = {}) {
    const staffId = newId();
    seq += 1;
    const name = `Colleague ${seq}`;
    const account = options.joined === true ? `'account-${staffId}'` : 'null';
    const statement =
      `insert into kith.staff (org_id, id, name, email, active, user_id) values ('${at.orgId}', '${staffId}', '${name}', 'c${staffId}@example.org',
         ${options.active ?? true}, ${account});
       insert into kith.staff_programmes values ('${at.orgId}', '${staffId}', '${at.programmeId}');` +
      roles.map((role) => `insert into kith.staff_roles values ('${at.orgId}', '${staffId}', '${role}');`).join('');
    const actor: Actor = { orgId: at.orgId, staffId, name, locale: 'en', roles, programmes: [at.programmeId], deviceId: null };
    return { actor, statement };
  }

  async function staffAt(at: Organisation, roles: readonly Role[], options: { active?: boolean; joined?: boolean } = {}): Promise<Actor> {
    const { actor, statement } = staffSql(at, roles, options);
    await sql(statement);
    return actor;
  }

  /** An actor of this role who stands so to a new person. */
  async function stageFor(role: Role, relationship: Relationship): Promise<Stage> {
    const at = relationship === 'other_tenant' ? world.elsewhere : relationship === 'other_programme' ? hereToo : world.here;
    const mine = staffSql(world.here, [role]);
    const isSelf = relationship === 'self';
    const isRepresentative = relationship === 'representative';
    const other = relationship === 'author' ? null : staffSql(at, ['peer']);
    const walker = other?.actor ?? mine.actor;
    await sql((isSelf || isRepresentative ? '' : mine.statement) + (other?.statement ?? ''));
    if (relationship === 'supervisor') {
      await sql(`insert into kith.supervisions (org_id, id, supervisor_id, staff_id)
        values ('${at.orgId}', '${newId()}', '${mine.actor.staffId}', '${walker.staffId}')`);
    }
    const assigned = (person: string, staffId: string, kind: string, from: string, to: string, id: string = newId()) =>
      `insert into kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, ends_at, made_by)
       values ('${at.orgId}', '${id}', '${person}', '${staffId}', '${at.programmeId}', '${kind}', now() - interval '${from}',
         ${to}, '${walker.staffId}');`;
    const aPerson = async (registeredAt = 'now()') => {
      const person = newId();
      const assignment = newId();
      const standing = {
        assigned: assigned(person, mine.actor.staffId, 'peer', '40 days', `'infinity'`),
        cover: assigned(person, mine.actor.staffId, 'cover', '2 days', `now() + interval '2 days'`),
        cover_expired: assigned(person, mine.actor.staffId, 'cover', '9 days', `now() - interval '2 days'`),
        former: assigned(person, mine.actor.staffId, 'peer', '90 days', `now() - interval '2 days'`),
      }[relationship as string];
      await sql(
        `insert into kith.people (org_id, id, programme_id, name, registered_by, registered_at)
         values ('${at.orgId}', '${person}', '${at.programmeId}', 'Person ${person}', '${walker.staffId}', ${registeredAt});
         insert into kith.people_words values ('${at.orgId}', '${person}', 'w${person.replaceAll('-', '')}');
         insert into kith.enrolments (org_id, id, person_id, programme_id, enrolled_on) values ('${at.orgId}', '${newId()}', '${person}', '${at.programmeId}', '2026-03-02');
         ${assigned(person, walker.staffId, 'peer', '60 days', `'infinity'`, assignment)} ${standing ?? ''}`,
      );
      return { person, assignment };
    };
    const { person, assignment } = await aPerson();
    const by = isSelf
      ? await aViewOf(at, person, walker.staffId)
      : isRepresentative
        ? await aRepresentativeOf(at, person, walker.staffId)
        : mine.actor;
    return {
      ...{ by, role, relationship, at, person, assignment, walker, sql, database },
      given: giveRows(sql, { orgId: at.orgId, programmeId: at.programmeId, person, walker: walker.staffId }),
      anotherPerson: async (registeredAt) => (await aPerson(registeredAt)).person,
      aColleague: async (roles, options = {}) => {
        const colleague = await staffAt(at, roles, options);
        if (options.supervisedBy !== undefined) {
          await sql(`insert into kith.supervisions (org_id, id, supervisor_id, staff_id)
            values ('${at.orgId}', '${newId()}', '${options.supervisedBy}', '${colleague.staffId}')`);
        }
        return colleague;
      },
    };
  }

  /** The person's own view, as an actor. */
  async function aViewOf(at: Organisation, personId: string, madeBy: string): Promise<Actor> {
    const viewId = newId();
    await sql(
      `insert into kith.views (org_id, id, person_id, locale, made_by) values ('${at.orgId}', '${viewId}', '${personId}', 'en', '${madeBy}')`,
    );
    return {
      orgId: at.orgId,
      staffId: viewId,
      name: 'Person',
      locale: 'en',
      roles: [],
      programmes: [],
      deviceId: null,
      view: { personId },
    };
  }

  async function aRepresentativeOf(at: Organisation, personId: string, madeBy: string): Promise<Actor> {
    const staffId = newId();
    await sql(
      `insert into kith.representatives (org_id, id, person_id, kind, name, name_key, basis, basis_on, parts, pack_version, locale, made_by)
       values ('${at.orgId}', '${staffId}', '${personId}', 'named-supporter', 'Supporter', 'supporter', 'wish', current_date,
         '{matters,goals,coming,entries,looks,sharing}', 'core@2026.1', 'en', '${madeBy}')`,
    );
    return {
      ...{ orgId: at.orgId, staffId, name: 'Supporter', locale: 'en', roles: [], programmes: [], deviceId: null },
      represents: { personId },
    };
  }

  function envelope(name: string, args: unknown, id: string = newId()): CommandEnvelope {
    return { id, name, version: byName.get(name)?.command.version ?? 1, args, recordedAt: now, packVersion };
  }

  async function run(actor: Actor, sent: CommandEnvelope): Promise<CommandAnswer> {
    const client = await database.pool.connect();
    try {
      const deps = { database, commands: byName, onFault: (fault: unknown) => void world.faults.push(fault) };
      return await runCommand(deps, client, actor, sent);
    } finally {
      client.release();
    }
  }

  /** As one request of an outbox. */
  async function runBatch(actor: Actor, sent: readonly CommandEnvelope[]): Promise<CommandAnswer[]> {
    const client = await database.pool.connect();
    try {
      const deps = { database, commands: byName, onFault: (fault: unknown) => void world.faults.push(fault) };
      const judged = sent.map((each) => judge(deps, actor, each));
      const [answers] = await runRequests(deps, client, [{ actor, judged }]);
      return answers ?? [];
    } finally {
      client.release();
    }
  }

  function previewOf(handler: CommandHandler, actor: Actor, args: unknown): PreviewRow[] {
    const parsed = handler.command.args.parse(args) as never;
    return handler.command.preview(parsed, { orgId: actor.orgId, staffId: actor.staffId, recordedAt: now, packVersion });
  }

  /** Rows as a reader's device would get them, by id. */
  async function rowsFor(reader: Actor, table: string, ids: string[]): Promise<Map<string, Record<string, unknown>>> {
    const source = sourcesFor(reader, feeds).find((each) => each.table === table);
    if (!source) throw new Error(`no feed for ${table}`);
    const rows = await asActor(database, reader, ownReach(reader), (tx) => source.byIds(tx, reader.orgId, ids));
    return new Map(rows.map((row) => [row.id, row.row]));
  }

  /** Every table by how many rows it has and which transaction wrote last: two of them differ when anything was written in between. */
  async function everything(): Promise<string> {
    const tables = await admin.query<{ name: string }>(
      `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('kith', 'auth', 'jobs', 'pgboss') and c.relkind = 'r' order by 1`,
    );
    const sums = tables.rows.map(
      ({ name }) => `select '${name}' as t, count(*) as n, coalesce(max(xmin::text::bigint), 0) as s from ${name}`,
    );
    // In one order: a plan with parallel workers, chosen once tables have grown, gives the parts in another.
    const { rows } = await admin.query<{ t: string; n: string; s: string }>(`${sums.join(' union all ')} order by t`);
    return rows.map((row) => `${row.t} ${row.n} ${row.s}`).join('\n');
  }

  async function aProgramme(orgId: string): Promise<string> {
    const id = newId();
    await sql(`insert into kith.programmes (org_id, id, name) values ('${orgId}', '${id}', 'Noon walk')`);
    return id;
  }

  const hidden = await stageFor('peer', 'other_programme');
  return {
    ...world,
    now,
    hereToo,
    byName,
    feeds,
    stageFor,
    staffAt,
    envelope,
    run,
    runBatch,
    previewOf,
    rowsFor,
    everything,
    hidden,
    aProgramme,
  };
}
