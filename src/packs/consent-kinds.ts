/**
 * What a pack says of consents: which kinds there are, what each must contain to count, and what has to travel with whatever is shared on it.
 * The engine is in features/consents and features/disclosures; the law is here, as data, with source and day.
 */
import { z } from 'zod';
import { code, noDuplicates, originShape, words } from './pack-parts.ts';

/** Kinds of data a record may be of. Source: practice-and-law.md §1.0. */
export const dataClasses = [
  'identity',
  'contact',
  'programme_presence',
  'peer_note',
  'goal_plan',
  'prom_score',
  'safety_plan',
  'crisis_event',
  'group_attendance',
  'sud_record',
  'sud_counselling_note',
  'psychotherapy_note',
  'billing',
  'consent',
  'accounting',
  'worker_supervision',
  'worker_lived_experience',
] as const;
export type SharedClass = (typeof dataClasses)[number];

/**
 * Where a record comes from, where the law asks for it. `part2`: a programme under 42 CFR Part 2 wrote it. It is the record's, not the person's.
 * Source: practice-and-law.md §1.0, §1.1.
 */
export const recordOrigins = ['part2'] as const;
export type RecordOrigin = (typeof recordOrigins)[number];

/** What a consent can be asked to have. A pack chooses among them; each that is missing is one problem. */
export const consentElements = [
  'subject',
  'discloser',
  'information',
  'recipient',
  'intermediary_members',
  'purpose',
  'right_to_revoke',
  'statements',
  'expiry',
  'language',
  'explained',
  'signature',
] as const;
export type ConsentElement = (typeof consentElements)[number];

export const expiryKinds = ['date', 'event', 'none'] as const;
export type ExpiryKind = (typeof expiryKinds)[number];
export const recipientKinds = ['named', 'class', 'intermediary'] as const;
export type RecipientKind = (typeof recipientKinds)[number];

const statement = z.strictObject({
  ...originShape,
  code,
  text: words(1500),
  /** Shown whatever the purpose; others are shown for the purposes that name them. */
  always: z.boolean(),
});

const purpose = z.strictObject({
  ...originShape,
  code,
  label: words(200),
  /** How such a consent may end. `none` only where the law allows a consent without an end. */
  expiries: z.array(z.enum(expiryKinds)).min(1),
  /** Codes of the statements this purpose asks for besides those that are always shown. */
  statements: z.array(code),
});

const notice = (most: number) => z.strictObject({ ...originShape, text: words(most) });

const consentKind = z.strictObject({
  ...originShape,
  code,
  /** Raised with every change of the wording: a signed document names the version that was read. */
  version: z.string().regex(/^\d{4}\.\d{1,3}$/, 'must be year.number, such as 2026.1'),
  title: words(120),
  elements: z
    .array(z.strictObject({ ...originShape, code: z.enum(consentElements) }))
    .min(1)
    .check(noDuplicates('code')),
  recipients: z.array(z.enum(recipientKinds)).min(1),
  purposes: z.array(purpose).min(1).check(noDuplicates('code')),
  statements: z.array(statement).min(1).check(noDuplicates('code')),
  /** Kinds of data that ask for a consent of their own, never together with others. */
  separate: z.array(z.enum(dataClasses)),
  /** Origins whose records go on this kind of consent; on others they stay. Records without an origin go on every kind. */
  covers: z.array(z.enum(recordOrigins)),
  /** What travels with everything shared on it: the short form with messages, the long form with documents. */
  notices: z.strictObject({ short: notice(300), long: notice(2400) }),
  /** Whether the other side must be told that something was held back (never what), and in which words. */
  withheld: z.strictObject({ ...originShape, tell: z.boolean(), text: words(400) }),
});
export type ConsentKind = z.infer<typeof consentKind>;

/** The schema of `values/consents.json`. */
export const consentsSchema = z.strictObject({
  kinds: z.array(consentKind).min(1).check(noDuplicates('code')).check(knownStatements),
});

/** A purpose may only ask for statements that are there: a consent that can never be complete would be found by a person with a pen in hand. */
function knownStatements(context: z.core.ParsePayload<ConsentKind[]>): void {
  context.value.forEach((kind, at) => {
    const known = new Set(kind.statements.map((each) => each.code));
    kind.purposes.forEach((each, nth) => {
      const missing = each.statements.findIndex((one) => !known.has(one));
      if (missing < 0) return;
      const message = `no statement ${JSON.stringify(each.statements[missing])} is there`;
      context.issues.push({ code: 'custom', input: each.statements, path: [at, 'purposes', nth, 'statements', missing], message });
    });
    const asks = (element: ConsentElement) => kind.elements.some((each) => each.code === element);
    if (asks('right_to_revoke') && !kind.statements.some((each) => each.code === 'right_to_revoke' && each.always)) {
      const message = 'the element "right_to_revoke" needs a statement of that code that is always shown';
      context.issues.push({ code: 'custom', input: kind.statements, path: [at, 'statements'], message });
    }
  });
}

/** A kind after merging, with the pack it came from. */
export type PackConsentKind = ConsentKind & { pack: string };

/** The kind of this code, if the organisation's packs have it. */
export function findConsentKind(packs: { consents: readonly PackConsentKind[] }, kindCode: string): PackConsentKind | undefined {
  return packs.consents.find((kind) => kind.code === kindCode);
}

/** The kinds there are. A device that was filled before packs had any holds none until it hears from the server again. */
export function consentKindsOf(packs: { consents?: readonly PackConsentKind[] }): readonly PackConsentKind[] {
  return packs.consents ?? [];
}
