/** The transaction of `take-request-file`. A member of staff who takes what is in the record has looked at it, and the person sees that. */

import { handle, Refused } from '../../server/command-handler.ts';
import { insertLook } from '../looks/look-queries.server.ts';
import { insertRequestFile } from './file-queries.server.ts';
import { filesFor, takeRequestFile } from './request-file.ts';
import { mayTakeFile, officeOf } from './request-policy.ts';
import { findRequest } from './request-queries.server.ts';

export const takeRequestFileHandler = handle({
  command: takeRequestFile,
  reach: officeOf,
  forView: true,
  audit: 'request_file.shared',
  dataClass: 'accounting',
  load: async (tx, args, actor) => {
    const request = await findRequest(tx, actor.orgId, args);
    return { isVisible: request !== undefined, request };
  },
  may: mayTakeFile,
  run: async ({ tx, args, facts: { request }, actor, command }) => {
    const { fileId, requestId, personId, what, channel, language } = args;
    if (!request) throw new Refused('not_yours');
    if (!filesFor(request).includes(what)) throw new Refused('request_no_such_file');
    if (what.startsWith('letter_') && channel !== 'pdf') throw new Refused({ code: 'invalid', field: 'channel' });
    await insertRequestFile(tx, actor.orgId, { id: fileId, requestId, personId, what, channel, language, madeBy: actor.staffId });
    const audit = [{ scopeId: personId, details: { fileId, requestId, what, channel } }];
    if (actor.view || what.startsWith('letter_')) return { changes: [], audit };
    await insertLook(tx, actor.orgId, {
      ...{ id: fileId, personId, staffId: actor.staffId, what: 'export', lookedAt: command.recordedAt, offline: false },
    });
    return { changes: [{ table: 'looks', id: fileId, scopeId: personId }], audit };
  },
});
