/**
 * Generated requests for every operation (reliability.md §2(f)): valid, near-valid and hostile values from its own schema, over HTTP with a real
 * session. No answer is a fault, each is one the document describes, none names anything of another organisation.
 *
 * `KITH_FUZZ_SEED` repeats a run and `KITH_FUZZ_RUNS` sets how many values each operation gets; both are in the message of a failure.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { routeMatrix } from '../../src/server/matrix.ts';
import { commandHandlers, queryHandlers } from '../../src/server/registry.ts';
import { newId } from '../../src/shared/id.ts';
import { aContractWorld, type ContractWorld, packVersion, type Stage } from '../contracts/contract-world.ts';
import { aServerWithDoor, type ServerWithDoor } from '../contracts/server-with-door.ts';
import { asJson, hostile, nearValid, valid } from './hostile-values.ts';

const seed = Number(process.env.KITH_FUZZ_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.KITH_FUZZ_RUNS ?? 24);
const tell = (path: string) => `seed ${seed}: KITH_FUZZ_SEED=${seed} KITH_FUZZ_RUNS=${runs} npx vitest run tests/fuzz, ${path}`;

let world: ContractWorld;
let server: ServerWithDoor;
let stage: Stage;
let chief: Stage;
/** Ids that mean something: some the sender may see, some hidden, some of another organisation. */
let ids: string[];
/** Stands in every text of the other organisation, and may stand in no answer. Ids would not do: generated commands use them for rows of ours. */
const foreignWords = 'Fremdkraut';
/** A peer, and one who may do nearly everything. */
let cookies: string[];
beforeAll(async () => {
  world = await aContractWorld();
  server = await aServerWithDoor(world);
  stage = await world.stageFor('peer', 'assigned');
  chief = await world.stageFor('director', 'assigned');
  const foreign = await world.stageFor('peer', 'other_tenant');
  const abroad = [foreign.person, foreign.at.orgId, foreign.walker.staffId, foreign.assignment, await foreign.given.contact()];
  await foreign.given.goal();
  await foreign.given.entry();
  const texts = { organisations: 'name', programmes: 'name', staff: 'name', people: 'name', goals: 'words', entries: 'words' };
  for (const [table, column] of Object.entries(texts)) {
    await world.admin.query(`update kith.${table} set ${column} = '${foreignWords} ' || ${column} where org_id = $1`, [foreign.at.orgId]);
  }
  ids = [stage.person, chief.person, world.hidden.person, stage.at.programmeId, stage.by.staffId, chief.by.staffId, chief.assignment];
  ids.push(await stage.given.goal(), await stage.given.contact(), await chief.given.entry(), await world.hidden.given.goal(), ...abroad);
});
beforeEach(() => signInAgain());
afterAll(async () => {
  await server.close();
  await world.end();
});

/** Generated commands also deactivate the senders, take their duties and ask for second factors: every operation begins with all of it undone. */
async function signInAgain(): Promise<void> {
  await world.admin.query(`update kith.organisations set second_factor_required = false`);
  for (const { by } of [stage, chief]) await world.admin.query('update kith.staff set active = true where id = $1', [by.staffId]);
  const roles = (by: Stage['by'], list: string[]) =>
    world.admin.query('insert into kith.staff_roles select $1, $2, unnest($3::text[]) on conflict do nothing', [
      by.orgId,
      by.staffId,
      list,
    ]);
  await roles(stage.by, ['peer']);
  await roles(chief.by, ['peer', 'supervisor', 'coordinator', 'director', 'administrator']);
  cookies = [await server.signIn(stage.by), await server.signIn(chief.by)];
}

type Response = { status: number; text: string; ms: number };

async function post(path: string, body: string, cookie: string | undefined): Promise<Response> {
  const begun = performance.now();
  const answer = await server.send(path, { body, ...(cookie ? { cookie } : {}) });
  return { status: answer.status, text: await answer.text(), ms: performance.now() - begun };
}

