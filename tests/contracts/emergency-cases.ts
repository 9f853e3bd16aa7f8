/** Cases of break-glass: opening, the four facts, somebody else's judgement, and the person who reads of it. */
import { newId } from '../../src/shared/id.ts';
import { type CommandCase, momentFrom } from './command-case.ts';
import type { Stage } from './contract-world.ts';

const facts = {
  ...{ told: 'medical', nature: 'She did not wake up', recipientName: 'Dr Selvi', recipientFacility: 'Government hospital' },
  risk: 'She might have died',
};
const refersToPerson = { personId: 'person' } as const;

/** What somebody opened whom whoever stands on the stage may judge, if they judge anybody: never themself. */
export async function openedBySomebody({ given, walker, by, aColleague }: Stage): Promise<string> {
  return given.emergency(walker.staffId === by.staffId ? (await aColleague(['peer'])).staffId : walker.staffId);
}

export const emergencyCases: Record<string, CommandCase> = {
  'complete-emergency': {
    ...{ role: 'peer', relationship: 'author', about: 'person' },
    prepare: async ({ given }) => ({
      args: { emergencyId: await given.emergency(), toldAt: momentFrom(-1), ...facts },
      refers: { emergencyId: 'emergency' },
    }),
  },
  'open-emergency': {
    ...{ role: 'peer', relationship: 'none', about: 'person' },
    prepare: async ({ person }) => ({
      args: { emergencyId: newId(), personId: person, openedAt: new Date(Date.now() - 60_000).toISOString(), offline: false },
      makes: { emergencyId: 'emergency' },
    }),
  },
  'read-emergency-notice': {
    ...{ role: 'peer', relationship: 'self', about: 'person' },
    prepare: async ({ given }) => ({ args: { emergencyId: await given.emergency() }, refers: { emergencyId: 'emergency' } }),
  },
  'review-emergency': {
    ...{ role: 'supervisor', relationship: 'supervisor', about: 'person' },
    prepare: async (stage) => ({
      args: { emergencyId: await openedBySomebody(stage), outcome: 'justified', words: 'She needed her medicines named' },
      refers: { emergencyId: 'emergency' },
    }),
  },
  'tell-in-emergency': {
    ...{ role: 'peer', relationship: 'assigned', about: 'person' },
    prepare: async ({ person }) => ({
      args: { emergencyId: newId(), personId: person, offline: true, toldAt: momentFrom(-1), ...facts },
      refers: refersToPerson,
      makes: { emergencyId: 'emergency' },
    }),
  },
};
