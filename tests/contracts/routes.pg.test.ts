/** Every route of the router has a row in the matrix and asks for the session the row says; every command needs one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeMatrix } from '../../src/server/matrix.ts';
import { commandHandlers, queryHandlers } from '../../src/server/registry.ts';
import { ready } from './command-contract.ts';
import { aContractWorld, type ContractWorld } from './contract-world.ts';
import { aServerWithDoor, type ServerWithDoor } from './server-with-door.ts';

let world: ContractWorld;
let server: ServerWithDoor;
beforeAll(async () => {
  world = await aContractWorld();
  server = await aServerWithDoor(world);
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await server.close();
  await world.end();
});

const routes = () => [
  ...new Set(server.app.routes.filter((route) => route.method !== 'ALL').map(({ method, path }) => `${method} ${path}`)),
];

it('has a row for every route, and none for a route that does not exist', () => {
  expect(routes().sort()).toEqual(Object.keys(routeMatrix).sort());
});

it('answers routes for members with 401 and nothing else when there is no session, and the others without one', async () => {
  const wrong: string[] = [];
  for (const [route, access] of Object.entries(routeMatrix)) {
    const [method = 'GET', path = ''] = route.split(' ');
    const body = method === 'POST' ? '{}' : null;
    const answer = await server.send(path.replace(':name', queryHandlers[0]?.name ?? ''), { method, body });
    if (access === 'member' && (answer.status !== 401 || (await answer.text()) !== '{"code":"signed_out"}'))
      wrong.push(`${route}: ${answer.status}`);
    if (access === 'anonymous' && answer.status === 401 && route !== 'POST /api/door/second-factor')
      wrong.push(`${route}: ${answer.status}`);
    // The door reads the body first: an empty one is not understood, a right one finds no session.
    if (access === 'session' && ![400, 401].includes(answer.status)) wrong.push(`${route}: ${answer.status}`);
  }
  expect(wrong).toEqual([]);
});

it('answers every command and query with 401 when nobody is signed in, and at the next request after someone was deactivated', async () => {
  const leaver = await world.staffAt(world.here, ['peer', 'supervisor', 'coordinator', 'director', 'administrator']);
  const cookie = await server.signIn(leaver);
  const asked = queryHandlers.map(({ name }) => ({ path: `/api/queries/${name}`, body: '{}' }));
  for (const handler of commandHandlers) {
    const { args } = await ready(world, handler);
    asked.push({ path: '/api/commands', body: JSON.stringify({ commands: [world.envelope(handler.command.name, args)] }) });
  }
  expect((await server.send('/api/me', { method: 'GET', cookie })).status).toBe(200);
  await world.admin.query('update kith.staff set active = false, deactivated_at = now() where id = $1', [leaver.staffId]);
  const before = await world.everything();
  for (const { path, body } of asked) {
    for (const as of [null, cookie, `${cookie}x`])
      expect([path, (await server.send(path, { cookie: as, body })).status]).toEqual([path, 401]);
  }
  expect(await world.everything()).toBe(before);
});

it('ends a session by the command that deactivates, in the same moment', async () => {
  const leaver = await world.staffAt(world.here, ['peer']);
  const cookie = await server.signIn(leaver);
  const chief = await world.staffAt(world.here, ['administrator']);
  const chiefCookie = await server.signIn(chief);
  const sent = world.envelope('deactivate-staff', { staffId: leaver.staffId, basedOn: 1 });
  const answer = await server.send('/api/commands', { cookie: chiefCookie, body: JSON.stringify({ commands: [sent] }) });
  expect(await answer.json()).toMatchObject({ answers: [{ outcome: 'accepted' }] });
  expect((await server.send('/api/me', { method: 'GET', cookie })).status).toBe(401);
});

describe('/api/openapi.json', () => {
  it('is an OpenAPI 3.1 document whose references resolve and whose operations are complete', async () => {
    const document = (await (await server.send('/api/openapi.json', { method: 'GET', headers: {} })).json()) as Document;
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    const wrong: string[] = [];
    for (const [path, item] of Object.entries(document.paths)) {
      const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const [method, operation] of Object.entries(item)) {
        const at = `${method} ${path}`;
        if (!/^(get|post|put|patch|delete)$/.test(method)) wrong.push(`${at}: no such method`);
        if (!operation.summary) wrong.push(`${at}: no summary`);
        if (!Object.keys(operation.responses ?? {}).every((status) => /^[1-5]\d\d$/.test(status))) wrong.push(`${at}: responses`);
        if (!Object.values(operation.responses ?? {}).every((response) => response.description))
          wrong.push(`${at}: a response without description`);
        const named = (operation.parameters ?? []).filter((each) => each.in === 'path').map((each) => each.name);
        if (placeholders.join() !== named.join()) wrong.push(`${at}: path parameters ${named.join()}`);
      }
    }
    for (const [, name] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
      if (!(name && name in (document.components?.schemas ?? {}))) wrong.push(`no schema ${name}`);
    }
    expect(wrong).toEqual([]);
  });

  it('describes every route but the pages, the stream and the checks, and names every command with its arguments', async () => {
    const document = (await (await server.send('/api/openapi.json', { method: 'GET', headers: {} })).json()) as Document;
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    const apart = ['GET /healthz', 'GET /readyz', 'GET /api', 'GET /api/openapi.json', 'GET /api/events'];
    expect(described.sort()).toEqual(
      routes()
        .filter((route) => !apart.includes(route))
        .sort(),
    );
    const text = JSON.stringify(document);
    const missing = commandHandlers.filter(
      ({ command }) => !text.includes(`{"const":"${command.name}"}`) || !text.includes(`"title":"${command.name}"`),
    );
    expect(missing.map(({ command }) => command.name)).toEqual([]);
  });
});

type Operation = {
  summary?: string;
  responses?: Record<string, { description?: string }>;
  parameters?: { in: string; name: string }[];
};
type Document = {
  openapi: string;
  info: unknown;
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, unknown> };
};
