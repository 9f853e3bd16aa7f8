import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPeopleWorld, type PeopleWorld } from '../../../tests/factories/people-world.ts';
import type { Actor } from '../../server/actor.ts';
import { newId } from '../../shared/id.ts';
import { recordContact } from '../contacts/record-contact.ts';
import { assignPerson } from './assign-person.ts';
import { coverWhileAway } from './cover-while-away.ts';
import { endAssignment } from './end-assignment.ts';
import { endEnrolment } from './end-enrolment.ts';
import { enrolPerson } from './enrol-person.ts';
import { handOverPerson } from './hand-over-person.ts';
import { registerPerson } from './register-person.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await aPeopleWorld();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });
const accepted = { outcome: 'accepted' };
const dayMs = 86_400_000;
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

/** Someone new who walks with this peer. */
async function someoneWith(peer: Actor, name: string): Promise<string> {
  const args = world.newPerson(peer, name);
  expect(await world.send(peer, registerPerson, args)).toMatchObject(accepted);
  return args.personId;
}

const assignTo = (staffId: string, personId: string) => ({
  assignmentId: newId(),
  personId,
  staffId,
  programmeId: world.here.programmeId,
  startsAt: fromNow(-1000),
});

describe('assign-person', () => {
  it('nobody writes themself into someone’s life', async () => {
    const { meena, murugan, bala } = world;
    expect(await world.send(meena, assignPerson, assignTo(meena.staffId, murugan.personId))).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(bala, assignPerson, assignTo(bala.staffId, murugan.personId))).toMatchObject(refusedAs('role_may_not'));
    expect(await world.count('select from kith.assignments where staff_id = $1', [bala.staffId])).toBe(0);
  });

  it('a supervisor gives people of the peers they supervise, not others; hidden, foreign and absent look the same', async () => {
    const { latha, arul, kavi, murugan, yan } = world;
    for (const personId of [murugan.personId, yan.personId, newId()]) {
      const answer = await world.send(latha, assignPerson, assignTo(arul.staffId, personId));
      expect(answer.outcome === 'refused' && answer.refusal).toEqual({ code: 'not_yours' });
    }
    const args = assignTo(arul.staffId, kavi.personId);
    expect(await world.send(latha, assignPerson, args)).toMatchObject(accepted);
    for (const { previewed, fed } of await world.previewBesideFeed(latha, assignPerson, args)) expect(fed).toEqual(previewed);
    expect(await world.send(latha, assignPerson, assignTo(arul.staffId, kavi.personId))).toMatchObject(refusedAs('already_walks_with'));
    const ended = { assignmentId: args.assignmentId, personId: kavi.personId, basedOn: 1, endsAt: fromNow(-500) };
    expect(await world.send(latha, endAssignment, ended)).toMatchObject(accepted);
    expect(await world.rowFor(arul, 'people', kavi.personId)).toBeUndefined();
  });

  it('a coordinator gives anyone of the programme, to someone who walks with people and works here', async () => {
    const { devi, otherDevi, meena, bala, zoe, murugan } = world;
    expect(await world.send(devi, assignPerson, assignTo(bala.staffId, murugan.personId))).toMatchObject(refusedAs('staff_does_not_walk'));
    expect(await world.send(devi, assignPerson, assignTo(zoe.staffId, murugan.personId))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(otherDevi, assignPerson, assignTo(zoe.staffId, murugan.personId))).toMatchObject(refusedAs('not_yours'));
    const args = assignTo(meena.staffId, murugan.personId);
    const id = newId();
    const first = await world.send(devi, assignPerson, args, id);
    expect(first).toMatchObject(accepted);
    expect(await world.send(devi, assignPerson, args, id)).toEqual(first);
    expect(await world.count('select from kith.assignments where id = $1', [args.assignmentId])).toBe(1);
  });
});

describe('end-assignment', () => {
  it('is refused to the peer themself, before its beginning, and twice', async () => {
    const { devi, arul } = world;
    const personId = await someoneWith(arul, 'Anandhi');
    const { id: assignmentId } = await world.assignmentOf(personId);
    const end = { assignmentId, personId, basedOn: 1, endsAt: fromNow(-1000) };
    expect(await world.send(arul, endAssignment, end)).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(world.latha, endAssignment, end)).toMatchObject(refusedAs('not_yours'));
    const early = { ...end, endsAt: '2026-01-01T00:00:00.000Z' };
    expect(await world.send(devi, endAssignment, early)).toMatchObject(refusedAs('assignment_ends_before_it_starts'));
    expect(await world.send(devi, endAssignment, { ...end, basedOn: 7 })).toMatchObject({
      refusal: { code: 'conflict', current: { table: 'assignments', row: { id: assignmentId, version: 1 } } },
    });
    expect(await world.send(devi, endAssignment, end)).toMatchObject(accepted);
    expect(await world.send(devi, endAssignment, { ...end, basedOn: 2, endsAt: fromNow(dayMs) })).toMatchObject(
      refusedAs('assignment_ended_already'),
    );
    expect(await world.rowFor(arul, 'people', personId)).toBeUndefined();
  });
});