/** What is wrong with an answer, whatever was asked. */
function wrongWith(answer: Response, schema: z.ZodType): string[] {
  const wrong: string[] = [];
  if (answer.status >= 500) wrong.push(`status ${answer.status}`);
  if (answer.ms > 5_000) wrong.push(`took ${Math.round(answer.ms)} ms`);
  const faults = world.faults.splice(0) as { command?: string; state?: string; error?: Error }[];
  wrong.push(...faults.map((fault) => `fault in ${fault.command} (${fault.state}): ${fault.error?.message}`));
  const body: unknown = JSON.parse(answer.text);
  const described = answer.status === 200 ? schema : problemSchema;
  if (!described.safeParse(body).success) wrong.push(`an answer outside the document: ${answer.status} ${answer.text.slice(0, 200)}`);
  if (answer.text.includes(foreignWords)) wrong.push('tells something of another organisation');
  if (/\bat .*\.ts:\d+|syntax error|relation "|violates /.test(answer.text))
    wrong.push(`tells of the inside: ${answer.text.slice(0, 200)}`);
  return wrong;
}

const problemSchema = z.strictObject({ code: z.string().regex(/^[a-z_]+$/), field: z.string().optional(), seconds: z.int().optional() });
const refusalSchema = z.strictObject({
  code: z.string().regex(/^[a-z_]+$/),
  field: z.string().optional(),
  ids: z.array(z.string()).optional(),
  current: z.strictObject({ table: z.string(), row: z.record(z.string(), z.unknown()) }).optional(),
  by: z.strictObject({ staffId: z.string(), at: z.string() }).optional(),
});
const answersSchema = z.strictObject({
  answers: z.array(
    z.union([
      z.strictObject({ id: z.string(), outcome: z.literal('accepted'), position: z.int().min(1) }),
      z.strictObject({ id: z.string(), outcome: z.literal('refused'), refusal: refusalSchema }),
      z.strictObject({ id: z.string(), outcome: z.literal('later'), why: z.literal('newer').optional() }),
    ]),
  ),
});

async function fuzz(name: string, values: fc.Arbitrary<unknown>, ask: (value: unknown) => Promise<string[]>, times = runs): Promise<void> {
  const failures: string[] = [];
  // Every value is tried and every kind of failure told, rather than the first one shrunk.
  const samples = fc.sample(values, { numRuns: times, seed: seed ^ hashOf(name) });
  for (const value of samples) for (const wrong of await ask(value)) failures.push(`${wrong} · ${asJson(value).slice(0, 300)}`);
  expect([...new Set(failures)], tell(name)).toEqual([]);
}

function hashOf(text: string): number {
  return [...text].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) | 0, 7);
}

const kinds = (schema: z.ZodType, io: 'input' | 'output' = 'input') => {
  const json = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Parameters<typeof valid>[0];
  return fc.oneof(
    { weight: 5, arbitrary: valid(json, ids) },
    { weight: 5, arbitrary: nearValid(json, ids) },
    { weight: 1, arbitrary: hostile },
  );
};

describe('commands', () => {
  for (const { command } of commandHandlers) {
    it(`${command.name} answers whatever it is sent`, async () => {
      let outcomes = 0;
      await fuzz(command.name, fc.array(kinds(command.args), { minLength: 4, maxLength: 4 }), async (batch) => {
        const envelopes = (batch as unknown[]).map((args) => world.envelope(command.name, args));
        const body = asJson({ commands: envelopes });
        const answer = await post('/api/commands', body, cookies[outcomes % 2]);
        if (body.length > 1_000_000) return [413].includes(answer.status) ? [] : [`${answer.status} for ${body.length} bytes`];
        outcomes += 1;
        if (answer.status === 401) await signInAgain();
        const answered =
          answer.status === 401 ? 4 : answer.status === 200 ? (JSON.parse(answer.text) as { answers: unknown[] }).answers.length : 0;
        return [...wrongWith(answer, answersSchema), ...(answered === 4 ? [] : [`4 commands, ${answered} answers`])];
      });
      expect(outcomes).toBeGreaterThan(0);
    });
  }

  it('answer whatever stands around their arguments', async () => {
    const envelope = z.strictObject({
      id: z.uuidv7(),
      name: z.enum(['keep-word', 'set-goal', 'no-such-command']),
      version: z.int().min(1).max(3),
      args: z.strictObject({ keepId: z.uuidv7(), term: z.string() }),
      recordedAt: z.iso.datetime({ offset: true }),
      packVersion: z.string().max(200),
    });
    await fuzz(
      'envelope',
      kinds(z.strictObject({ commands: z.array(envelope) })),
      async (value) => {
        const body = asJson(value);
        return wrongWith(await post('/api/commands', body, cookies[0]), answersSchema);
      },
      runs * 8,
    );
    // What was accepted can be read.
    const page = await post('/api/feed', JSON.stringify({ cursor: null, held: [], reachMark: null }), cookies[0]);
    expect(page.status, tell('feed after envelopes')).toBe(200);
  });
});

