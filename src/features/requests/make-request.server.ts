/** The transaction of `make-request`. The day by which it is answered comes from the organisation's packs, in its time zone. */

import { handle, Refused } from '../../server/command-handler.ts';
import { older } from '../../server/understand-arguments.ts';
import { parseCalendarDay } from '../../shared/calendar-day.ts';
import { findPacks } from '../consents/consent-packs.server.ts';
import { findOrganisation } from '../disclosures/report-queries.server.ts';
import { isItemOf } from '../locks/lock-queries.server.ts';
import { isCoordinating } from '../people/person-policy.ts';
import { findPersonVisible } from '../people/standing-queries.server.ts';
import { makeRequest, makeRequest1 } from './make-request.ts';
import { askedDay, clockFor } from './request-clock.ts';
import { mayMakeRequest, officeOf } from './request-policy.ts';
import { insertRequest } from './request-queries.server.ts';

export const makeRequestHandler = handle({
  command: makeRequest,
  upgrade: { 1: older(makeRequest1, (args) => ({ ...args, how: 'own_page' as const, itemTable: null, itemId: null })) },
  reach: officeOf,
  forView: true,
  audit: 'request.asked',
  dataClass: 'accounting',
  load: async (tx, args, actor) => ({ isVisible: await findPersonVisible(tx, actor.orgId, args.personId) }),
  may: mayMakeRequest,
  run: async ({ tx, args: { requestId, ...rest }, actor, command }) => {
    // Whose hand it was is not for the sender to choose.
    if ((rest.how === 'own_page') !== (actor.view !== undefined)) throw new Refused({ code: 'invalid', field: 'how' });
    if ((rest.itemTable === null) !== (rest.itemId === null)) throw new Refused({ code: 'invalid', field: 'itemId' });
    // The desk sees no single things of a record; whoever works there writes in words what it is about.
    if (rest.itemId !== null && isCoordinating(actor)) throw new Refused({ code: 'request_item_not_from_desk', field: 'itemId' });
    const item = { table: rest.itemTable, id: rest.itemId, personId: rest.personId };
    if (rest.itemId !== null && !(await isItemOf(tx, actor.orgId, item))) throw new Refused('not_yours');
    const { today, timeZone } = await findOrganisation(tx, actor.orgId);
    const clock = clockFor(
      (await findPacks(tx, actor.orgId)).requests,
      rest.kind,
      askedDay(command.recordedAt, parseCalendarDay(today), timeZone),
    );
    await insertRequest(tx, actor.orgId, {
      ...rest,
      id: requestId,
      askedBy: actor.staffId,
      askedAt: command.recordedAt,
      rule: clock?.rule.code ?? null,
      dueOn: clock?.dueOn ?? null,
    });
    return {
      changes: [{ table: 'requests', id: requestId, scopeId: rest.personId }],
      audit: [{ scopeId: rest.personId, details: { kind: rest.kind, how: rest.how, requestId } }],
    };
  },
});
