/** Entries that were made while their author walked with the person, and arrive afterwards: which are taken, which not, and that nobody reads more. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aWalkingWorld, type Person, type WalkingWorld } from '../../tests/factories/walking-world.ts';
import { addEntry } from '../features/contacts/add-entry.ts';
import { type RecordContactArgs, recordContact } from '../features/contacts/record-contact.ts';
import { addFollowUp } from '../features/follow-ups/add-follow-up.ts';
import { addStep } from '../features/goals/add-step.ts';
import { changeGoal } from '../features/goals/change-goal.ts';
import { rateGoal } from '../features/goals/rate-goal.ts';
import { setGoal } from '../features/goals/set-goal.ts';
import { recordLook } from '../features/looks/record-look.ts';
import { editPerson } from '../features/people/edit-person.ts';
import { planVisit } from '../features/visits/plan-visit.ts';
import type { CommandAnswer, CommandDefinition } from '../shared/command.ts';
import { newId } from '../shared/id.ts';
import type { Actor } from './actor.ts';
import { beginFor, kyselyOn } from './db.ts';
import { beginThen, clockSkewOf } from './made-while-allowed.ts';
import { commandHandlers, feedSources } from './registry.ts';
import { runCommand } from './run-command.ts';

let world: WalkingWorld;
beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const minute = 60_000;
const hour = 60 * minute;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

/** Meena's phone: it was here three hours ago, whole, and then went off. */
let phone: string;
let meena: Actor;
let kavi: Person;
beforeEach(async () => {
  phone = newId();
  meena = { ...world.meena, deviceId: phone };
  kavi = world.kavi;
  // Everybody has done what they do since spring.
  await world.admin.query('delete from kith.staff_role_periods');
  await world.admin.query(`insert into kith.staff_role_periods (org_id, staff_id, role, held_from)
    select org_id, staff_id, role, '2026-03-02' from kith.staff_roles`);
  await world.admin.query('insert into kith.devices (org_id, id, staff_id, synced_at) values ($1, $2, $3, $4)', [
    ...[meena.orgId, phone, meena.staffId, ago(3 * hour)],
  ]);
});
/** Access as it was: each test takes away something of its own. */
afterEach(async () => {
  const { meena: peer, latha } = world;
  await world.admin.query(`update kith.assignments set ends_at = 'infinity' where staff_id = $1`, [peer.staffId]);
  await world.admin.query(`update kith.supervisions set ends_at = 'infinity' where supervisor_id = $1`, [latha.staffId]);
  await world.admin.query(`update kith.staff set active = true, deactivated_at = null where id = $1`, [peer.staffId]);
  for (const [staffId, role] of [
    [peer.staffId, 'peer'],
    [latha.staffId, 'supervisor'],
  ] as const) {
    await world.admin.query('insert into kith.staff_roles values ($1, $2, $3) on conflict do nothing', [peer.orgId, staffId, role]);
  }
});

/** Meena walked with Kavi until so long ago, and the programme knew it then. */
const reassigned = (msAgo: number) =>
  world.admin
    .query(`update kith.assignments set ends_at = $2 where staff_id = $1`, [meena.staffId, ago(msAgo)])
    .then(() => world.admin.query(`update kith.assignments set ends_recorded_at = $2 where staff_id = $1`, [meena.staffId, ago(msAgo)]));

async function send<Args>(actor: Actor, command: CommandDefinition, args: Args, recordedAt: string, id = newId()): Promise<CommandAnswer> {
  const client = await world.database.pool.connect();
  try {
    const commands = new Map(commandHandlers.map((handler) => [handler.command.name, handler]));
    const deps = { database: world.database, commands, onFault: (fault: unknown) => void world.faults.push(fault) };
    const envelope = { id, name: command.name, version: command.version, args, recordedAt, packVersion: 'core@2026.1' };
    return await runCommand(deps, client, actor, envelope);
  } finally {
    client.release();
  }
}

const aContact = (person: { personId: string; programmeId: string }, parts: Partial<RecordContactArgs> = {}): RecordContactArgs => ({
  ...{ occasionId: newId(), startedAt: ago(5 * hour), minutes: 30, day: ago(5 * hour).slice(0, 10), place: 'home', mode: 'in_person' },
  ...{ did: ['listened'], words: 'written', late: false, visitId: null },
  with: [
    {
      ...{ contactId: newId(), personId: person.personId, programmeId: person.programmeId, goalIds: [] },
      entries: [{ id: newId(), voice: 'peer', audience: 'team', words: 'By the gate.', felt: null, language: 'en', shown: null }],
      followUp: { id: newId(), words: 'Bring the form', dueOn: null },
    },
  ],
  ...parts,
});
const record = (recordedAt: string, actor = meena, args = aContact(kavi), id = newId()) =>
  send(actor, recordContact as unknown as CommandDefinition, args, recordedAt, id);

