/**
 * What is being typed and not yet kept: sealed and written while one types, so that a crash, a lock, an update or a call in between loses
 * nothing. A draft belongs to one opening of a form; it goes when the form is kept, and is offered when one comes back.
 */
import { newId } from '../shared/new-id.ts';
import type { LocalDb } from './local-db.ts';
import type { Sealer } from './seal.ts';

export type Draft = {
  /** One for each opening of a form. */
  id: string;
  /** Which form, such as `record-contact`, and about whom or what (an id, or nothing). */
  form: string;
  about: string;
  /** The person it is about, where it is about one: for the list of what is unfinished. */
  personId: string | null;
  /** Where to go on. */
  href: string;
  savedAt: string;
  /** What the form itself says; it also judges whether it still understands it. */
  value: unknown;
};

export type Drafts = {
  /** Newest first; those of forms that are open now, here or in another tab, included. */
  list: () => readonly Draft[];
  /** Left behind by an earlier opening of this form, newest first. */
  left: (form: string, about: string) => Promise<Draft[]>;
  /** Begins one for a form that has been opened; until `end`, nobody is offered it. */
  begin: () => { id: string; end: () => void };
  /** Written soon; the newest value of a draft wins. */
  save: (draft: Omit<Draft, 'savedAt'>) => void;
  remove: (id: string) => Promise<void>;
  /** Writes at once what was typed since: before keys go, before a page goes. Never throws. */
  flush: () => Promise<void>;
  /** Writes everything again after the browser took the store away. */
  rewrite: () => Promise<void>;
  reload: () => Promise<void>;
  /** Why the last draft could not be written; null when it was. */
  failure: () => unknown;
  close: () => void;
};

/** After the last key press, and at the latest while somebody types on. */
const pause = 400;
const longest = 2_000;

const prefix = 'draft/';
const lockName = (id: string) => `kith-draft-${id}`;

/** Of every store that is open on this page. */
const flushers = new Set<() => Promise<void>>();

/** Keeps at once whatever is being typed on this page, before it goes. Never throws. */
export async function flushAllDrafts(): Promise<void> {
  await Promise.all([...flushers].map((flush) => flush()));
}

export async function openDrafts(db: LocalDb, sealer: Sealer, onChange: () => void): Promise<Drafts> {
  let drafts = new Map<string, Draft>();
  const waiting = new Map<string, Draft>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitingSince = 0;
  let failure: unknown = null;
  let writing: Promise<void> = Promise.resolve();
  /** The same list until something changes, so that screens can tell. */
  let listed: readonly Draft[] | null = null;
  const changed = () => {
    listed = null;
    onChange();
  };

  const noteOf = async (draft: Draft) => ({ key: prefix + draft.id, sealed: await sealer.seal(prefix + draft.id, draft) });

  const reload = async () => {
    const saved = await db.notes.within(IDBKeyRange.bound(prefix, `${prefix}\uffff`));
    const opened = await Promise.all(
      // A draft that no longer opens is nothing anybody could go on with.
      saved.map(async (note) => (await sealer.open(note.key, note.sealed).catch(() => null)) as Draft | null),
    );
    drafts = new Map(opened.flatMap((draft) => (draft ? [[draft.id, draft]] : [])));
    for (const [id, draft] of waiting) drafts.set(id, draft);
    changed();
  };
  await reload();

  const writeWaiting = async () => {
    clearTimeout(timer);
    timer = undefined;
    const now = [...waiting.values()];
    if (now.length === 0) return;
    try {
      await db.notes.putAll(await Promise.all(now.map(noteOf)));
      for (const draft of now) if (waiting.get(draft.id) === draft) waiting.delete(draft.id);
      // Kept while it was being written: it must not come back.
      await db.notes.deleteAll(now.filter(({ id }) => !drafts.has(id)).map(({ id }) => prefix + id));
      failure = null;
    } catch (error) {
      failure = error;
    }
    changed();
  };
  const flush = () => {
    writing = writing.then(writeWaiting);
    return writing;
  };

  const onHidden = () => {
    if (typeof document !== 'undefined' && document.visibilityState === 'hidden') void flush();
  };
  flushers.add(flush);
  if (typeof document !== 'undefined') {
    document.addEventListener('visibilitychange', onHidden);
    addEventListener('pagehide', flush);
  }

  return {
    list: () => {
      listed ??= [...drafts.values()].sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
      return listed;
    },
    left: async (form, about) => {
      const held = typeof navigator === 'undefined' || !navigator.locks ? [] : ((await navigator.locks.query()).held ?? []);
      const open = new Set(held.map((lock) => lock.name));
      return [...drafts.values()]
        .filter((draft) => draft.form === form && draft.about === about && !open.has(lockName(draft.id)))
        .sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
    },
    begin: () => {
      const id = newId();
      let end: () => void = () => undefined;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      if (typeof navigator !== 'undefined' && navigator.locks)
        void navigator.locks.request(lockName(id), () => ended).catch(() => undefined);
      return { id, end };
    },
    save: (draft) => {
      const whole = { ...draft, savedAt: new Date().toISOString() };
      drafts.set(draft.id, whole);
      listed = null;
      if (waiting.size === 0) waitingSince = Date.now();
      waiting.set(draft.id, whole);
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), Date.now() - waitingSince > longest ? 0 : pause);
    },
    remove: async (id) => {
      drafts.delete(id);
      waiting.delete(id);
      await db.notes.delete(prefix + id);
      changed();
    },
    flush,
    rewrite: async () => {
      await db.notes.putAll(await Promise.all([...drafts.values()].map(noteOf)));
    },
    reload,
    failure: () => failure,
    close: () => {
      clearTimeout(timer);
      flushers.delete(flush);
      if (typeof document === 'undefined') return;
      document.removeEventListener('visibilitychange', onHidden);
      removeEventListener('pagehide', flush);
    },
  };
}
