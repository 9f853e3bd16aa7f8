import { useState } from 'react';
import { doorWords } from './door-client.ts';

/** One thing at a time at the door: while it is under way the button waits, and what went wrong is said until the next try. */
export function useDoor(): { isBusy: boolean; problem: string | null; run: (work: () => Promise<void>) => void } {
  const [isBusy, setBusy] = useState(false);
  const [words, setWords] = useState<(() => string) | null>(null);
  return {
    isBusy,
    // Said anew when drawn, so that switching the language switches it, too.
    problem: words?.() ?? null,
    run: (work) => {
      if (isBusy) return;
      setBusy(true);
      setWords(null);
      work()
        .catch(async (failed: unknown) => {
          const said = await doorWords(failed);
          setWords(() => said);
        })
        .finally(() => setBusy(false));
    },
  };
}
