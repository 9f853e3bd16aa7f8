/** The file somebody has just written down they take, made from the record as it is now. What was granted is asked for again. */
import { z } from 'zod';
import type { Actor } from '../../server/actor.ts';
import type { Tx } from '../../server/db.ts';
import { query } from '../../server/query-handler.ts';
import { fromInstant, parseCalendarDay } from '../../shared/calendar-day.ts';
import { idSchema } from '../../shared/id.ts';
import { findPacks } from '../consents/consent-packs.server.ts';
import { findOrganisation, findPerson } from '../disclosures/report-queries.server.ts';
import { accountingOf } from './accounting.ts';
import { findOwnFile } from './file-queries.server.ts';
import { putCopyTogether } from './record-copy.server.ts';
import type { RequestRow } from './request.ts';
import { filesFor } from './request-file.ts';
import { mayMakeRequest, officeOf } from './request-policy.ts';
import { findRequest } from './request-queries.server.ts';

type Noted = NonNullable<Awaited<ReturnType<typeof findOwnFile>>>;
type Made = { type: string; bytes: Buffer } | null;

export const fetchRequestFileQuery = query({
  name: 'fetch-request-file',
  reach: officeOf,
  forView: true,
  dataClass: 'accounting',
  args: z.strictObject({ fileId: idSchema }),
  answer: z.discriminatedUnion('ready', [
    z.object({ ready: z.literal(true), fileName: z.string(), type: z.string(), base64: z.string() }),
    /** `not_noted`: no note of one's own from the last hour. `no_such_file`: it is not to be had any more. */
    z.object({ ready: z.literal(false), why: z.string() }),
  ]),
  may: (actor) => mayMakeRequest({ isVisible: true }, actor),
  run: async ({ tx, args, actor }) => {
    const noted = await findOwnFile(tx, actor.orgId, { fileId: args.fileId, madeBy: actor.staffId });
    const request = noted && (await findRequest(tx, actor.orgId, noted));
    if (!noted || !request) return { ready: false as const, why: 'not_noted' };
    const made = filesFor(request).includes(noted.what) ? await makeFile(tx, actor, noted, request) : null;
    if (made === null) return { ready: false as const, why: 'no_such_file' };
    // Neither names nor what it is: a file's name is read by many.
    const fileName = `page-${noted.madeAt.slice(0, 10)}-${noted.id.slice(-6)}.${noted.channel}`;
    return { ready: true as const, fileName, type: made.type, base64: made.bytes.toString('base64') };
  },
});

async function makeFile(tx: Tx, actor: Actor, noted: Noted, request: RequestRow): Promise<Made> {
  const { what, channel, language, madeAt } = noted;
  const mark = noted.id.slice(-12);
  if (what.startsWith('letter_')) {
    const { writeLetter } = await import('./letter-paper.server.ts');
    return pdf(await writeLetter(what, await letterOf(tx, actor, noted, request), mark));
  }
  const copy = await putCopyTogether(tx, actor, { request, language, madeAt });
  if (copy === null) return null;
  const packs = await findPacks(tx, actor.orgId);
  if (what === 'copy') {
    if (channel === 'json') return json(copy);
    // Loaded with the first file: fonts and a layout engine are nothing a server should start with.
    const { writeCopy } = await import('./copy-paper.server.ts');
    return pdf(await writeCopy(copy, packs, mark));
  }
  const { today, timeZone } = await findOrganisation(tx, actor.orgId);
  const dayOf = (instant: string) => fromInstant(instant, timeZone);
  const record = { disclosures: [], consents: [], looks: [], ...copy.parts.agreed, ...copy.parts.looks } as unknown as Parameters<
    typeof accountingOf
  >[0];
  const lines = accountingOf(record, {
    law: packs.requests,
    of: what === 'accounting' ? 'accounting' : 'intermediaries',
    today: parseCalendarDay(today),
    dayOf,
  });
  if (channel === 'json') return json({ form: 'kith-accounting@1', of: what, madeAt, person: copy.person, ...lines, staff: copy.staff });
  const { writeAccounting } = await import('./accounting-paper.server.ts');
  const content = { of: what === 'accounting' ? ('accounting' as const) : ('intermediaries' as const), lines, packs, dayOf };
  return pdf(
    await writeAccounting(
      { ...content, language, madeAt, organisation: copy.organisation, person: copy.person.name, staff: copy.staff },
      mark,
    ),
  );
}

async function letterOf(tx: Tx, actor: Actor, noted: Noted, request: RequestRow) {
  const organisation = await findOrganisation(tx, actor.orgId);
  const person = await findPerson(tx, actor.orgId, request.personId);
  return {
    language: noted.language,
    organisation: organisation.name,
    timeZone: organisation.timeZone,
    person: person?.name ?? '',
    madeAt: noted.madeAt,
    // The person prints the programme's letter themself: it is not they who sign it.
    madeBy: actor.view ? '' : actor.name,
    request,
    law: (await findPacks(tx, actor.orgId)).requests,
    dayOf: (instant: string) => fromInstant(instant, organisation.timeZone),
  };
}

const pdf = (bytes: Buffer): Made => ({ type: 'application/pdf', bytes });
const json = (content: object): Made => ({ type: 'application/json', bytes: Buffer.from(JSON.stringify(content, null, 2)) });
