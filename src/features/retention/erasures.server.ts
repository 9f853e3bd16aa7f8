/** The transactions of `confirm-erasure` and `stop-erasure`. The erasure itself is the caretaker's (`mind-erasures.server.ts`). */
import { handle, Refused } from '../../server/command-handler.ts';
import { findPacks } from '../consents/consent-packs.server.ts';
import { findToday } from '../consents/consent-queries.server.ts';
import { confirmErasure } from './confirm-erasure.ts';
import { mayDirectRecord } from './retention-policy.ts';
import { endErasure, findDuePerson, holdRetention, insertErasure } from './retention-queries.server.ts';
import { ruleFor } from './retention-rules.ts';
import { stopErasure } from './stop-erasure.ts';

export const confirmErasureHandler = handle({
  command: confirmErasure,
  reach: 'wide',
  audit: 'erasure.confirmed',
  dataClass: 'accounting',
  load: async (tx, args, actor) => {
    await holdRetention(tx, actor.orgId, args.personId);
    return findDuePerson(tx, actor.orgId, args.personId);
  },
  may: mayDirectRecord,
  run: async ({ tx, args: { erasureId, personId }, actor, facts: person, command }) => {
    if (!person) throw new Refused('not_yours');
    const { retention, version } = await findPacks(tx, actor.orgId);
    const found = ruleFor(person, retention, await findToday(tx, actor.orgId));
    if ('problem' in found) throw new Refused(found.problem);
    const requestId = person.asked?.requestId ?? null;
    const eraseAfter = new Date(Date.parse(command.receivedAt) + retention.warning.hours * 3_600_000).toISOString();
    await insertErasure(tx, actor.orgId, {
      ...{ id: erasureId, personId, rule: found.rule, packVersion: version, requestId },
      ...{ confirmedBy: actor.staffId, confirmedAt: command.receivedAt, eraseAfter },
    });
    return { changes: [], audit: [{ scopeId: personId, details: { erasureId, rule: found.rule, requestId } }] };
  },
});

export const stopErasureHandler = handle({
  command: stopErasure,
  reach: 'wide',
  audit: 'erasure.stopped',
  dataClass: 'accounting',
  load: (tx, args, actor) => findDuePerson(tx, actor.orgId, args.personId),
  may: (person, actor, args) => mayDirectRecord(person?.erasure?.id === args.erasureId ? person : undefined, actor),
  run: async ({ tx, args: { erasureId, personId }, actor, command }) => {
    const stopped = await endErasure(tx, actor.orgId, {
      id: erasureId,
      personId,
      stoppedBy: actor.staffId,
      stoppedAt: command.receivedAt,
    });
    if (!stopped) throw new Refused('not_yours');
    return { changes: [], audit: [{ scopeId: personId, details: { erasureId } }] };
  },
});
