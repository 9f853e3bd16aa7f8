/** A contact: one occasion of support with a person. It has a countable shell and, if anybody wishes, entries in two voices. */

/** The shell, as a device holds it. */
export type ContactRow = {
  id: string;
  /** People met on one occasion share it; each has a contact of their own, so that no record names another person. */
  occasionId: string;
  personId: string;
  programmeId: string;
  authorId: string;
  /** ISO instant. */
  startedAt: string;
  /** The truth that units are derived from. */
  minutes: number;
  /** The calendar day where the organisation is, YYYY-MM-DD. */
  day: string;
  place: string;
  mode: string;
  /** Activity codes of the pack. */
  did: string[];
  goalIds: string[];
  /** `none` is a complete outcome: nobody has to write. `later`: words were promised. */
  words: 'written' | 'none' | 'later';
  late: boolean;
  packVersion: string;
  recordedAt: string;
  cosignedBy: string | null;
  cosignedAt: string | null;
  struckBy: string | null;
  struckAt: string | null;
  struckWhy: string | null;
  /** It arrived when its author no longer walked with the person, and was made while they did. Older servers do not say it. */
  madeWhileAllowed?: boolean;
};

export type Voice = 'person' | 'peer';

/** pair: the person and the peer whose device it was written on · team: those who may see the person · care_team: also by consent. */
export type Audience = 'pair' | 'team' | 'care_team';

/** Words about a contact: one voice, one audience, never edited. */
export type EntryRow = {
  id: string;
  contactId: string;
  personId: string;
  authorId: string;
  voice: Voice;
  audience: Audience;
  /** differs: "this is not how it was", said by the person beside what stands; its words may be empty. */
  kind: 'entry' | 'addendum' | 'strike' | 'differs';
  followsId: string | null;
  words: string;
  /** How it felt; belongs to the person's voice only. */
  felt: string | null;
  language: string;
  /** Whether the person has seen the peer's words. */
  shown: 'together' | 'will_show' | 'declined' | null;
  writtenAt: string;
  /** As for a contact. */
  madeWhileAllowed?: boolean;
};

export const mostWords = 20_000;
export const mostFelt = 500;
export const mostMinutes = 1440;
