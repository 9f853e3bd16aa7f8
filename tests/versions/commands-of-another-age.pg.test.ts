/** Phones and servers of different ages, over HTTP, with the phone's own code: what is understood, what waits, and that nothing is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addFollowUp } from '../../src/features/follow-ups/add-follow-up.ts';
import { addStep } from '../../src/features/goals/add-step.ts';
import { setGoal } from '../../src/features/goals/set-goal.ts';
import type { CommandHandler } from '../../src/server/command-handler.ts';
import { commandHandlers, feedSources } from '../../src/server/registry.ts';
import { older } from '../../src/server/understand-arguments.ts';
import { newId } from '../../src/shared/id.ts';
import { serverFor } from '../factories/server-for.ts';
import { aWalkingWorld, type WalkingWorld } from '../factories/walking-world.ts';
import { aPhone } from './a-phone.ts';

let world: WalkingWorld;
beforeAll(async () => {
  world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const replaced = (name: string, change: (handler: CommandHandler) => CommandHandler | undefined) =>
  commandHandlers.flatMap((handler) => (handler.command.name === name ? (change(handler) ?? []) : handler));

/** A server two releases on: "by whom" is asked since version 2, and since version 3 the day is called something else. */
function twoReleasesOn(): readonly CommandHandler[] {
  return replaced('add-follow-up', (handler) => {
    const first = addFollowUp.args;
    const second = first.extend({ colour: z.string() });
    const third = second.omit({ dueOn: true }).extend({ until: z.string().nullable() });
    return {
      ...handler,
      command: { ...handler.command, version: 3, args: third },
      upgrade: {
        1: older(first, ({ dueOn, ...rest }) => ({ ...rest, until: dueOn, colour: 'none' })),
        2: older(second, ({ dueOn, ...rest }) => ({ ...rest, until: dueOn })),
      },
      run: (context) => {
        const { until, colour: _colour, ...args } = context.args as z.output<typeof third>;
        return handler.run({ ...context, args: { ...args, dueOn: until } });
      },
    };
  });
}

const aFollowUp = (words: string) => ({ followUpId: newId(), personId: world.kavi.personId, contactId: null, words, dueOn: '2026-12-24' });
const aGoal = () => ({
  ...{ goalId: newId(), personId: world.kavi.personId, words: 'Sing again.', wordsLanguage: 'en', peerWords: null, lifeArea: null },
});

describe('a phone two releases behind', () => {
  it('sends its outbox, is understood, and sees it read back and matched', async () => {
    const server = serverFor(world, { commands: twoReleasesOn() });
    const phone = await aPhone({ fetchAs: server.fetchAs, actor: world.meena });
    await phone.sync();
    const said = aFollowUp('Ask about the letter');
    await phone.submit(addFollowUp, said);
    await phone.sync();
    expect(phone.outbox.entries()).toEqual([]);
    expect(await world.rowFor(world.meena, 'follow_ups', said.followUpId)).toMatchObject({ words: said.words, dueOn: said.dueOn });
  });

  it('gets the first answer again when the answer was lost', async () => {
    const server = serverFor(world, { commands: twoReleasesOn() });
    let lost = 0;
    const phone = await aPhone({
      fetchAs: server.fetchAs,
      actor: world.meena,
      through: (link) => ({
        ...link,
        send: async (commands, epoch) => {
          const answers = await link.send(commands, epoch);
          if (lost++ === 0) throw new Error('the answer was lost');
          return answers;
        },
      }),
    });
    const said = aFollowUp('Once only');
    await phone.submit(addFollowUp, said);
    await expect(phone.sync()).rejects.toThrow('the answer was lost');
    await phone.sync();
    expect(phone.outbox.entries()).toEqual([]);
    expect(await world.count('select from kith.follow_ups where words = $1', [said.words])).toBe(1);
  });

  it('is told so, entry by entry, when a version is no longer understood, and those behind it go', async () => {
    const commands = replaced('add-follow-up', (handler) => ({ ...handler, command: { ...handler.command, version: 4 } }));
    const phone = await aPhone({ fetchAs: serverFor(world, { commands }).fetchAs, actor: world.meena });
    await phone.sync();
    await phone.submit(addFollowUp, aFollowUp('Too old'));
    const goal = aGoal();
    await phone.submit(setGoal, goal);
    await phone.sync();
    expect(phone.outbox.entries()).toMatchObject([{ state: 'refused', refusal: { code: 'too_old' } }]);
    expect(await world.rowFor(world.meena, 'goals', goal.goalId)).toBeDefined();
  });
});

