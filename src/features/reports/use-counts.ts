/** Asks the server for counts and keeps showing the last answer while the next one comes. */
import { useEffect, useState } from 'react';
import { useDevice } from '../../web/device-context.tsx';
import { useNetwork } from '../../web/frame/network.ts';
import { type CountAnswer, isCountable, type Range } from './counts.ts';

export type Counts = {
  answer: CountAnswer | null;
  isAsking: boolean;
  /** Why there is no answer: a refusal's code, or `unreachable`. */
  failure: string | null;
  again: () => void;
};

export function useCounts(asked: Range & { programmeId: string | null }): Counts {
  const device = useDevice();
  const { isOnline } = useNetwork();
  const { programmeId, from, to } = asked;
  const [state, setState] = useState<Omit<Counts, 'again'>>({ answer: null, isAsking: true, failure: null });
  const [round, setRound] = useState(0);
  const isRight = isCountable({ from, to });

  // biome-ignore lint/correctness/useExhaustiveDependencies: asks anew when someone presses "try again" or the network comes back
  useEffect(() => {
    if (!isRight) return;
    let isCurrent = true;
    setState((before) => ({ ...before, isAsking: true, failure: null }));
    device.query<CountAnswer>('count-contacts', { programmeId, from, to }).then(
      (answer) => isCurrent && setState({ answer, isAsking: false, failure: null }),
      (error: { code?: string } | null) => {
        if (isCurrent) setState({ answer: null, isAsking: false, failure: error?.code ?? 'unreachable' });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [device, programmeId, from, to, isRight, round, isOnline]);

  return { ...state, again: () => setRound((before) => before + 1) };
}