const taken = { outcome: 'accepted' };
const refused = { outcome: 'refused', refusal: { code: 'not_yours' } };

describe('a contact recorded offline by who was then reassigned', () => {
  it('is taken, marked, audited as such, and shown so to who walks with the person now', async () => {
    await reassigned(hour);
    const [args, id] = [aContact(kavi), newId()];
    const [one] = args.with;
    expect(await record(ago(2 * hour), meena, args, id)).toMatchObject(taken);
    expect(await record(ago(2 * hour), meena, args, id)).toMatchObject(taken);
    expect(await world.rowFor(world.latha, 'contacts', one?.contactId ?? '')).toBeUndefined();
    expect(await world.rowFor(meena, 'contacts', one?.contactId ?? '')).toBeUndefined();
    await reassigned(-hour); // whoever walks with them now: here, the same person again
    expect(await world.rowFor(world.latha, 'contacts', one?.contactId ?? '')).toMatchObject({ madeWhileAllowed: true });
    expect(await world.rowFor(world.latha, 'entries', one?.entries[0]?.id ?? '')).toMatchObject({ madeWhileAllowed: true });
    const { rows } = await world.admin.query('select event, details from kith.audit_events where command_id = $1', [id]);
    expect(rows).toEqual([{ event: 'contact.recorded', details: { madeWhileAllowed: true, madeOn: ago(2 * hour).slice(0, 10) } }]);
    expect(await world.count('select from kith.receipts where command_id = $1', [id])).toBe(1);
  });

  it('is not marked when access still holds', async () => {
    const args = aContact(kavi);
    expect(await record(ago(2 * hour), meena, args)).toMatchObject(taken);
    expect(await world.rowFor(meena, 'contacts', args.with[0]?.contactId ?? '')).toMatchObject({ madeWhileAllowed: false });
  });

  it('is refused when it was made after access ended', async () => {
    await reassigned(2 * hour);
    expect(await record(ago(hour))).toMatchObject(refused);
    expect(await record(ago(2 * hour - minute))).toMatchObject(refused);
    expect(await record(ago(2 * hour + minute))).toMatchObject(taken);
  });

  it('is refused when its clock says it was made before they walked together', async () => {
    await reassigned(hour);
    expect(await record('2026-03-01T10:00:00.000Z')).toMatchObject(refused);
  });

  it('is refused when the phone had been here, whole, since: it would have sent it', async () => {
    await reassigned(hour);
    expect(await record(ago(4 * hour))).toMatchObject(refused);
  });

  it('is refused from a phone that was here after access ended, however early it says it was made', async () => {
    await reassigned(2 * hour);
    await world.admin.query('update kith.devices set synced_at = $2 where id = $1', [phone, ago(hour)]);
    for (const claim of [ago(90 * minute), ago(150 * minute), ago(3 * hour)]) expect(await record(claim)).toMatchObject(refused);
  });

  it('is refused from a phone that never was here, from somebody else’s, and from none', async () => {
    await reassigned(hour);
    await world.admin.query('update kith.devices set synced_at = null where id = $1', [phone]);
    expect(await record(ago(2 * hour))).toMatchObject(refused);
    const others = newId();
    await world.admin.query('insert into kith.devices (org_id, id, staff_id, synced_at) values ($1, $2, $3, $4)', [
      ...[meena.orgId, others, world.arul.staffId, ago(3 * hour)],
    ]);
    for (const deviceId of [others, newId(), null]) expect(await record(ago(2 * hour), { ...meena, deviceId })).toMatchObject(refused);
  });

  it('is refused a day after the phone was told to delete the person, and taken until then', async () => {
    await reassigned(30 * hour);
    await world.admin.query('update kith.devices set synced_at = $2 where id = $1', [phone, ago(40 * hour)]);
    await world.admin.query(
      `insert into kith.purges (org_id, id, staff_id, device_id, person_id, told_at) values ($1, $2, $3, $4, $5, $6)`,
      [...[meena.orgId, newId(), meena.staffId, phone, kavi.personId, ago(20 * hour)]],
    );
    expect(await record(ago(35 * hour))).toMatchObject(taken);
    await world.admin.query('update kith.purges set told_at = $2 where device_id = $1', [phone, ago(25 * hour)]);
    expect(await record(ago(35 * hour))).toMatchObject(refused);
  });

  it('is judged by the server’s time, when the phone says how wrong its own is', async () => {
    await reassigned(hour);
    for (const days of [-400, -30, 3, 400]) {
      const off = days * 24 * hour;
      const wrong = new Date(Date.parse(ago(2 * hour)) + off).toISOString();
      const said = new Date(Date.now() + off).toISOString();
      const clockSkewMs = clockSkewOf(said, Date.now());
      expect(await record(wrong, { ...meena, clockSkewMs })).toMatchObject(taken);
      expect(await record(wrong)).toMatchObject(refused);
    }
    expect(clockSkewOf('yesterday', Date.now())).toBe(0);
    expect(clockSkewOf(undefined, Date.now())).toBe(0);
    expect(clockSkewOf(ago(20_000), Date.now())).toBe(0);
  });

  it('is taken when the end was written down only after it was made, though for a moment before', async () => {
    await reassigned(hour);
    await world.admin.query(`update kith.assignments set ends_at = $2 where staff_id = $1`, [meena.staffId, ago(150 * minute)]);
    // Ended just now, as of two and a half hours ago: until now the server would have taken it.
    expect(await record(ago(2 * hour))).toMatchObject(taken);
  });

  it('leaves a planned visit to whoever walks with the person now', async () => {
    const visitId = newId();
    await world.admin.query(
      `insert into kith.visits (org_id, id, person_id, staff_id, starts_at, place, mode) values ($1, $2, $3, $4, now(), 'home', 'in_person')`,
      [meena.orgId, visitId, kavi.personId, meena.staffId],
    );
    await reassigned(hour);
    expect(await record(ago(2 * hour), meena, aContact(kavi, { visitId }))).toMatchObject(taken);
    expect(await world.count(`select from kith.visits where id = $1 and status = 'planned'`, [visitId])).toBe(1);
  });

  it('is refused whole when one of several people was never theirs', async () => {
    await reassigned(hour);
    const [one] = aContact(kavi).with;
    const [other] = aContact(world.murugan).with;
    if (!one || !other) throw new Error('unreachable');
    expect(await record(ago(2 * hour), meena, aContact(kavi, { with: [one, other] }))).toMatchObject(refused);
    expect(await world.count('select from kith.contacts where id = $1', [one.contactId])).toBe(0);
  });
});

