/** The dry run: exactly what the other side would see, and what stays here and why. Nothing leaves by it. */
import { z } from 'zod';
import { query } from '../../server/query-handler.ts';
import type { ReportContent } from './disclosure.ts';
import { mayShare } from './disclosure-policy.ts';
import { putTogether } from './progress-report.server.ts';
import { reportArgs } from './share-progress-report.ts';

export const previewProgressReportQuery = query({
  name: 'preview-progress-report',
  reach: 'near',
  dataClass: 'accounting',
  args: z.strictObject(reportArgs).refine((args) => args.from <= args.to, { path: ['to'] }),
  answer: z.discriminatedUnion('goes', [
    z.object({ goes: z.literal(false), why: z.string() }),
    z.object({
      goes: z.literal(true),
      content: z.custom<ReportContent>((value) => typeof value === 'object' && value !== null),
      hash: z.string(),
      leftOut: z.array(z.object({ part: z.string(), why: z.string() })),
      partialBecauseLocked: z.boolean(),
    }),
  ]),
  may: (actor) => mayShare(actor),
  run: async ({ tx, args, actor }) => {
    const report = await putTogether(tx, actor, args);
    if (!report.goes) return report;
    const { content, hash, leftOut, partialBecauseLocked } = report;
    return { goes: true as const, content, hash, leftOut, partialBecauseLocked };
  },
});
