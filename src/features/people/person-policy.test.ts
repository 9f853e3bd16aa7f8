import { expect, test } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import type { Role } from '../staff/role.ts';
import { mayAssign, mayCover, mayEndAssignment, mayHandOver } from './assignment-policy.ts';
import { mayEditPerson, mayEnrol, mayLookForDuplicates, mayMerge, mayRegisterPerson, maySearchProgramme } from './person-policy.ts';

const actor = (...roles: Role[]): Actor => ({ orgId: 'o', staffId: 'me', name: 'M', locale: 'en', roles, programmes: [], deviceId: null });
const to = (staffId: string | null) => ({ walksWith: staffId === null ? null : { staffId } });
const walker = { walksWithPeople: true, supervised: false };

test.each<[string, Parameters<typeof mayRegisterPerson>, string | null]>([
  ['a biller registers nobody', [{ inProgramme: true, walker }, actor('biller'), to('me')], 'role_may_not'],
  ['an administrator runs things and registers nobody', [{ inProgramme: true, walker }, actor('administrator'), to('me')], 'role_may_not'],
  ['an evaluator registers nobody', [{ inProgramme: true, walker }, actor('evaluator'), to('me')], 'role_may_not'],
  ['nobody registers into a programme they do not work in', [{ inProgramme: false, walker }, actor('peer'), to('me')], 'not_yours'],
  ['a peer gives nobody to a colleague', [{ inProgramme: true, walker }, actor('peer'), to('you')], 'role_may_not'],
  [
    'a peer does not register without anyone to walk',
    [{ inProgramme: true, walker: null }, actor('peer'), to(null)],
    'person_needs_a_peer',
  ],
  [
    'a supervisor gives nobody to someone they do not supervise',
    [{ inProgramme: true, walker }, actor('supervisor'), to('you')],
    'staff_not_supervised',
  ],
  [
    'nobody is given to a colleague who is not there',
    [{ inProgramme: true, walker: undefined }, actor('coordinator'), to('you')],
    'not_yours',
  ],
  [
    'nobody is given to a colleague who does not walk with people',
    [{ inProgramme: true, walker: { walksWithPeople: false, supervised: true } }, actor('coordinator'), to('you')],
    'staff_does_not_walk',
  ],
  [
    'a coordinator does not walk themself',
    [{ inProgramme: true, walker: { walksWithPeople: false, supervised: false } }, actor('coordinator'), to('me')],
    'staff_does_not_walk',
  ],
  ['a peer registers someone to walk with', [{ inProgramme: true, walker }, actor('peer'), to('me')], null],
  ['a senior peer, too', [{ inProgramme: true, walker }, actor('senior_peer'), to('me')], null],
  [
    'a supervisor gives someone to who they supervise',
    [{ inProgramme: true, walker: { ...walker, supervised: true } }, actor('supervisor'), to('you')],
    null,
  ],
  ['a coordinator gives someone to anyone who walks', [{ inProgramme: true, walker }, actor('coordinator'), to('you')], null],
  ['a coordinator registers someone who waits', [{ inProgramme: true, walker: null }, actor('coordinator'), to(null)], null],
  ['a director, too', [{ inProgramme: true, walker: null }, actor('director'), to(null)], null],
])('registering: %s', (_, args, expected) => {
  expect(mayRegisterPerson(...args)).toBe(expected);
});

const anEdit = { set: { pronouns: 'they' } };
test.each<[string, Parameters<typeof mayEditPerson>, string | null]>([
  ['a coordinator changes no profile', [{ walksWith: true, mattersByPerson: false }, actor('coordinator'), anEdit], 'role_may_not'],
  ['an administrator changes no profile', [{ walksWith: true, mattersByPerson: false }, actor('administrator'), anEdit], 'role_may_not'],
  ['a hidden person is not there', [undefined, actor('peer'), anEdit], 'not_yours'],
  [
    'a supervisor reads and does not write',
    [{ walksWith: false, mattersByPerson: false }, actor('supervisor'), anEdit],
    'only_who_walks_edits',
  ],
  [
    'what the person has said themself stays theirs',
    [{ walksWith: true, mattersByPerson: true }, actor('peer'), { set: { matters: 'Tea' } }],
    'matters_are_the_persons',
  ],
  ['and the rest does not', [{ walksWith: true, mattersByPerson: true }, actor('peer'), anEdit], null],
  ['who walks with them writes', [{ walksWith: true, mattersByPerson: false }, actor('peer'), anEdit], null],
  ['a supervisor who walks with them writes', [{ walksWith: true, mattersByPerson: false }, actor('supervisor'), anEdit], null],
])('editing: %s', (_, args, expected) => {
  expect(mayEditPerson(...args)).toBe(expected);
});

