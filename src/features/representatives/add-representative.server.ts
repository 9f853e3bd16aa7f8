/** The transactions of `add-representative`, `invite-representative` and `end-representative`. */

import { representativeKindsOf } from '../../packs/representative-kinds.ts';
import { handle, Refused } from '../../server/command-handler.ts';
import { findPacks } from '../consents/consent-packs.server.ts';
import { findOrganisation } from '../disclosures/report-queries.server.ts';
import { findPersonVisible } from '../people/standing-queries.server.ts';
import { openViewInvitation } from '../views/view-queries.server.ts';
import { addRepresentative } from './add-representative.ts';
import { endRepresentative } from './end-representative.ts';
import { inviteRepresentative } from './invite-representative.ts';
import { mayAddRepresentative, mayEndRepresentative, mayInviteRepresentative } from './representative-policy.ts';
import { endRepresentativeNow, findRepresentative, insertRepresentative } from './representative-queries.server.ts';
import { checkRepresentative } from './representative-rules.ts';

export const addRepresentativeHandler = handle({
  command: addRepresentative,
  reach: 'near',
  audit: 'representative.added',
  dataClass: 'identity',
  load: async (tx, args, actor) => ({ personVisible: await findPersonVisible(tx, actor.orgId, args.personId) }),
  may: mayAddRepresentative,
  run: async ({ tx, args: { representativeId, ...rest }, actor, command }) => {
    const { today } = await findOrganisation(tx, actor.orgId);
    const kind = representativeKindsOf(await findPacks(tx, actor.orgId)).find((each) => each.code === rest.kind);
    const [problem] = checkRepresentative(kind, rest, today);
    if (problem) throw new Refused(problem);
    await insertRepresentative(tx, actor.orgId, {
      ...{ ...rest, id: representativeId, madeBy: actor.staffId, packVersion: command.packVersion },
    });
    const { personId, basis, parts, lastDay } = rest;
    return {
      changes: [{ table: 'representatives', id: representativeId, scopeId: personId }],
      audit: [{ scopeId: personId, details: { representativeId, basis, parts, lastDay } }],
    };
  },
});

export const inviteRepresentativeHandler = handle({
  command: inviteRepresentative,
  reach: 'near',
  audit: 'representative.invited',
  dataClass: 'identity',
  load: (tx, args, actor) => findRepresentative(tx, actor.orgId, args),
  may: mayInviteRepresentative,
  run: async ({ tx, args: { representativeId, invitationId, personId }, actor }) => {
    await openViewInvitation(tx, actor.orgId, { id: invitationId, viewId: representativeId, madeBy: actor.staffId });
    return { changes: [], audit: [{ scopeId: personId, details: { representativeId, invitationId } }] };
  },
});

export const endRepresentativeHandler = handle({
  command: endRepresentative,
  reach: 'near',
  forView: true,
  forRepresentative: true,
  audit: 'representative.ended',
  dataClass: 'identity',
  load: (tx, args, actor) => findRepresentative(tx, actor.orgId, args),
  may: mayEndRepresentative,
  run: async ({ tx, args: { representativeId, personId }, actor }) => {
    await endRepresentativeNow(tx, actor.orgId, representativeId, actor.staffId);
    return {
      changes: [{ table: 'representatives', id: representativeId, scopeId: personId }],
      audit: [{ scopeId: personId, details: { representativeId } }],
    };
  },
});
