import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPeopleWorld, type PeopleWorld } from '../../../tests/factories/people-world.ts';
import { newId } from '../../shared/id.ts';
import { editPerson } from './edit-person.ts';
import { endEnrolment } from './end-enrolment.ts';
import { enrolPerson } from './enrol-person.ts';
import { mergePeople } from './merge-people.ts';
import { withOnlyName } from './person-fields.ts';
import { registerPerson } from './register-person.ts';
import { unmergePeople } from './unmerge-people.ts';

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

describe('register-person', () => {
  it('is refused to a biller, into another organisation’s programme, to someone who does not walk with people, and without anyone', async () => {
    expect(await world.send(world.bala, registerPerson, world.newPerson(world.bala, 'Ezhil'))).toMatchObject(refusedAs('role_may_not'));
    const abroad = world.newPerson(world.meena, 'Ezhil', { programmeId: world.elsewhere.programmeId });
    expect(await world.send(world.meena, registerPerson, abroad)).toMatchObject(refusedAs('not_yours'));
    const toArul = world.newPerson(world.arul, 'Ezhil');
    expect(await world.send(world.meena, registerPerson, toArul)).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(world.latha, registerPerson, toArul)).toMatchObject(refusedAs('staff_not_supervised'));
    const toBala = world.newPerson(world.bala, 'Ezhil');
    expect(await world.send(world.devi, registerPerson, toBala)).toMatchObject(refusedAs('staff_does_not_walk'));
    expect(await world.send(world.meena, registerPerson, { ...toArul, walksWith: null })).toMatchObject(refusedAs('person_needs_a_peer'));
    expect(await world.count(`select from kith.people where name = 'Ezhil'`)).toBe(0);
  });

  it('takes a name and nothing else, and gives the device back what it previewed', async () => {
    const args = world.newPerson(world.meena, 'Ezhil');
    expect(await world.send(world.meena, registerPerson, args)).toMatchObject(accepted);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, registerPerson, args)) expect(fed).toEqual(previewed);
  });

  it('keeps every field as it was given, in any script', async () => {
    const person = {
      ...withOnlyName('எழிலரசி'),
      fullName: 'Ezhilarasi Thirumalai',
      pronouns: 'she',
      languages: ['ta', 'en'],
      phone: '+91 98400 55555',
      email: 'ezhil@example.org',
      safeContact: { leaveMessage: false, nameSender: false, best: 'மாலை ஆறுக்குப் பிறகு' },
      birthDate: '1991-02-28',
      ageBand: '35_44',
      matters: 'My daughter. Tea before anyone talks.',
      strengths: 'I sing.',
      culture: 'வெள்ளிக்கிழமை விரதம்',
      emergency: { name: 'Nirmala', relation: 'sister', phone: '044 2222 3333' },
    };
    const args = world.newPerson(world.meena, 'எழிலரசி', { person });
    expect(await world.send(world.meena, registerPerson, args)).toMatchObject(accepted);
    expect(await world.rowFor(world.meena, 'people', args.personId)).toMatchObject(person);
  });

  it('the same id twice makes one person; the same id with other content is refused', async () => {
    const args = world.newPerson(world.meena, 'Thamarai');
    const id = newId();
    const first = await world.send(world.meena, registerPerson, args, id);
    expect(await world.send(world.meena, registerPerson, args, id)).toEqual(first);
    const other = { ...args, person: withOnlyName('Somebody Else') };
    expect(await world.send(world.meena, registerPerson, other, id)).toMatchObject(refusedAs('id_reused'));
    expect(await world.count(`select from kith.people where id = $1`, [args.personId])).toBe(1);
    expect(await world.count(`select from kith.audit_events where event = 'person.registered' and scope_id = $1`, [args.personId])).toBe(1);
  });

  it('a supervisor gives the new person to a peer they supervise; a coordinator to anyone who walks, or to nobody yet', async () => {
    const forMeena = world.newPerson(world.meena, 'Bharathi');
    expect(await world.send(world.latha, registerPerson, forMeena)).toMatchObject(accepted);
    expect(await world.rowFor(world.meena, 'people', forMeena.personId)).toMatchObject({ name: 'Bharathi' });
    const forArul = world.newPerson(world.arul, 'Chitra');
    expect(await world.send(world.devi, registerPerson, forArul)).toMatchObject(accepted);
    expect(await world.rowFor(world.arul, 'people', forArul.personId)).toMatchObject({ name: 'Chitra' });
    const waiting = { ...world.newPerson(world.arul, 'Fathima'), walksWith: null };
    expect(await world.send(world.devi, registerPerson, waiting)).toMatchObject(accepted);
    const desk = await world.ask<{ unassigned: { id: string }[] }>(world.devi, 'list-assignments', { personId: null, staffId: null });
    expect(desk).toMatchObject({ unassigned: [{ id: waiting.personId, name: 'Fathima' }] });
  });

  it('stops at someone who looks the same, in either script, until the user says it is somebody else', async () => {
    const first = world.newPerson(world.meena, 'Kavitha');
    expect(await world.send(world.meena, registerPerson, first)).toMatchObject(accepted);
    const second = world.newPerson(world.meena, 'கவிதா');
    const refused = await world.send(world.meena, registerPerson, second);
    expect(refused).toMatchObject({ outcome: 'refused', refusal: { code: 'likely_duplicate', ids: [first.personId] } });
    expect(await world.send(world.meena, registerPerson, { ...second, knownDuplicates: [first.personId] })).toMatchObject(accepted);
  });

  it('says nothing of people the user may not see, and puts the pair on the coordinator’s list', async () => {
    const hidden = world.newPerson(world.arul, 'Ponnuthai');
    expect(await world.send(world.arul, registerPerson, hidden)).toMatchObject(accepted);
    const again = world.newPerson(world.meena, 'Ponnuthai');
    expect(await world.send(world.meena, registerPerson, again)).toMatchObject(accepted);
    const asked = { registeredAfter: '2026-01-01T00:00:00.000Z' };
    const list = await world.ask<{ pairs: { newer: { id: string }; older: { id: string } }[] }>(
      world.devi,
      'list-likely-duplicates',
      asked,
    );
    const pairs = 'pairs' in list ? list.pairs.map((pair) => [pair.newer.id, pair.older.id].sort()) : [];
    expect(pairs).toContainEqual([hidden.personId, again.personId].sort());
    expect(await world.ask(world.meena, 'list-likely-duplicates', asked)).toEqual({ denied: 'role_may_not' });
    const likely = { name: 'Ponnuthai', fullName: null, phone: null, birthDate: null };
    expect(await world.ask(world.meena, 'find-likely-duplicates', likely)).toMatchObject({ people: [{ id: again.personId }] });
  });

  it('refuses a birth date that has not come yet and keeps nothing', async () => {
    const args = world.newPerson(world.meena, 'Ilango', { person: { ...withOnlyName('Ilango'), birthDate: '2062-01-01' } });
    expect(await world.send(world.meena, registerPerson, args)).toMatchObject({
      refusal: { code: 'birth_date_in_future', field: 'birthDate' },
    });
    expect(await world.count('select from kith.people where id = $1', [args.personId])).toBe(0);
  });
});

