/** What locks are called on screens. */
import { labelOf } from '../../packs/pack-labels.ts';
import type { PackLocale, PackSet } from '../../packs/pack-schema.ts';
import { m } from '../../paraglide/messages.js';
import { anybodyOutside, type LockRow } from './lock.ts';

const classNames: Record<string, () => string> = {
  all: m.locks_all,
  item: m.locks_item,
  goal_plan: m.locks_class_goal_plan,
  peer_note: m.locks_class_peer_note,
  programme_presence: m.locks_class_programme_presence,
  prom_score: m.locks_class_prom_score,
  identity: m.locks_class_identity,
};

export function lockedWhat(covers: string): string {
  return (classNames[covers] ?? m.locks_class_other)();
}

export function lockedFrom(
  lock: Pick<LockRow, 'staffId' | 'role' | 'outsideName'>,
  of: { nameOf: (staffId: string) => string; packs: PackSet; locale: PackLocale },
): string {
  if (lock.staffId !== null) return of.nameOf(lock.staffId);
  if (lock.role !== null) return m.locks_role_of({ role: labelOf(of.packs, 'roles', lock.role, of.locale) });
  return lock.outsideName === anybodyOutside || lock.outsideName === null ? m.locks_anybody_outside() : lock.outsideName;
}