describe('other ways of losing access', () => {
  it('a role that walks with people, given up meanwhile', async () => {
    await world.admin.query('delete from kith.staff_roles where staff_id = $1', [meena.staffId]);
    const now = { ...meena, roles: [] };
    expect(await record(ago(minute), now)).toMatchObject(taken);
    // Moved two hours back: what was made since was made without it.
    await world.admin.query(`update kith.staff_role_periods set held_until = $2 where staff_id = $1`, [meena.staffId, ago(2 * hour)]);
    expect(await record(ago(minute), now)).toMatchObject({ outcome: 'refused', refusal: { code: 'role_may_not' } });
  });

  it('a member of staff who was deactivated, whose copy a colleague hands in', async () => {
    await world.admin.query('update kith.staff set active = false, deactivated_at = $2 where id = $1', [meena.staffId, ago(hour)]);
    expect(await record(ago(2 * hour))).toMatchObject(taken);
    expect(await record(ago(minute))).toMatchObject(refused);
  });

  it('a supervision that ended', async () => {
    const latha = { ...world.latha, deviceId: newId() };
    await world.admin.query('insert into kith.devices (org_id, id, staff_id, synced_at) values ($1, $2, $3, $4)', [
      ...[latha.orgId, latha.deviceId, latha.staffId, ago(3 * hour)],
    ]);
    await world.admin.query(`update kith.supervisions set starts_at = '2026-03-02', ends_at = $2 where supervisor_id = $1`, [
      ...[latha.staffId, ago(hour)],
    ]);
    expect(await record(ago(2 * hour), latha)).toMatchObject(taken);
    expect(await record(ago(minute), latha)).toMatchObject(refused);
  });
});

