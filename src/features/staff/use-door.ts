import { useState } from 'react';
import { doorText } from './door-client.ts';

/** One thing at a time at the door: while it is under way the button waits, and what went wrong is said until the next try. */
export function useDoor(): { isBusy: boolean; problem: string | null; run: (work: () => Promise<void>) => void } {
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  return {
    isBusy,
    // Said anew when drawn, so that switching the language switches it, too.
    problem: failed === null ? null : doorText(failed),
    run: (work) => {
      if (isBusy) return;
      setBusy(true);
      setFailed(null);
      work()
        .catch(setFailed)
        .finally(() => setBusy(false));
    },
  };
}
