/** What a consent must have to count: one problem for each thing that is missing, by the pack. Pure; the same on the phone and on the server. */
import type { ConsentElement, ConsentKind } from '../../packs/consent-kinds.ts';
import type { ConsentSignature, ConsentTerms } from './consent.ts';

export type ConsentProblem = {
  code:
    | `consent_missing_${ConsentElement}`
    | 'consent_wording_changed'
    | 'consent_separate'
    | 'consent_recipient_kind'
    | 'consent_expiry_not_allowed'
    | 'consent_expiry_past'
    | 'consent_language_not_chosen';
  /** The argument at fault, or the statement that was not shown. */
  field: string;
};

export type ConsentToCheck = {
  terms: ConsentTerms;
  explained: { language: string } | null;
  signature: ConsentSignature | null;
  /** Languages the person said they read or hear; empty when nobody has asked. */
  personLanguages: readonly string[];
  today: string;
};

/** Everything that stands against a signature, in the order of the form. */
export function checkConsent(kind: ConsentKind, consent: ConsentToCheck): ConsentProblem[] {
  // Another wording was read than the one that is checked: whatever else is right, it was said yes to something else.
  if (consent.terms.kindVersion !== kind.version) return [{ code: 'consent_wording_changed', field: 'terms.kindVersion' }];
  const asked = new Set<ConsentElement>(kind.elements.map((each) => each.code));
  return elementChecks.filter(([element]) => asked.has(element)).flatMap(([, check]) => check(kind, consent));
}

/** Codes of the statements that must be shown for this purpose, in the pack's order. */
export function statementsFor(kind: ConsentKind, purposeCode: string | null): string[] {
  const own = kind.purposes.find((each) => each.code === purposeCode)?.statements ?? [];
  return kind.statements.filter((each) => each.always || own.includes(each.code)).map((each) => each.code);
}

type Check = (kind: ConsentKind, consent: ConsentToCheck) => ConsentProblem[];
const missing = (element: ConsentElement, field: string): ConsentProblem[] => [{ code: `consent_missing_${element}`, field }];

const elementChecks: readonly [ConsentElement, Check][] = [
  ['subject', (_, { terms }) => (terms.subjectName ? [] : missing('subject', 'terms.subjectName'))],
  ['discloser', (_, { terms }) => (terms.discloser ? [] : missing('discloser', 'terms.discloser'))],
  ['information', checkInformation],
  ['recipient', checkRecipient],
  [
    'intermediary_members',
    (_, { terms: { recipient } }) =>
      recipient.kind === 'intermediary' && !recipient.members ? missing('intermediary_members', 'terms.recipient.members') : [],
  ],
  [
    'purpose',
    (kind, { terms }) => (kind.purposes.some((each) => each.code === terms.purpose.code) ? [] : missing('purpose', 'terms.purpose.code')),
  ],
  [
    'right_to_revoke',
    (_, { terms }) => (terms.statements.includes('right_to_revoke') ? [] : missing('right_to_revoke', 'terms.statements')),
  ],
  ['statements', checkStatements],
  ['expiry', checkExpiry],
  ['language', checkLanguage],
  ['explained', (_, { explained }) => (explained ? [] : missing('explained', 'explained'))],
  ['signature', (_, { signature }) => (isSigned(signature) ? [] : missing('signature', 'signature'))],
];

function checkInformation(kind: ConsentKind, { terms: { information } }: ConsentToCheck): ConsentProblem[] {
  if (information.classes.length === 0 || !information.text) return missing('information', 'terms.information');
  const alone = information.classes.some((each) => kind.separate.includes(each));
  return alone && information.classes.length > 1 ? [{ code: 'consent_separate', field: 'terms.information.classes' }] : [];
}

function checkRecipient(kind: ConsentKind, { terms: { recipient } }: ConsentToCheck): ConsentProblem[] {
  if (!recipient.name) return missing('recipient', 'terms.recipient.name');
  return kind.recipients.includes(recipient.kind) ? [] : [{ code: 'consent_recipient_kind', field: 'terms.recipient.kind' }];
}

function checkStatements(kind: ConsentKind, { terms }: ConsentToCheck): ConsentProblem[] {
  return statementsFor(kind, terms.purpose.code)
    .filter((each) => each !== 'right_to_revoke' && !terms.statements.includes(each))
    .map((each) => ({ code: 'consent_missing_statements', field: each }));
}

function checkExpiry(kind: ConsentKind, { terms, today }: ConsentToCheck): ConsentProblem[] {
  const { kind: how, on, text } = terms.expiry;
  if (how === null) return missing('expiry', 'terms.expiry.kind');
  // Without a purpose that is the problem, and it is named by itself.
  const purpose = kind.purposes.find((each) => each.code === terms.purpose.code);
  if (purpose && !purpose.expiries.includes(how)) return [{ code: 'consent_expiry_not_allowed', field: 'terms.expiry.kind' }];
  if (how === 'date' && on === null) return missing('expiry', 'terms.expiry.on');
  if (how === 'event' && !text) return missing('expiry', 'terms.expiry.text');
  return how === 'date' && on !== null && on < today ? [{ code: 'consent_expiry_past', field: 'terms.expiry.on' }] : [];
}

function checkLanguage(_kind: ConsentKind, { terms, explained, personLanguages }: ConsentToCheck): ConsentProblem[] {
  const theirs = personLanguages.length === 0 || personLanguages.includes(terms.language);
  const asExplained = explained === null || explained.language === terms.language;
  return theirs && asExplained ? [] : [{ code: 'consent_language_not_chosen', field: 'terms.language' }];
}

/** Each way of saying yes leaves something by which it can be told later. */
function isSigned(signature: ConsentSignature | null): boolean {
  if (signature === null || !signature.name) return false;
  if (signature.signer === 'representative' && !signature.authority) return false;
  if (signature.method === 'drawn') return signature.drawing !== null;
  return signature.method === 'typed' || Boolean(signature.witness);
}
