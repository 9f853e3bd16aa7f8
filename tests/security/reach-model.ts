/**
 * Who may see which row, worked out a second time from plain relationships in memory, without any SQL of Kith's own. The harness compares
 * PostgreSQL with this; where the two differ, one of them is wrong.
 */
import type pg from 'pg';
import type { Reach } from '../../src/server/db.ts';
import type { Attacker } from './attack-world.ts';

export type Row = Record<string, unknown> & { org_id: string };
export type Tables = Map<string, { ctid: string; row: Row }[]>;

/** Every row of every table, read as superuser. */
export async function readEverything(admin: pg.Client): Promise<Tables> {
  const { rows: names } = await admin.query<{ relname: string }>(
    `select relname from pg_class where relnamespace = 'kith'::regnamespace and relkind = 'r' order by 1`,
  );
  const tables: Tables = new Map();
  for (const { relname } of names) {
    const { rows } = await admin.query<{ ctid: string; row: string }>(`select ctid::text, to_jsonb(t)::text as row from kith.${relname} t`);
    tables.set(
      relname,
      rows.map(({ ctid, row }) => ({ ctid, row: JSON.parse(row) as Row })),
    );
  }
  return tables;
}

const ofThePerson = [
  'people_words',
  'enrolments',
  'assignments',
  'goals',
  'goal_steps',
  'goal_ratings',
  'contacts',
  'contact_goals',
  'follow_ups',
  'visits',
  'looks',
  'consents',
  'disclosures',
];
/** What a person reads of their own; not the words of their name, not what a peer means to do, and not yet what was agreed and shared. */
const ofOwnRecord = ofThePerson.filter((table) => !['people_words', 'follow_ups', 'consents', 'disclosures'].includes(table));
const ofColleagues = ['organisations', 'programmes', 'staff', 'staff_roles', 'staff_programmes', 'supervisions'];
const ofCounting = [
  'contacts',
  'changes',
  'programmes',
  'contact_weeks',
  'programme_weeks',
  'counted_people',
  'rollup_marks',
  'audit_events',
  'audit_seals',
  'people',
];

const ofRepresentative = [
  ...['org_id', 'id', 'person_id', 'kind', 'name', 'basis', 'basis_on', 'parts', 'last_day', 'pack_version', 'locale', 'made_by'],
  ...['begins_at', 'ends_at', 'ended_by', 'joined_at', 'version'],
];
const ofVisit = ['org_id', 'id', 'person_id', 'staff_id', 'starts_at', 'place', 'mode', 'status', 'contact_id', 'version'];
const ofStaff = ['org_id', 'id', 'name', 'title', 'locale', 'active', 'version'];
// Everything but the content.
const ofDisclosure = [
  ...['org_id', 'id', 'person_id', 'consent_id', 'disclosed_at', 'discloser_id', 'recipient_name', 'recipient_address', 'description'],
  ...['purpose', 'legal_basis', 'channel', 'notice_id', 'consent_attached', 'via_ehr', 'partial_because_locked', 'from_day', 'to_day'],
  'content_hash',
];
const ofView = ['org_id', 'id', 'person_id', 'locale', 'made_by', 'begins_at', 'ends_at', 'ended_by', 'joined_at', 'version'];

