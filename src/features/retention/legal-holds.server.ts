/** The transactions of `set-legal-hold` and `lift-legal-hold`. */
import { handle, Refused } from '../../server/command-handler.ts';
import { liftLegalHold } from './lift-legal-hold.ts';
import { mayDirectRecord } from './retention-policy.ts';
import { endHold, findDuePerson, holdRetention, insertHold } from './retention-queries.server.ts';
import { setLegalHold } from './set-legal-hold.ts';

export const setLegalHoldHandler = handle({
  command: setLegalHold,
  reach: 'wide',
  audit: 'hold.set',
  dataClass: 'accounting',
  load: async (tx, args, actor) => {
    await holdRetention(tx, actor.orgId, args.personId);
    return findDuePerson(tx, actor.orgId, args.personId);
  },
  may: mayDirectRecord,
  run: async ({ tx, args: { holdId, personId, reason }, actor, command }) => {
    await insertHold(tx, actor.orgId, { id: holdId, personId, reason, setBy: actor.staffId, setAt: command.receivedAt });
    return { changes: [], audit: [{ scopeId: personId, details: { holdId } }] };
  },
});

export const liftLegalHoldHandler = handle({
  command: liftLegalHold,
  reach: 'wide',
  audit: 'hold.lifted',
  dataClass: 'accounting',
  load: (tx, args, actor) => findDuePerson(tx, actor.orgId, args.personId),
  may: (person, actor, args) =>
    mayDirectRecord(
      person?.holds.find((hold) => hold.id === args.holdId),
      actor,
    ),
  run: async ({ tx, args: { holdId, personId, why }, actor, command }) => {
    const lifted = await endHold(tx, actor.orgId, { id: holdId, personId, liftedBy: actor.staffId, liftedAt: command.receivedAt, why });
    if (!lifted) throw new Refused('not_yours');
    return { changes: [], audit: [{ scopeId: personId, details: { holdId } }] };
  },
});
