/** A phone of a member of staff, as real as the code that runs on one; only the browser's database is an in-memory one. */
import 'fake-indexeddb/auto';
import type { z } from 'zod';
import { openLocalDb } from '../../src/device/local-db.ts';
import { openOutbox } from '../../src/device/outbox.ts';
import { makeSeals, newKeyring } from '../../src/device/seal.ts';
import { openSentCommands } from '../../src/device/sent-commands.ts';
import { linkToServer, type ServerLink } from '../../src/device/server-link.ts';
import { openStore } from '../../src/device/store.ts';
import { syncOnce } from '../../src/device/sync-loop.ts';
import type { RecordContactArgs } from '../../src/features/contacts/record-contact.ts';
import type { Actor } from '../../src/server/actor.ts';
import type { CommandDefinition } from '../../src/shared/command.ts';
import { newId } from '../../src/shared/id.ts';

export type Phone = Awaited<ReturnType<typeof aPhone>>;

/**
 * @param fetchFrom reaches the server with this member of staff's session
 * @param change what the link does otherwise than it should: loses answers, dies in the middle
 */
export async function aPhone(actor: Pick<Actor, 'orgId' | 'staffId'>, fetchFrom: typeof fetch, change?: (real: ServerLink) => ServerLink) {
  const db = openLocalDb(newId());
  const seals = makeSeals(await newKeyring(), actor.staffId);
  const real = linkToServer(newId(), fetchFrom);
  const link = change?.(real) ?? real;

  /** What a start of the app does; the old one's memory is gone. */
  async function opened() {
    const store = await openStore(db, seals, () => undefined);
    const outbox = await openOutbox(db, seals.of('outbox'), (entries) =>
      store.setPreviews(entries.filter((entry) => entry.state !== 'refused').flatMap((entry) => entry.previews)),
    );
    const sent = await openSentCommands({ db, seals, outbox, onChange: () => undefined });
    return { store, outbox, sent };
  }
  let now = await opened();

  async function submit<Schema extends z.ZodType>(command: CommandDefinition<string, Schema>, args: z.output<Schema>): Promise<string> {
    const recordedAt = new Date().toISOString();
    const packVersion = 'core@2026.1';
    const envelope = { id: newId(), name: command.name, version: command.version, args, recordedAt, packVersion };
    const context = { orgId: actor.orgId, staffId: actor.staffId, recordedAt, packVersion };
    await now.outbox.add(envelope, command.preview(args, context));
    return envelope.id;
  }

  return {
    ...{ actor, db, seals, link, submit },
    store: () => now.store,
    outbox: () => now.outbox,
    sent: () => now.sent,
    sync: (onRewound?: () => void) => syncOnce({ link, ...now, ...(onRewound ? { onRewound } : {}) }),
    restart: async () => {
      now = await opened();
    },
  };
}

const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

export function aContact(person: { personId: string; programmeId: string }, said = 'We walked to the lake.'): RecordContactArgs {
  return {
    occasionId: newId(),
    startedAt: `${yesterday}T10:00:00.000Z`,
    minutes: 30,
    day: yesterday,
    place: 'out_and_about',
    mode: 'in_person',
    did: ['listened'],
    words: 'written',
    late: false,
    with: [
      {
        contactId: newId(),
        personId: person.personId,
        programmeId: person.programmeId,
        goalIds: [],
        entries: [{ id: newId(), voice: 'peer', audience: 'team', words: said, felt: null, language: 'en', shown: null }],
        followUp: null,
      },
    ],
    visitId: null,
  };
}
