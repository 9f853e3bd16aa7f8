/** Cases of working what people ask for. */
import { newId } from '../../src/shared/id.ts';
import type { CommandCase } from './command-case.ts';

const supervises = { role: 'supervisor', relationship: 'supervisor', about: 'person' } as const;
const refers = { requestId: 'request', personId: 'person' } as const;

export const requestCases: Record<string, CommandCase> = {
  'answer-request': {
    ...supervises,
    prepare: async ({ person, given }) => ({
      args: {
        ...{ requestId: await given.request({ state: 'working' }), personId: person, outcome: 'partly', reason: 'harm_to_others' },
        ...{ answerWords: 'Not what was said of another', correction: null, withheld: ['plans'], lockId: null },
      },
      refers,
    }),
  },
  'extend-request': {
    ...supervises,
    prepare: async ({ person, given, sql, at }) => {
      // A law that knows an extension comes on top; the packs that other cases need stay.
      await sql(`update kith.organisations set packs = '{core,in-tn,us}' where org_id = '${at.orgId}'`);
      return { args: { requestId: await given.request(), personId: person, why: 'Two peers are away' }, refers };
    },
  },
  'say-disagreement': {
    ...{ role: 'peer', relationship: 'assigned', about: 'person' },
    prepare: async ({ person, given }) => ({
      args: { requestId: await given.request({ kind: 'correction', state: 'denied' }), personId: person, statement: 'It was not so' },
      refers,
    }),
  },
  'take-request-file': {
    ...{ role: 'peer', relationship: 'assigned', about: 'person' },
    prepare: async ({ person, given }) => ({
      args: {
        ...{ fileId: newId(), requestId: await given.request(), personId: person },
        ...{ what: 'letter_received', channel: 'pdf', language: 'ta' },
      },
      refers,
    }),
  },
  'take-up-request': {
    ...supervises,
    prepare: async ({ person, given }) => ({
      args: { requestId: await given.request(), personId: person, identity: 'known' },
      refers,
    }),
  },
};
