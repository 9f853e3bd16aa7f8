/** For every query: arguments about what the stage holds, and a text that the answer holds exactly when the asker may know it. */
import { newId } from '../../src/shared/id.ts';
import { dayFrom } from './command-case.ts';
import { reportFor } from './consent-cases.ts';
import type { Stage } from './contract-world.ts';
import { openedBySomebody } from './emergency-cases.ts';

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
  'fetch-disclosure': {
    about: 'person',
    // Noted by the asker, just now: what somebody else noted is tried in disclosures.pg.test.ts.
    prepare: async (stage) => {
      const { at, by, person, given, sql } = stage;
      const asked = { personId: person, consentId: await given.consent(), from: dayFrom(-90), to: dayFrom(1) };
      await given.goal();
      const disclosureId = await given.disclosure();
      const report = await reportFor(stage, asked);
      const text = (report?.text ?? '{}').replaceAll("'", "''");
      // Neither a view nor a representative shares anything, and they are nobody a record of sharing could name.
      const who = at.orgId === by.orgId && !by.view && !by.represents ? `, discloser_id = '${by.staffId}'` : '';
      await sql(`update kith.disclosures set consent_id = '${asked.consentId}', channel = 'fhir', from_day = '${asked.from}', to_day = '${asked.to}',
        content = '${text}', content_hash = '${report?.hash ?? ''}'${who} where id = '${disclosureId}'`);
      return { args: { disclosureId }, shows: '"ready":true' };
    },
  },
  'fetch-request-file': {
    about: 'person',
    // Noted by the asker, just now.
    prepare: async ({ at, by, person, given, sql }) => {
      const requestId = await given.request();
      const fileId = newId();
      if (at.orgId === by.orgId) {
        await sql(`insert into kith.request_files (org_id, id, request_id, person_id, what, channel, language, made_by)
          values ('${at.orgId}', '${fileId}', '${requestId}', '${person}', 'letter_received', 'pdf', 'ta', '${by.staffId}')`);
      }
      return { args: { fileId }, shows: '"ready":true' };
    },
  },
  'find-in-emergency': {
    about: 'person',
    prepare: async ({ person, sql }) => {
      const word = `q${person.replaceAll('-', '').slice(-14)}`;
      await sql(
        `insert into kith.people_words (org_id, person_id, word) select org_id, id, '${word}' from kith.people where id = '${person}'`,
      );
      return { args: { name: word }, shows: person };
    },
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
    prepare: async ({ at, by, walker, sql }) => {
      const exportId = newId();
      await sql(`insert into kith.count_exports (org_id, id, staff_id, programme_id, from_day, to_day)
        values ('${by.orgId}', '${exportId}', '${by.view || by.represents ? walker.staffId : by.staffId}', '${at.programmeId}', current_date - 28, current_date)`);
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
  'list-due': {
    about: 'person',
    prepare: async ({ person }) => ({ args: { personId: person }, shows: `"id":"${person}"` }),
  },
  'list-known-commands': {
    about: 'organisation',
    prepare: async ({ by, sql }) => {
      const commandId = newId();
      await sql(`insert into kith.receipts (org_id, actor_id, command_id, args_hash, position)
        values ('${by.orgId}', '${by.staffId}', '${commandId}', '\\x00', 1)`);
      return { args: { ids: [commandId, newId()] }, shows: commandId };
    },
  },
  'list-emergency-reviews': {
    about: 'person',
    prepare: async (stage) => {
      const id = await openedBySomebody(stage);
      // The most pressing of all that wait.
      await stage.sql(`update kith.emergencies set review_by = '2000-01-01' where id = '${id}'`);
      return { args: {}, shows: id };
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
  'list-purges': {
    about: 'organisation',
    // A line of the asker's own: what a supervisor sees besides is tried in purges.pg.test.ts.
    prepare: async ({ by, person, sql }) => {
      const deviceId = newId();
      await sql(`insert into kith.devices (org_id, id, staff_id) values ('${by.orgId}', '${deviceId}', '${by.staffId}')`);
      const of = `'${by.orgId}', '${newId()}', '${by.staffId}', '${deviceId}'`;
      await sql(`insert into kith.purges (org_id, id, staff_id, device_id, person_id, told_at) values (${of}, '${person}', now())`);
      return { args: {}, shows: deviceId };
    },
  },
  'list-requests': {
    about: 'person',
    prepare: async ({ given, person }) => ({ args: { personId: person }, shows: await given.request({ kind: 'complaint' }) }),
  },
  'list-supervised-devices': {
    about: 'person',
    prepare: async ({ at, walker, sql }) => {
      const deviceId = newId();
      await sql(`insert into kith.devices (org_id, staff_id, id) values ('${at.orgId}', '${walker.staffId}', '${deviceId}')`);
      return { args: {}, shows: deviceId };
    },
  },
  'list-team': { about: 'organisation', prepare: async ({ by }) => ({ args: {}, shows: by.staffId }) },
  'preview-progress-report': {
    about: 'person',
    prepare: async ({ person, given }) => {
      await given.goal();
      return {
        args: { personId: person, consentId: await given.consent(), from: dayFrom(-90), to: dayFrom(1) },
        shows: '"words":"Walk to the sea"',
      };
    },
  },
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
