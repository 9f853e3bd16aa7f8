import { z } from 'zod';
import type { consentsSchema, PackConsentKind } from './consent-kinds.ts';
import type { deadlinesSchema, RequestLaw } from './deadlines.ts';
import { code, day, noDuplicates, originShape, type PackLocale, type PackWords, packId, packLocales, text, words } from './pack-parts.ts';
import type { RepresentativeKind, representativesSchema } from './representative-kinds.ts';
import type { Retention, retentionSchema } from './retention-rules.ts';

export { type PackLocale, type PackWords, packLocales } from './pack-parts.ts';

/**
 * What a pack may contain. A pack is data, never code: lists of codes with labels, values, and word lists, for one jurisdiction or
 * language. Everything is strict: a key nobody reads is a typing mistake, and a typing mistake in a crisis number must not pass.
 */
export const manifestSchema = z.strictObject({
  id: packId,
  version: z.string().regex(/^\d{4}\.\d{1,3}$/, 'must be year.number, such as 2026.1'),
  title: words(80),
  summary: words(300),
  extends: z.array(packId),
  languages: z.array(z.enum(packLocales)).min(1),
});
export type PackManifest = z.infer<typeof manifestSchema>;

/** One code of a list. In a pack that extends another, only `code` is needed: what is given changes the item, `hidden` takes it off screens. */
const itemShape = {
  code,
  label: words(120).optional(),
  hint: words(300).optional(),
  hidden: z.boolean().optional(),
  source: text(400).optional(),
  checkedOn: day.optional(),
  confidence: z.literal('general-knowledge').optional(),
};

/** The lists there are, each with the facts its items may carry beyond code and label. */
export const listItemSchemas = {
  'life-areas': z.strictObject(itemShape),
  /** `pos`: the payer's place-of-service code. */
  'contact-places': z.strictObject({
    ...itemShape,
    pos: z
      .string()
      .regex(/^\d{2}$/, 'must be two digits')
      .optional(),
  }),
  /** `modifiers`: claim modifiers that say how the contact took place. */
  'contact-modes': z.strictObject({ ...itemShape, modifiers: z.array(z.string().regex(/^[A-Z0-9]{2}$/)).optional() }),
  /** `competencies`: codes of the list `competencies` that doing this shows. */
  activities: z.strictObject({ ...itemShape, competencies: z.array(code).min(1).optional() }),
  competencies: z.strictObject(itemShape),
  /** `endonym`: the language's name in itself. Codes are BCP 47 tags. */
  languages: z.strictObject({ ...itemShape, endonym: text(60).optional() }),
  'goal-statuses': z.strictObject(itemShape),
  'leaving-reasons': z.strictObject(itemShape),
  'follow-up-kinds': z.strictObject(itemShape),
  /** `from` and `to`: whole years, both included; no `to` means "and older". */
  'age-bands': z.strictObject({ ...itemShape, from: z.int().min(0).max(120).optional(), to: z.int().min(0).max(120).optional() }),
  pronouns: z.strictObject(itemShape),
  roles: z.strictObject(itemShape),
} as const;
export type ListName = keyof typeof listItemSchemas;
export const listNames = Object.keys(listItemSchemas) as ListName[];
export type RawItem<L extends ListName = ListName> = z.infer<(typeof listItemSchemas)[L]>;

/** The schema of one file `lists/<name>.json`. */
export function listSchema<L extends ListName>(list: L) {
  return z.strictObject({ ...originShape, items: z.array(listItemSchemas[list]).min(1).check(noDuplicates('code')) });
}
export type RawList = z.infer<ReturnType<typeof listSchema>>;

const way = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    number: z.string().regex(/^\+?[0-9-]{3,20}$/, 'must be a phone number'),
    note: words(120).optional(),
  }),
  z.strictObject({
    kind: z.literal('text'),
    number: z.string().regex(/^\+?[0-9-]{3,20}$/, 'must be a phone number'),
    body: text(30).optional(),
    note: words(120).optional(),
  }),
  z.strictObject({ kind: z.literal('chat'), url: z.url({ protocol: /^https$/ }), note: words(120).optional() }),
  z.strictObject({ kind: z.literal('email'), address: z.email(), note: words(120).optional() }),
]);

/**
 * A line to turn to in a crisis. `checkedOn`: when the text was compared with its source. `verifiedAt`: the day someone last made sure the
 * line itself answers, or null when nobody has yet; the screen greys, and never hides, what is not freshly verified.
 */
const crisisLine = z.strictObject({
  ...originShape,
  code,
  kind: z.enum(['emergency', 'crisis', 'support']),
  region: text(40),
  name: words(120),
  when: words(240),
  hours: words(120).optional(),
  languages: z.array(code).min(1).optional(),
  ways: z.array(way).min(1),
  verifiedAt: day.nullable(),
});
export type CrisisLine = z.infer<typeof crisisLine>;

export const crisisLinesSchema = z.strictObject({
  staleAfterDays: z.int().min(1).max(365),
  lines: z.array(crisisLine).min(1).check(noDuplicates('code')),
});

export const unitRuleNames = ['none', 'floor15', 'mid8', 'cumulativePerDay'] as const;
/** How a payer counts units. `none`: minutes only, no units anywhere. */
export type UnitRuleName = (typeof unitRuleNames)[number];

