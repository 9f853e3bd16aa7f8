/** The transaction of `change-visit`. */
import { handle, Refused } from '../../server/command-handler.ts';
import { conflictWith } from '../../server/conflict.ts';
import { changeVisit } from './change-visit.ts';
import { mayChangeVisit } from './visit-policy.ts';
import { findVisitForChange, updateVisit } from './visit-queries.server.ts';
import { checkVisitTime } from './visit-rules.ts';

export const changeVisitHandler = handle({
  command: changeVisit,
  reach: 'near',
  audit: 'visit.changed',
  dataClass: 'peer_note',
  load: async (tx, args, actor) => {
    const row = await findVisitForChange(tx, actor.orgId, args.visitId);
    return row?.personId === args.personId ? row : undefined;
  },
  may: mayChangeVisit,
  run: async ({ tx, args, facts: visit, actor, command }) => {
    if (!visit) throw new Refused('not_yours');
    if (visit.version !== args.basedOn) throw await conflictWith(tx, { table: 'visits', row: visit, personId: args.personId });
    const [problem] = args.set.startsAt === undefined ? [] : checkVisitTime(args.set.startsAt, command.recordedAt);
    if (problem) throw new Refused({ ...problem, field: 'set.startsAt' });
    await updateVisit(tx, actor.orgId, args.visitId, args.set);
    const details = { changed: Object.keys(args.set).sort(), ...(args.set.status === undefined ? {} : { status: args.set.status }) };
    return { changes: [{ table: 'visits', id: args.visitId, scopeId: args.personId }], audit: [{ scopeId: args.personId, details }] };
  },
});
