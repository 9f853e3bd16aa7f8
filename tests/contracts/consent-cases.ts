/** Arguments that are right in every field, for the commands about consents, locks and sharing. */
import { assembleDocument, documentText } from '../../src/features/consents/consent-document.ts';
import { putTogether } from '../../src/features/disclosures/progress-report.server.ts';
import { asActor } from '../../src/server/db.ts';
import { hashOfText } from '../../src/shared/content-hash.ts';
import { newId } from '../../src/shared/id.ts';
import { aSignature, kindOf, someTerms } from '../factories/a-consent.ts';
import { type CommandCase, dayFrom } from './command-case.ts';
import type { Stage } from './contract-world.ts';

const walks = { role: 'peer', relationship: 'assigned', about: 'person' } as const;
const refers = { consentId: 'consent', personId: 'person' } as const;

export const consentCases: Record<string, CommandCase> = {
  'decline-consent': {
    ...walks,
    prepare: async ({ person, given }) => ({ args: { consentId: await given.consent('explained'), personId: person }, refers }),
  },
  'draft-consent': {
    ...walks,
    prepare: async ({ person, given }) => ({
      args: {
        ...{ consentId: newId(), personId: person, kind: 'in-mhca-dpdp', supersedesId: await given.consent() },
        terms: {
          ...someTerms(),
          information: { classes: ['goal_plan'], text: 'My goals', from: dayFrom(-90), to: dayFrom(90) },
          recipient: { kind: 'intermediary', name: 'The network', address: 'First floor', members: 'The two clinics' },
          expiry: { kind: 'event', on: dayFrom(90), text: 'When I move away' },
        },
      },
      refers: { personId: 'person', supersedesId: 'consent' },
      makes: { consentId: 'consent' },
    }),
  },
  'explain-consent': {
    ...walks,
    prepare: async ({ person, given }) => ({
      args: { consentId: await given.consent('draft'), personId: person, language: 'en', aids: ['read_aloud'] },
      refers,
    }),
  },
  'lift-lock': {
    ...walks,
    prepare: async ({ person, given }) => ({
      args: { lockId: await given.lock(), personId: person },
      refers: { lockId: 'lock', personId: 'person' },
    }),
  },
  'mark-consent-deficient': {
    ...walks,
    prepare: async ({ person, given }) => ({
      args: { consentId: await given.consent(), personId: person, why: 'Signed by another' },
      refers,
    }),
  },
  'set-lock': {
    ...walks,
    prepare: async ({ person, given, aColleague }) => ({
      args: {
        ...{ lockId: newId(), personId: person, covers: 'item', itemTable: 'goals', itemId: await given.goal() },
        ...{ staffId: (await aColleague(['peer'])).staffId, role: null, outsideName: null, words: 'Not that, not to her' },
      },
      refers: { personId: 'person', itemId: 'goal', staffId: 'staff' },
      makes: { lockId: 'lock' },
    }),
  },
  'share-progress-report': {
    ...walks,
    prepare: async (stage) => {
      const asked = { personId: stage.person, consentId: await stage.given.consent(), from: dayFrom(-90), to: dayFrom(1) };
      await stage.given.goal();
      return {
        args: { disclosureId: newId(), ...asked, channel: 'fhir', contentHash: (await reportFor(stage, asked))?.hash ?? 'f'.repeat(64) },
        refers,
        makes: { disclosureId: 'disclosure' },
      };
    },
  },
  'sign-consent': {
    ...walks,
    prepare: async ({ person, given }) => ({
      args: {
        ...{ consentId: await given.consent('explained'), personId: person, copyOffered: 'paper', supersedesId: null },
        signature: { ...aSignature, authority: 'Nominated representative', witness: 'Arul' },
        documentHash: await hashOfText(documentText(assembleDocument(kindOf('in-mhca-dpdp'), someTerms({ classes: ['goal_plan'] })))),
      },
      refers,
    }),
  },
  'withdraw-consent': {
    ...walks,
    prepare: async ({ person, given }) => ({
      args: { consentId: await given.consent(), personId: person, how: 'said', words: 'No more' },
      refers,
    }),
  },
};

/** What the dry run would show to the stage's actor; null where it shows nothing. */
export async function reportFor(
  stage: Stage,
  asked: { personId: string; consentId: string; from: string; to: string },
): Promise<{ hash: string; text: string } | null> {
  if (stage.database === null) return null;
  const report = await asActor(stage.database, stage.by, 'near', (tx) => putTogether(tx, stage.by, asked), { snapshot: true });
  return report.goes ? { hash: report.hash, text: report.text } : null;
}