describe('hand-over-person', () => {
  const handOver = async (personId: string, to: Actor) => {
    const from = await world.assignmentOf(personId);
    return {
      personId,
      programmeId: world.here.programmeId,
      fromAssignmentId: from.id,
      basedOn: from.version,
      toAssignmentId: newId(),
      toStaffId: to.staffId,
      at: fromNow(-1000),
    };
  };

  it('the old peer’s device lets go, the new one’s gets the whole history, in one step', async () => {
    const { latha, meena, arul } = world;
    const personId = await someoneWith(meena, 'Poongodi');
    const contactId = newId();
    const contact = {
      occasionId: newId(),
      startedAt: '2026-10-12T11:30:00.000Z',
      minutes: 45,
      day: '2026-10-12',
      place: 'home',
      mode: 'in_person',
      did: ['listened'],
      words: 'written' as const,
      late: false,
      visitId: null,
      with: [
        {
          contactId,
          personId,
          programmeId: world.here.programmeId,
          goalIds: [],
          entries: [
            {
              id: newId(),
              voice: 'person' as const,
              audience: 'team' as const,
              words: 'எனக்குன்னு ஒரு ரூம்.',
              felt: null,
              language: 'ta',
              shown: null,
            },
            {
              id: newId(),
              voice: 'peer' as const,
              audience: 'pair' as const,
              words: 'For the two of us.',
              felt: null,
              language: 'en',
              shown: null,
            },
          ],
          followUp: null,
        },
      ],
    };
    expect(await world.send(meena, recordContact, contact)).toMatchObject(accepted);
    const meenas = await world.feed(meena, null, []);
    const aruls = await world.feed(arul, null, []);
    expect(meenas.gained).toContain(personId);
    expect(aruls.gained).not.toContain(personId);

    const args = await handOver(personId, arul);
    expect(await world.send(latha, handOverPerson, args)).toMatchObject(accepted);
    const after = await world.feed(meena, meenas, meenas.gained);
    expect(after.lost).toEqual([personId]);
    expect(after.rows.filter((row) => row.scopeId === personId)).toEqual([]);
    const gained = await world.feed(arul, aruls, aruls.gained);
    expect(gained.gained).toEqual([personId]);
    const rows = gained.rows.filter((row) => row.scopeId === personId);
    expect(rows.map((row) => row.table)).toEqual(expect.arrayContaining(['people', 'enrolments', 'assignments', 'contacts', 'entries']));
    expect(rows.filter((row) => row.table === 'contacts').map((row) => row.id)).toEqual([contactId]);
    // "Just us" stays between the two who wrote it.
    expect(rows.filter((row) => row.table === 'entries').map((row) => row.row.words)).toEqual(['எனக்குன்னு ஒரு ரூம்.']);
    for (const { previewed, fed } of await world.previewBesideFeed(arul, handOverPerson, args)) expect(fed).toMatchObject(previewed);
  });

  it('is refused to peers, for people of others, to who does not walk; a changed assignment is a conflict and nothing happens', async () => {
    const { latha, meena, arul, bala, devi } = world;
    const personId = await someoneWith(arul, 'Rukmani');
    const args = await handOver(personId, meena);
    expect(await world.send(arul, handOverPerson, args)).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(latha, handOverPerson, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(devi, handOverPerson, { ...args, toStaffId: bala.staffId })).toMatchObject(refusedAs('staff_does_not_walk'));
    expect(await world.send(devi, handOverPerson, { ...args, basedOn: 4 })).toMatchObject(refusedAs('conflict'));
    expect(await world.count('select from kith.assignments where person_id = $1', [personId])).toBe(1);
    expect(await world.send(devi, handOverPerson, args)).toMatchObject(accepted);
    expect(await world.rowFor(arul, 'people', personId)).toBeUndefined();
    expect(await world.rowFor(meena, 'people', personId)).toMatchObject({ id: personId });
  });
});