/** Columns a reach may read of a table, where it may not read all. */
export const someColumns: Partial<Record<Reach, Record<string, readonly string[]>>> = {
  near: {
    views: ofView,
    representatives: ofRepresentative,
    view_invitations: ['org_id', 'id', 'view_id', 'salt', 'made_by', 'made_at', 'expires_at', 'used_at', 'withdrawn_at'],
  },
  self: {
    views: ofView,
    representatives: ofRepresentative,
    staff: ofStaff,
    staff_programmes: ['org_id', 'staff_id', 'programme_id'],
    emergencies: [
      ...['org_id', 'id', 'person_id', 'person_name', 'staff_id', 'opens', 'opened_at', 'ends_at', 'offline', 'medical_only', 'risk_test'],
      ...['complete_by', 'told', 'nature', 'recipient_name', 'recipient_facility', 'told_at', 'completed_at', 'review_by', 'outcome'],
      ...['reviewed_by', 'reviewed_at', 'person_read_at', 'version'],
    ],
    visits: ofVisit,
    disclosures: ofDisclosure,
  },
  representative: {
    representatives: ofRepresentative,
    staff: ofStaff,
    visits: ofVisit,
    disclosures: ofDisclosure,
    people: ['org_id', 'id', 'programme_id', 'name', 'registered_by', 'registered_at', 'version'],
  },
  rollup: { people: ['org_id', 'id', 'merged_into'] },
  past: {
    people: ['org_id', 'id', 'merged_into'],
    assignments: ['org_id', 'staff_id', 'person_id', 'starts_at', 'ends_at', 'ends_recorded_at'],
    goals: ['org_id', 'id', 'person_id'],
    contacts: ['org_id', 'id', 'person_id', 'author_id', 'struck_at', 'cosigned_at'],
    entries: [
      ...['org_id', 'id', 'contact_id', 'person_id', 'author_id', 'kind', 'voice', 'audience', 'follows_id'],
      ...['reader_id', 'by_view', 'for_person'],
    ],
    consents: ['org_id', 'id', 'person_id', 'recipient_key', 'supersedes_id', 'state', 'version'],
  },
  wide: {
    // Identity and contact of practice-and-law.md §1.6; what people say of themselves, and whom to call for them, is not the desk's.
    people: [
      ...['org_id', 'id', 'programme_id', 'name', 'full_name', 'pronouns', 'languages', 'phone', 'email', 'safe_contact', 'birth_date'],
      ...['age_band', 'merged_into', 'registered_by', 'registered_at', 'version', 'updated_at'],
    ],
    // Service facts.
    contacts: [
      ...['org_id', 'id', 'occasion_id', 'person_id', 'programme_id', 'author_id', 'started_at', 'minutes', 'day', 'place', 'mode', 'did'],
      ...['words', 'late', 'pack_version', 'recorded_at', 'received_at', 'cosigned_by', 'cosigned_at', 'struck_by', 'struck_at'],
    ],
  },
};

/** Tables a reach may name at all; a select on any other is refused. */
export const readable: Record<Reach, readonly string[]> = {
  near: [
    ...ofColleagues,
    'people',
    ...ofThePerson,
    'entries',
    'locks',
    'devices',
    'device_keys',
    'mirror_keeps',
    'purges',
    'change_counters',
    'changes',
    'receipts',
    'views',
    'view_invitations',
    'representatives',
    'requests',
    'request_files',
    'emergencies',
  ],
  self: [
    ...ofColleagues,
    ...ofOwnRecord,
    'people',
    'entries',
    'consents',
    'locks',
    'disclosures',
    'requests',
    'request_files',
    'emergencies',
    'views',
    'representatives',
    'devices',
    'device_keys',
    'change_counters',
    'changes',
    'receipts',
  ],
  representative: [
    ...[
      'organisations',
      'staff',
      'people',
      'goals',
      'goal_steps',
      'goal_ratings',
      'contacts',
      'contact_goals',
      'entries',
      'visits',
      'looks',
    ],
    ...['assignments', 'consents', 'disclosures', 'representatives', 'devices', 'device_keys', 'change_counters', 'changes', 'receipts'],
  ],
  wide: [
    ...ofColleagues,
    'people',
    'people_words',
    'assignments',
    'contacts',
    'enrolments',
    'change_counters',
    'receipts',
    'contact_weeks',
    'programme_weeks',
    'count_exports',
    'requests',
    'request_files',
  ],
  admin: [...ofColleagues, 'invitations', 'password_resets', 'devices', 'purges', 'change_counters', 'receipts'],
  rollup: [...ofCounting, 'change_counters'],
  past: ['people', 'assignments', 'goals', 'contacts', 'entries', 'consents', 'change_counters'],
};

