/**
 * What must hold of whatever keeps entries and drafts on a device, each as a check that says what is wrong. They are run on the real outbox and
 * drafts, and on ones with a planted fault, which each must find.
 */
import type { Drafts } from '../../src/device/drafts.ts';
import type { LocalDb, Waiting } from '../../src/device/local-db.ts';
import type { Outbox } from '../../src/device/outbox.ts';
import type { CommandEnvelope, PreviewRow } from '../../src/shared/command.ts';
import { newId } from '../../src/shared/id.ts';
import { bytesToText } from '../../src/shared/sealed-copy.ts';
import { testSeals } from '../factories/test-seals.ts';

export type Kept = {
  db: LocalDb;
  outbox: Outbox;
  drafts: Drafts;
  /** What a screen shows of the outbox, as last told. */
  shown: () => readonly string[];
};

export const canary = 'Canary under the neem tree';

export function anEntry(over: { id?: string; rowId?: string } = {}): { envelope: CommandEnvelope; previews: PreviewRow[] } {
  const id = over.id ?? newId();
  const row = over.rowId ?? newId();
  const person = newId();
  return {
    envelope: {
      ...{ id, name: 'set-goal', version: 1, recordedAt: '2026-10-12T12:35:00.000Z', packVersion: 'core@2026.1' },
      args: { goalId: row, personId: person, words: canary, wordsLanguage: 'en', peerWords: null, lifeArea: null },
    },
    previews: [{ table: 'goals', id: row, scopeId: person, set: { id: row, personId: person, words: canary, version: 1 } }],
  };
}

/** Every byte of the store, keys and values, as text that can be searched. */
export async function everythingStored(db: LocalDb): Promise<string> {
  const all = await Promise.all(db.tables.map((table) => table.toArray()));
  return all
    .flat()
    .flatMap((row) => Object.entries(row as Record<string, unknown>))
    .map(([field, value]) => `${field}=${value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : JSON.stringify(value)}`)
    .join('\n');
}

/** The screen says "kept" when `add` resolves, or when it is told of the entry: by then it must be on the disk, whole. */
export async function shownOnlyWhatIsOnTheDisk({ db, outbox, shown }: Kept): Promise<string[]> {
  const found: string[] = [];
  const { envelope, previews } = anEntry();
  // Held up as a slow phone would: the commit cannot happen while another transaction has the table.
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const holding = db.transaction(['outbox'], async (tables) => {
    let isOver = false;
    void held.then(() => {
      isOver = true;
    });
    while (!isOver) await tables.outbox.count();
  });
  let isKept = false;
  const adding = outbox.add(envelope, previews).then(() => {
    isKept = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 60));
  if (isKept) found.push('add resolved before the commit');
  if (shown().includes(envelope.id)) found.push('the screen was told before the commit');
  letGo();
  await holding;
  await adding;
  if ((await db.outbox.get(envelope.id)) === undefined) found.push('add resolved and nothing is on the disk');
  if (!shown().includes(envelope.id)) found.push('the screen was never told');
  return found;
}

/** Beside the device's own seal lies the server's, of the same entry, and it opens with the server's key. */
export async function sealedTwice({ db, outbox }: Kept): Promise<string[]> {
  const { envelope, previews } = anEntry();
  await outbox.add(envelope, previews);
  const follows = anEntry({ rowId: previews[0]?.id ?? '' });
  await outbox.add(follows.envelope, follows.previews);
  const found: string[] = [];
  for (const [entry, after] of [
    [envelope, []],
    [follows.envelope, [envelope.id]],
  ] as const) {
    const row = (await db.outbox.get(entry.id)) as Waiting;
    if (!row.forServer) {
      found.push('an entry has no seal for the server');
      continue;
    }
    const opened = await testSeals.open(bytesToText(row.forServer));
    if (!opened.ok) {
      found.push(`the server cannot open it: ${opened.code}`);
      continue;
    }
    const inside = JSON.parse(new TextDecoder().decode(opened.signed)) as { envelope: CommandEnvelope; after: string[] };
    if (JSON.stringify(inside.envelope) !== JSON.stringify(entry)) found.push('the server would find another entry inside');
    if (JSON.stringify(inside.after) !== JSON.stringify(after)) found.push(`it says it follows ${inside.after.length} others`);
  }
  return found;
}

export async function nothingReadable({ db, outbox, drafts }: Kept): Promise<string[]> {
  const { envelope, previews } = anEntry();
  await outbox.add(envelope, previews);
  const draft = { id: newId(), form: 'record-contact', about: newId(), personId: null, href: '/record', value: { words: canary } };
  drafts.save(draft);
  await drafts.flush();
  const stored = await everythingStored(db);
  if (stored.length < 500) return ['hardly anything was stored'];
  return ['Canary', 'neem', 'set-goal', 'record-contact', '/record']
    .filter((word) => stored.includes(word))
    .map((word) => `"${word}" can be read`);
}

/** What was typed is there again after the app ended, also without a moment's notice once it was flushed. */
export async function draftsComeBack({ drafts }: Kept, reopen: () => Promise<Drafts>): Promise<string[]> {
  const found: string[] = [];
  const draft = {
    id: newId(),
    form: 'add-words',
    about: newId(),
    personId: null,
    href: '/x',
    value: { words: canary, nested: [{ a: 1 }] },
  };
  drafts.save({ ...draft, value: { words: 'an older value' } });
  drafts.save(draft);
  await drafts.flush();
  const again = await reopen();
  const [back] = await again.left(draft.form, draft.about);
  if (JSON.stringify(back?.value) !== JSON.stringify(draft.value)) found.push(`came back as ${JSON.stringify(back?.value)}`);
  await again.remove(draft.id);
  if ((await (await reopen()).left(draft.form, draft.about)).length > 0) found.push('a draft that was kept as an entry is offered again');
  return found;
}
