/** The four facts as arguments, the same in both commands that take them. */
import { z } from 'zod';
import { instantSchema, words } from '../../shared/safe-text.ts';
import { mostNature, mostRecipient, toldWhom } from './emergency.ts';

export const factsFields = {
  told: z.enum(toldWhom),
  nature: words(mostNature),
  recipientName: words(mostRecipient).nullable(),
  recipientFacility: words(mostRecipient).nullable(),
  toldAt: instantSchema.nullable(),
  /** What was weighed, where the law asks for it. */
  risk: words(mostNature).nullable(),
};

/** As the row will say them. */
export function factsPreview<Facts extends { toldAt: string | null }>(facts: Facts, recordedAt: string): Facts & { completedAt: string } {
  return {
    ...facts,
    toldAt: facts.toldAt === null ? null : new Date(facts.toldAt).toISOString(),
    completedAt: new Date(recordedAt).toISOString(),
  };
}
