/** Submitting one command from a form: busy while it goes into the outbox, and in words what was wrong. */
import { useState } from 'react';
import { notKeptText } from './not-kept-text.ts';

export function useSubmit(): {
  problem: string | null;
  isBusy: boolean;
  say: (problem: string | null) => void;
  send: (submit: () => Promise<unknown>) => Promise<void>;
} {
  const [problem, say] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async (submit: () => Promise<unknown>) => {
    if (isBusy) return;
    setBusy(true);
    say(null);
    try {
      await submit();
    } catch (error) {
      say(notKeptText(error));
    }
    setBusy(false);
  };
  return { problem, isBusy, say, send };
}
