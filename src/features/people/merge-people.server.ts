/** The transactions of `merge-people` and `unmerge-people`. */

import type { Actor } from '../../server/actor.ts';
import { handle, Refused } from '../../server/command-handler.ts';
import type { Tx } from '../../server/db.ts';
import { mergePeople } from './merge-people.ts';
import { isCoordinating, mayMerge } from './person-policy.ts';
import { findHasMerged, findRegistrationForChange, updateMergedInto } from './person-queries.server.ts';
import { checkMerge } from './person-rules.ts';
import { unmergePeople } from './unmerge-people.ts';

/** Both rows, locked in one order whoever asks, so that two merges crossing each other wait instead of locking up. */
async function loadBoth(tx: Tx, args: { fromId: string; intoId: string }, actor: Actor) {
  const [first, second] = [args.fromId, args.intoId].sort();
  const rows = [
    await findRegistrationForChange(tx, actor.orgId, first ?? ''),
    await findRegistrationForChange(tx, actor.orgId, second ?? ''),
  ];
  const from = rows.find((row) => row?.id === args.fromId);
  const into = rows.find((row) => row?.id === args.intoId);
  return { from, into, fromVisible: from !== undefined, intoVisible: into !== undefined };
}

export const mergePeopleHandler = handle({
  command: mergePeople,
  reach: (actor) => (isCoordinating(actor) ? 'wide' : 'near'),
  audit: 'people.merged',
  dataClass: 'identity',
  load: loadBoth,
  may: mayMerge,
  run: async ({ tx, args, facts, actor }) => {
    const { from, into } = facts;
    if (!from || !into) throw new Refused('not_yours');
    if (from.version !== args.basedOn) throw new Refused({ code: 'conflict', current: { table: 'people', row: from } });
    const [problem] = checkMerge(
      { ...from, hasMerged: await findHasMerged(tx, actor.orgId, from.id) },
      { ...into, hasMerged: await findHasMerged(tx, actor.orgId, into.id) },
    );
    if (problem) throw new Refused(problem);
    await updateMergedInto(tx, actor.orgId, from.id, into.id);
    return recorded(from.id, into.id);
  },
});

export const unmergePeopleHandler = handle({
  command: unmergePeople,
  reach: (actor) => (isCoordinating(actor) ? 'wide' : 'near'),
  audit: 'people.unmerged',
  dataClass: 'identity',
  load: loadBoth,
  may: mayMerge,
  run: async ({ tx, args, facts, actor }) => {
    const { from, into } = facts;
    if (!from || !into) throw new Refused('not_yours');
    if (from.version !== args.basedOn) throw new Refused({ code: 'conflict', current: { table: 'people', row: from } });
    if (from.mergedInto !== into.id) throw new Refused({ code: 'not_merged', field: 'fromId' });
    await updateMergedInto(tx, actor.orgId, from.id, null);
    return recorded(from.id, into.id);
  },
});

/** Whoever either registration is about can see that it happened. */
function recorded(from: string, into: string) {
  return {
    changes: [{ table: 'people' as const, id: from, scopeId: from }],
    audit: [
      { scopeId: from, details: { from, into } },
      { scopeId: into, details: { from, into } },
    ],
  };
}
