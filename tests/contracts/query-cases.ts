/** For every query: arguments about what the stage holds, and a text that the answer holds exactly when the asker may know it. */
import { newId } from '../../src/shared/id.ts';
import { dayFrom } from './command-case.ts';
import type { Stage } from './contract-world.ts';

export type QueryCase = {
  /** A person's data, or the organisation's own (then only the role matters). */
  about: 'person' | 'organisation';
  prepare: (stage: Stage) => Promise<{ args: unknown; shows: string }>;
};

export const queryCases: Record<string, QueryCase> = {
  'count-contacts': {
    about: 'organisation',
    prepare: async ({ at }) => ({ args: { programmeId: at.programmeId, from: dayFrom(-28), to: dayFrom(0) }, shows: '"totals"' }),
  },
  'find-likely-duplicates': {
    about: 'person',
    prepare: async ({ person, sql }) => {
      const phone = `9${person.replaceAll('-', '').slice(-12)}`;
      await sql(`update kith.people set phone = '${phone}' where id = '${person}'`);
      return { args: { name: `Person ${person}`, fullName: null, phone, birthDate: null }, shows: person };
    },
  },
  'list-assignments': {
    about: 'person',
    prepare: async ({ person }) => ({ args: { personId: person, staffId: null }, shows: `"personId":"${person}"` }),
  },
  'list-contact-weeks-csv': {
    about: 'organisation',
    prepare: async ({ at, by, sql }) => {
      const exportId = newId();
      await sql(`insert into kith.count_exports (org_id, id, staff_id, programme_id, from_day, to_day)
        values ('${by.orgId}', '${exportId}', '${by.staffId}', '${at.programmeId}', current_date - 28, current_date)`);
      return { args: { exportId, locale: 'en' }, shows: '"ready":true' };
    },
  },
  'list-devices': {
    about: 'organisation',
    prepare: async ({ at, by, sql }) => {
      const deviceId = newId();
      await sql(`insert into kith.devices (org_id, staff_id, id) values ('${at.orgId}', '${by.staffId}', '${deviceId}')`);
      return { args: { staffId: by.staffId }, shows: deviceId };
    },
  },
  'list-likely-duplicates': {
    about: 'person',
    prepare: async ({ person, anotherPerson, sql }) => {
      const other = await anotherPerson();
      await sql(
        `update kith.people set phone = '${person.slice(-12)}', name = 'Twin', registered_at = now() where id in ('${person}', '${other}')`,
      );
      return { args: { registeredAfter: new Date(Date.now() - 60_000).toISOString() }, shows: person };
    },
  },
  'list-looks': {
    about: 'person',
    prepare: async ({ person, given }) => {
      const look = await given.look();
      return { args: { personId: person, before: new Date(Date.now() + 60_000).toISOString() }, shows: look };
    },
  },
  'list-team': { about: 'organisation', prepare: async ({ by }) => ({ args: {}, shows: by.staffId }) },
  'search-people': {
    about: 'person',
    prepare: async ({ person, sql }) => {
      const word = `q${person.replaceAll('-', '').slice(-14)}`;
      await sql(
        `insert into kith.people_words (org_id, person_id, word) select org_id, id, '${word}' from kith.people where id = '${person}'`,
      );
      return { args: { text: word }, shows: person };
    },
  },
};
