/** The consenting world with somebody who asks for what is theirs: Kavi by their own hand, Latha who answers, Devi at the desk. */
import { expect } from 'vitest';
import { answerRequest } from '../../src/features/requests/answer-request.ts';
import { fetchRequestFileQuery } from '../../src/features/requests/fetch-request-file.server.ts';
import { makeRequest } from '../../src/features/requests/make-request.ts';
import type { RecordCopy } from '../../src/features/requests/record-copy.server.ts';
import type { RequestKind } from '../../src/features/requests/request.ts';
import { takeRequestFile } from '../../src/features/requests/request-file.ts';
import { officeOf } from '../../src/features/requests/request-policy.ts';
import { takeUpRequest } from '../../src/features/requests/take-up-request.ts';
import { inviteToView } from '../../src/features/views/invite-to-view.ts';
import type { Actor } from '../../src/server/actor.ts';
import { asActor } from '../../src/server/db.ts';
import { newId } from '../../src/shared/id.ts';
import { aConsentingWorld } from './consenting-world.ts';
import { aStaffMember } from './walking-world.ts';

export type AskingWorld = Awaited<ReturnType<typeof anAskingWorld>>;
export type Of = { requestId: string; personId: string };
type FileArgs = Parameters<typeof takeRequestFile.preview>[0];
type AnswerArgs = Parameters<typeof answerRequest.preview>[0];

const accepted = { outcome: 'accepted' };
const yes = { outcome: 'granted', reason: null, answerWords: null, correction: null, withheld: [], lockId: null };
export const no = { ...yes, outcome: 'denied', reason: 'accurate', answerWords: 'It was so' };
export const asCopy = (bytes: Buffer) => JSON.parse(bytes.toString()) as RecordCopy;

export async function anAskingWorld() {
  const world = await aConsentingWorld();
  const devi = await aStaffMember(world.admin, world.here, 'Devi', ['coordinator']);
  const { orgId, personId, programmeId } = world.kavi;
  const viewId = newId();
  expect(await world.send(world.meena, inviteToView, { viewId, invitationId: newId(), personId, locale: 'en' })).toMatchObject(accepted);
  const kavi: Actor = { orgId, staffId: viewId, name: 'Kavi', locale: 'en', roles: [], programmes: [], deviceId: null, view: { personId } };
  const contactId = newId();
  const entryId = newId();
  await world.admin.query(
    `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, pack_version, recorded_at)
     values ($1, $2, $2, $3, $4, $5, '2026-06-01', 40, '2026-06-01', 'at_home', 'in_person', '{listened}', 'written', 'core@2026.1', '2026-06-01')`,
    [orgId, contactId, personId, programmeId, world.meena.staffId],
  );
  for (const [id, audience, words] of [
    [entryId, 'care_team', 'Was late again'],
    [newId(), 'team', 'For the team alone'],
    [newId(), 'pair', 'Between Meena and Kavi'],
  ]) {
    await world.admin.query(
      `insert into kith.entries (org_id, id, contact_id, person_id, author_id, voice, audience, words, language, written_at, shown)
       values ($1, $2, $3, $4, $5, 'peer', $6, $7, 'en', '2026-06-01', $8)`,
      // Written together, so the person reads it on their own page, too.
      [orgId, id, contactId, personId, world.meena.staffId, audience, words, audience === 'care_team' ? 'together' : null],
    );
  }

  async function asked(kind: RequestKind, by: Actor = kavi, more: object = {}): Promise<Of> {
    const of = { requestId: newId(), personId };
    const how = by.view ? ('own_page' as const) : ('spoken' as const);
    const args = { ...of, kind, words: 'Please', how, itemTable: null, itemId: null, ...more };
    expect(await world.send(by, makeRequest, args)).toMatchObject(accepted);
    return of;
  }
  const takeUp = (of: Of, by: Actor = world.latha, identity: 'own_page' | 'known' = 'own_page') =>
    world.send(by, takeUpRequest, { ...of, identity });
  const answer = (of: Of, given: object, by: Actor = world.latha) =>
    world.send(by, answerRequest, { ...of, ...yes, ...given } as AnswerArgs);
  const row = (of: Of, by: Actor = world.latha) => world.rowFor(by, 'requests', of.requestId);
  /** Asked on their own page, taken up and answered by Latha. */
  async function answered(kind: RequestKind, given: object, more: object = {}): Promise<Of> {
    const of = await asked(kind, kavi, more);
    expect(await takeUp(of)).toMatchObject(accepted);
    expect(await answer(of, given)).toMatchObject(accepted);
    return of;
  }

  const noting = (of: Of, what: FileArgs['what'], more: Partial<FileArgs> = {}): FileArgs => ({
    ...{ ...of, fileId: newId(), what, channel: 'pdf', language: 'en', ...more },
  });
  /** The bytes, or why there are none. */
  async function fetched(fileId: string, by: Actor): Promise<Buffer | string> {
    const run = (tx: Parameters<typeof fetchRequestFileQuery.run>[0]['tx']) =>
      fetchRequestFileQuery.run({ tx, args: { fileId }, actor: by });
    const file = (await asActor(world.database, by, officeOf(by), run, { snapshot: true })) as { base64?: string; why?: string };
    return file.base64 === undefined ? (file.why ?? '') : Buffer.from(file.base64, 'base64');
  }
  async function taken(of: Of, what: FileArgs['what'], by: Actor, more: Partial<FileArgs> = {}): Promise<Buffer> {
    const args = noting(of, what, more);
    expect(await world.send(by, takeRequestFile, args)).toMatchObject(accepted);
    return (await fetched(args.fileId, by)) as Buffer;
  }
  // Whose record it is stands as `kavi` in the worlds below; here it is who acts.
  return { ...world, person: world.kavi, devi, kavi, contactId, entryId, asked, takeUp, answer, row, answered, noting, fetched, taken };
}
