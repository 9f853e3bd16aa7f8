/** Requests that are broken below the level of arguments: each gets a clear answer, quickly, and none is a fault. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../src/shared/id.ts';
import { aContractWorld, type ContractWorld } from '../contracts/contract-world.ts';
import { aServerWithDoor, origin, type ServerWithDoor } from '../contracts/server-with-door.ts';

let world: ContractWorld;
let server: ServerWithDoor;
let cookie: string;
beforeAll(async () => {
  world = await aContractWorld();
  server = await aServerWithDoor(world);
  cookie = await server.signIn(await world.staffAt(world.here, ['peer']));
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await server.close();
  await world.end();
});

const writing = ['/api/commands', '/api/feed', '/api/queries/list-team', '/api/door/sign-in', '/api/door/set-up/look'];
const json = { 'content-type': 'application/json', origin };

async function answered(path: string, init: Parameters<ServerWithDoor['send']>[1]): Promise<{ status: number; code: string }> {
  const answer = await server.send(path, { cookie, ...init });
  const body = (await answer.json()) as { code?: string };
  return { status: answer.status, code: body.code ?? '' };
}

it('answers malformed JSON with 400', async () => {
  for (const path of writing) {
    for (const body of ['', '{', '[', '"', 'null', '1', '[]', '{"commands":[}', '\u0000', '{"a":\ud800}', `{"a":1}{"b":2}`, "{'a':1}"]) {
      expect([path, body, await answered(path, { body })]).toEqual([
        path,
        body,
        { status: 400, code: expect.stringMatching(/^(invalid|unknown_field)$/) },
      ]);
    }
  }
});

it('answers a body of 10 MB with 413, whether its length is said or not', async () => {
  const large = new TextEncoder().encode(`{"commands":["${'a'.repeat(10 * 1024 * 1024)}"]}`);
  const inParts = () =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < large.length; at += 65_536) controller.enqueue(large.subarray(at, at + 65_536));
        controller.close();
      },
    });
  for (const path of writing) {
    expect(await answered(path, { body: large, headers: { ...json, 'content-length': String(large.length) } })).toEqual({
      status: 413,
      code: 'too_large',
    });
    expect(await answered(path, { body: inParts() })).toEqual({ status: 413, code: 'too_large' });
  }
});

it('takes a small body whose length is not said', async () => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"cursor":null,"held":'));
      controller.enqueue(new TextEncoder().encode('[],"reachMark":null}'));
      controller.close();
    },
  });
  expect((await server.send('/api/feed', { cookie, body })).status).toBe(200);
});

it('answers a missing or odd content type with 400 or 415 and runs nothing', async () => {
  const sent = JSON.stringify({ commands: [world.envelope('keep-word', { keepId: newId(), term: 'addict' })] });
  const before = await world.count('select from kith.mirror_keeps');
  for (const type of [
    null,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'x',
    '',
  ]) {
    const headers = { origin, ...(type === null ? {} : { 'content-type': type }) };
    const { status, code } = await answered('/api/commands', { body: new TextEncoder().encode(sent), headers });
    expect([type, code, [400, 415].includes(status)]).toEqual([type, 'invalid', true]);
  }
  expect(await world.count('select from kith.mirror_keeps')).toBe(before);
});

it('answers pages of elsewhere with 403 and runs nothing', async () => {
  const before = await world.count('select from kith.mirror_keeps');
  for (const wrong of [
    ...[
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${origin}.evil.example` },
      { origin: origin.replace('http', 'https') },
    ],
    ...[
      { origin, 'sec-fetch-site': 'cross-site' },
      { origin, 'sec-fetch-site': 'same-site' },
      { origin, 'sec-fetch-site': 'none' },
    ],
  ]) {
    const sent = JSON.stringify({ commands: [world.envelope('keep-word', { keepId: newId(), term: 'addict' })] });
    const headers: Record<string, string> = { 'content-type': 'application/json', ...wrong };
    expect([wrong, await answered('/api/commands', { body: sent, headers })]).toEqual([wrong, { status: 403, code: 'wrong_origin' }]);
    expect((await answered('/api/door/sign-in', { body: '{}', headers })).status).toBe(403);
  }
  expect(await world.count('select from kith.mirror_keeps')).toBe(before);
});

it('answers deep nesting one by one, so that one broken command does not hold up the one behind it', async () => {
  for (const depth of [1_000, 10_000, 100_000]) {
    const deep = '['.repeat(depth) + ']'.repeat(depth);
    const good = world.envelope('keep-word', { keepId: newId(), term: 'addict' });
    const bad = { ...world.envelope('keep-word', {}), args: '@@' };
    const body = JSON.stringify({ commands: [bad, good] }).replace('"@@"', deep);
    const answer = await server.send('/api/commands', { cookie, body });
    expect([depth, answer.status]).toEqual([depth, 200]);
    const { answers } = (await answer.json()) as { answers: unknown[] };
    expect(answers).toMatchObject([{ outcome: 'refused', refusal: { code: 'invalid' } }, { outcome: 'accepted' }]);
    for (const path of writing.slice(1)) expect((await answered(path, { body: deep })).status).toBe(400);
  }
});

it('answers moments no calendar has, so that no row can stop the feed of those who may see it', async () => {
  const stage = await world.stageFor('peer', 'assigned');
  const [mine] = [await server.signIn(stage.by)];
  for (const recordedAt of [
    '9999-12-31T23:59:59-23:59',
    '0001-01-01T00:00:00+14:00',
    '0000-01-01T00:00:00Z',
    '2026-10-12T12:35:00-23:59',
  ]) {
    const args = { goalId: newId(), personId: stage.person, words: 'Walk', wordsLanguage: 'en', peerWords: null, lifeArea: null };
    const body = JSON.stringify({ commands: [{ ...world.envelope('set-goal', args), recordedAt }] });
    const answer = await server.send('/api/commands', { cookie: mine, body });
    expect(await answer.json()).toMatchObject({ answers: [{ outcome: 'refused', refusal: { code: 'invalid', field: 'recordedAt' } }] });
    const feed = await server.send('/api/feed', { cookie: mine, body: JSON.stringify({ cursor: null, held: [], reachMark: null }) });
    expect(feed.status).toBe(200);
  }
});

it('answers unknown paths and wrong methods with 404', async () => {
  for (const path of [
    '/api/nothing',
    '/api/commands/',
    '/api/queries/',
    '/api/queries/no-such-query',
    '/api/%2e%2e/commands',
    '/api//commands',
  ]) {
    expect([path, (await answered(path, { body: '{}' })).status]).toEqual([path, 404]);
  }
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) expect((await answered('/api/commands', { method })).status).toBe(404);
});
