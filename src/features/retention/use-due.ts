import { useCallback, useEffect, useState } from 'react';
import { useDevice } from '../../web/device-context.tsx';
import type { DuePerson } from './retention.ts';

/** What the server answers to `list-due`. */
export type Due = {
  people: (DuePerson & { problem: string | null })[];
  more: boolean;
  rule: { keepYears: number; warningHours: number; source: string; checkedOn: string; isGeneralKnowledge: boolean };
};

/** Asked when the page opens, and again when a command of this device was answered; null until the server has answered, and without a network. */
export function useDue(personId: string | null): { due: Due | null; hasFailed: boolean } {
  const device = useDevice();
  const [due, setDue] = useState<Due | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const load = useCallback(async () => {
    try {
      setDue(await device.query<Due>('list-due', { personId }));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, [device, personId]);
  useEffect(() => void load(), [load]);
  useEffect(() => {
    let waiting = device.outbox().length;
    return device.subscribe(() => {
      const now = device.outbox().length;
      if (now < waiting) void load();
      waiting = now;
    });
  }, [device, load]);
  return { due, hasFailed };
}