describe('cover-while-away', () => {
  const cover = (people: string[], more: object = {}) => ({
    awayStaffId: world.meena.staffId,
    coverStaffId: world.arul.staffId,
    startsAt: fromNow(-1000),
    endsAt: fromNow(7 * dayMs),
    people: people.map((personId) => ({ assignmentId: newId(), personId, programmeId: world.here.programmeId })),
    ...more,
  });

  it('someone else walks with a colleague’s people for a while, and no longer', async () => {
    const { latha, arul, kavi } = world;
    const other = await someoneWith(world.meena, 'Vasantha');
    const args = cover([kavi.personId, other]);
    expect(await world.send(latha, coverWhileAway, args)).toMatchObject(accepted);
    for (const { previewed, fed } of await world.previewBesideFeed(arul, coverWhileAway, args)) expect(fed).toEqual(previewed);
    expect(await world.rowFor(arul, 'people', other)).toMatchObject({ id: other });
    await world.admin.query(`update kith.assignments set ends_at = now() where kind = 'cover'`);
    expect(await world.rowFor(arul, 'people', other)).toBeUndefined();
  });

  it('is refused to peers, for someone else’s people, by the same colleague, and when it is over already', async () => {
    const { latha, meena, kavi, murugan, devi } = world;
    expect(await world.send(meena, coverWhileAway, cover([kavi.personId]))).toMatchObject(refusedAs('role_may_not'));
    const aruls = { awayStaffId: world.arul.staffId, coverStaffId: meena.staffId };
    expect(await world.send(latha, coverWhileAway, cover([murugan.personId], aruls))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(devi, coverWhileAway, cover([kavi.personId, world.yan.personId]))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(devi, coverWhileAway, cover([kavi.personId], { coverStaffId: meena.staffId }))).toMatchObject(
      refusedAs('cover_by_someone_else'),
    );
    expect(await world.send(devi, coverWhileAway, cover([kavi.personId], { endsAt: fromNow(-500) }))).toMatchObject(
      refusedAs('cover_is_over'),
    );
    expect(await world.send(devi, coverWhileAway, cover([kavi.personId, kavi.personId]))).toMatchObject(refusedAs('invalid'));
    expect(await world.send(devi, coverWhileAway, cover([murugan.personId], aruls))).toMatchObject(accepted);
  });
});

describe('list-assignments', () => {
  it('shows a coordinator whose people are how many; peers and other organisations see none of it', async () => {
    const { devi, otherDevi, meena, kavi } = world;
    const asked = { personId: kavi.personId, staffId: null };
    expect(await world.ask(meena, 'list-assignments', asked)).toEqual({ denied: 'role_may_not' });
    expect(await world.ask(otherDevi, 'list-assignments', asked)).toMatchObject({ person: null, assignments: [], enrolments: [] });
    const answer = await world.ask<{ loads: { staffId: string; people: number }[] }>(devi, 'list-assignments', asked);
    expect(answer).toMatchObject({
      person: { name: 'Kavi' },
      assignments: [{ personId: kavi.personId, staffId: meena.staffId, kind: 'peer' }],
    });
    const loads = 'loads' in answer ? answer.loads : [];
    expect(loads.find((load) => load.staffId === meena.staffId)?.people).toBeGreaterThan(1);
  });

  it('tells a coordinator which programmes somebody is and was in, as they leave and come back', async () => {
    const { devi, otherDevi, kavi } = world;
    const { programmeId } = world.here;
    const personId = kavi.personId;
    const ask = async (who: typeof devi) => {
      const answer = await world.ask<{ enrolments: unknown[] }>(who, 'list-assignments', { personId, staffId: null });
      return 'enrolments' in answer ? answer.enrolments : [];
    };
    const [first, second] = [newId(), newId()];
    const join = (enrolmentId: string, enrolledOn: string) =>
      world.send(devi, enrolPerson, { enrolmentId, personId, programmeId, enrolledOn });
    expect(await join(first, '2026-01-10')).toMatchObject(accepted);
    const leaving = { enrolmentId: first, personId, basedOn: 1, leftOn: '2026-03-01', leftReason: 'moved_away' };
    expect(await world.send(devi, endEnrolment, leaving)).toMatchObject(accepted);
    expect(await join(second, '2026-06-01')).toMatchObject(accepted);
    expect(await ask(devi)).toMatchObject([
      { id: first, enrolledOn: '2026-01-10', leftOn: '2026-03-01', leftReason: 'moved_away', version: 2 },
      { id: second, enrolledOn: '2026-06-01', leftOn: null, leftReason: null, version: 1 },
    ]);
    expect(await ask(otherDevi)).toEqual([]);
  });
});
