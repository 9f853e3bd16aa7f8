/** Which lock keeps what from whom. Pure: the gate, the screens and the tests ask here. */
import type { SharedClass } from '../../packs/consent-kinds.ts';
import { anybodyOutside, classesKeptFromStaff, type LockRow } from './lock.ts';

/** What somebody would see or be sent. */
export type LockedThing = { dataClass: SharedClass; itemIds: readonly string[] };
/** Who would see it. */
export type LockedParty = { staffId: string; roles: readonly string[] } | { outsideKey: string };

type Lock = Pick<LockRow, 'covers' | 'itemId' | 'staffId' | 'role' | 'outsideKey' | 'liftedAt'>;

export function isLocked(lock: Lock, thing: LockedThing, party: LockedParty): boolean {
  return lock.liftedAt === null && isAgainst(lock, party) && coversThing(lock, thing);
}

function isAgainst(lock: Lock, party: LockedParty): boolean {
  if ('outsideKey' in party) return lock.outsideKey === party.outsideKey || lock.outsideKey === anybodyOutside;
  return lock.staffId === party.staffId || (lock.role !== null && party.roles.includes(lock.role));
}

function coversThing(lock: Lock, thing: LockedThing): boolean {
  if (lock.covers === 'all') return true;
  if (lock.covers === 'item') return lock.itemId !== null && thing.itemIds.includes(lock.itemId);
  return lock.covers === thing.dataClass;
}

export type LockProblem = { code: 'lock_not_oneself' | 'lock_class_not_here' | 'lock_needs_one'; field: string };

/** What is wrong with a lock before it is set. @param setter whoever writes it down */
export function checkLock(
  lock: Pick<LockRow, 'covers' | 'itemId' | 'itemTable' | 'staffId' | 'role' | 'outsideName'>,
  setter: { staffId: string; roles: readonly string[] },
): LockProblem[] {
  const against = [lock.staffId, lock.role, lock.outsideName].filter((each) => each !== null);
  if (against.length !== 1) return [{ code: 'lock_needs_one', field: 'staffId' }];
  if ((lock.covers === 'item') !== (lock.itemId !== null && lock.itemTable !== null)) return [{ code: 'lock_needs_one', field: 'itemId' }];
  // Whoever locked themself out could neither say that it was done nor lift it: a colleague writes that one down.
  if (lock.staffId === setter.staffId || (lock.role !== null && setter.roles.includes(lock.role))) {
    return [{ code: 'lock_not_oneself', field: lock.role === null ? 'staffId' : 'role' }];
  }
  const kinds: readonly string[] = ['all', 'item', ...classesKeptFromStaff];
  return lock.outsideName === null && !kinds.includes(lock.covers) ? [{ code: 'lock_class_not_here', field: 'covers' }] : [];
}
