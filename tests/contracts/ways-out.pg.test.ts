/**
 * There is no way out past the gate. What a screen of one's own shows is row security's (matrix.pg.test.ts); here: no route gives a file, no route
 * that asks for no session says anything of a person, and of the two things that leave as files, one holds no person and the other only what the
 * gate let through.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { queryMatrix, routeMatrix } from '../../src/server/matrix.ts';
import { queryHandlers } from '../../src/server/registry.ts';
import { newId } from '../../src/shared/id.ts';
import { reportFor } from './consent-cases.ts';
import { aContractWorld, type ContractWorld, type Stage } from './contract-world.ts';
import { aServerWithDoor, type ServerWithDoor } from './server-with-door.ts';

let world: ContractWorld;
let server: ServerWithDoor;
let stage: Stage;
let cookie: string;
/** Words that stand in every place of one person's record. */
const secret = { name: 'Zanzibarine', goal: 'Quokkasong', entry: 'Umbrageous', place: 'Xylophonic', lock: 'Whifflewind' };
const consent = { consentId: '' };

beforeAll(async () => {
  world = await aContractWorld();
  server = await aServerWithDoor(world);
  stage = await world.stageFor('supervisor', 'author');
  await world.admin.query(
    `insert into kith.staff_roles select org_id, id, unnest('{peer,director,administrator,biller,evaluator}'::text[]) from kith.staff where id = $1`,
    [stage.by.staffId],
  );
  cookie = await server.signIn(stage.by);
  const { person, given, sql } = stage;
  await sql(
    `update kith.people set name = '${secret.name}', full_name = '${secret.name}', matters = '${secret.name}', phone = '${secret.name}' where id = '${person}'`,
  );
  const [goal, contact, lock] = [await given.goal(), await given.contact(), await given.lock()];
  const entry = await given.entryOn(contact);
  await sql(`update kith.goals set words = '${secret.goal}' where id = '${goal}'`);
  await sql(`update kith.contacts set place = '${secret.place}', minutes = 33 where id = '${contact}'`);
  await sql(`update kith.entries set words = '${secret.entry}', audience = 'care_team' where id = '${entry}'`);
  await sql(`update kith.locks set words = '${secret.lock}' where id = '${lock}'`);
  consent.consentId = await given.consent(); // of goals alone
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await server.close();
  await world.end();
});

const saysAnything = (text: string) => Object.values(secret).filter((word) => text.includes(word));
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const post = async (path: string, body: unknown) => (await server.send(path, { cookie, body: JSON.stringify(body) })).json();

/** Where one's own screens get a person's rows; each cell of these is tried in matrix.pg.test.ts, feeds.pg.test.ts and commands.pg.test.ts. */
const ownScreens = ['POST /api/commands', 'POST /api/feed', 'POST /api/queries/:name', 'POST /api/sealed'];

it('every other route says nothing of a person, with a session that may see all of them and without one', async () => {
  const said: string[] = [];
  for (const route of Object.keys(routeMatrix).filter((each) => !ownScreens.includes(each))) {
    const [method = 'GET', path = ''] = route.split(' ');
    for (const as of [cookie, null]) {
      if (route === 'GET /api/events' && as !== null) continue; // a stream that says "changed" and nothing else
      if (/sign-out|sessions\/end/.test(path)) continue; // would end the session this test asks with
      for (const body of method === 'POST'
        ? ['{}', JSON.stringify({ personId: stage.person, id: stage.person, name: secret.name })]
        : [null]) {
        const answer = await server.send(path, { method, cookie: as, body });
        const text = await answer.text();
        if (saysAnything(text.replaceAll(secret.name, body?.includes(secret.name) ? '' : secret.name)).length > 0) said.push(route);
        if (answer.headers.get('content-disposition') !== null) said.push(`${route}: a file`);
      }
    }
  }
  expect(said).toEqual([]);
});

