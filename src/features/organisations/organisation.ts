import type { RecordOrigin } from '../../packs/consent-kinds.ts';

/** What people supported here are called on the screens; each is a message `people_word_…`. */
export const peopleWords = ['person', 'participant', 'member', 'peer'] as const;

/** The tenant, as its devices hold it. */
export type OrganisationRow = {
  id: string;
  name: string;
  peopleWord: string;
  jurisdiction: string;
  packs: string[];
  languages: string[];
  timeZone: string;
  secondFactorRequired: boolean;
  offlineLeaseHours: number;
  version: number;
};

/** A service within the organisation, with its own funding and people. */
export type ProgrammeRow = {
  id: string;
  name: string;
  cosignRequired: boolean;
  /** The law its records come under, where that has to travel with them; older servers do not say. */
  origin?: RecordOrigin | null | undefined;
  endedOn: string | null;
  version: number;
};
