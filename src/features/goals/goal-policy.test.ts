import { describe, expect, it } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import type { Role } from '../staff/role.ts';
import { mayChangeGoal, mayRateGoal, mayWorkOnGoals } from './goal-policy.ts';

const as = (...roles: Role[]): Actor => ({ orgId: 'o', staffId: 's', name: 'Meena', locale: 'en', roles, programmes: [], deviceId: null });

describe('working on someone’s goals', () => {
  it.each([
    ['coordinator', 'role_may_not'],
    ['director', 'role_may_not'],
    ['biller', 'role_may_not'],
    ['evaluator', 'role_may_not'],
    ['administrator', 'role_may_not'],
  ] as const)('is not the work of a %s', (role, reason) => {
    expect(mayWorkOnGoals({ walks: true }, as(role))).toBe(reason);
    expect(mayWorkOnGoals(undefined, as(role))).toBe(reason);
  });

  it('is refused alike for a person who is hidden and one who does not exist', () => {
    expect(mayWorkOnGoals(undefined, as('peer'))).toBe('not_yours');
  });

  it('is refused to a supervisor who only reads', () => {
    expect(mayWorkOnGoals({ walks: false }, as('supervisor'))).toBe('goal_only_who_walks');
    expect(mayWorkOnGoals({ walks: false }, as('peer', 'supervisor'))).toBe('goal_only_who_walks');
  });

  it.each(['peer', 'senior_peer', 'supervisor'] as const)('is the work of a %s who walks with the person', (role) => {
    expect(mayWorkOnGoals({ walks: true }, as(role))).toBeNull();
  });
});

describe('a goal and the person themself', () => {
  const person: Actor = { ...as('peer'), roles: [], staffId: 'view', view: { personId: 'kavi' } };
  const theirs = { person: { walks: false }, wordsByPerson: false };
  const walking = { person: { walks: true }, wordsByPerson: false };
  const said = { ...walking, wordsByPerson: true };
  it.each<[string, Parameters<typeof mayChangeGoal>, string | null]>([
    ['not somebody else’s', [{ ...theirs, person: undefined }, person, { set: { words: 'The sea' } }], 'not_yours'],
    ['not how the peer put it', [theirs, person, { set: { words: 'The sea', peerWords: 'An outing' } }], 'goal_only_own_words'],
    ['not what became of it', [theirs, person, { set: { status: 'done' } }], 'goal_only_own_words'],
    ['not the person’s own words, once they said them', [said, as('peer'), { set: { words: 'An outing' } }], 'goal_words_are_the_persons'],
    ['not as a supervisor who only reads', [{ ...said, person: { walks: false } }, as('supervisor'), { set: {} }], 'goal_only_who_walks'],
    ['their words', [theirs, person, { set: { words: 'The sea', wordsLanguage: 'en' } }], null],
    ['words written down for them, by the peer', [walking, as('peer'), { set: { words: 'The sea' } }], null],
    ['how the peer puts it, beside the person’s own', [said, as('peer'), { set: { peerWords: 'An outing', status: 'done' } }], null],
  ])('changes: %s', (_, args, expected) => {
    expect(mayChangeGoal(...args)).toBe(expected);
  });

  it('is rated by the person, and by who walks with them', () => {
    expect(mayRateGoal(undefined, person)).toBe('not_yours');
    expect(mayRateGoal({ walks: false }, as('supervisor'))).toBe('goal_only_who_walks');
    expect(mayRateGoal({ walks: false }, person)).toBeNull();
    expect(mayRateGoal({ walks: true }, as('peer'))).toBeNull();
  });
});
