/** What is due for a director: records that need not be kept, people who asked for deletion, holds, and erasures that are planned. */
import { z } from 'zod';
import { query } from '../../server/query-handler.ts';
import { idSchema } from '../../shared/id.ts';
import { findPacks } from '../consents/consent-packs.server.ts';
import { findToday } from '../consents/consent-queries.server.ts';
import { mayDirectRetention } from './retention-policy.ts';
import { findDuePerson, listDuePeople } from './retention-queries.server.ts';
import { ruleFor } from './retention-rules.ts';

const mostPeople = 200;

const duePerson = z.object({
  id: z.string(),
  name: z.string(),
  lastDay: z.string(),
  isHere: z.boolean(),
  dueOn: z.string().nullable(),
  asked: z.object({ requestId: z.string(), at: z.string() }).nullable(),
  holds: z.array(z.object({ id: z.string(), reason: z.string(), setBy: z.string(), setAt: z.string() })),
  erasure: z.object({ id: z.string(), confirmedBy: z.string(), confirmedAt: z.string(), eraseAfter: z.string() }).nullable(),
  /** What stands against an erasure today, as a refusal's code; null when it may be confirmed. */
  problem: z.string().nullable(),
});

export const listDueQuery = query({
  name: 'list-due',
  reach: 'wide',
  dataClass: 'accounting',
  /** One person, whatever stands; null: everything that waits. */
  args: z.strictObject({ personId: idSchema.nullable() }),
  answer: z.object({
    people: z.array(duePerson),
    more: z.boolean(),
    rule: z.object({
      keepYears: z.int(),
      warningHours: z.int(),
      source: z.string(),
      checkedOn: z.string(),
      isGeneralKnowledge: z.boolean(),
    }),
  }),
  may: mayDirectRetention,
  run: async ({ tx, args, actor }) => {
    const today = await findToday(tx, actor.orgId);
    const { retention } = await findPacks(tx, actor.orgId);
    const one = args.personId === null ? undefined : await findDuePerson(tx, actor.orgId, args.personId);
    const found = args.personId === null ? await listDuePeople(tx, actor.orgId, { today, limit: mostPeople + 1 }) : one ? [one] : [];
    const { record, warning } = retention;
    return {
      people: found.slice(0, mostPeople).map((person) => {
        const may = ruleFor(person, retention, today);
        return { ...person, problem: 'problem' in may ? may.problem : null };
      }),
      more: found.length > mostPeople,
      rule: {
        ...{ keepYears: record.keepYears, warningHours: warning.hours, source: record.source, checkedOn: record.checkedOn },
        isGeneralKnowledge: record.confidence === 'general-knowledge',
      },
    };
  },
});
