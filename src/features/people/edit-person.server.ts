/** The transaction of `edit-person`. */
import { handle, Refused } from '../../server/command-handler.ts';
import { conflictWith } from '../../server/conflict.ts';
import { definedOf, editPerson } from './edit-person.ts';
import { keysOfPerson } from './person-identity.ts';
import { mayEditPerson } from './person-policy.ts';
import { deleteWords, findPersonForChange, findWalksWith, insertWords, isMattersByPerson, updatePerson } from './person-queries.server.ts';
import { checkPerson } from './person-rules.ts';
import { tomorrowOf } from './register-person.server.ts';

export const editPersonHandler = handle({
  command: editPerson,
  reach: 'near',
  audit: 'person.edited',
  dataClass: 'identity',
  load: async (tx, args, actor) => {
    const person = await findPersonForChange(tx, actor.orgId, args.personId);
    if (!person) return undefined;
    const walksWith = await findWalksWith(tx, actor.orgId, person, actor.staffId);
    return { person, walksWith, mattersByPerson: await isMattersByPerson(tx, actor.orgId, person.id) };
  },
  may: mayEditPerson,
  run: async ({ tx, args, facts, actor, command }) => {
    if (!facts) throw new Refused('not_yours');
    const { person } = facts;
    if (person.version !== args.basedOn) throw await conflictWith(tx, { table: 'people', row: person, personId: person.id });
    const set = definedOf(args.set);
    const [problem] = checkPerson(set, tomorrowOf(command.receivedAt));
    if (problem) throw new Refused(problem);
    await updatePerson(tx, actor.orgId, person.id, set);
    if (set.name !== undefined || set.fullName !== undefined) {
      await deleteWords(tx, actor.orgId, person.id);
      await insertWords(tx, actor.orgId, person.id, keysOfPerson({ ...person, ...set }));
    }
    return {
      changes: [{ table: 'people', id: person.id, scopeId: person.id }],
      // Which fields, never what they say.
      audit: [{ scopeId: person.id, details: { fields: Object.keys(set).sort() } }],
    };
  },
});
