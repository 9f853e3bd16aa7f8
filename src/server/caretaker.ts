/**
 * What has to happen by the clock: counting contacts into weeks, ending consents past their day, reminding of requests, erasing what a director
 * confirmed, sealing the audit trail, noticing a promoted database. Each is safe to repeat and runs one at a time for an
 * organisation, whichever server does it, so that servers need no agreement among themselves.
 */
import type { Logger } from 'pino';
import { mindConsents } from '../features/consents/mind-consents.server.ts';
import { mindRequests } from '../features/requests/mind-requests.server.ts';
import { mindErasures } from '../features/retention/mind-erasures.server.ts';
import type { AuditCopyWriter } from './audit-copy-file.ts';
import type { Signer } from './audit-keys.ts';
import { sealAudit } from './audit-seals.ts';
import { asActor, type Database } from './db.ts';
import { mindEpochs } from './epochs.ts';
import { rollUp } from './rollup.ts';

const everyMilliseconds = 60_000;

export type Caretaker = { stop: () => Promise<void> };

export type CaretakerDeps = { database: Database; log: Logger; signer: Signer; auditCopy: AuditCopyWriter };

export function openCaretaker({ database, log, signer, auditCopy }: CaretakerDeps): Caretaker {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  const goRound = async () => {
    const begun = await mindEpochs(database);
    if (begun > 0) log.warn({ part: 'caretaker', organisations: begun }, 'the database was restored or promoted: a new epoch begins');
    const { rows } = await database.pool.query<{ org_id: string; staff_id: string | null }>('select * from kith.door_organisations()');
    for (const { org_id: orgId, staff_id: staffId } of rows) {
      if (stopped || staffId === null) continue;
      await rollUp(database, { orgId, staffId });
      await mindConsents(database, { orgId, staffId });
      await mindRequests(database, { orgId, staffId });
      await mindErasures(database, { orgId, staffId });
      await sealAudit(database, { orgId, staffId }, signer);
      const goesOn = await asActor(database, { orgId, staffId }, 'rollup', (_tx, client) => auditCopy.add(client, orgId));
      if (!goesOn) log.error({ part: 'caretaker', orgId }, 'the audit seals do not go on from the copy of them: run ./kith verify');
    }
  };
  const again = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      round = goRound()
        .catch((error: { name?: string; code?: string }) =>
          log.warn({ part: 'caretaker', error: { name: error.name, code: error.code } }, 'a round failed'),
        )
        .finally(again);
    }, everyMilliseconds);
    timer.unref();
  };
  again();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
