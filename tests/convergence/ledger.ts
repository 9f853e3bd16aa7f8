/** What was promised to whom, written down as it is said, so that it can be held against what is there in the end. */
import type { CommandAnswer } from '../../src/shared/command.ts';
import { Violation } from './sim.ts';
import type { Notebook } from './sim-device.ts';

export type Made = {
  id: string;
  staffId: string;
  orgId: string;
  /** Null: made at the desk, in a browser that has no outbox here. */
  notebook: Notebook | null;
  name: string;
  args: Record<string, unknown>;
  /** True time at which it was made. */
  at: number;
  /** The phone said that it is kept. */
  saved: boolean;
  /** Its store was taken away by the browser while it was in it. */
  evicted: boolean;
  letGo: boolean;
  /** Milliseconds: how long the slowest request that carried it was under way. */
  underWay: number;
};

type Said = { outcome: 'accepted' | 'refused'; code: string | null; position: number | null };

export type Ledger = {
  made: Map<string, Made>;
  /** Decisions by actor and command, in the present epoch. */
  said: Map<string, Said>;
  make: (one: Omit<Made, 'evicted' | 'letGo' | 'underWay'>) => Made;
  /** A request with it reached a server, so long after it was sent. */
  carried: (id: string, underWay: number) => void;
  /** An answer left a server. @throws Violation when it is another than before */
  hear: (staffId: string, answers: readonly CommandAnswer[]) => void;
  wasAccepted: (staffId: string, id: string) => boolean;
  /** Also before the database was put back. */
  wasEverAccepted: (staffId: string, id: string) => boolean;
  /** The database was put back: what was said since may be said otherwise. */
  forget: () => void;
};

export function openLedger(): Ledger {
  const made = new Map<string, Made>();
  const said = new Map<string, Said>();
  const ever = new Set<string>();
  return {
    made,
    said,
    make: (one) => {
      const whole = { ...one, evicted: false, letGo: false, underWay: 0 };
      made.set(one.id, whole);
      return whole;
    },
    carried: (id, underWay) => {
      const one = made.get(id);
      if (one) one.underWay = Math.max(one.underWay, underWay);
    },
    hear: (staffId, answers) => {
      for (const answer of answers) {
        if (answer.outcome === 'later') continue;
        const now: Said = {
          outcome: answer.outcome,
          code: answer.outcome === 'refused' ? answer.refusal.code : null,
          position: answer.outcome === 'accepted' ? answer.position : null,
        };
        const owner = made.get(answer.id)?.staffId;
        if (owner !== undefined && owner !== staffId && answer.outcome === 'refused' && answer.refusal.current)
          throw new Violation(
            'same answer',
            `${answer.id} is another's, and ${staffId} was shown ${JSON.stringify(answer.refusal.current)}`,
          );
        if (owner !== undefined && owner !== staffId && now.outcome === 'accepted')
          throw new Violation('same answer', `${answer.id} is another's, and ${staffId} was told: ${JSON.stringify(now)}`);
        const key = `${staffId}/${answer.id}`;
        const before = said.get(key);
        if (before && JSON.stringify(before) !== JSON.stringify(now))
          throw new Violation('same answer', `${answer.id} was ${JSON.stringify(before)}, and then ${JSON.stringify(now)}`);
        said.set(key, now);
        if (now.outcome === 'accepted') ever.add(key);
      }
    },
    wasAccepted: (staffId, id) => said.get(`${staffId}/${id}`)?.outcome === 'accepted',
    wasEverAccepted: (staffId, id) => ever.has(`${staffId}/${id}`),
    forget: () => said.clear(),
  };
}
