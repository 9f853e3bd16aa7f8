/**
 * A world made to be attacked: two organisations, two programmes in the first, and somebody for every way of standing to a person. Each
 * row holds a word of its own, so that a leak can be recognised wherever it surfaces.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Database, openPool } from '../../src/server/db.ts';
import { testDatabase } from '../../src/server/postgres/test-database.ts';
import { newId } from '../../src/shared/id.ts';

export type Attacker = { orgId: string; staffId: string; name: string };
export type AttackWorld = Awaited<ReturnType<typeof anAttackWorld>>;

const started = '2026-03-02T09:00:00Z';

export async function anAttackWorld() {
  const made = await testDatabase();
  const admin = new pg.Client({ ...made.config, types: asText });
  await admin.connect();
  // Rights on a database are not cloned with it; the template's own are checked in catalogue.pg.test.ts.
  await admin.query(`revoke temporary on database ${made.name} from public`);
  const secret = randomBytes(32);
  await admin.query('insert into reach.secrets (secret) values ($1)', [secret]);
  const pool = openPool({ ...made.config, user: 'kith_app', max: 4 });
  const database: Database = { pool, secret };

  const insert = async (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    await admin.query(
      `insert into kith.${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      Object.values(row),
    );
  };
  const word = (what: string) => `canary ${what} ${randomBytes(6).toString('hex')}`;

  async function anOrganisation(name: string, programmeNames: string[]) {
    const orgId = newId();
    await insert('organisations', {
      org_id: orgId,
      name,
      jurisdiction: 'in-tn',
      packs: ['core', 'in-tn'],
      languages: ['en', 'ta'],
      time_zone: 'Asia/Kolkata',
    });
    await insert('change_counters', { org_id: orgId, n: 100, epoch: newId() });
    await insert('rollup_marks', { org_id: orgId, position: 3 });
    await insert('audit_seals', {
      org_id: orgId,
      seq: 1,
      from_position: 0,
      to_position: 2,
      row_count: 2,
      previous_hash: secret,
      hash: secret,
    });
    const programmes: string[] = [];
    for (const each of programmeNames) {
      const id = newId();
      await insert('programmes', { org_id: orgId, id, name: each });
      await insert('contact_weeks', {
        org_id: orgId,
        programme_id: id,
        week: '2026-03-02',
        place: 'home',
        mode: 'in_person',
        contacts: 4,
        people: 2,
        minutes: 130,
        lengths: '{"30":4}',
      });
      await insert('programme_weeks', {
        org_id: orgId,
        programme_id: id,
        week: '2026-03-02',
        contacts: 4,
        minutes: 130,
        people: 2,
        who: '11',
      });
      programmes.push(id);
    }
    return { orgId, programmes };
  }

  async function aMember(at: { orgId: string }, name: string, roles: string[], programmes: string[], active = true): Promise<Attacker> {
    const staffId = newId();
    const orgId = at.orgId;
    await insert('staff', {
      org_id: orgId,
      id: staffId,
      name,
      email: `${name.toLowerCase()}.${staffId.slice(-6)}@example.org`,
      active,
      title: word('title'),
    });
    for (const role of roles) await insert('staff_roles', { org_id: orgId, staff_id: staffId, role });
    for (const programme_id of programmes) await insert('staff_programmes', { org_id: orgId, staff_id: staffId, programme_id });
    await insert('devices', { org_id: orgId, id: newId(), staff_id: staffId, label: word('device') });
    await insert('mirror_keeps', { org_id: orgId, id: newId(), staff_id: staffId, term: word('kept'), kept_at: started });
    await insert('receipts', {
      org_id: orgId,
      actor_id: staffId,
      command_id: newId(),
      args_hash: randomBytes(16),
      refusal: JSON.stringify({ code: word('refusal') }),
    });
    await insert('audit_events', {
      org_id: orgId,
      position: 1,
      id: newId(),
      actor_id: staffId,
      event: 'contact.recorded',
      scope_id: orgId,
      command_id: newId(),
      details: JSON.stringify({ note: word('audit') }),
    });
    await insert('count_exports', { org_id: orgId, id: newId(), staff_id: staffId, from_day: '2026-03-01', to_day: '2026-03-31' });
    await insert('changes', { org_id: orgId, scope_id: orgId, position: 1, table_name: 'staff', row_id: staffId });
    return { orgId, staffId, name };
  }

  let counted = 0;
  /** Someone supported, with two rows of everything that can belong to a person. */
  async function aPerson(programmeId: string, name: string, by: Attacker): Promise<string> {
    const personId = newId();
    const orgId = by.orgId;
    const staff_id = by.staffId;
    const own = { org_id: orgId, person_id: personId };
    await insert('people', {
      org_id: orgId,
      id: personId,
      programme_id: programmeId,
      name: `${name} ${word('name')}`,
      full_name: word('full name'),
      phone: word('phone'),
      email: word('mail'),
      matters: word('matters'),
      strengths: word('strengths'),
      culture: word('culture'),
      emergency: JSON.stringify({ name: word('emergency') }),
      birth_date: '1980-05-17',
      registered_by: staff_id,
      registered_at: started,
    });
    await insert('counted_people', { ...own, n: counted++, counted_as: personId });
    for (const n of [1, 2]) {
      const contactId = newId();
      const goalId = newId();
      await insert('people_words', { ...own, word: word(`word${n}`) });
      await insert('enrolments', {
        ...own,
        id: newId(),
        programme_id: programmeId,
        enrolled_on: `2026-03-0${n}`,
        left_reason: word('left'),
      });
      await insert('goals', {
        ...own,
        id: goalId,
        words: word('goal'),
        peer_words: word('peer goal'),
        created_by: staff_id,
        created_at: started,
      });
      await insert('goal_steps', { ...own, id: newId(), goal_id: goalId, words: word('step'), created_at: started });
      await insert('goal_ratings', { ...own, id: newId(), goal_id: goalId, closeness: n, rated_at: started, recorded_by: staff_id });
      await insert('contacts', {
        ...own,
        id: contactId,
        occasion_id: newId(),
        programme_id: programmeId,
        author_id: staff_id,
        started_at: started,
        minutes: 15 * n,
        day: '2026-03-02',
        place: word('place'),
        mode: 'in_person',
        did: [word('did')],
        words: 'written',
        pack_version: 'core@1',
        recorded_at: started,
        struck_why: word('why'),
      });
      await insert('contact_goals', { ...own, contact_id: contactId, goal_id: goalId });
      for (const audience of ['pair', 'team', 'care_team']) {
        await insert('entries', {
          ...own,
          id: newId(),
          contact_id: contactId,
          author_id: staff_id,
          voice: 'person',
          audience,
          words: word(`${audience} entry`),
          felt: word('felt'),
          language: 'en',
          written_at: started,
        });
      }
      await insert('follow_ups', {
        ...own,
        id: newId(),
        contact_id: contactId,
        owner_id: staff_id,
        words: word('follow-up'),
        created_at: started,
      });
      await insert('visits', {
        ...own,
        id: newId(),
        staff_id,
        starts_at: started,
        place: word('visit place'),
        mode: 'in_person',
        note: word('note'),
      });
      await insert('looks', { ...own, id: newId(), staff_id, what: 'record', looked_at: started, offline: false });
      await insert('changes', { org_id: orgId, scope_id: personId, position: 2, table_name: 'contacts', row_id: contactId });
    }
    return personId;
  }

  async function walks(who: Attacker, personId: string, programmeId: string, span: { kind?: string; from?: string; to?: string } = {}) {
    await insert('assignments', {
      org_id: who.orgId,
      id: newId(),
      person_id: personId,
      staff_id: who.staffId,
      programme_id: programmeId,
      kind: span.kind ?? 'peer',
      starts_at: span.from ?? started,
      ends_at: span.to ?? 'infinity',
      made_by: who.staffId,
    });
  }

  const here = await anOrganisation('Thozhi', ['Evening walk', 'Second programme']);
  const there = await anOrganisation('Elsewhere', ['Their walk']);
  const [walk = '', second = ''] = here.programmes;
  const [theirs = ''] = there.programmes;
  const meena = await aMember(here, 'Meena', ['peer'], [walk]);
  const arul = await aMember(here, 'Arul', ['peer'], [walk]);
  const ravi = await aMember(here, 'Ravi', ['senior_peer'], [second]);
  const latha = await aMember(here, 'Latha', ['supervisor'], [walk]);
  const devi = await aMember(here, 'Devi', ['coordinator'], [walk]);
  const bala = await aMember(here, 'Bala', ['biller'], [walk]);
  const eva = await aMember(here, 'Eva', ['evaluator'], [second]);
  const dina = await aMember(here, 'Dina', ['director'], [walk]);
  const anu = await aMember(here, 'Anu', ['administrator'], [walk]);
  const cora = await aMember(here, 'Cora', ['peer'], [walk]);
  const olden = await aMember(here, 'Olden', ['peer'], [walk]);
  const gone = await aMember(here, 'Gone', ['peer', 'director', 'administrator'], [walk], false);
  const zoe = await aMember(there, 'Zoe', ['peer'], [theirs]);
  const zed = await aMember(there, 'Zed', ['director', 'administrator'], [theirs]);

  const kavi = await aPerson(walk, 'Kavi', meena);
  const murugan = await aPerson(walk, 'Murugan', arul);
  const selvi = await aPerson(second, 'Selvi', ravi);
  const mani = await aPerson(walk, 'Mani', arul); // the same human being as Kavi
  const former = await aPerson(walk, 'Former', arul);
  const later = await aPerson(walk, 'Later', arul);
  const newest = await aPerson(walk, 'Newest', meena); // registered by Meena, nobody walks with them yet
  const yan = await aPerson(theirs, 'Yan', zoe);
  await walks(meena, kavi, walk);
  await walks(arul, murugan, walk);
  await walks(ravi, selvi, second);
  await walks(meena, former, walk, { to: '2026-04-01T00:00:00Z' });
  await walks(arul, former, walk);
  await walks(meena, later, walk, { from: '2099-01-01T00:00:00Z' });
  await walks(arul, later, walk);
  await walks(cora, murugan, walk, { kind: 'cover', to: '2098-01-01T00:00:00Z' });
  await walks(olden, murugan, walk, { kind: 'cover', to: '2026-04-01T00:00:00Z' });
  await walks(gone, murugan, walk);
  await walks(zoe, yan, theirs);
  await admin.query('update kith.people set merged_into = $1 where id = $2', [kavi, mani]);
  const supervises = (by: Attacker, staff: Attacker, ends_at = 'infinity') =>
    insert('supervisions', {
      org_id: by.orgId,
      id: newId(),
      supervisor_id: by.staffId,
      staff_id: staff.staffId,
      starts_at: started,
      ends_at,
    });
  await supervises(latha, meena);
  await supervises(latha, arul, '2026-04-01T00:00:00Z');
  await supervises(meena, arul); // on paper only: she has no role that supervises
  for (const [by, whom] of [
    [anu, gone],
    [zed, zoe],
  ] as const) {
    await insert('invitations', {
      org_id: by.orgId,
      id: newId(),
      staff_id: whom.staffId,
      invited_by: by.staffId,
      expires_at: '2099-01-01',
    });
  }

  return {
    admin,
    database,
    config: made.config,
    ...{ here, there, walk, second, theirs },
    staff: { meena, arul, ravi, latha, devi, bala, eva, dina, anu, cora, olden, gone, zoe, zed },
    people: { kavi, murugan, selvi, mani, former, later, newest, yan },
    end: async () => {
      await pool.end();
      await admin.end();
      await made.drop();
    },
  };
}

/** Everything as PostgreSQL writes it, so that two answers can be compared. */
export const asText: pg.CustomTypesConfig = {
  getTypeParser: (() => (text: string) => text) as unknown as pg.CustomTypesConfig['getTypeParser'],
};
