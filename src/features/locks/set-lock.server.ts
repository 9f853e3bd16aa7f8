/** The transaction of `set-lock`. Whom it shuts out is told nothing by it; their devices start again without what it withdrew. */

import { handle, Refused } from '../../server/command-handler.ts';
import { recipientKey } from '../consents/recipient-key.ts';
import { findPersonVisible } from '../people/standing-queries.server.ts';
import { maySetLock } from './lock-policy.ts';
import { insertLock, isItemOf } from './lock-queries.server.ts';
import { checkLock } from './lock-rules.ts';
import { setLock } from './set-lock.ts';

export const setLockHandler = handle({
  command: setLock,
  reach: 'near',
  forView: true,
  audit: 'lock.set',
  dataClass: 'consent',
  // A wish that was written down while it was allowed holds when whoever wrote it walks with the person no longer.
  asOfThen: (args) => args,
  load: async (tx, args, actor) => ({ isVisible: await findPersonVisible(tx, actor.orgId, args.personId) }),
  may: maySetLock,
  run: async ({ tx, args: { lockId, ...lock }, actor, command }) => {
    const [problem] = checkLock(lock, actor);
    if (problem) throw new Refused(problem);
    const item = { table: lock.itemTable, id: lock.itemId, personId: lock.personId };
    if (lock.covers === 'item' && !(await isItemOf(tx, actor.orgId, item))) throw new Refused('not_yours');
    const outsideKey = lock.outsideName === null ? null : recipientKey(lock.outsideName);
    await insertLock(tx, actor.orgId, { ...lock, id: lockId, outsideKey, setBy: actor.staffId, setAt: command.recordedAt });
    const { covers, staffId, role } = lock;
    const details = { lockId, covers, staffId, role, outside: outsideKey !== null };
    return { changes: [{ table: 'locks', id: lockId, scopeId: lock.personId }], audit: [{ scopeId: lock.personId, details }] };
  },
});