/** What the actor may see through this reach; the rule for each table in one line. */
export function modelFor(tables: Tables, reach: Reach, actor: Attacker): (table: string, row: Row) => boolean {
  const rowsOf = (table: string) => (tables.get(table) ?? []).map((each) => each.row);
  const mine = rowsOf('staff').find((row) => row.id === actor.staffId && row.org_id === actor.orgId);
  const active = mine?.active === true;
  const roles = new Set(
    rowsOf('staff_roles').flatMap((row) => (row.staff_id === actor.staffId && row.org_id === actor.orgId ? [row.role] : [])),
  );
  const is = (...names: string[]) => active && names.some((name) => roles.has(name));
  const now = Date.now();
  const current = (row: Row) =>
    Date.parse(String(row.starts_at)) <= now && (row.ends_at === 'infinity' || Date.parse(String(row.ends_at)) > now);

  const walked = (staffId: unknown) =>
    rowsOf('assignments').flatMap((row) => (row.org_id === actor.orgId && row.staff_id === staffId && current(row) ? [row.person_id] : []));
  const people = new Set(active ? walked(actor.staffId) : []);
  const supervised = new Set<unknown>();
  if (is('supervisor', 'coordinator', 'director')) {
    for (const row of rowsOf('supervisions')) {
      if (row.org_id !== actor.orgId || row.supervisor_id !== actor.staffId || !current(row)) continue;
      supervised.add(row.staff_id);
      for (const id of walked(row.staff_id)) people.add(id);
    }
  }
  for (const row of rowsOf('people'))
    if (row.merged_into !== null && people.has(row.merged_into) && row.org_id === actor.orgId) people.add(row.id);

  const against = rowsOf('locks').filter(
    (row) => row.org_id === actor.orgId && (row.staff_id === actor.staffId || (row.role !== null && roles.has(row.role))),
  );
  /** Whose whole record, or this kind of it, is locked against the actor; with the records that are kept together with theirs. */
  const lockedIn = (covers: string): Set<unknown> => {
    const locked = new Set(against.flatMap((row) => (row.lifted_at === null && row.covers === covers ? [row.person_id] : [])));
    const direct = new Set(locked);
    for (const row of rowsOf('people')) {
      if (row.merged_into !== null && direct.has(row.merged_into)) locked.add(row.id);
      if (row.merged_into !== null && direct.has(row.id)) locked.add(row.merged_into);
    }
    return locked;
  };
  const items = new Set(against.flatMap((row) => (row.lifted_at === null && row.covers === 'item' ? [row.item_id] : [])));
  const [lockedPeople, lockedGoals, lockedNotes, lockedMeetings] = ['all', 'goal_plan', 'peer_note', 'programme_presence'].map(
    lockedIn,
  ) as [Set<unknown>, Set<unknown>, Set<unknown>, Set<unknown>];
  for (const id of lockedPeople) people.delete(id);

  // Break-glass: whom the actor has opened is read with who they are and what §1.6 marks with an E, whatever is locked. Nothing else of them.
  const meets = is('peer', 'senior_peer', 'supervisor', 'coordinator', 'director');
  const opened = new Set(
    rowsOf('emergencies').flatMap((row) =>
      meets &&
      row.org_id === actor.orgId &&
      row.staff_id === actor.staffId &&
      row.opens === true &&
      current({ ...row, starts_at: row.opened_at })
        ? [row.person_id]
        : [],
    ),
  );
  for (const row of rowsOf('people'))
    if (row.org_id === actor.orgId && row.merged_into !== null && opened.has(row.merged_into)) opened.add(row.id);
  const seenInEmergency = new Set([
    ...['enrolments', 'assignments', 'goals', 'goal_steps', 'goal_ratings', 'contacts', 'contact_goals', 'follow_ups', 'visits', 'entries'],
  ]);
  const isOpened = (table: string, row: Row) =>
    table === 'people' ? opened.has(row.id) : seenInEmergency.has(table) && opened.has(row.person_id);
  const isLocked = (table: string, row: Row): boolean => {
    if (table === 'goals') return lockedGoals.has(row.person_id) || items.has(row.id);
    if (['goal_steps', 'goal_ratings', 'contact_goals'].includes(table)) return lockedGoals.has(row.person_id) || items.has(row.goal_id);
    if (table === 'entries') return lockedNotes.has(row.person_id) || items.has(row.id) || items.has(row.contact_id);
    if (table === 'follow_ups') return lockedNotes.has(row.person_id);
    if (table === 'contacts') return lockedMeetings.has(row.person_id) || items.has(row.id);
    return table === 'visits' && lockedMeetings.has(row.person_id);
  };

  const programmes = new Set(
    is('director', 'biller', 'evaluator')
      ? rowsOf('programmes').flatMap((row) => (row.org_id === actor.orgId ? [row.id] : []))
      : rowsOf('staff_programmes').flatMap((row) =>
          row.staff_id === actor.staffId && row.org_id === actor.orgId ? [row.programme_id] : [],
        ),
  );
  const viewOf = new Map(rowsOf('views').map((row) => [row.id, row]));
  const representativeOf = new Map(rowsOf('representatives').map((row) => [row.id, row]));
  const programmeOf = new Map(rowsOf('people').map((row) => [row.id, row.programme_id]));

  const near = (table: string, row: Row): boolean => {
    if (ofColleagues.includes(table) || table === 'change_counters') return true;
    if (table === 'emergencies')
      return (
        row.staff_id === actor.staffId ||
        is('director') ||
        supervised.has(row.staff_id) ||
        (is('supervisor') && rowsOf('staff_roles').some((each) => each.staff_id === row.staff_id && each.role === 'director'))
      );
    if (table === 'people') return people.has(row.id) || opened.has(row.id);
    if (isOpened(table, row)) return table !== 'entries' || row.audience !== 'pair' || row.author_id === actor.staffId;
    if (isLocked(table, row)) return false;
    // Whoever is shut out does not read what was said of it, lifted or not.
    if (table === 'locks') return people.has(row.person_id) && !against.includes(row);
    if (ofThePerson.includes(table)) return people.has(row.person_id);
    if (table === 'entries') return people.has(row.person_id) && (row.audience !== 'pair' || row.author_id === actor.staffId);
    if (table === 'devices' || table === 'device_keys' || table === 'mirror_keeps') return row.staff_id === actor.staffId;
    if (table === 'purges') return row.staff_id === actor.staffId || supervised.has(row.staff_id);
    if (table === 'receipts') return row.actor_id === actor.staffId;
    if (table === 'changes') return row.scope_id === actor.orgId || people.has(row.scope_id) || opened.has(row.scope_id);
    if (table === 'views' || table === 'representatives') return people.has(row.person_id);
    // A complaint may be about them: it is for the desk, and for whoever wrote it down.
    if (table === 'requests') return people.has(row.person_id) && (row.kind !== 'complaint' || row.asked_by === actor.staffId);
    if (table === 'request_files') return row.made_by === actor.staffId;
    if (table === 'view_invitations') return people.has((viewOf.get(row.view_id) ?? representativeOf.get(row.view_id))?.person_id);
    return false;
  };
  const wide = (table: string, row: Row): boolean => {
    if (ofColleagues.includes(table) || table === 'change_counters') return true;
    if (table === 'receipts') return row.actor_id === actor.staffId;
    if (lockedPeople.has(table === 'people' ? row.id : row.person_id) && ofThePerson.concat('people').includes(table)) return false;
    if (table === 'contacts' && isLocked(table, row)) return false;
    if (table === 'people' || table === 'contacts') return is('director', 'coordinator', 'biller') && programmes.has(row.programme_id);
    if (table === 'enrolments') return is('director', 'coordinator') && programmes.has(row.programme_id);
    if (table === 'people_words') return is('director', 'coordinator') && programmes.has(programmeOf.get(row.person_id));
    if (table === 'assignments') return is('director', 'coordinator') && programmes.has(row.programme_id);
    if (table === 'requests')
      return is('director', 'coordinator') && programmes.has(programmeOf.get(row.person_id)) && !lockedPeople.has(row.person_id);
    if (table === 'request_files') return is('director', 'coordinator') && row.made_by === actor.staffId;
    const counts = is('director', 'coordinator', 'biller', 'evaluator', 'supervisor');
    if (table === 'contact_weeks' || table === 'programme_weeks') return counts && programmes.has(row.programme_id);
    if (table === 'count_exports') return counts && row.staff_id === actor.staffId;
    return false;
  };
  const admin = (table: string, row: Row): boolean => {
    if (table === 'change_counters') return true;
    if (table === 'receipts') return row.actor_id === actor.staffId;
    // A person's phones are no business of administrators.
    if (table === 'devices') return is('administrator', 'director') && rowsOf('staff').some((staff) => staff.id === row.staff_id);
    if (ofColleagues.includes(table) || ['invitations', 'password_resets', 'purges'].includes(table))
      return is('administrator', 'director');
    return false;
  };
  const rollup = (table: string): boolean => ofCounting.includes(table) || table === 'change_counters';

  /** Without a signed moment, which the harness never has: my own assignments, and nobody. */
  const past = (table: string, row: Row): boolean =>
    table === 'change_counters' || (table === 'assignments' && row.staff_id === actor.staffId);

  const view = rowsOf('views').find(
    (row) => row.org_id === actor.orgId && row.id === actor.staffId && current({ ...row, starts_at: row.begins_at }),
  );
  const own = view?.person_id;
  const ofMine = (table: string) => rowsOf(table).filter((row) => row.org_id === actor.orgId && row.person_id === own && view);
  /** What a peer wrote is the person's to read when it was written together, or promised, or is between the two. */
  const reachesThem = (row: Row) =>
    row.voice === 'person' || row.audience === 'pair' || row.shown === 'together' || row.shown === 'will_show';
  const walking = new Set(ofMine('assignments').flatMap((row) => (current(row) ? [row.staff_id] : [])));
  const around = new Set<unknown>([
    ...ofMine('assignments').map((row) => row.staff_id),
    ...rowsOf('supervisions').flatMap((row) => (walking.has(row.staff_id) && current(row) ? [row.supervisor_id] : [])),
    ...ofMine('looks').map((row) => row.staff_id),
    ...ofMine('visits').map((row) => row.staff_id),
    ...ofMine('emergencies').flatMap((row) => [row.staff_id, row.reviewed_by]),
    ...ofMine('contacts').map((row) => row.author_id),
    ...ofMine('entries').flatMap((row) => (reachesThem(row) ? [row.author_id] : [])),
    view?.made_by,
    ...ofMine('consents').flatMap((row) => row.signed_by ?? []),
    ...ofMine('locks').flatMap((row) => [row.set_by, ...(row.staff_id === null ? [] : [row.staff_id])]),
    ...ofMine('disclosures').map((row) => row.discloser_id),
  ]);
  const programmesOfMine = new Set([programmeOf.get(own), ...ofMine('enrolments').map((row) => row.programme_id)]);
  const self = (table: string, row: Row): boolean => {
    if (table === 'change_counters') return true;
    if (table === 'receipts') return row.actor_id === actor.staffId;
    if (!view) return false;
    if (table === 'organisations') return true;
    if (table === 'programmes') return programmesOfMine.has(row.id);
    if (table === 'staff') return around.has(row.id);
    if (table === 'staff_roles') return around.has(row.staff_id);
    if (table === 'staff_programmes') return false;
    if (table === 'supervisions') return walking.has(row.staff_id);
    if (table === 'people') return row.id === own;
    if (table === 'views') return row.id === view.id;
    if (table === 'entries') return row.person_id === own && reachesThem(row);
    if (table === 'changes') return row.scope_id === own;
    if (table === 'devices' || table === 'device_keys') return row.staff_id === actor.staffId;
    if (table === 'request_files') return row.made_by === view.id;
    return row.person_id === own;
  };

  const represents = rowsOf('representatives').find(
    (row) => row.org_id === actor.orgId && row.id === actor.staffId && current({ ...row, starts_at: row.begins_at }),
  );
  const whose = represents?.person_id;
  const fromOutside = rowsOf('locks').filter(
    (row) =>
      row.org_id === actor.orgId &&
      row.person_id === whose &&
      row.lifted_at === null &&
      (row.outside_key === represents?.name_key || row.outside_key === '*'),
  );
  const isKept = (covers: string) => fromOutside.some((row) => row.covers === covers);
  const itemsKept = new Set(fromOutside.flatMap((row) => (row.covers === 'item' ? [row.item_id] : [])));
  const mayRead = (part: string, keptBy: string) =>
    represents !== undefined && !isKept('all') && (represents.parts as string[]).includes(part) && !isKept(keptBy);
  const [goals, coming, written, meetings, looked, shared] = [
    ...[mayRead('goals', 'goal_plan'), mayRead('coming', 'programme_presence'), mayRead('entries', 'peer_note')],
    ...[mayRead('entries', 'programme_presence'), mayRead('looks', 'accounting'), mayRead('sharing', 'consent')],
  ];
  const partOf: Record<string, boolean | undefined> = {
    ...{ goals, goal_steps: goals, goal_ratings: goals, visits: coming, contacts: meetings, entries: written },
    ...{ looks: looked, assignments: looked, consents: shared, disclosures: shared },
  };
  const ofTheirs = (table: string) => rowsOf(table).filter((row) => row.org_id === actor.orgId && row.person_id === whose && partOf[table]);
  const named = new Set<unknown>([
    represents?.made_by,
    ...['assignments', 'looks', 'visits'].flatMap((table) => ofTheirs(table).map((row) => row.staff_id)),
    ...ofTheirs('contacts').map((row) => row.author_id),
    ...ofTheirs('entries').flatMap((row) => (reachesThem(row) && row.audience !== 'pair' ? [row.author_id] : [])),
    ...ofTheirs('consents').flatMap((row) => row.signed_by ?? []),
    ...ofTheirs('disclosures').map((row) => row.discloser_id),
  ]);
  const representative = (table: string, row: Row): boolean => {
    if (table === 'change_counters') return true;
    if (table === 'receipts') return row.actor_id === actor.staffId;
    if (!represents) return false;
    if (table === 'organisations') return true;
    if (table === 'staff') return named.has(row.id);
    if (table === 'representatives') return row.id === represents.id;
    if (table === 'devices' || table === 'device_keys') return row.staff_id === actor.staffId;
    if (isKept('all')) return false;
    if (table === 'people') return row.id === whose;
    const of = String(row.table_name);
    if (table === 'changes') return row.scope_id === whose && (['people', 'representatives'].includes(of) || partOf[of] === true);
    if (row.person_id !== whose) return false;
    if (table === 'contact_goals') return goals === true && meetings === true && !itemsKept.has(row.goal_id);
    if (partOf[table] !== true) return false;
    if (table === 'goal_steps' || table === 'goal_ratings') return !itemsKept.has(row.goal_id);
    if (table === 'entries') return reachesThem(row) && row.audience !== 'pair' && !itemsKept.has(row.id) && !itemsKept.has(row.contact_id);
    return !itemsKept.has(row.id);
  };

  const rule = { near, wide, admin, rollup, past, self, representative }[reach];
  return (table, row) => row.org_id === actor.orgId && readable[reach].includes(table) && rule(table, row);
}

