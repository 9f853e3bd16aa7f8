/** What waits for this supervisor's or director's judgement, with its clock. */
import { z } from 'zod';
import { query } from '../../server/query-handler.ts';
import { outcomes, toldWhom } from './emergency.ts';
import { mayListEmergencyReviews } from './emergency-policy.ts';
import { listEmergenciesToReview } from './emergency-queries.server.ts';

const mostListed = 100;
const text = z.string().nullable();

export const listEmergencyReviewsQuery = query({
  name: 'list-emergency-reviews',
  reach: 'near',
  dataClass: 'accounting',
  args: z.strictObject({}),
  answer: z.object({
    emergencies: z.array(
      z.object({
        ...{ id: z.string(), personId: z.string(), personName: z.string(), staffId: z.string(), opens: z.boolean(), offline: z.boolean() },
        ...{ openedAt: z.string(), endsAt: z.string(), completeBy: z.string(), reviewBy: z.string() },
        ...{ told: z.enum(toldWhom).nullable(), nature: text, recipientName: text, recipientFacility: text, toldAt: text, risk: text },
        ...{ completedAt: text, outcome: z.enum(outcomes).nullable(), reviewWords: text, reviewedBy: text, reviewedAt: text },
      }),
    ),
  }),
  may: mayListEmergencyReviews,
  run: async ({ tx, actor }) => ({ emergencies: await listEmergenciesToReview(tx, actor.orgId, mostListed) }),
});
