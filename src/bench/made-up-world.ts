/**
 * An organisation of any size, made in the database itself, for measurements and for tests of counting: no feature is involved in making
 * it, so that a fault in one cannot hide itself. Rows are written as the superuser, past row security, and without `changes`.
 */
import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Role } from '../features/staff/role.ts';
import type { Actor } from '../server/actor.ts';

export type WorldSize = {
  programmes: number;
  people: number;
  /** Peers who walk with them; people are spread evenly. */
  peers: number;
  /** Spread evenly over people and days. */
  contacts: number;
  /** Calendar days back from `lastDay`. */
  days: number;
  /** YYYY-MM-DD. */
  lastDay: string;
  /** Every contact gets an entry of the peer's. */
  entries?: boolean;
};

export type World = {
  orgId: string;
  /** In the database's own order. */
  programmes: string[];
  peers: Actor[];
  /** One for each desk role. Supervisor and coordinator belong to the first programme. */
  desk: Record<Exclude<Role, 'peer' | 'senior_peer'>, Actor>;
};

const deskRoles = ['supervisor', 'coordinator', 'director', 'biller', 'evaluator', 'administrator'] as const;

/** A UUID that can be told in SQL and here from the same text; the version digit says 7, as ids must. */
const sqlId = (text: string) => `overlay(overlay(md5(${text}) placing '7' from 13) placing '8' from 17)::uuid`;

function idOf(text: string): string {
  const hex = createHash('md5').update(text).digest('hex');
  const digits = `${hex.slice(0, 12)}7${hex.slice(13, 16)}8${hex.slice(17)}`;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The secret that signs actors, made when the database has none yet. */
export async function secretOf(client: pg.Client): Promise<Buffer> {
  await client.query('insert into reach.secrets (secret) values ($1) on conflict do nothing', [randomBytes(32)]);
  const { rows } = await client.query<{ secret: Buffer }>('select secret from reach.secrets');
  const [found] = rows;
  if (!found) throw new Error('the database keeps no secret');
  return found.secret;
}

/**
 * @param client a superuser's connection
 * @param name tells this world's ids from another's in the same database
 */
export async function makeWorld(client: pg.Client, name: string, size: WorldSize): Promise<World> {
  const orgId = idOf(`${name} org`);
  const programmes = Array.from({ length: size.programmes }, (_, at) => idOf(`${name} programme ${at + 1}`));
  const [first] = programmes;
  if (first === undefined) throw new Error('a world has at least one programme');
  const actor = (key: string, roles: Role[], theirs: string[]): Actor => ({
    orgId,
    staffId: idOf(`${name} staff ${key}`),
    name: key,
    locale: 'en',
    roles,
    programmes: theirs,
    deviceId: null,
  });
  const desk = Object.fromEntries(deskRoles.map((role) => [role, actor(role, [role], [first])])) as World['desk'];
  const peers = Array.from({ length: size.peers }, (_, at) => actor(`peer ${at + 1}`, ['peer'], programmes));
  await client.query(
    `insert into kith.organisations (org_id, name, jurisdiction, packs, languages, time_zone) values ($1, $2, 'us', '{core,us}', '{en,ta}', 'UTC')`,
    [orgId, name],
  );
  await client.query('insert into kith.change_counters (org_id, epoch) values ($1, gen_random_uuid())', [orgId]);
  await client.query(
    `insert into kith.programmes (org_id, id, name) select $1, p.id, 'Programme ' || p.at from unnest($2::uuid[]) with ordinality as p (id, at)`,
    [orgId, programmes],
  );
  for (const one of [...Object.values(desk), ...peers]) {
    await client.query('insert into kith.staff (org_id, id, name, email) values ($1, $2, $3, $4)', [
      orgId,
      one.staffId,
      one.name,
      `${one.staffId}@example.org`,
    ]);
    await client.query('insert into kith.staff_roles (org_id, staff_id, role) select $1, $2, unnest($3::text[])', [
      orgId,
      one.staffId,
      one.roles,
    ]);
    await client.query('insert into kith.staff_programmes (org_id, staff_id, programme_id) select $1, $2, unnest($3::uuid[])', [
      orgId,
      one.staffId,
      one.programmes,
    ]);
  }
  await addPeopleAndContacts(client, name, { orgId, size });
  return { orgId, programmes, peers, desk };
}

/** Person n is of programme n mod programmes and of peer n mod peers; contact n is with person n mod people. */
async function addPeopleAndContacts(client: pg.Client, name: string, made: { orgId: string; size: WorldSize }): Promise<void> {
  const { orgId, size } = made;
  const person = (n: string) => sqlId(`$2::text || ' person ' || (${n}) % ${size.people}`);
  const programme = (n: string) => sqlId(`$2::text || ' programme ' || ((${n}) % ${size.people}) % ${size.programmes} + 1`);
  const peer = (n: string) => sqlId(`$2::text || ' staff peer ' || ((${n}) % ${size.people}) % ${size.peers} + 1`);
  await client.query(
    `insert into kith.people (org_id, id, programme_id, name, registered_by, registered_at)
     select $1, ${person('n')}, ${programme('n')}, 'Person ' || n, ${peer('n')}, now() from generate_series(0, ${size.people - 1}) n`,
    [orgId, name],
  );
  await client.query(
    `insert into kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, made_by)
     select $1, ${sqlId("$2::text || ' assignment ' || n")}, ${person('n')}, ${peer('n')}, ${programme('n')}, 'peer', now() - interval '3 years', ${peer('n')}
     from generate_series(0, ${size.people - 1}) n`,
    [orgId, name],
  );
  await client.query(
    `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words,
       pack_version, recorded_at)
     select $1, ${sqlId("$2::text || ' contact ' || n")}, ${sqlId("$2::text || ' contact ' || n")}, ${person('n')}, ${programme('n')}, ${peer('n')},
       d.day + time '10:00', (array[15, 20, 30, 30, 45, 60, 90])[1 + n % 7], d.day,
       (array['home', 'community', 'office', 'hospital', 'street', 'other'])[1 + (n / 7) % 6],
       (array['in_person', 'in_person', 'phone', 'video', 'text'])[1 + (n / 42) % 5], '{listening}', ${size.entries ? "'written'" : "'none'"},
       'core@2026.1', d.day + time '11:00'
     from generate_series(0, ${size.contacts - 1}) n, lateral (select $3::date - (n % ${size.days}) as day) d`,
    [orgId, name, size.lastDay],
  );
  if (size.entries) {
    await client.query(
      `insert into kith.entries (org_id, id, contact_id, person_id, author_id, voice, audience, words, language, shown, written_at)
       select c.org_id, c.id, c.id, c.person_id, c.author_id, 'peer', 'team',
         'We talked about the week and what helped. ' || md5(c.id::text) || ' Next time we will look at the bus pass and the letter from the office together.',
         'en', 'together', c.recorded_at
       from kith.contacts c where c.org_id = $1`,
      [orgId],
    );
  }
  await client.query('analyze');
}