/** Copies of what the model shows, in a schema of their own, so that any statement can be asked there, too. */
export async function makeModelSchema(
  admin: pg.Client,
  tables: Tables,
  asked: { schema: string; reach: Reach; actor: Attacker | null },
): Promise<void> {
  const sees = asked.actor === null ? () => false : modelFor(tables, asked.reach, asked.actor);
  const statements = [`create schema ${asked.schema}`];
  for (const table of readable[asked.reach]) {
    const shown = (tables.get(table) ?? []).filter(({ row }) => sees(table, row)).map(({ ctid }) => `'${ctid}'`);
    const columns = someColumns[asked.reach]?.[table]?.join(', ') ?? '*';
    const from = `select ${columns} from kith.${table}`;
    statements.push(
      `create table ${asked.schema}.${table} as ${from} where ${shown.length === 0 ? 'false' : `ctid = any (array[${shown.join(',')}]::tid[])`}`,
    );
  }
  await admin.query(statements.join(';\n'));
}

/** Every word, number-like text and id in the rows that stay hidden; none of them may surface. */
export function hiddenWords(tables: Tables, reach: Reach, actor: Attacker | null): Set<string> {
  const sees = actor === null ? () => false : modelFor(tables, reach, actor);
  const hidden = new Set<string>();
  const shown = new Set<string>();
  for (const [table, rows] of tables) {
    for (const { row } of rows) {
      const into = sees(table, row) ? shown : hidden;
      const columns = someColumns[reach]?.[table];
      for (const [name, value] of Object.entries(row)) {
        const to = columns && !columns.includes(name) ? hidden : into;
        for (const found of JSON.stringify(value ?? '').matchAll(
          /canary [a-z0-9 -]+ [0-9a-f]{12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
        ))
          to.add(found[0]);
      }
    }
  }
  for (const each of shown) hidden.delete(each);
  return hidden;
}
