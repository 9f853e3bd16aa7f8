/** Leaving at once: somebody came in. What is on the screen goes first, then the keys; a neutral page takes this one's place in history. */
import { useEffect } from 'react';
import { notebook } from '../../web/notebook.ts';

/** Nothing to see, nothing to load, and no address of ours. */
const neutralPage = 'about:blank';
/** Forms keep drafts while they are typed in; this long the rest may take. */
const patience = 300;
/** Two presses within this time are meant. */
const twiceWithin = 1_000;

export function quickExit(): void {
  document.documentElement.hidden = true;
  document.title = '';
  const locked = notebook.lock().catch(() => undefined);
  void Promise.race([locked, new Promise((done) => setTimeout(done, patience))]).then(() => location.replace(neutralPage));
}

/** Escape, twice. */
export function useQuickExitKey(): void {
  useEffect(() => {
    let last = 0;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.repeat) return;
      if (event.timeStamp - last < twiceWithin) quickExit();
      last = event.timeStamp;
    };
    // Before anything on the page can keep it to itself, such as a dialogue that closes.
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, []);
}
