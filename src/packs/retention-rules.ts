/** What a pack says of keeping records: how long after somebody has left, and what happens when they ask for deletion. Source: practice-and-law.md §1.2, §1.3, §1.5. */
import { z } from 'zod';
import { originShape } from './pack-parts.ts';

const recordRule = z.strictObject({
  ...originShape,
  /** Whole years after the last day anything happened, once they are in no programme any more. */
  keepYears: z.int().min(1).max(100),
  /** `at_once`: the law lets it go when the person asks. `after_period`: the law keeps it until the years are over. */
  whenAsked: z.enum(['at_once', 'after_period']),
});

/** Between a director's yes and the erasure: time to tell the person, and to stop it. */
const warningRule = z.strictObject({ ...originShape, hours: z.int().min(1).max(2000) });

export const retentionSchema = z
  .strictObject({ record: recordRule.optional(), warning: warningRule.optional() })
  .refine((rules) => rules.record !== undefined || rules.warning !== undefined, 'must say one or the other');

/** What an organisation goes by: of each, the last pack that says it. */
export type Retention = {
  record: z.infer<typeof recordRule> & { pack: string };
  warning: z.infer<typeof warningRule> & { pack: string };
};
