/** The transaction of `lift-lock`. */

import { handle, Refused } from '../../server/command-handler.ts';
import { findWalks } from '../people/standing-queries.server.ts';
import { liftLock } from './lift-lock.ts';
import { mayLiftLock } from './lock-policy.ts';
import { findLockForChange, updateLifted } from './lock-queries.server.ts';

export const liftLockHandler = handle({
  command: liftLock,
  reach: 'near',
  forView: true,
  audit: 'lock.lifted',
  dataClass: 'consent',
  load: async (tx, args, actor) => {
    const person = await findWalks(tx, actor.orgId, args.personId);
    return { person, lock: await findLockForChange(tx, actor.orgId, args) };
  },
  may: ({ person, lock }, actor) => mayLiftLock(lock && person, actor),
  run: async ({ tx, args: { lockId, personId }, facts: { lock }, actor, command }) => {
    if (!lock) throw new Refused('not_yours');
    if (lock.liftedAt !== null) throw new Refused('lock_lifted_already');
    await updateLifted(tx, actor.orgId, lockId, { by: actor.staffId, at: command.recordedAt });
    return { changes: [{ table: 'locks', id: lockId, scopeId: personId }], audit: [{ scopeId: personId, details: { lockId } }] };
  },
});