describe('edit-person', () => {
  it('is refused to a biller, to a supervisor who only reads; a hidden, a foreign and an absent person look the same', async () => {
    const edit = (personId: string) => ({ personId, basedOn: 1, set: { matters: 'Tea.' } });
    expect(await world.send(world.bala, editPerson, edit(world.kavi.personId))).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(world.latha, editPerson, edit(world.kavi.personId))).toMatchObject(refusedAs('only_who_walks_edits'));
    const answers = [];
    for (const id of [world.murugan.personId, world.yan.personId, newId()]) {
      const answer = await world.send(world.meena, editPerson, edit(id));
      answers.push(answer.outcome === 'refused' ? answer.refusal : answer);
    }
    expect(answers).toEqual([{ code: 'not_yours' }, { code: 'not_yours' }, { code: 'not_yours' }]);
  });

  it('changes only what is named, and finds the person by the new name', async () => {
    const registered = world.newPerson(world.meena, 'Oviya', { person: { ...withOnlyName('Oviya'), pronouns: 'she' } });
    await world.send(world.meena, registerPerson, registered);
    const args = { personId: registered.personId, basedOn: 1, set: { name: 'Yazhini' } };
    expect(await world.send(world.meena, editPerson, args)).toMatchObject(accepted);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, editPerson, args)) expect(fed).toMatchObject(previewed);
    expect(await world.rowFor(world.meena, 'people', registered.personId)).toMatchObject({ name: 'Yazhini', pronouns: 'she', version: 2 });
    expect(await world.ask(world.devi, 'search-people', { text: 'yazh' })).toMatchObject({ people: [{ id: registered.personId }] });
    expect(await world.ask(world.devi, 'search-people', { text: 'Oviya' })).toMatchObject({ people: [] });
  });

  it('two edits of one version: the second is refused with the row as it is now, and overwrites nothing', async () => {
    const { personId } = world.kavi;
    const before = await world.rowFor(world.meena, 'people', personId);
    const basedOn = Number(before?.version);
    expect(await world.send(world.meena, editPerson, { personId, basedOn, set: { matters: 'My daughter Nila.' } })).toMatchObject(accepted);
    const second = await world.send(world.meena, editPerson, { personId, basedOn, set: { matters: 'Tea before anyone talks.' } });
    expect(second).toMatchObject({
      outcome: 'refused',
      refusal: {
        code: 'conflict',
        current: { table: 'people', row: { id: personId, matters: 'My daughter Nila.', version: basedOn + 1 } },
      },
    });
    expect(await world.rowFor(world.meena, 'people', personId)).toMatchObject({ matters: 'My daughter Nila.' });
  });
});

