import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aWalkingWorld, type WalkingWorld } from '../../../tests/factories/walking-world.ts';
import { commandHandlers, feedSources } from '../../server/registry.ts';
import { newId } from '../../shared/id.ts';
import { addStep } from './add-step.ts';
import { changeGoal } from './change-goal.ts';
import { changeStep } from './change-step.ts';
import { rateGoal } from './rate-goal.ts';
import { setGoal } from './set-goal.ts';

let world: WalkingWorld;
beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const room = (personId: string) => ({
  goalId: newId(),
  personId,
  words: '“A room of my own. It should lock from inside.”',
  wordsLanguage: 'en',
  peerWords: null,
  lifeArea: 'environmental',
});

async function aGoalOfKavi() {
  const args = room(world.kavi.personId);
  expect(await world.send(world.meena, setGoal, args)).toMatchObject({ outcome: 'accepted' });
  return args;
}

async function aStepOfKavi() {
  const goal = await aGoalOfKavi();
  const args = {
    stepId: newId(),
    goalId: goal.goalId,
    personId: goal.personId,
    words: 'See the room',
    who: 'together' as const,
    dueOn: '2026-10-16',
  };
  expect(await world.send(world.meena, addStep, args)).toMatchObject({ outcome: 'accepted' });
  return args;
}

const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });

describe('set-goal', () => {
  it('is refused for a biller, a person one does not walk with, and a person of another organisation', async () => {
    const { bala, arul, latha, zoe, kavi } = world;
    expect(await world.send(bala, setGoal, room(kavi.personId))).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(arul, setGoal, room(kavi.personId))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(zoe, setGoal, room(kavi.personId))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(latha, setGoal, room(kavi.personId))).toMatchObject(refusedAs('goal_only_who_walks'));
  });

  it('says which argument is wrong, and refuses what it does not know', async () => {
    const args = room(world.kavi.personId);
    expect(await world.send(world.meena, setGoal, { ...args, words: ' \n' })).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'invalid', field: 'words' },
    });
    expect(await world.send(world.meena, setGoal, { ...args, mood: 'low' } as typeof args)).toMatchObject(refusedAs('unknown_field'));
    expect(await world.send(world.meena, setGoal, { ...args, words: 'a\u0000b' })).toMatchObject(refusedAs('invalid'));
    expect(await world.send(world.meena, setGoal, { ...args, words: '\ud800' })).toMatchObject(refusedAs('invalid'));
    expect(await world.send(world.meena, setGoal, { ...args, words: 'x'.repeat(2001) })).toMatchObject(refusedAs('invalid'));
  });

  it('keeps the words as they were said, once, however often it is sent, and writes who did it', async () => {
    const args = { ...room(world.kavi.personId), words: 'எனக்குன்னு ஒரு ரூம்.', wordsLanguage: 'ta', peerWords: 'Safe housing' };
    const id = newId();
    const first = await world.send(world.meena, setGoal, args, id);
    expect(await world.send(world.meena, setGoal, args, id)).toEqual(first);
    expect(await world.send(world.meena, setGoal, { ...args, words: 'other' }, id)).toMatchObject(refusedAs('id_reused'));
    expect(await world.count('select from kith.goals where id = $1', [args.goalId])).toBe(1);
    expect(await world.count(`select from kith.audit_events where event = 'goal.set' and command_id = $1`, [id])).toBe(1);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, setGoal, args)) expect(fed).toEqual(previewed);
    expect(await world.rowFor(world.latha, 'goals', args.goalId)).toMatchObject({ words: args.words });
    expect(await world.rowFor(world.arul, 'goals', args.goalId)).toBeUndefined();
  });
});

describe('change-goal', () => {
  it('is refused to who may only read, to who may not even that, and under the name of another person', async () => {
    const goal = await aGoalOfKavi();
    const args = { goalId: goal.goalId, personId: goal.personId, basedOn: 1, set: { status: 'paused' as const } };
    expect(await world.send(world.latha, changeGoal, args)).toMatchObject(refusedAs('goal_only_who_walks'));
    expect(await world.send(world.arul, changeGoal, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.arul, changeGoal, { ...args, personId: world.murugan.personId })).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.zoe, changeGoal, args)).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.meena, changeGoal, { ...args, set: {} })).toMatchObject(refusedAs('invalid'));
  });

  it('pauses, and changes nothing that was not named', async () => {
    const goal = await aGoalOfKavi();
    const args = { goalId: goal.goalId, personId: goal.personId, basedOn: 1, set: { status: 'paused' as const } };
    expect(await world.send(world.meena, changeGoal, args)).toMatchObject({ outcome: 'accepted' });
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, changeGoal, args)) expect(fed).toMatchObject(previewed);
    expect(await world.rowFor(world.meena, 'goals', goal.goalId)).toMatchObject({ words: goal.words, status: 'paused', version: 2 });
  });

  it('answers a change of an older version with the row as it is now, and changes nothing', async () => {
    const goal = await aGoalOfKavi();
    const of = { goalId: goal.goalId, personId: goal.personId, basedOn: 1 };
    await world.send(world.meena, changeGoal, { ...of, set: { words: 'A room, with a window.' } });
    const late = await world.send(world.meena, changeGoal, { ...of, set: { words: 'Any room.' } });
    expect(late).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'conflict', current: { table: 'goals', row: { words: 'A room, with a window.', version: 2 } } },
    });
    expect(await world.rowFor(world.meena, 'goals', goal.goalId)).toMatchObject({ words: 'A room, with a window.', version: 2 });
    expect(await world.send(world.meena, changeGoal, { ...of, basedOn: 2, set: { words: 'Any room.' } })).toMatchObject({
      outcome: 'accepted',
    });
  });

  it('lets only one of two changes of the same version through, sent at the same moment', async () => {
    const goal = await aGoalOfKavi();
    const of = { goalId: goal.goalId, personId: goal.personId, basedOn: 1 };
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((words) => world.send(world.meena, changeGoal, { ...of, set: { words } })),
    );
    expect(answers.filter((answer) => answer.outcome === 'accepted')).toHaveLength(1);
    expect(answers.filter((answer) => answer.outcome === 'refused' && answer.refusal.code === 'conflict')).toHaveLength(2);
  });
});

