/** A walking world whose database can be put back to an earlier state, with the real backup and the real restore, while phones live on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { Actor } from '../../src/server/actor.ts';
import { restoreBackup } from '../../src/server/backup/restore-backup.server.ts';
import { makeKey } from '../../src/server/backup/seal-file.server.ts';
import { writeBackup } from '../../src/server/backup/write-backup.server.ts';
import { openPool } from '../../src/server/db.ts';
import { commandHandlers, feedSources } from '../../src/server/registry.ts';
import { openSecrets } from '../../src/server/secrets.ts';
import { aPhone } from './a-phone.ts';
import { serverFor } from './server-for.ts';
import { aWalkingWorld } from './walking-world.ts';

export type RestorableWorld = Awaited<ReturnType<typeof aRestorableWorld>>;

export async function aRestorableWorld() {
  const world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });
  const { host, port, user = '', database = '' } = world.admin;
  const admin: pg.ClientConfig = { host, port, user, database, password: '', ssl: false };
  const folder = mkdtempSync(join(tmpdir(), 'kith-restorable-'));
  const key = await makeKey();
  let now = world.database;
  let serving = serverFor(world);
  let backups = 0;
  /** Of whichever server is running now. */
  const fetchAs =
    (actor: Actor): typeof fetch =>
    (input, init) =>
      serving.fetchAs(actor)(input, init);

  return {
    ...world,
    adminConfig: admin,
    fetchAs,
    database: () => now,
    phoneOf: (actor: Actor, change?: Parameters<typeof aPhone>[2]) => aPhone(actor, fetchAs(actor), change),
    backup: async (): Promise<string> => {
      backups += 1;
      const path = join(folder, `${backups}.backup`);
      await writeBackup({ admin, secrets: openSecrets(folder), path, to: { recipients: [key.recipient] } });
      return path;
    },
    /** Stops the server, puts the backup back, starts another. */
    restore: async (path: string): Promise<void> => {
      await now.pool.end();
      await restoreBackup({ admin, path, withKey: { identities: [key.identity] }, replace: true });
      await world.admin.query('insert into reach.secrets (secret) values ($1)', [now.secret]);
      now = { pool: openPool({ ...admin, user: 'kith_app' }), secret: now.secret };
      serving = serverFor({ ...world, database: now });
    },
    end: async (): Promise<void> => {
      if (now !== world.database) await now.pool.end();
      await world.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