describe('what else is taken, and what is not', () => {
  const cast = (command: unknown) => command as CommandDefinition;
  const at = ago(2 * hour);
  const goal = () => ({ goalId: newId(), personId: kavi.personId, words: 'The sea', wordsLanguage: 'en', peerWords: null, lifeArea: null });

  it('words for a contact of one’s own, a goal, a step, a rating, a promise and a look', async () => {
    const contact = aContact(kavi, { words: 'later' });
    const first = goal();
    await record(at, meena, contact);
    await send(meena, cast(setGoal), first, at);
    await reassigned(hour);
    const contactId = contact.with[0]?.contactId ?? '';
    const words = { entryId: newId(), contactId, personId: kavi.personId, kind: 'entry', followsId: null, voice: 'peer', audience: 'team' };
    const second = goal();
    const offline: [unknown, unknown][] = [
      [addEntry, { ...words, words: 'It rained.', felt: null, language: 'en', shown: null }],
      [setGoal, second],
      [addStep, { stepId: newId(), goalId: first.goalId, personId: kavi.personId, words: 'Take the bus', who: 'person', dueOn: null }],
      [rateGoal, { ratingId: newId(), goalId: first.goalId, personId: kavi.personId, closeness: 4, ratedAt: at }],
      [addFollowUp, { followUpId: newId(), personId: kavi.personId, contactId, words: 'Ring', dueOn: null }],
      [recordLook, { lookId: newId(), personId: kavi.personId, what: 'record', lookedAt: at, offline: true, desk: false }],
    ];
    for (const [command, args] of offline) expect(await send(meena, cast(command), args, at), cast(command).name).toMatchObject(taken);
  });

  it('no change of what is there, and nothing that is about today', async () => {
    const first = goal();
    await send(meena, cast(setGoal), first, at);
    await reassigned(hour);
    const person = { personId: kavi.personId, basedOn: 1 };
    const offline: [unknown, unknown][] = [
      [editPerson, { ...person, set: { pronouns: 'they' } }],
      [changeGoal, { ...person, goalId: first.goalId, set: { words: 'The lake' } }],
      [planVisit, { visitId: newId(), personId: kavi.personId, startsAt: ago(-hour), place: 'home', mode: 'in_person', note: null }],
    ];
    for (const [command, args] of offline) expect(await send(meena, cast(command), args, at), cast(command).name).toMatchObject(refused);
  });

  it('nothing about people who were never theirs, and the same answer for those there are not', async () => {
    await reassigned(hour);
    const hidden = await record(ago(2 * hour), meena, aContact(world.murugan));
    const foreign = await record(ago(2 * hour), meena, aContact(world.yan));
    const absent = await record(ago(2 * hour), meena, aContact({ ...kavi, personId: newId() }));
    for (const answer of [hidden, foreign, absent]) expect(answer).toMatchObject(refused);
  });
});

describe('reading is not widened', () => {
  /** What SQL of an attacker's own would get in that transaction. */
  async function inThen(statement: string, open = beginThen(world.database, meena, { moment: ago(2 * hour), deviceId: phone })) {
    const client = await world.database.pool.connect();
    try {
      await client.query(open);
      const tx = kyselyOn(client, 'past');
      expect(tx).toBeDefined();
      const { rows } = await client.query(statement);
      return rows as Record<string, unknown>[];
    } catch (error) {
      return (error as { code?: string }).code;
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  it('to no name, no word and no goal, and to the ids of nobody else', async () => {
    await reassigned(hour);
    expect(await inThen('select id from kith.people')).toEqual([{ id: kavi.personId }]);
    for (const statement of [
      ...['select name from kith.people', 'select words from kith.entries', 'select words from kith.goals', 'select * from kith.contacts'],
      ...['select words from kith.follow_ups', 'select * from kith.looks', 'select * from kith.staff', 'select * from kith.visits'],
      ...['delete from kith.entries', `update kith.people set name = 'x'`, 'select * from kith.purges', 'select * from kith.changes'],
    ])
      expect(await inThen(statement), statement).toBe('42501');
    expect(await inThen(`select id from kith.contacts where author_id <> '${meena.staffId}'`)).toEqual([]);
    expect(await inThen(`update kith.contacts set late = true where author_id = '${meena.staffId}'`)).toBe('42501');
  });

  it('by moving the moment or the device, or by taking on the role from another reach', async () => {
    await reassigned(hour);
    const moved = `select set_config('app.then', '${ago(2.5 * hour)}', true)`;
    const people = 'select id from kith.people';
    expect(await inThen(`with m as materialized (${moved}) select p.id from m, kith.people p`)).toEqual([]);
    const near = beginFor(world.database, meena, 'near');
    expect(await inThen(`${people} where id = '${kavi.personId}'`, `${near}; set local role kith_past`)).toEqual([]);
    const unsigned = beginFor(world.database, meena, 'past');
    expect(await inThen(people, unsigned)).toEqual([]);
    const pretended = `${unsigned}, set_config('app.then','${ago(2 * hour)}',true), set_config('app.device','${phone}',true)`;
    expect(await inThen(people, pretended)).toEqual([]);
  });

  it('and no device with a sync it never made can be put in', async () => {
    const statement = `insert into kith.devices (org_id, id, staff_id, synced_at) values ('${meena.orgId}', '${newId()}', '${meena.staffId}', now())`;
    expect(await inThen(statement, beginFor(world.database, meena, 'near'))).toBe('42501');
    expect(await inThen(`update kith.devices set synced_at = '2026-01-01'`, beginFor(world.database, meena, 'near'))).toBe('42501');
  });
});
