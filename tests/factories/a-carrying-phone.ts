/** A phone of a member of staff, as real as the code that runs on one; only the browser's database is an in-memory one. Import `fake-indexeddb/auto` first. */
import type { z } from 'zod';
import { openLocalDb } from '../../src/device/local-db.ts';
import { openOutbox } from '../../src/device/outbox.ts';
import { makeSeals, newKeyring, type Seals } from '../../src/device/seal.ts';
import { sealerToServer } from '../../src/device/seal-for-server.ts';
import { openSentCommands } from '../../src/device/sent-commands.ts';
import { linkToServer, type ServerLink } from '../../src/device/server-link.ts';
import { openStore } from '../../src/device/store.ts';
import { syncOnce } from '../../src/device/sync-loop.ts';
import type { Actor } from '../../src/server/actor.ts';
import type { CommandDefinition } from '../../src/shared/command.ts';
import { newId } from '../../src/shared/id.ts';
import { aSealingPhone } from './sealing-phone.ts';
import type { serverFor } from './server-for.ts';
import { testSeals } from './test-seals.ts';
import type { WalkingWorld } from './walking-world.ts';

export type Phone = Awaited<ReturnType<typeof aPhone>>;

export async function aPhone(
  at: { world: WalkingWorld; server: ReturnType<typeof serverFor> },
  actor: Actor,
  change: (real: ServerLink) => ServerLink = (real) => real,
) {
  const { deviceId, signer } = await aSealingPhone(at.world, actor);
  const db = openLocalDb(newId());
  const seals = makeSeals(await newKeyring(), actor.staffId);
  const author = { orgId: actor.orgId, staffId: actor.staffId, deviceId };
  const seal = sealerToServer({ author, signer, serverKey: testSeals.newest });
  const store = await openStore(db, seals, () => undefined);
  const open = (sealedBy: Seals = seals) =>
    openOutbox(
      db,
      sealedBy.of('outbox'),
      (entries) => store.setPreviews(entries.filter((entry) => entry.state !== 'refused').flatMap((entry) => entry.previews)),
      { sealForServer: () => seal },
    );
  const outbox = await open();
  const sent = await openSentCommands({ db, seals, outbox, onChange: () => undefined });
  const link = change(linkToServer(deviceId, at.server.fetchAs({ ...actor, deviceId })));

  async function submit<Schema extends z.ZodType>(command: CommandDefinition<string, Schema>, args: z.output<Schema>): Promise<string> {
    const recordedAt = new Date().toISOString();
    const packVersion = 'core@2026.1';
    const envelope = { id: newId(), name: command.name, version: command.version, args, recordedAt, packVersion };
    await outbox.add(envelope, command.preview(args, { orgId: actor.orgId, staffId: actor.staffId, recordedAt, packVersion }));
    return envelope.id;
  }

  return {
    ...{ db, seals, store, outbox, sent, link, deviceId, submit },
    sync: () => syncOnce({ link, outbox, store, sent }),
    /** The same store after its keys were thrown away and made anew: what was sealed before does not open any more. */
    withNewKeys: async () => {
      const other = makeSeals(await newKeyring(), actor.staffId);
      await db.chunks.clear();
      await db.notes.clear();
      const emptied = await openStore(db, other, () => undefined);
      const reopened = await open(other);
      const emptySent = await openSentCommands({ db, seals: other, outbox: reopened, onChange: () => undefined });
      return { outbox: reopened, store: emptied, sync: () => syncOnce({ link, outbox: reopened, store: emptied, sent: emptySent }) };
    },
  };
}
