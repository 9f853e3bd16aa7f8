/** The transaction of `plan-visit`. */
import { handle, Refused } from '../../server/command-handler.ts';
import { planVisit } from './plan-visit.ts';
import { mayPlanVisit } from './visit-policy.ts';
import { insertVisit, isPersonInReach } from './visit-queries.server.ts';
import { checkVisitTime } from './visit-rules.ts';

export const planVisitHandler = handle({
  command: planVisit,
  reach: 'near',
  audit: 'visit.planned',
  dataClass: 'peer_note',
  load: async (tx, args, actor) => ({ visible: await isPersonInReach(tx, actor.orgId, args.personId) }),
  may: mayPlanVisit,
  run: async ({ tx, args: { visitId, ...rest }, actor, command }) => {
    const [problem] = checkVisitTime(rest.startsAt, command.recordedAt);
    if (problem) throw new Refused(problem);
    await insertVisit(tx, actor.orgId, { ...rest, id: visitId, staffId: actor.staffId });
    return { changes: [{ table: 'visits', id: visitId, scopeId: rest.personId }] };
  },
});
