/** Keeps the time to read without the server, sealed beside the rows it is about. */
import type { LocalDb } from './local-db.ts';
import type { Sealer } from './seal.ts';
import { hasEnded, type Lease, renewedLease, tick } from './vault/lease.ts';

const leaseKey = 'lease';
/** Until the organisation's own choice is known; also the choice of most. */
const usualHours = 72;
const lookEvery = 60_000;

export type KeptLease = {
  hasEnded: () => boolean;
  /** The server has answered this user. @param hours the organisation's choice, when known */
  renew: (serverAt: number | null, hours: number | undefined) => void;
  save: () => Promise<void>;
  stop: () => void;
};

export type LeaseParts = {
  db: LocalDb;
  notes: Sealer;
  /** The server answered a moment ago, or the store has just been made: the time begins now. */
  isFresh: boolean;
  /** A person's own record on their own phone: there is nobody else whose access could have ended meanwhile. */
  isEndless?: boolean | undefined;
  /** Called once it has ended while the store was open. */
  onEnd: () => void;
};

/** A lease that is missing or does not open counts as ended: taking the note away must not win time. */
export async function keepLease({ db, notes, isFresh, isEndless = false, onEnd }: LeaseParts): Promise<KeptLease> {
  const note = await db.notes.get(leaseKey);
  const found = note && ((await notes.open(leaseKey, note.sealed).catch(() => undefined)) as Lease | undefined);
  let lease: Lease | null = isFresh ? renewedLease(Date.now(), Date.now(), found?.hours ?? usualHours) : (found ?? null);
  let savedAt = 0;
  const isOver = () => !isEndless && (lease === null || hasEnded(lease, Date.now()));

  const save = async () => {
    if (lease === null) return;
    lease = tick(lease, Date.now());
    savedAt = Date.now();
    await db.notes.put({ key: leaseKey, sealed: await notes.seal(leaseKey, lease) });
  };
  // A store that was closed meanwhile, or a full disk: the lease as it was kept before still holds.
  const saveQuietly = () => void save().catch(() => undefined);
  saveQuietly();

  const timer = setInterval(() => {
    saveQuietly();
    if (isOver()) onEnd();
  }, lookEvery);

  return {
    hasEnded: isOver,
    renew: (serverAt, hours) => {
      const now = Date.now();
      const isOther = hours !== undefined && hours !== lease?.hours;
      lease = renewedLease(serverAt ?? now, now, hours ?? lease?.hours ?? usualHours);
      if (isOther || Math.abs(now - savedAt) > lookEvery) saveQuietly();
    },
    save,
    stop: () => clearInterval(timer),
  };
}
