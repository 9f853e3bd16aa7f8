/**
 * What a pack says of requests: within how many days each kind is answered, how far that may be put off, what an accounting covers, and where
 * somebody complains who is not content with the answer. The clock is in features/requests; the law is here, as data, with source and day.
 */
import { z } from 'zod';
import { code, noDuplicates, originShape, words } from './pack-parts.ts';

/** What a person may ask of the programme about their record. Source: practice-and-law.md §1.1 to §1.5. */
export const requestKinds = ['copy', 'correction', 'deletion', 'restriction', 'accounting', 'intermediaries', 'complaint'] as const;
export type RequestKind = (typeof requestKinds)[number];

const deadline = z.strictObject({
  ...originShape,
  code,
  kind: z.enum(requestKinds),
  /** The law or rule by name, as a letter says it. */
  law: words(160),
  /** From the day of asking, which is not counted; the last day is included. */
  days: z.int().min(1).max(365),
  /** `working`: Monday to Friday. Public holidays are not known, so such a clock is never too long. */
  counts: z.enum(['calendar', 'working']),
  /** How much longer, once; 0: not at all. Counted as `days` are. */
  extensionDays: z.int().min(0).max(365),
  /** Whether the person must be told in writing before the first clock has run out, with the reason and the new day. */
  extensionNotice: z.boolean(),
  /** A rule of Kith's own, for kinds no law of the chosen packs has a number for; it gives way to any that has. */
  fallback: z.boolean().optional(),
});
export type Deadline = z.infer<typeof deadline>;

const accounting = z.strictObject({
  ...originShape,
  code,
  law: words(160),
  /** Of everything that was shared, or of what went through an intermediary (42 CFR 2.24). */
  of: z.enum(['accounting', 'intermediaries']),
  /** How far back; null: as far as there are records. */
  years: z.int().min(1).max(30).nullable(),
  /** Whether the list says who looked, too, and not only what left. */
  looks: z.boolean(),
});
export type Accounting = z.infer<typeof accounting>;

const complaint = z.strictObject({ ...originShape, code, name: words(160), address: words(300) });
export type ComplaintOffice = z.infer<typeof complaint>;

/** The schema of `values/deadlines.json`. */
export const deadlinesSchema = z.strictObject({
  deadlines: z.array(deadline).min(1).check(noDuplicates('code')),
  accountings: z.array(accounting).check(noDuplicates('code')),
  complaints: z.array(complaint).check(noDuplicates('code')),
});

/** The law of requests of an organisation's packs, merged by code; the last pack has the last word. */
export type RequestLaw = { deadlines: Deadline[]; accountings: Accounting[]; complaints: ComplaintOffice[] };

/** Adds what one pack says. */
export function mergeDeadlines(into: RequestLaw, pack: z.infer<typeof deadlinesSchema> | undefined): void {
  if (!pack) return;
  mergeByCode(into.deadlines, pack.deadlines);
  mergeByCode(into.accountings, pack.accountings);
  mergeByCode(into.complaints, pack.complaints);
}

function mergeByCode<Value extends { code: string }>(into: Value[], from: readonly Value[]): void {
  for (const value of from) {
    const at = into.findIndex((each) => each.code === value.code);
    if (at >= 0) into[at] = value;
    else into.push(value);
  }
}

/** The law of requests. A device that was filled before packs had any holds none until it hears from the server again. */
export function requestLawOf(packs: { requests?: RequestLaw }): RequestLaw {
  return packs.requests ?? { deadlines: [], accountings: [], complaints: [] };
}
