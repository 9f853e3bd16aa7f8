/** What leaves because of a request, and what stands beside the record because of one. Refusals first. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskingWorld, anAskingWorld, asCopy, no } from '../../../tests/factories/asking-world.ts';
import { sharingIn } from '../../../tests/factories/sharing-in.ts';
import { newId } from '../../shared/id.ts';
import { shareProgressReport } from '../disclosures/share-progress-report.ts';
import { takeRequestFile } from './request-file.ts';
import { sayDisagreement } from './say-disagreement.ts';

let world: AskingWorld;
beforeAll(async () => {
  world = await anAskingWorld();
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});
const accepted = { outcome: 'accepted' };
const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });

describe('files', () => {
  it('are refused before they were granted, without a note, to others, and to the desk beyond letters', async () => {
    const of = await world.asked('copy');
    expect(await world.send(world.kavi, takeRequestFile, world.noting(of, 'copy'))).toMatchObject(refusedAs('request_no_such_file'));
    expect(await world.fetched(newId(), world.kavi)).toBe('not_noted');
    expect(await world.takeUp(of)).toMatchObject(accepted);
    expect(await world.answer(of, no)).toMatchObject(accepted);
    expect(await world.send(world.kavi, takeRequestFile, world.noting(of, 'copy'))).toMatchObject(refusedAs('request_no_such_file'));
    const granted = await world.answered('copy', {});
    expect(await world.send(world.arul, takeRequestFile, world.noting(granted, 'copy'))).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.devi, takeRequestFile, world.noting(granted, 'copy'))).toMatchObject(
      refusedAs('request_copy_not_from_desk'),
    );
    const kavis = world.noting(granted, 'copy');
    expect(await world.send(world.kavi, takeRequestFile, kavis)).toMatchObject(accepted);
    expect(await world.fetched(kavis.fileId, world.meena)).toBe('not_noted');
  });

  it('the person’s own copy is whole: also what was not shown to them, and nothing of anybody else', async () => {
    const of = await world.answered('copy', {});
    const copy = asCopy(await world.taken(of, 'copy', world.kavi, { channel: 'json' }));
    const words = copy.parts.words?.entries?.map((each) => each.words);
    expect(words).toEqual(expect.arrayContaining(['Was late again', 'For the team alone', 'Between Meena and Kavi']));
    expect(copy.heldBack).toEqual([]);
    expect(JSON.stringify(copy)).not.toContain(world.murugan.personId);
    expect(copy.staff).not.toHaveProperty(world.arul.staffId);
    expect((await world.taken(of, 'copy', world.kavi)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('a copy that a supervisor makes has what they may read, is seen by the person as a look, and says it is not whole', async () => {
    const of = await world.answered('copy', {
      outcome: 'partly',
      reason: 'harm_to_others',
      answerWords: 'Not the plans',
      withheld: ['plans'],
    });
    const args = world.noting(of, 'copy', { channel: 'json' });
    expect(await world.send(world.latha, takeRequestFile, args)).toMatchObject(accepted);
    const copy = asCopy((await world.fetched(args.fileId, world.latha)) as Buffer);
    const words = copy.parts.words?.entries?.map((each) => each.words);
    expect(words).toContain('For the team alone');
    expect(words).not.toContain('Between Meena and Kavi');
    expect(copy.madeBy).toEqual({ own: false, name: 'Latha' });
    expect(copy.heldBack).toEqual([{ part: 'plans', why: 'answer' }]);
    expect(copy.parts).not.toHaveProperty('plans');
    expect(await world.rowFor(world.kavi, 'looks', args.fileId)).toMatchObject({ staffId: world.latha.staffId, what: 'export' });
  });

  it('letters are paper in both languages, for whoever works the request and for the person', async () => {
    const of = await world.answered('correction', no);
    for (const by of [world.latha, world.devi, world.kavi])
      for (const language of ['en', 'ta'] as const)
        expect((await world.taken(of, 'letter_answered', by, { language })).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await world.send(world.devi, takeRequestFile, world.noting(of, 'letter_received'))).toMatchObject(
      refusedAs('request_no_such_file'),
    );
  });

  it('an accounting lists each act of sharing, for the person and for whoever prints it', async () => {
    const { sharing } = sharingIn({ ...world, kavi: world.person });
    const { consentId } = await world.given({ classes: ['goal_plan', 'peer_note'] });
    const shared = await sharing(consentId);
    expect(await world.send(world.meena, shareProgressReport, shared)).toMatchObject(accepted);
    const of = await world.answered('accounting', {});
    for (const by of [world.kavi, world.meena]) {
      const list = JSON.parse((await world.taken(of, 'accounting', by, { channel: 'json' })).toString()) as { shared: { id: string }[] };
      expect(list.shared.map((each) => each.id)).toEqual([shared.disclosureId]);
    }
    expect((await world.taken(of, 'accounting', world.kavi, { language: 'ta' })).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('a correction', () => {
  it('that was denied: the person’s words stand beside it, once, and travel with what is shared, and with nothing else', async () => {
    const of = await world.answered('correction', no, { itemTable: 'entries', itemId: world.entryId });
    expect(await world.send(world.arul, sayDisagreement, { ...of, statement: 'x' })).toMatchObject(refusedAs('not_yours'));
    expect(await world.send(world.kavi, sayDisagreement, { ...of, statement: 'The bus was late' })).toMatchObject(accepted);
    expect(await world.send(world.kavi, sayDisagreement, { ...of, statement: 'Again' })).toMatchObject(
      refusedAs('request_no_disagreement'),
    );
    const { dryRun } = sharingIn({ ...world, kavi: world.person });
    const withWords = await dryRun((await world.given({ classes: ['peer_note'] })).consentId);
    expect(withWords).toMatchObject({
      goes: true,
      content: { beside: [{ kind: 'disagreement', words: 'The bus was late', about: world.entryId }] },
    });
    const goalsOnly = await dryRun((await world.given({ classes: ['goal_plan'] })).consentId);
    expect(JSON.stringify(goalsOnly)).not.toContain('The bus was late');
  });

  it('that was agreed stands beside what was written, which neither voice has changed', async () => {
    const of = await world.answered('correction', { correction: 'Kavi came at ten' }, { itemTable: 'entries', itemId: world.entryId });
    expect(await world.send(world.kavi, sayDisagreement, { ...of, statement: 'x' })).toMatchObject(refusedAs('request_no_disagreement'));
    const { dryRun } = sharingIn({ ...world, kavi: world.person });
    const report = await dryRun((await world.given({ classes: ['peer_note'] })).consentId);
    expect(report).toMatchObject({ goes: true, content: { words: [{ words: 'Was late again' }] } });
    expect(JSON.stringify(report)).toContain('Kavi came at ten');
  });
});
