/** Cases of what has to do with a person's own view: giving and ending it, and what the person writes through it. */
import { newId } from '../../src/shared/id.ts';
import { type CommandCase, dayFrom } from './command-case.ts';

const walks = { role: 'peer', relationship: 'assigned', about: 'person' } as const;
/** The role is not looked at: a view holds none. */
const self = { role: 'peer', relationship: 'self', about: 'person' } as const;

export const viewCases: Record<string, CommandCase> = {
  'add-representative': {
    ...walks,
    prepare: async ({ person }) => ({
      args: {
        ...{ representativeId: newId(), personId: person, kind: 'named-supporter', name: 'Selvam', basis: 'wish', basisOn: dayFrom(-1) },
        ...{ parts: ['goals', 'coming'], lastDay: dayFrom(60), locale: 'ta' },
      },
      refers: { personId: 'person' },
      makes: { representativeId: 'representative' },
    }),
  },
  'end-representative': {
    ...walks,
    prepare: async ({ person, by, given }) => ({
      args: { representativeId: by.represents ? by.staffId : await given.representative(), personId: person },
      refers: { representativeId: 'representative', personId: 'person' },
    }),
  },
  'invite-representative': {
    ...walks,
    prepare: async ({ person, given }) => ({
      args: { representativeId: await given.representative(), invitationId: newId(), personId: person },
      refers: { representativeId: 'representative', personId: 'person' },
    }),
  },
  'end-view': {
    ...walks,
    prepare: async ({ by, at, person, walker, sql }) => {
      const viewId = by.view ? by.staffId : newId();
      if (!by.view) {
        await sql(`update kith.views set ends_at = now(), ended_by = made_by where person_id = '${person}' and ends_at = 'infinity'`);
        await sql(`insert into kith.views (org_id, id, person_id, locale, made_by)
          values ('${at.orgId}', '${viewId}', '${person}', 'en', '${walker.staffId}')`);
      }
      return { args: { viewId, personId: person }, refers: { viewId: 'view', personId: 'person' } };
    },
  },
  'invite-to-view': {
    ...walks,
    prepare: async ({ person }) => ({
      args: { viewId: newId(), invitationId: newId(), personId: person, locale: 'ta' },
      refers: { personId: 'person' },
      makes: { viewId: 'view' },
    }),
  },
  'make-request': {
    ...self,
    prepare: async ({ person, by, given }) => ({
      args: {
        ...{ requestId: newId(), personId: person, kind: 'correction', words: 'My sister is called Nila' },
        // Whose hand it is follows from who acts; the desk names no single thing.
        how: by.view ? 'own_page' : 'spoken',
        ...(by.roles.some((role) => role === 'coordinator' || role === 'director')
          ? { itemTable: null, itemId: null }
          : { itemTable: 'contacts', itemId: await given.contact() }),
      },
      refers: { personId: 'person', itemId: 'contact' },
      makes: { requestId: 'request' },
    }),
  },
  'say-what-matters': {
    ...self,
    oneRow: true,
    prepare: async ({ person, sql }) => {
      // Back to the first version, so that each call is based on what stands.
      await sql(`update kith.people set version = 1 where id = '${person}'`);
      return { args: { personId: person, basedOn: 1, matters: 'Tea before anyone talks' }, refers: { personId: 'person' } };
    },
  },
  'write-own-entry': {
    ...self,
    prepare: async ({ person, given }) => {
      const contactId = await given.contact();
      const followsId = await given.entryOn(contactId);
      return {
        args: {
          ...{ entryId: newId(), contactId, personId: person, kind: 'addendum', followsId, audience: 'team' },
          ...{ words: 'I was not ready', felt: 'cross', language: 'ta' },
        },
        refers: { contactId: 'contact', personId: 'person', followsId: 'entry' },
        makes: { entryId: 'entry' },
      };
    },
  },
};
