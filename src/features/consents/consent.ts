/** Permission to share, given by the person, for something, to somebody, until some day. An ended one never comes back; a new one is a new one. */
import { z } from 'zod';
import {
  dataClasses,
  type ExpiryKind,
  expiryKinds,
  type RecipientKind,
  recipientKinds,
  type SharedClass,
} from '../../packs/consent-kinds.ts';
import { codeSchema, daySchema, words } from '../../shared/safe-text.ts';

export const consentStates = ['draft', 'explained', 'active', 'declined', 'superseded', 'revoked', 'expired', 'invalid'] as const;
export type ConsentState = (typeof consentStates)[number];

/** What the person says yes or no to. What is not known yet is null; the pack says what may not be missing in the end. */
export type ConsentTerms = {
  /** The version of the kind's wording that was read. */
  kindVersion: string;
  /** The language the person chose to read or hear it in. */
  language: 'en' | 'ta';
  subjectName: string | null;
  /** Who may share: the organisation, or somebody of it. */
  discloser: string | null;
  information: { classes: SharedClass[]; text: string | null; from: string | null; to: string | null };
  recipient: { kind: RecipientKind; name: string | null; address: string | null; members: string | null };
  purpose: { code: string | null };
  expiry: { kind: ExpiryKind | null; on: string | null; text: string | null };
  /** Codes of the pack's statements that were shown. */
  statements: string[];
};

export const termsSchema = z.strictObject({
  kindVersion: z.string().regex(/^\d{4}\.\d{1,3}$/),
  language: z.enum(['en', 'ta']),
  subjectName: words(200).nullable(),
  discloser: words(200).nullable(),
  information: z.strictObject({
    classes: z.array(z.enum(dataClasses)).max(dataClasses.length),
    text: words(1000).nullable(),
    from: daySchema.nullable(),
    to: daySchema.nullable(),
  }),
  recipient: z.strictObject({
    kind: z.enum(recipientKinds),
    name: words(200).nullable(),
    address: words(300).nullable(),
    members: words(1000).nullable(),
  }),
  purpose: z.strictObject({ code: codeSchema.nullable() }),
  expiry: z.strictObject({ kind: z.enum(expiryKinds).nullable(), on: daySchema.nullable(), text: words(200).nullable() }),
  statements: z.array(codeSchema).max(20),
});

export const signatureMethods = ['drawn', 'typed', 'verbal_witnessed'] as const;

/** How the yes was given. A representative says by which right; for a spoken yes somebody else heard it. */
export type ConsentSignature = {
  method: (typeof signatureMethods)[number];
  signer: 'self' | 'representative';
  name: string | null;
  authority: string | null;
  /** The strokes, as the path of an SVG. */
  drawing: string | null;
  witness: string | null;
};

export const signatureSchema = z.strictObject({
  method: z.enum(signatureMethods),
  signer: z.enum(['self', 'representative']),
  name: words(200).nullable(),
  authority: words(300).nullable(),
  drawing: z
    .string()
    .min(1)
    .max(12_000)
    .regex(/^[ML0-9 ]+$/)
    .nullable(),
  witness: words(200).nullable(),
});

export const explainingAids = ['read_aloud', 'own_words', 'pictures', 'interpreter', 'took_time'] as const;
export const copyOffers = ['here', 'paper', 'later', 'not_wanted'] as const;
/** How a person stops sharing. Spoken counts at once; whoever wants it in writing may ask for that afterwards. */
export const waysToWithdraw = ['said', 'written', 'in_app'] as const;

export type ConsentRow = {
  id: string;
  personId: string;
  kind: string;
  terms: ConsentTerms;
  recipientKey: string;
  /** The last day, included. */
  expiresOn: string | null;
  packVersion: string;
  supersedesId: string | null;
  draftedBy: string;
  draftedAt: string;
  state: ConsentState;
  explainedBy: string | null;
  explainedAt: string | null;
  explainedLanguage: string | null;
  explainedAids: string[];
  signature: ConsentSignature | null;
  signedBy: string | null;
  signedAt: string | null;
  /** What was read and signed, in its one canonical form. */
  document: string | null;
  documentHash: string | null;
  copyOffered: (typeof copyOffers)[number] | null;
  endedAt: string | null;
  endedBy: string | null;
  endedHow: (typeof waysToWithdraw)[number] | 'amended' | 'declined' | 'time' | 'event' | 'deficient' | 'altered' | 'erased' | null;
  endedWords: string | null;
  version: number;
};
