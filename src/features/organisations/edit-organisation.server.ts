/** The transactions that change settings and programmes. */
import { handle, Refused } from '../../server/command-handler.ts';
import { older } from '../../server/understand-arguments.ts';
import type { FeedRow } from '../../shared/feed.ts';
import { mayAdminister } from '../staff/staff-policy.ts';
import { addProgramme, editOrganisation, editProgramme } from './edit-organisation.ts';
import { mayEdit } from './organisation-policy.ts';
import {
  insertProgramme,
  listOrganisationRows,
  listProgrammeRows,
  lockOrganisation,
  lockProgramme,
  updateOrganisation,
  updateProgramme,
} from './organisation-queries.server.ts';

export const editOrganisationHandler = handle({
  command: editOrganisation,
  reach: 'admin',
  audit: 'organisation.edited',
  dataClass: 'organisation',
  load: (tx, _args, actor) => lockOrganisation(tx, actor.orgId),
  may: mayEdit,
  run: async ({ tx, args, actor, facts }) => {
    const { basedOn, ...settings } = args;
    if (facts?.version !== basedOn) throw conflict('organisations', await listOrganisationRows(tx, actor.orgId));
    await updateOrganisation(tx, actor.orgId, settings);
    return {
      changes: [{ table: 'organisations', id: actor.orgId, scopeId: actor.orgId }],
      audit: [{ scopeId: actor.orgId, details: { secondFactorRequired: args.secondFactorRequired } }],
    };
  },
});

/** Before programmes had an origin. */
const addProgrammeOf1 = addProgramme.args.omit({ origin: true });
const editProgrammeOf1 = editProgramme.args.omit({ origin: true });

export const addProgrammeHandler = handle({
  command: addProgramme,
  upgrade: { 1: older(addProgrammeOf1, (args) => args) },
  reach: 'admin',
  audit: 'programme.added',
  dataClass: 'organisation',
  load: async () => ({}),
  may: (_facts, actor) => mayAdminister(actor),
  run: async ({ tx, args, actor }) => {
    await insertProgramme(tx, actor.orgId, args);
    return { changes: [{ table: 'programmes', id: args.id, scopeId: actor.orgId }] };
  },
});

export const editProgrammeHandler = handle({
  command: editProgramme,
  upgrade: { 1: older(editProgrammeOf1, (args) => args) },
  reach: 'admin',
  audit: 'programme.edited',
  dataClass: 'organisation',
  load: (tx, args, actor) => lockProgramme(tx, actor.orgId, args.id),
  may: mayEdit,
  run: async ({ tx, args, actor, facts }) => {
    const { basedOn, ...programme } = args;
    if (facts?.version !== basedOn) throw conflict('programmes', await listProgrammeRows(tx, actor.orgId, [args.id]));
    await updateProgramme(tx, actor.orgId, programme);
    return { changes: [{ table: 'programmes', id: args.id, scopeId: actor.orgId }] };
  },
});

function conflict(table: 'organisations' | 'programmes', [now]: FeedRow[]): Refused {
  return new Refused({ code: 'conflict', ...(now ? { current: { table, row: now.row } } : {}) });
}
