/** Each harness finds what it is for: faults planted in handlers, feeds and queries that exist only here. A harness that stays silent fails. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { recordLookHandler } from '../../src/features/looks/record-look.server.ts';
import { keepWordHandler } from '../../src/features/mirror/keep-word.server.ts';
import { planVisitHandler } from '../../src/features/visits/plan-visit.server.ts';
import type { CommandHandler } from '../../src/server/command-handler.ts';
import type { FeedSource } from '../../src/server/feed.ts';
import { type QueryHandler, query } from '../../src/server/query-handler.ts';
import { commandHandlers, feedSources, queryHandlers } from '../../src/server/registry.ts';
import type { FeedTable } from '../../src/shared/command.ts';
import { caseOf, type Rule, rules } from './command-contract.ts';
import { aContractWorld, type ContractWorld } from './contract-world.ts';
import { aDevice, type FeedRule, feedRules } from './feed-contract.ts';
import { differencesIn, walkCommand, walkQuery } from './matrix-walk.ts';
import { queryCases } from './query-cases.ts';

/** A world in which one handler of the registry is another. */
async function withPlanted(parts: { command?: CommandHandler; feed?: FeedSource }): Promise<ContractWorld> {
  const { command, feed } = parts;
  return aContractWorld({
    commands: commandHandlers.map((each) => (command && each.command.name === command.command.name ? command : each)),
    feeds: feedSources.map((each) => (feed && each.table === feed.table ? feed : each)),
  });
}

const rule = (begins: string): Rule => {
  const found = Object.entries(rules).find(([title]) => title.startsWith(begins));
  if (!found) throw new Error(`no rule "${begins}"`);
  return found[1];
};

async function findings(command: CommandHandler, begins: string): Promise<string> {
  const world = await withPlanted({ command });
  try {
    return (await rule(begins)(world, command)).join('\n');
  } finally {
    await world.end();
  }
}

