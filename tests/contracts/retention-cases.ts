/** Valid arguments of every command about keeping and erasing records. Each is about somebody who left long ago. */
import { newId } from '../../src/shared/id.ts';
import type { CommandCase } from './command-case.ts';
import type { Stage } from './contract-world.ts';

const directs = { role: 'director', relationship: 'none', about: 'person' } as const;

async function whoLeftLongAgo({ anotherPerson, sql }: Stage): Promise<string> {
  const person = await anotherPerson(`'2001-03-02'`);
  await sql(`update kith.enrolments set enrolled_on = '2001-03-02', left_on = '2001-04-02' where person_id = '${person}'`);
  return person;
}

/** Rows of a director of the person's organisation, whoever sends the command. */
async function made(stage: Stage, statement: (of: { id: string; person: string; director: string }) => string) {
  const [id, person] = [newId(), await whoLeftLongAgo(stage)];
  await stage.sql(statement({ id, person, director: stage.walker.staffId }));
  return { id, person };
}

export const retentionCases: Record<string, CommandCase> = {
  'confirm-erasure': {
    ...directs,
    prepare: async (stage) => ({ args: { erasureId: newId(), personId: await whoLeftLongAgo(stage) }, refers: { personId: 'person' } }),
  },
  'lift-legal-hold': {
    ...directs,
    prepare: async (stage) => {
      const { id, person } = await made(
        stage,
        (of) => `insert into kith.legal_holds (org_id, id, person_id, reason, set_by, set_at)
          values ('${stage.at.orgId}', '${of.id}', '${of.person}', 'A complaint', '${of.director}', now())`,
      );
      return { args: { holdId: id, personId: person, why: 'It was settled' }, refers: { personId: 'person' } };
    },
  },
  'set-legal-hold': {
    ...directs,
    prepare: async (stage) => ({
      args: { holdId: newId(), personId: await whoLeftLongAgo(stage), reason: 'A complaint to the Board' },
      refers: { personId: 'person' },
    }),
  },
  'stop-erasure': {
    ...directs,
    prepare: async (stage) => {
      const { id, person } = await made(
        stage,
        (of) => `insert into kith.erasures (org_id, id, person_id, rule, pack_version, confirmed_by, erase_after)
          values ('${stage.at.orgId}', '${of.id}', '${of.person}', 'record', 'core@2026.2', '${of.director}', now() + interval '2 days')`,
      );
      return { args: { erasureId: id, personId: person }, refers: { personId: 'person' } };
    },
  },
};