describe('enrolment', () => {
  it('leaves with a reason, comes back, and is not enrolled twice at once', async () => {
    const args = world.newPerson(world.meena, 'Selvarani');
    await world.send(world.meena, registerPerson, args);
    const { personId, enrolmentId, programmeId } = args;
    const again = { enrolmentId: newId(), personId, programmeId, enrolledOn: '2026-10-12' };
    expect(await world.send(world.meena, enrolPerson, again)).toMatchObject(refusedAs('enrolled_already'));
    const leave = { enrolmentId, personId, basedOn: 1, leftOn: '2026-10-12', leftReason: 'moved_away' };
    expect(await world.send(world.arul, endEnrolment, leave)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.meena, endEnrolment, { ...leave, leftOn: '2026-10-01' })).toMatchObject(refusedAs('left_before_joining'));
    expect(await world.send(world.meena, endEnrolment, leave)).toMatchObject(accepted);
    expect(await world.send(world.meena, endEnrolment, leave)).toMatchObject({
      refusal: { code: 'conflict', current: { table: 'enrolments', row: { leftReason: 'moved_away' } } },
    });
    expect(await world.send(world.devi, enrolPerson, again)).toMatchObject(accepted);
    expect(await world.rowFor(world.meena, 'enrolments', again.enrolmentId)).toMatchObject({ personId, leftOn: null, version: 1 });
    const foreign = { ...again, enrolmentId: newId(), personId: world.yan.personId };
    expect(await world.send(world.devi, enrolPerson, foreign)).toMatchObject(refusedAs('not_yours'));
  });
});

