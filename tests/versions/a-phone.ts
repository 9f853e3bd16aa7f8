/** A phone as real as the code that runs on one; only the browser's database is in memory, and its clock may be told another time. */
import 'fake-indexeddb/auto';
import type { z } from 'zod';
import { openLocalDb } from '../../src/device/local-db.ts';
import { openOutbox } from '../../src/device/outbox.ts';
import { makeSeals, newKeyring } from '../../src/device/seal.ts';
import { openSentCommands } from '../../src/device/sent-commands.ts';
import { linkToServer, type ServerLink } from '../../src/device/server-link.ts';
import { openStore } from '../../src/device/store.ts';
import { syncOnce } from '../../src/device/sync-loop.ts';
import { confirmPurge } from '../../src/features/purges/confirm-purge.ts';
import type { Actor } from '../../src/server/actor.ts';
import type { CommandDefinition } from '../../src/shared/command.ts';
import { newId } from '../../src/shared/id.ts';

const packVersion = 'core@2026.1';

type PhoneParts = {
  fetchAs: (actor: Actor | null) => typeof fetch;
  actor: Actor;
  /** What stands between phone and server, such as a server of another age. */
  through?: (link: ServerLink) => ServerLink;
  deviceId?: string;
};

export type Phone = Awaited<ReturnType<typeof aPhone>>;

export async function aPhone({ fetchAs, actor, through = (link) => link, deviceId = newId() }: PhoneParts) {
  const db = openLocalDb(newId());
  const seals = makeSeals(await newKeyring(), actor.staffId);
  const store = await openStore(db, seals, () => undefined);
  const outbox = await openOutbox(db, seals.of('outbox'), (entries) =>
    store.setPreviews(entries.filter((entry) => entry.state !== 'refused').flatMap((entry) => entry.previews)),
  );
  const sent = await openSentCommands({ db, seals, outbox, onChange: () => undefined });
  const link = through(linkToServer(deviceId, fetchAs(actor)));

  /** @param recordedAt what the phone's clock says when the person presses save */
  async function submit<Schema extends z.ZodType>(
    command: CommandDefinition<string, Schema>,
    args: z.input<Schema>,
    recordedAt = new Date().toISOString(),
  ): Promise<string> {
    const parsed = command.args.parse(args);
    const context = { orgId: actor.orgId, staffId: actor.staffId, recordedAt, packVersion };
    const envelope = { id: newId(), name: command.name, version: command.version, args: parsed, recordedAt, packVersion };
    await outbox.add(envelope, command.preview(parsed, context));
    return envelope.id;
  }

  return {
    db,
    seals,
    store,
    outbox,
    link,
    deviceId,
    submit,
    sync: () => syncOnce({ link, outbox, store, sent, confirmPurge: (personIds) => submit(confirmPurge, { personIds }) }),
  };
}
