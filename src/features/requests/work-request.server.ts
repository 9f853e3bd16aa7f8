/** The transactions of working the queue: taking a request up, putting its clock forward, answering it, and the person's word to that. */

import type { Actor } from '../../server/actor.ts';
import { type CommandHandler, handle, Refused } from '../../server/command-handler.ts';
import type { Tx } from '../../server/db.ts';
import { findPacks } from '../consents/consent-packs.server.ts';
import { findOrganisation } from '../disclosures/report-queries.server.ts';
import { isCoordinating } from '../people/person-policy.ts';
import { answerRequest } from './answer-request.ts';
import { extendRequest } from './extend-request.ts';
import { extendedDay } from './request-clock.ts';
import { mayMakeRequest, mayWorkRequest, officeOf } from './request-policy.ts';
import { findRequestForChange, isStandingLockOf, updateRequest } from './request-queries.server.ts';
import { checkAnswer, mayDisagree } from './request-rules.ts';
import { sayDisagreement } from './say-disagreement.ts';
import { takeUpRequest } from './take-up-request.ts';

type Of = { requestId: string; personId: string };

/** The request as it stands, held until the transaction ends, so that two who answer at one moment take turns. */
async function load(tx: Tx, args: Of, actor: Actor) {
  const request = await findRequestForChange(tx, actor.orgId, args);
  return { isVisible: request !== undefined, request };
}

const written = (args: Of, details: Record<string, unknown>) => ({
  changes: [{ table: 'requests' as const, id: args.requestId, scopeId: args.personId }],
  audit: [{ scopeId: args.personId, details: { requestId: args.requestId, ...details } }],
});

export const takeUpRequestHandler: CommandHandler = handle({
  command: takeUpRequest,
  reach: officeOf,
  audit: 'request.identified',
  dataClass: 'accounting',
  load,
  may: mayWorkRequest,
  run: async ({ tx, args, facts: { request }, actor, command }) => {
    if (!request) throw new Refused('not_yours');
    if (request.state === 'answered') throw new Refused('request_answered');
    if (request.state === 'working') throw new Refused('request_taken_up');
    // Only what came by the person's own hand is sure by that.
    if ((args.identity === 'own_page') !== (request.how === 'own_page')) throw new Refused({ code: 'request_identity', field: 'identity' });
    const at = command.recordedAt;
    await updateRequest(tx, actor.orgId, args.requestId, {
      ...{ state: 'working', identity: args.identity, takenUpBy: actor.staffId, takenUpAt: at },
    });
    return written(args, { kind: request.kind, identity: args.identity });
  },
});

export const extendRequestHandler: CommandHandler = handle({
  command: extendRequest,
  reach: officeOf,
  audit: 'request.extended',
  dataClass: 'accounting',
  load,
  may: mayWorkRequest,
  run: async ({ tx, args, facts: { request }, actor, command }) => {
    if (!request) throw new Refused('not_yours');
    if (request.state === 'answered') throw new Refused('request_answered');
    if (request.extendedTo !== null) throw new Refused('request_extended');
    const extendedTo = extendedDay((await findPacks(tx, actor.orgId)).requests, request);
    if (extendedTo === undefined) throw new Refused('request_no_extension');
    // Told too late it is no extension: the person has waited for a day that went by.
    if (request.dueOn !== null && (await findOrganisation(tx, actor.orgId)).today > request.dueOn)
      throw new Refused('request_extension_late');
    await updateRequest(tx, actor.orgId, args.requestId, {
      ...{ extendedTo, extendedWhy: args.why, extendedAt: command.recordedAt, reminder: null },
    });
    return written(args, { kind: request.kind, extendedTo });
  },
});

export const answerRequestHandler: CommandHandler = handle({
  command: answerRequest,
  reach: officeOf,
  audit: 'request.answered',
  dataClass: 'accounting',
  load,
  may: mayWorkRequest,
  run: async ({ tx, args, facts: { request }, actor, command }) => {
    const { requestId, personId, ...answer } = args;
    if (!request) throw new Refused('not_yours');
    if (request.state === 'answered') throw new Refused('request_answered');
    // Nothing is said about a record before it is sure who asks.
    if (request.state === 'asked') throw new Refused('request_not_taken_up');
    const [problem] = checkAnswer(request.kind, answer);
    if (problem) throw new Refused(problem);
    if (answer.lockId !== null) {
      if (isCoordinating(actor)) throw new Refused({ code: 'request_lock_not_from_desk', field: 'lockId' });
      if (!(await isStandingLockOf(tx, actor.orgId, { lockId: answer.lockId, personId }))) throw new Refused('not_yours');
    }
    await updateRequest(tx, actor.orgId, requestId, {
      ...answer,
      withheld: [...new Set(answer.withheld)],
      ...{ state: 'answered', answeredBy: actor.staffId, answeredAt: command.recordedAt },
    });
    return written(args, { kind: request.kind, outcome: answer.outcome, reason: answer.reason, lockId: answer.lockId });
  },
});

export const sayDisagreementHandler: CommandHandler = handle({
  command: sayDisagreement,
  reach: officeOf,
  forView: true,
  audit: 'request.disagreed',
  dataClass: 'accounting',
  load,
  may: mayMakeRequest,
  run: async ({ tx, args, facts: { request }, actor, command }) => {
    if (!request) throw new Refused('not_yours');
    if (!mayDisagree(request)) throw new Refused('request_no_disagreement');
    await updateRequest(tx, actor.orgId, args.requestId, {
      ...{ statement: args.statement, statementBy: actor.staffId, statementAt: command.recordedAt },
    });
    return written(args, { kind: request.kind });
  },
});
