/**
 * Words nobody may find where they do not belong. Canaries go through the whole server, by the ways that succeed and the ways that fail;
 * afterwards logs, audit details, receipts, jobs, metrics, refusals and addresses are searched for them.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/shared/id.ts';
import { recordedAt } from '../factories/walking-world.ts';
import { type AttackServer, anAttackServer } from './attack-server.ts';

const canaries = {
  name: 'Zarquilla Nandakumaran',
  tamil: 'செங்கொடிவல்லி',
  phone: '+91 98400 71317',
  email: 'zarquilla.secret@canary.example',
  sentence: 'the kingfisher told me about the blue umbrella',
  password: 'Umbrella-kingfisher-71317-blue',
  token: 'canarytokencanarytokencanarytoken',
  search: 'zarquil',
} as const;
const pieces = [...Object.values(canaries), 'Zarquilla', 'kingfisher', '71317', 'canary.example', 'செங்கொடி'];

let server: AttackServer;
/** What the server said to whoever may not hear the words: refusals and errors, not a person's own row sent back to who wrote it. */
const refusals: string[] = [];
const addresses: string[] = [];

beforeAll(async () => {
  server = await anAttackServer();
});
afterAll(() => server.end());

async function post(
  path: string,
  body: unknown,
  options: { raw?: string; heard?: boolean } = {},
): Promise<{ status: number; text: string }> {
  addresses.push(path);
  const answer = await fetch(server.base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.origin, 'user-agent': canaries.name.replaceAll(' ', '') },
    body: options.raw ?? JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.status !== 200 || options.heard) refusals.push(text);
  return { status: answer.status, text };
}

const send = (name: string, args: unknown, heard = false) =>
  post('/api/commands', { commands: [{ id: newId(), name, version: 1, args, recordedAt, packVersion: 'core@2026.1' }] }, { heard });

const person = () => ({
  name: `${canaries.name} ${canaries.tamil}`,
  fullName: canaries.name,
  pronouns: null,
  languages: ['en'],
  phone: canaries.phone,
  email: canaries.email,
  safeContact: { best: canaries.sentence },
  birthDate: '1979-01-31',
  ageBand: null,
  matters: canaries.sentence,
  strengths: canaries.sentence,
  culture: canaries.sentence,
  emergency: { name: canaries.name, phone: canaries.phone },
});

