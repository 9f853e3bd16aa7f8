/** The note of an export, and then the file: made from the note, so that what left is what is written there. */
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { loadPackSet } from '../../packs/load-pack.server.ts';
import { labelOf } from '../../packs/pack-labels.ts';
import type { Actor } from '../../server/actor.ts';
import { hasRole } from '../../server/actor.ts';
import { handle } from '../../server/command-handler.ts';
import type { Database, Tx } from '../../server/db.ts';
import { query } from '../../server/query-handler.ts';
import { rollUp } from '../../server/rollup.ts';
import { idSchema } from '../../shared/id.ts';
import { askedBy } from './count-contacts.server.ts';
import { fewestPeopleTold, fileNameOf } from './counts.ts';
import { mayCountContacts } from './counts-policy.ts';
import {
  type CountExport,
  findCountExport,
  insertCountExport,
  listCells,
  listPackIds,
  listProgrammeNames,
} from './counts-queries.server.ts';
import { exportContactCounts } from './export-contact-counts.ts';
import { together } from './small-cells.ts';

const packsFolder = join(import.meta.dirname, '../../../packs');

export const exportContactCountsHandler = handle({
  command: exportContactCounts,
  reach: 'wide',
  audit: 'counts.exported',
  dataClass: 'counts',
  load: async () => null,
  may: (_facts, actor, args) => mayCountContacts(actor, args),
  run: async ({ tx, args, actor }) => {
    const { exportId, ...what } = args;
    await insertCountExport(tx, actor, { id: exportId, ...what });
    return { changes: [], audit: [{ scopeId: actor.orgId, details: { exportId, ...what, format: 'csv' } }] };
  },
});

export const listContactWeeksCsvQuery = {
  ...query({
    name: 'list-contact-weeks-csv',
    reach: 'wide',
    dataClass: 'counts',
    args: z.strictObject({ exportId: idSchema, locale: z.enum(['en', 'ta']) }),
    answer: z.discriminatedUnion('ready', [
      z.object({ ready: z.literal(true), fileName: z.string(), csv: z.string() }),
      /** The note of this export has not arrived, is somebody else's, or is older than an hour. */
      z.object({ ready: z.literal(false) }),
    ]),
    may: (actor) => (hasRole(actor, 'director', 'coordinator', 'biller', 'evaluator', 'supervisor') ? null : 'role_may_not'),
    run: async ({ tx, args, actor }) => {
      const noted = await findCountExport(tx, actor.orgId, args.exportId);
      // Asked again, because a programme may have been taken from the reader since the note was made.
      if (!noted || mayCountContacts(actor, noted) !== null) return { ready: false as const };
      return { ready: true as const, fileName: fileNameOf(noted), csv: await writeCsv(tx, actor, { noted, locale: args.locale }) };
    },
  }),
  prepare: async (database: Database, actor: Actor): Promise<void> => {
    await rollUp(database, actor);
  },
};

/** UTF-8 with a byte order mark and CRLF, as spreadsheets expect; cells that a spreadsheet would run are made text. */
async function writeCsv(tx: Tx, actor: Actor, file: { noted: CountExport; locale: 'en' | 'ta' }): Promise<string> {
  const { noted, locale } = file;
  // Loaded with the first file: few servers write one in a day, and a thousand sentences take memory and time to start.
  const { m } = await import('../../paraglide/messages.js');
  const packs = await loadPackSet(packsFolder, await listPackIds(tx, actor.orgId));
  const names = await listProgrammeNames(tx, actor.orgId);
  const say = { locale };
  const few = m.reports_csv_few({ most: fewestPeopleTold - 1 }, say);
  const header = [
    m.reports_csv_week({}, say),
    m.reports_csv_programme({}, say),
    m.reports_csv_place({}, say),
    m.reports_csv_mode({}, say),
    m.reports_csv_contacts({}, say),
    m.reports_csv_people({}, say),
    m.reports_csv_minutes({}, say),
  ];
  const rows = (await listCells(tx, askedBy(actor, noted))).map((row) => [
    row.week,
    names.get(row.programmeId) ?? row.programmeId,
    row.place === together ? m.reports_together({}, say) : labelOf(packs, 'contact-places', row.place, locale),
    row.mode === together ? '' : labelOf(packs, 'contact-modes', row.mode, locale),
    ...(row.told ? [row.contacts, row.people, row.minutes] : [few, few, few]),
  ]);
  return stringify([header, ...rows], { bom: true, record_delimiter: 'windows', escape_formulas: true });
}