describe('merge-people', () => {
  const look = (id: string) => world.count('select from kith.people where id = $1 and merged_into is not null', [id]);

  it('is refused when one of the two is hidden or foreign, and in a chain or a circle', async () => {
    const { kavi, murugan, yan } = world;
    const merge = (fromId: string, intoId: string) => ({ fromId, intoId, basedOn: 1 });
    expect(await world.send(world.bala, mergePeople, merge(murugan.personId, kavi.personId))).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(world.arul, mergePeople, merge(murugan.personId, kavi.personId))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.devi, mergePeople, merge(murugan.personId, yan.personId))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.otherDevi, mergePeople, merge(murugan.personId, kavi.personId))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.devi, mergePeople, merge(murugan.personId, murugan.personId))).toMatchObject(
      refusedAs('merge_with_self'),
    );
    expect(await look(murugan.personId)).toBe(0);
  });

  it('shows both to who walks with the one, and taken back everything is as before', async () => {
    const { devi, arul, meena, kavi, murugan } = world;
    const state = () =>
      world.admin.query('select id, name, merged_into, registered_by from kith.people where id = any($1) order by id', [
        [kavi.personId, murugan.personId],
      ]);
    const before = (await state()).rows;
    const first = await world.feed(meena, null, []);
    const held = first.gained;
    expect(held).not.toContain(murugan.personId);

    const args = { fromId: murugan.personId, intoId: kavi.personId, basedOn: 1 };
    expect(await world.send(devi, mergePeople, args)).toMatchObject(accepted);
    const gained = await world.feed(meena, first, held);
    expect(gained.gained).toEqual([murugan.personId]);
    expect(await world.rowFor(arul, 'people', murugan.personId)).toMatchObject({ mergedInto: kavi.personId, version: 2 });
    expect(await world.send(devi, mergePeople, { fromId: kavi.personId, intoId: murugan.personId, basedOn: 2 })).toMatchObject(
      refusedAs('merged_already'),
    );
    expect(await world.count(`select from kith.audit_events where event = 'people.merged'`)).toBe(2);

    expect(await world.send(devi, unmergePeople, { ...args, basedOn: 1 })).toMatchObject(refusedAs('conflict'));
    expect(await world.send(devi, unmergePeople, { ...args, basedOn: 2 })).toMatchObject(accepted);
    const lost = await world.feed(meena, gained, [...held, murugan.personId]);
    expect(lost.lost).toEqual([murugan.personId]);
    expect((await state()).rows).toEqual(before);
  });
});

describe('a registration that moved on', () => {
  it('is shown to a coordinator as a registration, without what the person says of themself or whom to call for them', async () => {
    const { devi, meena, murugan } = world;
    const own = { matters: 'My daughter.', strengths: 'I sing.', culture: 'Friday fast', emergency: { name: 'Nirmala' } };
    const args = world.newPerson(meena, 'Vasantha', { person: { ...withOnlyName('Vasantha'), ...own, phone: '044 1111 2222' } });
    await world.send(meena, registerPerson, args);
    const refused = await world.send(devi, mergePeople, { fromId: args.personId, intoId: murugan.personId, basedOn: 7 });
    expect(refused).toMatchObject(refusedAs('conflict'));
    const row = refused.outcome === 'refused' ? refused.refusal.current?.row : undefined;
    expect(Object.keys(row ?? {}).sort()).toEqual(
      ['id', 'programmeId', 'name', 'fullName', 'phone', 'birthDate', 'mergedInto', 'registeredAt', 'version'].sort(),
    );
    expect(JSON.stringify(refused)).not.toMatch(/daughter|sing|fast|Nirmala/);
  });
});

describe('search-people', () => {
  it('finds the programme’s people for a coordinator, in either script, never another organisation’s; peers are refused', async () => {
    const args = world.newPerson(world.arul, 'Tamilselvi Murugan');
    await world.send(world.arul, registerPerson, args);
    for (const text of ['tamilsel', 'தமிழ்ச்செல்வி', 'murugan tamil']) {
      expect(await world.ask(world.devi, 'search-people', { text })).toMatchObject({
        people: [{ id: args.personId, walkers: [world.arul.staffId] }],
      });
    }
    expect(await world.ask(world.otherDevi, 'search-people', { text: 'tamilsel' })).toMatchObject({ people: [] });
    expect(await world.ask(world.devi, 'search-people', { text: '…' })).toEqual({ people: [], more: false });
    expect(await world.ask(world.meena, 'search-people', { text: 'tamilsel' })).toEqual({ denied: 'role_may_not' });
  });
});
