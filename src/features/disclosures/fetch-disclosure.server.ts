/**
 * The file of what was just shared, from the record of it. The gate is asked again: between the record and the file somebody may have said stop,
 * and then nothing leaves.
 */
import { z } from 'zod';
import { query } from '../../server/query-handler.ts';
import { idSchema } from '../../shared/id.ts';
import type { ReportContent } from './disclosure.ts';
import { mayShare } from './disclosure-policy.ts';
import { findOwnDisclosure } from './disclosure-queries.server.ts';
import { bundleOf } from './fhir-bundle.server.ts';
import { putTogether } from './progress-report.server.ts';

export const fetchDisclosureQuery = query({
  name: 'fetch-disclosure',
  reach: 'near',
  dataClass: 'accounting',
  args: z.strictObject({ disclosureId: idSchema }),
  answer: z.discriminatedUnion('ready', [
    z.object({ ready: z.literal(true), fileName: z.string(), type: z.string(), base64: z.string() }),
    /** `not_noted`: no record of one's own from the last hour. Otherwise what the gate says now. */
    z.object({ ready: z.literal(false), why: z.string() }),
  ]),
  may: (actor) => mayShare(actor),
  run: async ({ tx, args, actor }) => {
    const noted = await findOwnDisclosure(tx, actor.orgId, { disclosureId: args.disclosureId, staffId: actor.staffId });
    if (!noted) return { ready: false as const, why: 'not_noted' };
    const now = await putTogether(tx, actor, { ...noted, from: noted.fromDay, to: noted.toDay });
    if (!now.goes) return { ready: false as const, why: now.why };
    if (now.hash !== noted.contentHash) return { ready: false as const, why: 'changed' };
    const content = JSON.parse(noted.content) as ReportContent;
    const shared = { id: noted.id, at: noted.disclosedAt };
    // Neither names nor the kind of programme: a file's name is read by many.
    const name = `shared-${noted.disclosedAt.slice(0, 10)}-${noted.id.slice(-6)}`;
    if (noted.channel === 'fhir') {
      const json = JSON.stringify(bundleOf(content, shared), null, 2);
      return {
        ready: true as const,
        fileName: `${name}.json`,
        type: 'application/fhir+json',
        base64: Buffer.from(json).toString('base64'),
      };
    }
    // Loaded with the first file: fonts and a layout engine are nothing a server should start with.
    const { writePdf } = await import('./report-pdf.server.ts');
    const pdf = await writePdf(content, shared);
    return { ready: true as const, fileName: `${name}.pdf`, type: 'application/pdf', base64: pdf.toString('base64') };
  },
});