describe('rate-goal', () => {
  it('is refused outside 0 to 10, in the future, for a goal of someone else, and to who only reads', async () => {
    const goal = await aGoalOfKavi();
    const args = { ratingId: newId(), goalId: goal.goalId, personId: goal.personId, closeness: 4, ratedAt: '2026-10-12T12:30:00.000Z' };
    expect(await world.send(world.meena, rateGoal, { ...args, closeness: 11 })).toMatchObject(refusedAs('invalid'));
    expect(await world.send(world.meena, rateGoal, { ...args, closeness: 3.5 })).toMatchObject(refusedAs('invalid'));
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect(await world.send(world.meena, rateGoal, { ...args, ratedAt: tomorrow })).toMatchObject(refusedAs('goal_rated_in_future'));
    expect(await world.send(world.arul, rateGoal, { ...args, personId: world.murugan.personId })).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.bala, rateGoal, args)).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(world.latha, rateGoal, args)).toMatchObject(refusedAs('goal_only_who_walks'));
  });

  it('follows the last rating and cannot be changed or removed', async () => {
    const goal = await aGoalOfKavi();
    const args = { ratingId: newId(), goalId: goal.goalId, personId: goal.personId, closeness: 4, ratedAt: '2026-10-12T18:00:00+05:30' };
    const id = newId();
    await world.send(world.meena, rateGoal, args, id);
    await world.send(world.meena, rateGoal, args, id);
    await world.send(world.meena, rateGoal, { ...args, ratingId: newId(), closeness: 6 });
    expect(await world.count('select from kith.goal_ratings where goal_id = $1', [goal.goalId])).toBe(2);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, rateGoal, args)) expect(fed).toEqual(previewed);
    for (const role of ['kith_near', 'kith_wide', 'kith_admin', 'kith_rollup', 'kith_app']) {
      for (const right of ['update', 'delete']) {
        const held = await world.admin.query<{ held: boolean }>('select has_table_privilege($1, $2, $3) as held', [
          role,
          'kith.goal_ratings',
          right,
        ]);
        expect(held.rows[0]?.held).toBe(false);
      }
    }
  });
});

describe('steps', () => {
  it('are refused for a goal of another person, to a biller and to a supervisor', async () => {
    const goal = await aGoalOfKavi();
    const args = { stepId: newId(), goalId: goal.goalId, personId: goal.personId, words: 'Ring', who: 'person' as const, dueOn: null };
    expect(await world.send(world.arul, addStep, { ...args, personId: world.murugan.personId })).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.zoe, addStep, { ...args, personId: world.yan.personId })).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.bala, addStep, args)).toMatchObject(refusedAs('role_may_not'));
    expect(await world.send(world.latha, addStep, args)).toMatchObject(refusedAs('goal_only_who_walks'));
    expect(await world.send(world.meena, addStep, { ...args, dueOn: '2026-02-30' })).toMatchObject(refusedAs('invalid'));
  });

  it('cannot be done on a day to come, nor done and dropped at once', async () => {
    const step = await aStepOfKavi();
    const of = { stepId: step.stepId, personId: step.personId, basedOn: 1 };
    expect(await world.send(world.meena, changeStep, { ...of, set: { doneOn: '2199-01-01' } })).toMatchObject(
      refusedAs('goal_step_done_in_future'),
    );
    await world.send(world.meena, changeStep, { ...of, set: { doneOn: '2026-10-12' } });
    expect(await world.send(world.meena, changeStep, { ...of, basedOn: 2, set: { dropped: true } })).toMatchObject(
      refusedAs('goal_step_done_and_dropped'),
    );
  });

  it('are added and done once, and a second change of the same version is shown both', async () => {
    const step = await aStepOfKavi();
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, addStep, step)) expect(fed).toEqual(previewed);
    const done = { stepId: step.stepId, personId: step.personId, basedOn: 1, set: { doneOn: '2026-10-12' } };
    const id = newId();
    const first = await world.send(world.meena, changeStep, done, id);
    expect(first.outcome).toBe('accepted');
    expect(await world.send(world.meena, changeStep, done, id)).toEqual(first);
    for (const { previewed, fed } of await world.previewBesideFeed(world.meena, changeStep, done)) expect(fed).toMatchObject(previewed);
    expect(await world.send(world.meena, changeStep, { ...done, set: { dueOn: '2026-10-20' } })).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'conflict', current: { table: 'goal_steps', row: { doneOn: '2026-10-12', version: 2 } } },
    });
  });
});