describe('a phone newer than the server', () => {
  it('keeps what the server does not know, sends the rest, and gets it through once the server is newer', async () => {
    const old = serverFor(world, { commands: replaced('set-goal', () => undefined) });
    const now = serverFor(world);
    let server = old;
    const phone = await aPhone({ fetchAs: (actor) => (input, init) => server.fetchAs(actor)(input, init), actor: world.meena });
    await phone.sync();
    const goal = aGoal();
    await phone.submit(setGoal, goal);
    // Built on the goal the server has not got: sent alone, it would be refused, and its author bothered.
    const step = {
      stepId: newId(),
      goalId: goal.goalId,
      personId: goal.personId,
      words: 'Find a choir',
      who: 'person' as const,
      dueOn: null,
    };
    await phone.submit(addStep, step);
    const said = aFollowUp('Bring the song book');
    await phone.submit(addFollowUp, said);

    expect(await phone.sync()).toMatchObject({ ahead: 1 });
    expect(phone.outbox.entries().map((entry) => [entry.envelope.name, entry.state])).toEqual([
      ['set-goal', 'waiting'],
      ['add-step', 'waiting'],
    ]);
    expect(phone.store.synced('follow_ups', said.followUpId)).toBeDefined();
    expect(phone.store.rows('goals').get(goal.goalId)?.words).toBe(goal.words);

    server = now;
    expect(await phone.sync()).toMatchObject({ ahead: 0 });
    expect(phone.outbox.entries()).toEqual([]);
    expect(phone.store.synced('goal_steps', step.stepId)).toMatchObject({ words: step.words });
  });

  it('keeps an entry whose envelope says more than this server knows, and is refused one that is only broken', async () => {
    const server = serverFor(world);
    const ask = async (part: Record<string, unknown>) => {
      const id = newId();
      const command = {
        id,
        name: 'add-follow-up',
        version: 1,
        args: aFollowUp('Signed'),
        recordedAt: '2026-11-27T09:00:00Z',
        packVersion: 'core',
        ...part,
      };
      const body = JSON.stringify({ commands: [command] });
      const headers = { 'content-type': 'application/json' };
      const answer = await server.fetchAs(world.meena)('/api/commands', { method: 'POST', headers, body });
      return ((await answer.json()) as { answers: Record<string, unknown>[] }).answers[0];
    };
    expect(await ask({ signature: 'x' })).toMatchObject({ outcome: 'later', why: 'newer' });
    expect(await ask({ signature: 'x', recordedAt: 'yesterday' })).toMatchObject({ outcome: 'refused', refusal: { code: 'invalid' } });
  });

  it('is not stopped by more of them than one batch holds', async () => {
    const server = serverFor(world, { commands: replaced('set-goal', () => undefined) });
    const phone = await aPhone({ fetchAs: server.fetchAs, actor: world.meena });
    await phone.sync();
    for (let n = 0; n < 45; n++) await phone.submit(setGoal, aGoal());
    const said = aFollowUp('Behind forty-five');
    await phone.submit(addFollowUp, said);
    expect(await phone.sync()).toMatchObject({ ahead: 45 });
    expect(phone.outbox.entries()).toHaveLength(45);
    expect(phone.store.synced('follow_ups', said.followUpId)).toBeDefined();
  });
});

describe('an app older than the server serves', () => {
  it('is told so before anything is looked at; its entries stay, and go after the update', async () => {
    const strict = serverFor(world, { leastApp: '9.0.0' });
    let server = strict;
    const phone = await aPhone({ fetchAs: (actor) => (input, init) => server.fetchAs(actor)(input, init), actor: world.meena });
    const said = aFollowUp('Not lost');
    await phone.submit(addFollowUp, said);
    await expect(phone.sync()).rejects.toMatchObject({ why: 'too_old' });
    expect(phone.outbox.entries()).toMatchObject([{ state: 'waiting' }]);
    expect(await world.count('select from kith.follow_ups where id = $1', [said.followUpId])).toBe(0);
    expect(await world.count('select from kith.receipts where command_id = $1', [phone.outbox.entries()[0]?.envelope.id])).toBe(0);

    server = serverFor(world);
    await phone.sync();
    expect(phone.outbox.entries()).toEqual([]);
    expect(await world.count('select from kith.follow_ups where id = $1', [said.followUpId])).toBe(1);
  });

  it('learns what is asked for, and a caller that names no version is served', async () => {
    const server = serverFor(world, { leastApp: '9.0.0' });
    const ask = (headers: Record<string, string>) => server.fetchAs(world.meena)('/api/me', { headers });
    const told = await ask({ 'x-kith-app': '8.9.9' });
    expect(told.status).toBe(426);
    expect(await told.json()).toEqual({ code: 'app_too_old', least: '9.0.0' });
    expect((await ask({ 'x-kith-app': 'latest' })).status).toBe(426);
    expect((await ask({ 'x-kith-app': '9.0.0' })).status).toBe(200);
    expect((await ask({})).status).toBe(200);
    expect((await server.fetchAs(null)('/api/me', { headers: { 'x-kith-app': '8.9.9' } })).status).toBe(401);
  });
});

it('keeps, of each device, which version it runs, and counts requests by version without ever keeping what a stranger makes up', async () => {
  const server = serverFor(world);
  const deviceId = newId();
  await world.admin.query('insert into kith.devices (org_id, id, staff_id) values ($1, $2, $3)', [
    world.here.orgId,
    deviceId,
    world.meena.staffId,
  ]);
  const ask = (version: string) =>
    server.fetchAs(world.meena)('/api/me', { headers: { 'x-kith-app': version, 'x-kith-device': deviceId } });
  await ask('0.1.7');
  await ask("0.1.8' or 1");
  const { rows } = await world.admin.query('select app_version from kith.devices where id = $1', [deviceId]);
  expect(rows).toEqual([{ app_version: '0.1.7' }]);
  for (let n = 0; n < 100; n++) await ask(`0.2.${n}`);
  const told = (await server.metrics.text()).split('\n').filter((line) => line.startsWith('kith_apps_total'));
  expect(told).toContain('kith_apps_total{app="0.1.7"} 1');
  expect(told.length).toBeLessThanOrEqual(52);
  expect(told.join()).not.toContain('or 1');
});