test.each<[string, string | null, string | null]>([
  ['enrolling: not a biller', mayEnrol({ personVisible: true, inProgramme: true }, actor('biller')), 'role_may_not'],
  ['enrolling: not someone hidden', mayEnrol({ personVisible: false, inProgramme: true }, actor('peer')), 'not_yours'],
  ['enrolling: not into another programme', mayEnrol({ personVisible: true, inProgramme: false }, actor('coordinator')), 'not_yours'],
  ['enrolling: a peer', mayEnrol({ personVisible: true, inProgramme: true }, actor('peer')), null],
  ['merging: not a biller', mayMerge({ fromVisible: true, intoVisible: true }, actor('biller')), 'role_may_not'],
  ['merging: not with one of them hidden', mayMerge({ fromVisible: true, intoVisible: false }, actor('director')), 'not_yours'],
  ['merging: nor the other', mayMerge({ fromVisible: false, intoVisible: true }, actor('peer')), 'not_yours'],
  ['merging: who sees both', mayMerge({ fromVisible: true, intoVisible: true }, actor('peer')), null],
  ['searching the programme: not a peer', maySearchProgramme(actor('peer', 'senior_peer', 'supervisor')), 'role_may_not'],
  ['searching the programme: not an administrator', maySearchProgramme(actor('administrator')), 'role_may_not'],
  ['searching the programme: a coordinator', maySearchProgramme(actor('coordinator')), null],
  ['looking for duplicates: not a biller', mayLookForDuplicates(actor('biller')), 'role_may_not'],
  ['looking for duplicates: a peer', mayLookForDuplicates(actor('peer')), null],
])('%s', (_, decision, expected) => {
  expect(decision).toBe(expected);
});

const free = { assignable: true, staff: walker, alreadyWalks: false };
test.each<[string, string | null, string | null]>([
  ['a peer assigns nobody, not even themself', mayAssign(free, actor('peer')), 'role_may_not'],
  ['an administrator assigns nobody', mayAssign(free, actor('administrator')), 'role_may_not'],
  ['not someone who is not theirs to give', mayAssign({ ...free, assignable: false }, actor('supervisor')), 'not_yours'],
  ['not to a stranger', mayAssign({ ...free, staff: undefined }, actor('coordinator')), 'not_yours'],
  ['not to who does not walk', mayAssign({ ...free, staff: { walksWithPeople: false } }, actor('coordinator')), 'staff_does_not_walk'],
  ['not twice to the same', mayAssign({ ...free, alreadyWalks: true }, actor('coordinator')), 'already_walks_with'],
  ['a supervisor assigns', mayAssign(free, actor('supervisor')), null],
  ['a peer ends no walk', mayEndAssignment({}, actor('peer')), 'role_may_not'],
  ['a hidden walk is not there', mayEndAssignment(undefined, actor('supervisor')), 'not_yours'],
  ['a coordinator ends a walk', mayEndAssignment({}, actor('coordinator')), null],
  ['a peer hands nobody over', mayHandOver({ from: {}, staff: walker, alreadyWalks: false }, actor('senior_peer')), 'role_may_not'],
  [
    'a walk of others is not handed over',
    mayHandOver({ from: undefined, staff: walker, alreadyWalks: false }, actor('supervisor')),
    'not_yours',
  ],
  ['a supervisor hands over', mayHandOver({ from: {}, staff: walker, alreadyWalks: false }, actor('supervisor')), null],
  ['cover: one hidden person among them stops all', mayCover({ asked: 2, assignable: 1, staff: walker }, actor('supervisor')), 'not_yours'],
  [
    'cover: not by a biller',
    mayCover({ asked: 1, assignable: 1, staff: { walksWithPeople: false } }, actor('director')),
    'staff_does_not_walk',
  ],
  ['cover: a supervisor arranges it', mayCover({ asked: 2, assignable: 2, staff: walker }, actor('supervisor')), null],
])('assigning: %s', (_, decision, expected) => {
  expect(decision).toBe(expected);
});
