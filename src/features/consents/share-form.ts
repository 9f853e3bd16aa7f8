/** The form in which somebody agrees to share, and what it says when it is read as terms. Pure. */
import type { ExpiryKind, PackConsentKind, RecipientKind, SharedClass } from '../../packs/consent-kinds.ts';
import type { ConsentSignature, ConsentTerms, copyOffers, explainingAids, signatureMethods } from './consent.ts';
import { statementsFor } from './consent-rules.ts';

export type ShareForm = {
  kind: string;
  language: 'en' | 'ta';
  recipient: string;
  recipientKind: RecipientKind;
  address: string;
  members: string;
  purpose: string | null;
  expiry: ExpiryKind | null;
  day: string;
  event: string;
  classes: SharedClass[];
  aids: (typeof explainingAids)[number][];
  method: (typeof signatureMethods)[number];
  signer: ConsentSignature['signer'];
  signerName: string;
  authority: string;
  witness: string;
  drawing: string | null;
  copy: (typeof copyOffers)[number];
};

/** Kinds of data the form asks about, in its order. What else there is needs a consent made for it. */
export const classesAsked = [
  'goal_plan',
  'prom_score',
  'programme_presence',
  'peer_note',
  'identity',
] as const satisfies readonly SharedClass[];

/** Everything starts at no; the language is one the person chose, where they have. */
export function emptyForm(kind: PackConsentKind, person: { name: string; languages: readonly string[] }, locale: 'en' | 'ta'): ShareForm {
  const theirs = (['ta', 'en'] as const).filter((each) => person.languages.includes(each));
  const [only] = kind.purposes.length === 1 ? kind.purposes : [];
  return {
    ...{ kind: kind.code, language: theirs.includes(locale) ? locale : (theirs[0] ?? locale), recipient: '', recipientKind: 'named' },
    ...{ address: '', members: '', purpose: only?.code ?? null, expiry: 'date', day: '', event: '', classes: [], aids: [] },
    ...{ method: 'drawn', signer: 'self', signerName: person.name, authority: '', witness: '', drawing: null, copy: 'here' },
  };
}

const said = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** @param what names of the kinds of data, in the person's language, as they stood on the screen */
export function termsOf(
  form: ShareForm,
  { kind, discloser, subjectName, what }: { kind: PackConsentKind; discloser: string | null; subjectName: string; what: readonly string[] },
): ConsentTerms {
  return {
    kindVersion: kind.version,
    language: form.language,
    subjectName: said(subjectName),
    discloser,
    information: { classes: [...form.classes], text: said(what.join(', ')), from: null, to: null },
    recipient: {
      kind: form.recipientKind,
      name: said(form.recipient),
      address: said(form.address),
      members: form.recipientKind === 'intermediary' ? said(form.members) : null,
    },
    purpose: { code: form.purpose },
    expiry: {
      kind: form.expiry,
      on: form.expiry === 'date' ? said(form.day) : null,
      text: form.expiry === 'event' ? said(form.event) : null,
    },
    statements: statementsFor(kind, form.purpose),
  };
}

export function signatureOf(form: ShareForm): ConsentSignature {
  return {
    method: form.method,
    signer: form.signer,
    name: said(form.signerName),
    authority: form.signer === 'representative' ? said(form.authority) : null,
    drawing: form.method === 'drawn' ? form.drawing : null,
    witness: form.method === 'verbal_witnessed' ? said(form.witness) : null,
  };
}