describe('queries', () => {
  for (const handler of queryHandlers) {
    it(`${handler.name} answers whatever it is asked`, async () => {
      await fuzz(
        handler.name,
        kinds(handler.args),
        async (value) => {
          const body = asJson(value);
          const wrong: string[] = [];
          for (const cookie of cookies) {
            const answer = await post(`/api/queries/${handler.name}`, body, cookie);
            if (body.length <= 1_000_000) wrong.push(...wrongWith(answer, handler.answer));
          }
          return wrong;
        },
        runs * 2,
      );
    });
  }
});

it('the feed answers whatever a device says it holds', async () => {
  const request = z.strictObject({
    cursor: z.strictObject({ epoch: z.uuid(), n: z.int().min(0) }).nullable(),
    held: z.array(z.uuidv7()),
    reachMark: z.string().max(64).nullable(),
  });
  const page = z.object({ restart: z.boolean(), rows: z.array(z.object({ id: z.string() })), more: z.boolean() });
  await fuzz(
    'feed',
    kinds(request),
    async (value) => {
      const body = asJson(value);
      return wrongWith(await post('/api/feed', body, cookies[1]), page);
    },
    runs * 4,
  );
});

describe('the door', () => {
  const paths = Object.keys(routeMatrix).filter((route) => route.startsWith('POST /api/door/'));
  for (const route of paths) {
    const path = route.split(' ')[1] ?? '';
    it(`${path} answers whatever it is sent`, async () => {
      const document = (await (await server.send('/api/openapi.json', { method: 'GET', headers: {} })).json()) as {
        paths: Record<string, { post?: { requestBody?: { content: { 'application/json': { schema: Parameters<typeof valid>[0] } } } } }>;
      };
      const schema = document.paths[path]?.post?.requestBody?.content['application/json'].schema ?? {};
      const values = fc.oneof(
        { weight: 4, arbitrary: valid(schema, ids) },
        { weight: 5, arbitrary: nearValid(schema, ids) },
        { weight: 1, arbitrary: hostile },
      );
      await fuzz(
        path,
        values,
        async (value) => {
          const body = asJson(value);
          const answer = await post(path, body, cookies[1]);
          if (answer.status === 401) await signInAgain();
          return body.length > 1_000_000 ? [] : wrongWith(answer, z.looseObject({}));
        },
        Math.ceil(runs / 3),
      );
    });
  }
});

it('leaves no typed word and no fault in the log', async () => {
  const stops = server.lines.filter((line) => /"level":(50|60)/.test(line));
  expect(stops, tell('log')).toEqual([]);
  const marker = 'Zaubernuss';
  const args = {
    goalId: newId(),
    personId: stage.person,
    words: marker,
    wordsLanguage: 'en',
    peerWords: marker,
    lifeArea: null,
    [marker]: marker,
  };
  const sent = { ...world.envelope('set-goal', args), packVersion };
  await post('/api/commands', JSON.stringify({ commands: [sent] }), cookies[0]);
  await post(`/api/queries/${marker}`, JSON.stringify({ text: marker }), cookies[0]);
  expect(server.lines.filter((line) => line.includes(marker))).toEqual([]);
});