const payerRule = z.strictObject({ ...originShape, payer: code, label: words(120), rule: z.enum(unitRuleNames) });
export const unitRulesSchema = z.strictObject({
  ...originShape,
  default: z.enum(unitRuleNames),
  byPayer: z.array(payerRule).check(noDuplicates('payer')),
});
export type UnitRules = z.infer<typeof unitRulesSchema>;

/** Bounds a pack may set within the server's own outer bounds. Units are in the names. */
export const limitNames = [
  'contact_minutes_min',
  'contact_minutes_max',
  'contact_days_back',
  'contact_late_after_hours',
  'entry_characters_max',
  'entry_words_suggested',
  'goal_characters_max',
  'next_step_characters_max',
  'name_characters_max',
] as const;
export type LimitName = (typeof limitNames)[number];

export const limitsSchema = z.strictObject({
  limits: z
    .array(z.strictObject({ ...originShape, code: z.enum(limitNames), value: z.int().min(0).max(100_000) }))
    .min(1)
    .check(noDuplicates('code')),
});

/**
 * What the law says of an emergency, and for how long one is let in. `medicalOnly`: only medical personnel may be told (42 CFR 2.51). `riskTest`: what was
 * weighed is written down (PHIPA s. 40 (1)). Hours are whole; the database lets nobody in for more than 24.
 */
export const emergenciesSchema = z.strictObject({
  ...originShape,
  medicalOnly: z.boolean(),
  riskTest: z.boolean(),
  hoursOpen: z.int().min(1).max(24),
  hoursToComplete: z.int().min(1).max(24),
});
export type EmergencyRules = z.infer<typeof emergenciesSchema>;

const mirrorTerm = z.strictObject({
  /** Remembered when someone keeps the word; never shown. */
  code,
  severity: z.enum(['info', 'warn']),
  /** Word forms sharing the same alternatives. A trailing * is a stem that suffixes may follow (Tamil only). */
  variants: z.array(z.strictObject({ forms: z.array(text(60)).min(1), alternatives: z.array(text(80)).min(1).max(3) })).min(1),
  /** Said instead of, or beside, the alternatives where only a description helps. */
  hint: text(160).optional(),
  /** Not marked when one of these comes right before (the last words before). */
  notAfter: z.array(text(40)).optional(),
  /** Not marked when one of these follows at once. */
  notBefore: z.array(text(40)).optional(),
});

export const mirrorSchema = z.strictObject({
  ...originShape,
  language: z.enum(packLocales),
  /** Names of instruments, laws and bodies in which the words stay as they are. */
  titles: z.array(text(120)),
  terms: z.array(mirrorTerm).min(1).check(noDuplicates('code')),
});
export type MirrorLexicon = z.infer<typeof mirrorSchema>;

/** One pack as read from its folder. */
export type Pack = {
  manifest: PackManifest;
  lists: Partial<Record<ListName, RawList>>;
  crisisLines?: z.infer<typeof crisisLinesSchema>;
  unitRules?: UnitRules;
  limits?: z.infer<typeof limitsSchema>;
  mirror: Partial<Record<PackLocale, MirrorLexicon>>;
  consents?: z.infer<typeof consentsSchema>;
  retention?: z.infer<typeof retentionSchema>;
  deadlines?: z.infer<typeof deadlinesSchema>;
  emergencies?: EmergencyRules;
  representatives?: z.infer<typeof representativesSchema>;
};

export type Origin = { pack: string; source: string; checkedOn: string; confidence?: 'general-knowledge' };

/** A code after merging: always labelled, and with every pack that had a say. */
export type PackItem = {
  code: string;
  label: PackWords;
  hint?: PackWords;
  hidden: boolean;
  pos?: string;
  modifiers?: string[];
  competencies?: string[];
  endonym?: string;
  from?: number;
  to?: number;
  origins: Origin[];
};

/** What an organisation works with: its packs merged in order. Plain JSON, so that it can be kept on a device. */
export type PackSet = {
  /** Stored with every record made under it: "core@2026.1+in-tn@2026.1". */
  version: string;
  packs: { id: string; version: string; title: PackWords }[];
  languages: PackLocale[];
  lists: Record<ListName, PackItem[]>;
  crisis: { staleAfterDays: number; lines: CrisisLine[] };
  unitRules: UnitRules;
  limits: Record<LimitName, number>;
  mirror: Partial<Record<PackLocale, MirrorLexicon>>;
  /** Kinds of consent, in the packs' order. An organisation whose packs have none shares nothing on consent. */
  consents: PackConsentKind[];
  retention: Retention;
  /** Within how long each kind of request is answered, what an accounting covers, and where to complain. */
  requests: RequestLaw;
  emergencies: EmergencyRules;
  /** Whom a view of somebody's record can be given to, in the packs' order. */
  representatives: RepresentativeKind[];
};

/** A pack that may not be used, with the file and the field that must change. */
export class PackError extends Error {
  readonly file: string;
  readonly field: string;
  constructor(file: string, field: string, problem: string) {
    super(field === '' ? `${file}: ${problem}` : `${file}: ${field}: ${problem}`);
    this.name = 'PackError';
    this.file = file;
    this.field = field;
  }
}
