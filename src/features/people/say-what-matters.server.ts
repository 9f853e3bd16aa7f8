/** The transaction of `say-what-matters`. Only a person's own view reaches anything here. */
import { handle, Refused } from '../../server/command-handler.ts';
import { conflictWith } from '../../server/conflict.ts';
import { maySayWhatMatters } from './person-policy.ts';
import { findPersonForChange, updatePerson } from './person-queries.server.ts';
import { sayWhatMatters } from './say-what-matters.ts';

export const sayWhatMattersHandler = handle({
  command: sayWhatMatters,
  reach: 'self',
  forView: true,
  audit: 'matters.changed',
  dataClass: 'identity',
  load: async (tx, args, actor) => {
    const person = await findPersonForChange(tx, actor.orgId, args.personId);
    return { person, isOwn: person !== undefined };
  },
  may: maySayWhatMatters,
  run: async ({ tx, args, facts: { person }, actor }) => {
    if (!person) throw new Refused('not_yours');
    if (person.version !== args.basedOn) throw await conflictWith(tx, { table: 'people', row: person, personId: person.id });
    await updatePerson(tx, actor.orgId, person.id, { matters: args.matters });
    return { changes: [{ table: 'people', id: person.id, scopeId: person.id }] };
  },
});
