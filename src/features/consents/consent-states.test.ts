import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConsentState, consentStates } from './consent.ts';
import { type ConsentEvent, stateAfter, stateOn } from './consent-states.ts';

const endedStates: ConsentState[] = ['declined', 'superseded', 'revoked', 'expired', 'invalid'];
const events: ConsentEvent[] = ['explain', 'sign', 'decline', 'amend', 'withdraw', 'expire', 'find_deficient'];

describe('what cannot happen', () => {
  it.each<[ConsentState, ConsentEvent]>([
    ['draft', 'sign'], // nobody signs what was not read together
    ['draft', 'amend'],
    ['draft', 'expire'],
    ['explained', 'amend'],
    ['active', 'sign'],
    ['active', 'decline'],
    ['active', 'explain'],
    ['superseded', 'amend'],
    ['superseded', 'sign'],
    ['expired', 'sign'],
    ['expired', 'amend'],
    ['revoked', 'sign'],
    ['revoked', 'explain'],
    ['revoked', 'withdraw'],
    ['declined', 'sign'],
    ['declined', 'withdraw'],
    ['invalid', 'sign'],
    ['invalid', 'withdraw'],
  ])('%s, then %s', (state, event) => {
    expect(stateAfter(state, event)).toBeNull();
  });
});

describe('what can', () => {
  it.each<[ConsentState, ConsentEvent, ConsentState]>([
    ['draft', 'explain', 'explained'],
    ['draft', 'decline', 'declined'],
    ['draft', 'withdraw', 'revoked'],
    ['explained', 'explain', 'explained'],
    ['explained', 'sign', 'active'],
    ['explained', 'decline', 'declined'],
    ['explained', 'withdraw', 'revoked'],
    ['active', 'amend', 'superseded'],
    ['active', 'withdraw', 'revoked'],
    ['active', 'expire', 'expired'],
    ['active', 'find_deficient', 'invalid'],
    ['superseded', 'withdraw', 'revoked'],
    ['expired', 'withdraw', 'revoked'],
  ])('%s, then %s, is %s', (from, event, to) => {
    expect(stateAfter(from, event)).toBe(to);
  });

  it('is everything: nothing else leads anywhere', () => {
    const ways = consentStates.flatMap((state) => events.filter((event) => stateAfter(state, event) !== null));
    expect(ways).toHaveLength(13);
  });
});

it('no history whatever restores a consent that has ended', () => {
  fc.assert(
    fc.property(fc.constantFrom(...endedStates), fc.array(fc.constantFrom(...events), { maxLength: 30 }), (from, history) => {
      let state: ConsentState = from;
      for (const event of history) {
        state = stateAfter(state, event) ?? state;
        expect(endedStates).toContain(state);
      }
    }),
    { numRuns: 2000 },
  );
});

it('whatever came before or comes between, nobody shares on it after a withdrawal', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...events), { maxLength: 12 }),
      fc.array(fc.constantFrom(...events), { maxLength: 12 }),
      (before, after) => {
        let state: ConsentState = 'draft';
        for (const event of [...before, 'withdraw' as const, ...after]) state = stateAfter(state, event) ?? state;
        expect(state).not.toBe('active');
      },
    ),
    { numRuns: 2000 },
  );
});

describe('the day it is read', () => {
  const standing = { state: 'active' as const, expiresOn: '2026-12-31' };
  it.each([
    ['2026-12-30', 'active'],
    ['2026-12-31', 'active'],
    ['2027-01-01', 'expired'],
  ])('on %s it is %s', (today, state) => {
    expect(stateOn(standing, today)).toBe(state);
  });

  it('changes nothing of what has no last day, or has ended otherwise', () => {
    expect(stateOn({ state: 'active', expiresOn: null }, '2099-01-01')).toBe('active');
    expect(stateOn({ state: 'revoked', expiresOn: '2026-12-31' }, '2099-01-01')).toBe('revoked');
  });
});
