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
      user_id: `account-${staffId}`,
      title: word('title'),
    });
    for (const role of roles) await insert('staff_roles', { org_id: orgId, staff_id: staffId, role });
    for (const programme_id of programmes) await insert('staff_programmes', { org_id: orgId, staff_id: staffId, programme_id });
    const deviceId = newId();
    await insert('devices', { org_id: orgId, id: deviceId, staff_id: staffId, label: word('device') });
    await insert('device_keys', { org_id: orgId, id: newId(), staff_id: staffId, device_id: deviceId, public_key: Buffer.alloc(65, 4) });
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
      // A peer's words: shown to the person, promised, and neither.
      for (const shown of ['together', 'will_show', 'declined', null]) {
        await insert('entries', {
          ...own,
          id: newId(),
          contact_id: contactId,
          author_id: staff_id,
          voice: 'peer',
          audience: 'team',
          words: word(`peer entry ${shown}`),
          language: 'en',
          shown,
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
      const consentId = newId();
      await insert('consents', {
        ...{
          ...own,
          id: consentId,
          kind: 'in-mhca-dpdp',
          terms: JSON.stringify({ note: word('terms') }),
          recipient_key: word('recipient'),
        },
        ...{
          pack_version: 'core@1',
          drafted_by: staff_id,
          drafted_at: started,
          state: 'active',
          explained_by: staff_id,
          explained_at: started,
        },
        ...{ signature: JSON.stringify({ name: word('signature') }), signed_by: staff_id, signed_at: started, signed_received_at: started },
        ...{ document: word('document'), document_hash: 'x', explained_language: 'en' },
      });
      await insert('locks', {
        ...{
          ...own,
          id: newId(),
          covers: 'all',
          outside_name: word('outside'),
          outside_key: word('key'),
          words: word('lock'),
          set_by: staff_id,
        },
        set_at: started,
      });
      await insert('disclosures', {
        ...{ ...own, id: newId(), consent_id: consentId, discloser_id: staff_id, recipient_name: word('sent to'), description: 'goals' },
        ...{
          purpose: 'care_team',
          legal_basis: 'in-mhca-dpdp',
          channel: 'pdf',
          notice_id: 'x',
          consent_attached: true,
          partial_because_locked: false,
        },
        ...{ from_day: '2026-03-01', to_day: '2026-03-31', content: word('sent'), content_hash: 'x' },
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
  const nila = await aMember(here, 'Nila', ['peer'], [second]); // walks with nobody; has opened Murugan, who is locked against her
  const omar = await aMember(here, 'Omar', ['coordinator'], [second]); // has opened Kavi, and so Mani
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
  // Locked: the whole of Kavi's record against Ravi, and against whoever covers nothing of it; of Murugan's, goals against Cora and one entry.
  const lockedOut = async (personId: string, by: Attacker, against: Record<string, unknown>, what: Record<string, unknown>) =>
    insert('locks', {
      ...{ org_id: by.orgId, id: newId(), person_id: personId, words: word('lock'), set_by: by.staffId, set_at: started },
      ...{ ...against, ...what },
    });
  const { rows: entriesOfMurugan } = await admin.query<{ id: string; contact_id: string }>(
    `select id, contact_id from kith.entries where person_id = $1 and audience = 'team' order by id`,
    [murugan],
  );
  await lockedOut(kavi, meena, { staff_id: latha.staffId }, { covers: 'goal_plan' });
  await lockedOut(mani, meena, { role: 'supervisor' }, { covers: 'peer_note' });
  await lockedOut(murugan, arul, { staff_id: cora.staffId }, { covers: 'item', item_table: 'entries', item_id: entriesOfMurugan[0]?.id });
  await lockedOut(
    murugan,
    arul,
    { staff_id: cora.staffId },
    { covers: 'item', item_table: 'contacts', item_id: entriesOfMurugan[1]?.contact_id },
  );
  await lockedOut(murugan, arul, { staff_id: devi.staffId }, { covers: 'all' });
  await lockedOut(kavi, meena, { role: 'biller' }, { covers: 'programme_presence' });
  await lockedOut(murugan, arul, { role: 'biller' }, { covers: 'all', lifted_by: arul.staffId, lifted_at: started });
  for (const covers of ['all', 'goal_plan', 'peer_note', 'programme_presence'])
    await lockedOut(murugan, arul, { staff_id: nila.staffId }, { covers });
  await lockedOut(selvi, ravi, { staff_id: omar.staffId }, { covers: 'all' });
  const { rows: entriesOfKavi } = await admin.query<{ id: string }>(
    `select id from kith.entries where person_id = $1 and audience = 'team' order by id`,
    [kavi],
  );
  await lockedOut(kavi, meena, { staff_id: omar.staffId }, { covers: 'item', item_table: 'entries', item_id: entriesOfKavi[0]?.id });
  // In an emergency: open now, over, by who may not open, not yet, and only told.
  const inAnEmergency = async (by: Attacker, personId: string, span: { from?: number; to?: number; opens?: boolean } = {}) => {
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
    await insert('emergencies', {
      ...{ org_id: by.orgId, id: newId(), person_id: personId, person_name: '', staff_id: by.staffId, opens: span.opens ?? true },
      ...{ opened_at: hours(span.from ?? -2), ends_at: hours(span.to ?? 6), offline: false, medical_only: false, risk_test: false },
      ...{ complete_by: hours(4), review_by: hours(20), told: 'medical', nature: word('nature'), recipient_name: word('told') },
      ...{ recipient_facility: word('ward'), told_at: hours(-1), risk: word('risk'), completed_at: hours(-1) },
    });
  };
  await inAnEmergency(nila, murugan);
  await inAnEmergency(omar, kavi);
  await inAnEmergency(nila, selvi, { from: -20, to: -10 });
  await inAnEmergency(bala, selvi);
  await inAnEmergency(gone, selvi);
  await inAnEmergency(dina, selvi, { from: -20, to: -10 });
  await inAnEmergency(meena, kavi, { from: -20, to: -10 });
  await inAnEmergency(zoe, yan, { from: -20, to: -10 });
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
    await insert('password_resets', {
      org_id: by.orgId,
      id: newId(),
      staff_id: whom.staffId,
      kind: 'administrator',
      made_by: by.staffId,
      expires_at: new Date(Date.now() + 3600_000).toISOString(),
    });
  }

  /** A person who acts through their own view, as an attacker like any other. */
  async function aView(by: Attacker, personId: string, name: string, ended = false): Promise<Attacker> {
    const id = newId();
    await insert('views', {
      org_id: by.orgId,
      id,
      person_id: personId,
      user_id: `account-${id}`,
      locale: 'en',
      made_by: by.staffId,
      begins_at: started,
      ...(ended ? { ends_at: '2026-04-01T00:00:00Z', ended_by: by.staffId } : {}),
    });
    await insert('view_invitations', { org_id: by.orgId, id: newId(), view_id: id, made_by: by.staffId });
    const requestId = newId();
    await insert('requests', {
      org_id: by.orgId,
      id: requestId,
      person_id: personId,
      kind: 'copy',
      words: word('request'),
      asked_by: id,
      asked_at: started,
    });
    await insert('requests', {
      org_id: by.orgId,
      id: newId(),
      person_id: personId,
      kind: 'complaint',
      words: word('complaint'),
      asked_by: id,
      asked_at: started,
    });
    await insert('request_files', {
      org_id: by.orgId,
      id: newId(),
      request_id: requestId,
      person_id: personId,
      what: 'letter_received',
      channel: 'pdf',
      language: 'en',
      made_by: by.staffId,
    });
    await insert('devices', { org_id: by.orgId, id: newId(), staff_id: id, label: word('own device') });
    await insert('receipts', {
      org_id: by.orgId,
      actor_id: id,
      command_id: newId(),
      args_hash: randomBytes(16),
      refusal: JSON.stringify({ code: word('refusal') }),
    });
    return { orgId: by.orgId, staffId: id, name };
  }
  const kavisView = await aView(meena, kavi, 'Kavi');
  const muruganEnded = await aView(arul, murugan, 'Murugan', true);
  const yansView = await aView(zoe, yan, 'Yan');

  /** Somebody who was given parts of a person's record, as an attacker like any other. */
  async function aRepresentative(by: Attacker, personId: string, parts: string, more: Record<string, unknown> = {}): Promise<Attacker> {
    const id = newId();
    const name = word('representative');
    await insert('representatives', {
      ...{
        org_id: by.orgId,
        id,
        person_id: personId,
        kind: 'named-supporter',
        name,
        name_key: name,
        basis: 'wish',
        basis_on: '2026-04-01',
      },
      ...{ parts, pack_version: 'core@1', user_id: `account-${id}`, locale: 'en', made_by: by.staffId, begins_at: started, ...more },
    });
    await insert('view_invitations', { org_id: by.orgId, id: newId(), view_id: id, made_by: by.staffId });
    await insert('devices', { org_id: by.orgId, id: newId(), staff_id: id, label: word('their device') });
    return { orgId: by.orgId, staffId: id, name };
  }
  const kavisGoals = await aRepresentative(meena, kavi, '{goals}');
  const kavisAll = await aRepresentative(meena, kavi, '{matters,goals,coming,entries,looks,sharing}', { basis: 'document' });
  const kavisFormer = await aRepresentative(meena, kavi, '{matters,goals,coming,entries,looks,sharing}', { last_day: '2026-05-01' });

  return {
    admin,
    database,
    config: made.config,
    ...{ here, there, walk, second, theirs },
    /** Who may attack: members of staff, three people through their own views, and three representatives. */
    staff: {
      meena,
      arul,
      ravi,
      latha,
      devi,
      bala,
      eva,
      dina,
      anu,
      cora,
      olden,
      nila,
      omar,
      gone,
      zoe,
      zed,
      kavisView,
      muruganEnded,
      yansView,
      kavisGoals,
      kavisAll,
      kavisFormer,
    },
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