async function walkThrough(): Promise<{ accepted: number; refused: number }> {
  const { meena, arul, here } = server.world;
  const { staffId } = meena;
  const personId = newId();
  const registration = (over: Record<string, unknown> = {}) => ({
    personId,
    enrolmentId: newId(),
    programmeId: here.programmeId,
    enrolledOn: '2026-10-12',
    person: person(),
    walksWith: { assignmentId: newId(), staffId, startsAt: '2026-10-12T00:00:00.000Z' },
    knownDuplicates: [],
    ...over,
  });
  const contact = (over: Record<string, unknown> = {}, entry: Record<string, unknown> = {}) => ({
    occasionId: newId(),
    startedAt: '2026-10-12T10:00:00.000Z',
    minutes: 30,
    day: '2026-10-12',
    place: 'home',
    mode: 'in_person',
    did: [],
    words: 'written',
    late: false,
    with: [
      {
        contactId: newId(),
        personId,
        programmeId: here.programmeId,
        goalIds: [],
        entries: [
          { id: newId(), voice: 'peer', audience: 'team', words: canaries.sentence, felt: null, language: 'en', shown: null, ...entry },
        ],
        followUp: { id: newId(), words: canaries.sentence, dueOn: null },
      },
    ],
    visitId: null,
    ...over,
  });
  server.actAs(meena);
  const outcomes = [
    await send('register-person', registration()),
    await send('register-person', registration({ personId: newId() }), true), // looks like the one before
    await send('record-contact', contact()),
    await send('record-contact', contact({}, { voice: 'person', audience: 'pair', felt: canaries.sentence })),
    await send(
      'set-goal',
      { goalId: newId(), personId, words: canaries.sentence, wordsLanguage: 'en', peerWords: canaries.sentence, lifeArea: null },
      true,
    ),
    await send('keep-word', { keepId: newId(), term: canaries.search }),
    await send(
      'plan-visit',
      { visitId: newId(), personId, startsAt: '2026-12-12T10:00:00.000Z', place: 'home', mode: 'in_person', note: canaries.sentence },
      true,
    ),
    // refused: malformed, over-long, unknown fields, constraint violations, somebody else's person
    await send('register-person', registration({ [canaries.name]: canaries.sentence }), true),
    await send('register-person', registration({ person: { ...person(), name: canaries.name.repeat(60) } }), true),
    await send('register-person', registration({ person: { ...person(), email: { [canaries.email]: 1 } } }), true),
    await send('register-person', registration({ person: { ...person(), birthDate: canaries.phone } }), true),
    await send('register-person', registration({ programmeId: newId() }), true),
    await send('record-contact', contact({ minutes: 0 }), true),
    await send('record-contact', contact({ place: canaries.sentence }), true),
    await send('record-contact', contact({}, { words: `${canaries.sentence}\u0000` }), true),
    await send('record-contact', contact({}, { voice: canaries.name }), true),
    await send('edit-person', { personId: server.world.murugan.personId, basedOn: 1, set: { name: canaries.name } }, true),
    await send(canaries.name, { a: canaries.sentence }, true),
    await send('zarquilla', { a: canaries.sentence }, true),
  ];
  await post('/api/feed', { cursor: null, held: [], reachMark: null });
  await post('/api/feed', { cursor: null, held: [canaries.name], reachMark: canaries.sentence });
  await post('/api/queries/find-likely-duplicates', { name: canaries.name, fullName: null, phone: canaries.phone, birthDate: null });
  await post('/api/queries/search-people', { text: canaries.search });
  await post('/api/queries/search-people', { text: { nested: canaries.search } });
  await post('/api/queries/list-looks', { personId: canaries.name });
  await post('/api/commands', null, { raw: `{"commands": [${canaries.sentence}` });
  await post('/api/commands', null, { raw: `"${canaries.sentence}"` });

  // faults: a table gone in the middle, and the database refusing a value the code let through
  const { admin } = server.world;
  await admin.query(
    'alter table kith.follow_ups add constraint planted check (words <> $$the kingfisher told me about the blue umbrella$$) not valid',
  );
  outcomes.push(await send('record-contact', contact(), true));
  await admin.query('alter table kith.follow_ups drop constraint planted; alter table kith.entries rename to entries_away');
  outcomes.push(await send('record-contact', contact(), true));
  await post('/api/feed', { cursor: null, held: [], reachMark: null }, { heard: true });
  await admin.query('alter table kith.entries_away rename to entries');
  await admin.query(
    'create function kith.planted() returns trigger language plpgsql as $$ begin raise exception using message = new.words, detail = new.words; end $$',
  );
  await admin.query('create trigger planted before insert on kith.follow_ups for each row execute function kith.planted()');
  outcomes.push(await send('record-contact', contact(), true));
  await admin.query('drop trigger planted on kith.follow_ups; drop function kith.planted()');

  // the door: wrong address, wrong password, wrong link, odd bodies; then a colleague is invited, with a job in the queue
  server.actAs('session');
  await post('/api/door/sign-in', { email: canaries.email, password: canaries.password });
  await post('/api/door/sign-in', { email: canaries.email, password: canaries.password, [canaries.name]: 1 });
  await post('/api/door/sign-in', null, { raw: `{"email": "${canaries.email}", "password": ${canaries.password}` });
  await post('/api/door/set-up/look', { token: canaries.token });
  await post('/api/door/invitation/look', { token: canaries.token });
  await post('/api/door/invitation/accept', { token: canaries.token, password: canaries.password });
  await post('/api/me', {});
  const { rows } = await admin.query<{ id: string }>(
    `insert into kith.staff_roles select org_id, id, 'administrator' from kith.staff where id = $1 returning staff_id as id`,
    [arul.staffId],
  );
  expect(rows).toHaveLength(1);
  server.actAs({ ...arul, roles: ['administrator'] });
  outcomes.push(
    await send(
      'invite-staff',
      {
        staffId: newId(),
        invitationId: newId(),
        name: canaries.name,
        email: canaries.email,
        title: null,
        locale: 'en',
        roles: ['peer'],
        programmeIds: [here.programmeId],
        supervisorIds: [],
      },
      true,
    ),
  );
  // a canary in an address: the log must not keep what was asked for
  await (
    await fetch(`${server.base}/api/queries/${canaries.search}?q=${encodeURIComponent(canaries.sentence)}`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
  ).text();
  await (await fetch(`${server.base}/people/${encodeURIComponent(canaries.name)}?phone=${encodeURIComponent(canaries.phone)}`)).text();
  await (await fetch(`${server.base}/api/${canaries.search}`)).text();
  const answers = outcomes.map(({ text }) => text);
  return {
    accepted: answers.filter((text) => text.includes('"accepted"')).length,
    refused: answers.filter((text) => !text.includes('"accepted"')).length,
  };
}

const hits = (where: string, text: string) =>
  pieces.flatMap((piece) =>
    text.toLowerCase().includes(piece.toLowerCase()) || text.includes(encodeURIComponent(piece)) ? [`${where}: ${piece}`] : [],
  );

async function searchEverything(): Promise<string[]> {
  const { admin } = server.world;
  const dump = async (sql: string) => JSON.stringify((await admin.query(sql)).rows);
  return [
    ...server.lines.flatMap((line) => hits('log', line)),
    ...hits('audit', await dump('select to_jsonb(a) from kith.audit_events a')),
    ...hits('receipts', await dump('select refusal from kith.receipts')),
    ...hits('changes', await dump('select to_jsonb(c) from kith.changes c')),
    ...hits('jobs', await dump('select to_jsonb(j) from pgboss.job j')),
    ...hits('tries', await dump('select to_jsonb(t), encode(t.bucket, $$escape$$) from auth.tries t')),
    ...hits('devices', await dump('select to_jsonb(d) from kith.devices d')),
    ...hits('metrics', await server.metrics.text()),
    ...hits('addresses', addresses.join('\n')),
    ...refusals.flatMap((text) => hits('refusal', text)),
  ];
}

test('names, phones, addresses and sentences surface nowhere but in their own rows', { timeout: 120_000 }, async () => {
  const { accepted, refused } = await walkThrough();
  process.stderr.write(
    `[log leakage] ${accepted} commands accepted, ${refused} refused, ${server.lines.length} log lines, ${refusals.length} refusals searched for ${pieces.length} canaries\n`,
  );
  expect(await searchEverything()).toEqual([]);
  // The ways were really gone: words were stored, commands refused, faults met, a job queued.
  expect(accepted).toBeGreaterThanOrEqual(6);
  expect(refused).toBeGreaterThanOrEqual(10);
  expect(await server.world.count('select from kith.people where phone = $1', [canaries.phone])).toBe(1);
  expect(await server.world.count(`select from kith.entries where words = $1`, [canaries.sentence])).toBeGreaterThanOrEqual(2);
  expect(await server.world.count('select from pgboss.job')).toBeGreaterThanOrEqual(1);
  expect(server.lines.filter((line) => line.includes('command met a fault')).length).toBeGreaterThanOrEqual(2);
  expect(server.lines.some((line) => line.includes('request failed'))).toBe(true);
  expect(server.lines.length).toBeGreaterThan(40);
});

test('the search finds a word that was really let slip', async () => {
  const before = (await searchEverything()).length;
  server.log.info({ said: canaries.sentence }, 'planted');
  server.log.error({ err: new Error(canaries.name) }, 'the message of an error is left out by the log itself');
  const after = await searchEverything();
  expect(after.length).toBeGreaterThan(before);
  expect(after.some((hit) => hit.includes('kingfisher'))).toBe(true);
  expect(after.filter((hit) => hit.includes('Nandakumaran'))).toEqual([]);
});
