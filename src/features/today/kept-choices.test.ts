import { describe, expect, it } from 'vitest';
import type { OutboxItem } from '../../device/device.ts';
import type { FollowUpRow } from '../follow-ups/follow-up.ts';
import type { GoalRow, GoalStepRow } from '../goals/goal.ts';
import type { VisitRow } from '../visits/visit.ts';
import { choiceFor, type HeldRows } from './kept-choices.ts';

const id = (n: number) => `0199f000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [kavi, goal, step, promise, visit] = [id(1), id(2), id(3), id(4), id(5)];

const followUp: FollowUpRow = {
  ...{ id: promise, personId: kavi, contactId: null, ownerId: id(9), words: 'Call the bank', dueOn: '2026-11-20' },
  ...{ status: 'open', createdAt: '2026-11-01T00:00:00Z', version: 2 },
};
const planned: VisitRow = {
  ...{ id: visit, personId: kavi, staffId: id(9), startsAt: '2026-11-25T05:00:00Z', place: 'park', mode: 'in_person' },
  ...{ note: null, status: 'planned', contactId: null, version: 2 },
};
const held: HeldRows = {
  people: new Map([[kavi, {}]]),
  goals: new Map([[goal, { id: goal, personId: kavi } as GoalRow]]),
  goal_steps: new Map([[step, { id: step, goalId: goal, personId: kavi } as GoalStepRow]]),
  follow_ups: new Map([[promise, followUp]]),
  visits: new Map([[visit, planned]]),
};
const nothing: HeldRows = { people: new Map(), goals: new Map(), goal_steps: new Map(), follow_ups: new Map(), visits: new Map() };

let made = 100;
const refused = (name: string, args: object, over: Partial<OutboxItem> = {}): OutboxItem => ({
  ...{ id: id(made++), name, recordedAt: '2026-11-22T08:00:00Z', step: 0, refusal: { code: 'conflict' }, args },
  ...{ rows: [{ table: 'follow_ups', id: promise, scopeId: kavi }] },
  ...over,
});
const moved = (set: object, over: Partial<OutboxItem> = {}) =>
  refused('change-follow-up', { followUpId: promise, personId: kavi, basedOn: 1, set }, over);
const one = (item: OutboxItem, rows = held) => choiceFor(item, [item], rows);

describe('what somebody can do about a refused change', () => {
  it('is a page with both versions for goals, their steps and what is known of a person', () => {
    const change = refused('change-goal', { goalId: goal, personId: kavi, basedOn: 1, set: { words: 'See the sea' } });
    expect(one(change)).toEqual({ kind: 'page', href: `/people/${kavi}/goals/${goal}/versions/${change.id}` });
    const done = refused('change-step', { stepId: step, personId: kavi, basedOn: 1, set: { dropped: true } });
    expect(one(done)).toEqual({ kind: 'page', href: `/people/${kavi}/goals/${goal}/versions/${done.id}` });
    const profile = refused('edit-person', { personId: kavi, basedOn: 1, set: { name: 'Kavitha' } });
    expect(one(profile)).toEqual({ kind: 'page', href: `/people/${kavi}/edit` });
  });

  it('is both versions of a follow-up, mine from what I changed and the rest from what is there', () => {
    expect(one(moved({ dueOn: '2026-11-27' }))).toMatchObject({
      kind: 'compare',
      of: 'follow_up',
      facts: [
        { key: 'words', mine: 'Call the bank', theirs: 'Call the bank', differs: false },
        { key: 'dueOn', mine: '2026-11-27', theirs: '2026-11-20', differs: true },
        { key: 'status', mine: 'open', theirs: 'open', differs: false },
      ],
    });
  });

  it('compares with the row the refusal brought when the phone has not got it yet', () => {
    const refusal = { code: 'conflict', current: { table: 'follow_ups', row: { ...followUp, status: 'done', version: 3 } } } as const;
    const choice = one(moved({ dueOn: null }, { refusal }));
    expect(choice.kind === 'compare' && choice.facts.map(({ theirs, mine }) => [mine, theirs])).toEqual([
      ['Call the bank', 'Call the bank'],
      [null, '2026-11-20'],
      ['done', 'done'],
    ]);
  });

  it('is both versions of a visit; the same moment in another zone is no difference', () => {
    const set = { startsAt: '2026-11-25T10:30:00+05:30', note: 'By the gate' };
    const choice = one(refused('change-visit', { visitId: visit, personId: kavi, basedOn: 1, set }));
    expect(choice.kind === 'compare' && choice.facts.filter((fact) => fact.differs).map((fact) => fact.key)).toEqual(['note']);
  });

  it.each(['change-goal', 'change-step', 'edit-person', 'change-follow-up', 'change-visit'])(
    'is to try again or let go of %s when the row is not on this phone any more',
    (name) => {
      expect(one(refused(name, {}), nothing)).toEqual({ kind: 'again' });
    },
  );

  it('is to try again or let go for every other refusal', () => {
    expect(one(moved({ status: 'done' }, { refusal: { code: 'not_yours' } }))).toEqual({ kind: 'again' });
  });

  it('names what it was built on until that is decided, and has arrived; then it is compared itself', () => {
    const first = moved({ dueOn: '2026-11-27' });
    const second = moved({ status: 'done' }, { refusal: { code: 'follows_refused' } });
    expect(choiceFor(second, [first, second], held)).toEqual({ kind: 'after', what: first, isOnItsWay: false });
    const again = moved({ dueOn: '2026-11-27' }, { step: 1, refusal: null });
    expect(choiceFor(second, [second, again], held)).toEqual({ kind: 'after', what: again, isOnItsWay: true });
    expect(choiceFor(second, [second], held)).toMatchObject({ kind: 'compare', of: 'follow_up' });
    expect(choiceFor(first, [first, second], held)).toMatchObject({ kind: 'compare' });
  });
});