describe('the contract of commands finds a handler that', () => {
  it('asks no policy', async () => {
    // A word one keeps is one's own row, so here only the policy stands between a role and the command.
    const planted = { ...keepWordHandler, may: () => null };
    expect(await findings(planted, 'refuses the wrong role')).toMatch(
      /(biller|evaluator|administrator)[^:]*: answered {"outcome":"accepted"/,
    );
  });

  it('tells hidden from absent', async () => {
    const planted: CommandHandler = {
      ...planVisitHandler,
      load: async (tx, args, actor) => {
        // A foreign key without row security answers for what is hidden, too.
        const { personId } = args as { personId: string };
        const known = world.hidden.person === personId;
        return known ? { visible: 'hidden' } : planVisitHandler.load(tx, args, actor);
      },
      may: (facts, actor, args) =>
        (facts as { visible: unknown }).visible === 'hidden' ? 'role_may_not' : planVisitHandler.may(facts, actor, args),
    };
    const world = await withPlanted({ command: planted });
    expect((await rule('answers hidden')(world, planted)).join()).toMatch(/personId: hidden .*role_may_not.* absent .*not_yours/);
    await world.end();
  });

  it('takes fields it does not know', async () => {
    const loose = z.object((keepWordHandler.command.args as z.ZodObject).shape);
    const planted = { ...keepWordHandler, command: { ...keepWordHandler.command, args: loose } };
    expect(await findings(planted, 'refuses unknown')).toMatch(/surprise: answered .*accepted/);
  });

  it('has an effect outside its transaction', async () => {
    const planted: CommandHandler = {
      ...keepWordHandler,
      run: async (context) => {
        await world.admin.query('update kith.organisations set version = version + 1 where org_id = $1', [context.actor.orgId]);
        return keepWordHandler.run(context);
      },
    };
    const world = await withPlanted({ command: planted });
    expect((await rule('leaves nothing')(world, planted)).join()).toMatch(/left something behind: kith\.organisations /);
    await world.end();
  });

  it('writes words into the audit trail', async () => {
    const planted: CommandHandler = {
      ...planVisitHandler,
      run: async (context) => ({
        ...(await planVisitHandler.run(context)),
        audit: [{ scopeId: context.actor.orgId, details: { note: (context.args as { note: string }).note } }],
      }),
    };
    expect(await findings(planted, 'leaves its audit')).toMatch(/audit details hold .*typed words in/s);
  });

  it('leaves out a change row, or audits nothing', async () => {
    const planted: CommandHandler = {
      ...keepWordHandler,
      run: async (context) => ({ ...(await keepWordHandler.run(context)), changes: [] }),
    };
    const found = await findings(planted, 'leaves its audit');
    expect(found).toContain('no audit row');
    expect(found).toContain('no change row for mirror_keeps');
  });

  it('previews something else than it keeps', async () => {
    const { command } = planVisitHandler;
    const preview = (...given: Parameters<typeof command.preview>) =>
      command.preview(...given).map((row) => ({ ...row, set: { ...row.set, place: 'elsewhere' } }));
    expect(await findings({ ...planVisitHandler, command: { ...command, preview } }, 'previews')).toContain(
      'visits.place: previewed "elsewhere"',
    );
  });

  it('overwrites what is there under the same id', async () => {
    const planted: CommandHandler = {
      ...recordLookHandler,
      run: async (context) => {
        const { lookId } = context.args as { lookId: string };
        await world.admin.query('delete from kith.looks where id = $1', [lookId]);
        return recordLookHandler.run(context);
      },
    };
    const world = await withPlanted({ command: planted });
    expect((await rule('overwrites nothing')(world, planted)).join()).toMatch(/lookId: the id of a hidden look/);
    await world.end();
  });

  it('breaks on a text', async () => {
    const planted: CommandHandler = {
      ...keepWordHandler,
      run: async (context) => {
        throw new Error(`planted ${(context.args as { term: string }).term}`);
      },
    };
    expect(await findings(planted, 'accepts')).toContain('fault');
  });
});

describe('the contract of feeds finds a source that', () => {
  const feed = (table: FeedTable) => feedSources.find((each) => each.table === table) as FeedSource;
  async function said(planted: FeedSource, begins: string): Promise<string> {
    const world = await withPlanted({ feed: planted });
    const found = Object.entries(feedRules).find(([title]) => title.startsWith(begins))?.[1] as FeedRule;
    try {
      return (await found(world, planted)).join('\n');
    } finally {
      await world.end();
    }
  }

  it('ignores which rows are asked for', async () => {
    const world = await aContractWorld();
    const leak = { table: 'visits' as const, id: await world.hidden.given.visit(), scopeId: world.hidden.person, row: {} };
    await world.end();
    const planted: FeedSource = { ...feed('visits'), byIds: async (_tx, _orgId, ids) => ids.map((id) => ({ ...leak, id })) };
    expect(await said(planted, 'never crosses')).toContain('our row can be asked for by its id');
    expect(await said(planted, 'lets go')).toContain('the device still holds a row it may no longer see');
  });

  it('forgets rows, or brings none when access is gained', async () => {
    expect(await said({ ...feed('goals'), byIds: async () => [] }, 'brings what is new')).toContain('a new row did not arrive');
    expect(await said({ ...feed('goals'), ofScopes: async () => [] }, 'brings older rows')).toContain('the row did not follow');
  });

  it('stops after the first rows of a page', async () => {
    const goals = feed('goals');
    const planted: FeedSource = { ...goals, byIds: async (tx, orgId, ids) => (await goals.byIds(tx, orgId, ids)).slice(0, 2) };
    expect(await said(planted, 'loses nothing')).toContain('was lost between pages');
  });

  it('reads from a counter that does not wait for slow commits', async () => {
    const world = await aContractWorld();
    const stage = await world.stageFor('peer', 'assigned');
    const device = aDevice(world, stage.by);
    await device.pull();
    const [slow, fast] = [await stage.given.goal(), await stage.given.goal()];
    const told = (goal: string, position: number) =>
      `insert into kith.changes (org_id, scope_id, position, table_name, row_id) values ('${stage.at.orgId}', '${stage.person}', ${position}, 'goals', '${goal}')`;
    // Positions as a sequence would give them: the later one is visible first, and the cursor passes the earlier one by.
    await world.admin.query(`${told(fast, 1_000_002)}; update kith.change_counters set n = 1000002 where org_id = '${stage.at.orgId}'`);
    await device.pull();
    await world.admin.query(told(slow, 1_000_001));
    await device.pull();
    expect(device.rows.has(`goals/${fast}`)).toBe(true);
    expect(device.rows.has(`goals/${slow}`), 'the device notices what the rule "never skips a slow commit" looks for').toBe(false);
    await world.end();
  });
});

describe('the walk over the matrix finds', () => {
  let world: ContractWorld;
  const open: CommandHandler = { ...keepWordHandler, may: () => null };
  const closed: CommandHandler = { ...planVisitHandler, may: () => 'role_may_not' };
  beforeAll(async () => {
    world = await aContractWorld({
      commands: commandHandlers.map((each) => ({ 'keep-word': open, 'plan-visit': closed })[each.command.name] ?? each),
      feeds: feedSources,
    });
  });
  afterAll(async () => {
    await world.end();
  });

  it('a command that is too open, and one that is too closed', async () => {
    expect(differencesIn(await walkCommand(world, 'keep-word', caseOf(open))).join()).toMatch(/too open: biller, \w+ \(accepted\)/);
    expect(differencesIn(await walkCommand(world, 'plan-visit', caseOf(closed)))).toContain('too closed: peer, assigned (role_may_not)');
  });

  it('a query that forgets its policy, and one that answers for other programmes', async () => {
    const team = queryHandlers.find((each) => each.name === 'list-team') as QueryHandler;
    const cases = queryCases['list-team'];
    if (!cases) throw new Error('no case for list-team');
    expect(differencesIn(await walkQuery(world, { ...team, may: () => 'role_may_not' }, cases))).toContain(
      'too closed: director, none (role_may_not)',
    );
    const all = query({
      name: 'list-team',
      reach: 'near',
      dataClass: 'worker',
      args: z.strictObject({}),
      answer: z.array(z.string()),
      may: () => null,
      run: async ({ tx, actor }) => {
        const rows = await tx.selectFrom('staff').select('id').where('orgId', '=', actor.orgId).execute();
        return rows.map((row) => row.id);
      },
    });
    expect(differencesIn(await walkQuery(world, all, cases))).toContain('too open: peer, none (answered)');
  });

  it('an operation without a row or without a case', async () => {
    const nameless: CommandHandler = { ...keepWordHandler, command: { ...keepWordHandler.command, name: 'keep-secret' } };
    expect(() => caseOf(nameless)).toThrow('no case for the command keep-secret');
    await expect(walkCommand(world, 'keep-secret', { about: 'self', prepare: async () => ({ args: {} }) })).rejects.toThrow(
      'no row for the command',
    );
  });
});
