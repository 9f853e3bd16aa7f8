/**
 * Whom a law, or a person, names to stand beside them, as a pack says it: what that gives, on what it must rest, and which parts of a record a view
 * for them may have. Nothing here decides for a programme that somebody is one; it says what may be given once somebody has seen that they are.
 */
import { z } from 'zod';
import { code, noDuplicates, originShape, words } from './pack-parts.ts';
import { bases, viewParts } from './view-parts.ts';

const kind = z.strictObject({
  ...originShape,
  code,
  title: words(80),
  /** The law by name, or that it is the person's own wish. */
  law: words(200),
  /** What it gives and what it does not, for whoever gives the view and for the person. */
  gives: words(600),
  /** A wish is not enough where only a court or a form of the law makes somebody one. */
  bases: z.array(z.enum(bases)).min(1),
  /** The most a view of this kind may have. */
  parts: z.array(z.enum(viewParts)).min(1),
  /** Where the law gives it for a time only. */
  needsLastDay: z.boolean(),
});
export type RepresentativeKind = z.infer<typeof kind>;

/** The schema of `values/representatives.json`. */
export const representativesSchema = z.strictObject({ kinds: z.array(kind).min(1).check(noDuplicates('code')) });

/** A device that was filled before packs had any holds none until it hears from the server again. */
export function representativeKindsOf(packs: { representatives?: RepresentativeKind[] }): RepresentativeKind[] {
  return packs.representatives ?? [];
}
