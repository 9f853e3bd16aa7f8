/** Complete, valid terms of a consent, as a form would make them, and the kinds of the real packs. */
import { join } from 'node:path';
import type { ConsentSignature, ConsentTerms } from '../../src/features/consents/consent.ts';
import { statementsFor } from '../../src/features/consents/consent-rules.ts';
import type { PackConsentKind, SharedClass } from '../../src/packs/consent-kinds.ts';
import { loadPackSet } from '../../src/packs/load-pack.server.ts';

const packsFolder = join(import.meta.dirname, '../../packs');
const all = await loadPackSet(packsFolder, ['us', 'in-tn', 'ca-on']);

export const kinds: readonly PackConsentKind[] = all.consents;

export function kindOf(code: string): PackConsentKind {
  const found = kinds.find((kind) => kind.code === code);
  if (!found) throw new Error(`no kind ${code}`);
  return found;
}

type Asked = {
  kind?: PackConsentKind;
  purpose?: string;
  classes?: SharedClass[];
  recipient?: string;
  until?: string;
  language?: 'en' | 'ta';
};

/** What a person in Chennai might agree to with their clinic; each part can be chosen otherwise. */
export function someTerms(asked: Asked = {}): ConsentTerms {
  const kind = asked.kind ?? kindOf('in-mhca-dpdp');
  const purpose = asked.purpose ?? 'care_team';
  return {
    kindVersion: kind.version,
    language: asked.language ?? 'en',
    subjectName: 'Kavi',
    discloser: 'Thozhi',
    information: { classes: asked.classes ?? ['goal_plan', 'prom_score'], text: 'My goals and how close they feel', from: null, to: null },
    recipient: { kind: 'named', name: asked.recipient ?? 'Dr Revathi’s room', address: 'Clinic, first floor', members: null },
    purpose: { code: purpose },
    expiry: { kind: 'date', on: asked.until ?? '2098-12-31', text: null },
    statements: statementsFor(kind, purpose),
  };
}

export const aSignature: ConsentSignature = {
  method: 'drawn',
  signer: 'self',
  name: 'Kavi',
  authority: null,
  drawing: 'M 10 10 L 40 30 L 60 20',
  witness: null,
};