it('no route answers with anything but JSON, text or a page: what leaves as a file leaves by a noted query', async () => {
  const kinds = new Set<string>();
  for (const route of Object.keys(routeMatrix).filter((each) => each !== 'GET /api/events')) {
    const [method = 'GET', path = ''] = route.split(' ');
    if (/sign-out|sessions\/end/.test(path)) continue;
    const answer = await server.send(path.replace(':name', 'search-people'), { method, cookie, body: method === 'POST' ? '{}' : null });
    kinds.add((answer.headers.get('content-type') ?? 'none').split(';')[0] ?? '');
  }
  expect([...kinds].filter((kind) => !['application/json', 'text/plain', 'text/html', 'none'].includes(kind))).toEqual([]);
  const files = queryHandlers.filter(({ answer }) => /"(csv|base64|pdf|file)"/.test(JSON.stringify(shapeOf(answer))));
  expect(files.map(({ name }) => name).sort()).toEqual(['fetch-disclosure', 'fetch-request-file', 'list-contact-weeks-csv']);
  expect(files.every(({ name }) => queryMatrix[name]?.trace === 'noted')).toBe(true);
});

it('numbers as a file hold no person: neither names nor words nor ids; and for whoever may not see contacts, no cell of few', async () => {
  const evaluator = await world.stageFor('evaluator', 'none');
  const theirs = await server.signIn(evaluator.by);
  const range = { programmeId: stage.at.programmeId, from: day(-28), to: day(0) };
  for (const as of [cookie, theirs]) {
    const exportId = newId();
    const ask = async (path: string, body: unknown) => (await server.send(path, { cookie: as, body: JSON.stringify(body) })).json();
    const sent = world.envelope('export-contact-counts', { exportId, ...range });
    expect(await ask('/api/commands', { commands: [sent] })).toMatchObject({ answers: [{ outcome: 'accepted' }] });
    const file = (await ask('/api/queries/list-contact-weeks-csv', { exportId, locale: 'en' })) as { ready: boolean; csv: string };
    expect(file.ready).toBe(true);
    expect(saysAnything(file.csv.replaceAll(secret.place, ''))).toEqual([]); // an unknown place is a code of a pack, not of a person
    expect(file.csv).not.toContain(stage.person);
    expect(file.csv).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
    // The minutes of one contact with one person: for whoever may see that contact itself, and for nobody else.
    expect(file.csv.includes(',33')).toBe(as === cookie);
  }
});

it('a shared report holds what was agreed to and nothing else, and none without its record', async () => {
  const asked = { personId: stage.person, ...consent, from: day(-90), to: day(1) };
  const nothing = await post('/api/queries/fetch-disclosure', { disclosureId: newId() });
  expect(nothing).toEqual({ ready: false, why: 'not_noted' });
  const report = await reportFor(stage, asked);
  const disclosureId = newId();
  const sent = world.envelope('share-progress-report', { disclosureId, ...asked, channel: 'fhir', contentHash: report?.hash });
  expect(await post('/api/commands', { commands: [sent] })).toMatchObject({ answers: [{ outcome: 'accepted' }] });
  const file = (await post('/api/queries/fetch-disclosure', { disclosureId })) as { base64: string };
  const text = Buffer.from(file.base64, 'base64').toString();
  expect(saysAnything(text)).toEqual([secret.goal]);
  expect(await world.count('select from kith.disclosures where id = $1', [disclosureId])).toBe(1);
  // The rest of the record, told to whoever may see it, is never told to whoever may not.
  const stranger = await world.stageFor('peer', 'none');
  const theirs = await server.signIn(stranger.by);
  for (const [name, args] of Object.entries({ 'fetch-disclosure': { disclosureId }, 'preview-progress-report': asked })) {
    const answer = await server.send(`/api/queries/${name}`, { cookie: theirs, body: JSON.stringify(args) });
    expect(saysAnything(await answer.text())).toEqual([]);
  }
});

/** Names of fields at any depth of a schema. */
function shapeOf(schema: unknown, depth = 0): unknown {
  if (depth > 8 || typeof schema !== 'object' || schema === null) return null;
  const { def } = schema as { def?: Record<string, unknown> };
  if (!def) return null;
  const shape = def.shape as Record<string, unknown> | undefined;
  if (shape) return Object.fromEntries(Object.entries(shape).map(([name, inner]) => [name, shapeOf(inner, depth + 1)]));
  const inner = [def.innerType, def.element, def.in, ...((def.options as unknown[]) ?? [])].filter(Boolean);
  return inner.map((each) => shapeOf(each, depth + 1));
}
