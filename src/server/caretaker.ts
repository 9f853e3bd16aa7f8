/**
 * What has to happen by the clock: counting contacts into weeks and sealing the audit trail. Each is safe to repeat and runs one at a time for an
 * organisation, whichever server does it, so that servers need no agreement among themselves.
 */
import type { Logger } from 'pino';
import { sealAudit } from './audit-seals.ts';
import type { Database } from './db.ts';
import { rollUp } from './rollup.ts';

const everyMilliseconds = 60_000;

export type Caretaker = { stop: () => Promise<void> };

export function openCaretaker({ database, log }: { database: Database; log: Logger }): Caretaker {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();

  const goRound = async () => {
    const { rows } = await database.pool.query<{ org_id: string; staff_id: string | null }>('select * from kith.door_organisations()');
    for (const { org_id: orgId, staff_id: staffId } of rows) {
      if (stopped || staffId === null) continue;
      await rollUp(database, { orgId, staffId });
      await sealAudit(database, { orgId, staffId });
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
