/** One act of sharing: what went, to whom, on which consent, with which notice. Written once and never changed. */
import type { RecordOrigin } from '../../packs/consent-kinds.ts';
import type { PackWords } from '../../packs/pack-schema.ts';

export const channels = ['pdf', 'fhir'] as const;
export type Channel = (typeof channels)[number];

/** As a device holds it: everything but the content itself, which stays on the server. */
export type DisclosureRow = {
  id: string;
  personId: string;
  consentId: string;
  disclosedAt: string;
  disclosedBy: string;
  recipientName: string;
  recipientAddress: string | null;
  /** Codes of the parts that went. */
  parts: string[];
  purpose: string;
  legalBasis: string;
  channel: Channel;
  noticeId: string;
  consentAttached: boolean;
  viaEhr: boolean;
  partialBecauseLocked: boolean;
  fromDay: string;
  toDay: string;
  contentHash: string;
};

/** Parts of a progress report, in the order they stand in it. */
export const reportParts = ['goals', 'closeness', 'meetings', 'words'] as const;
export type ReportPart = (typeof reportParts)[number];

/** Only where the law asks for it: the tag travels with the record. */
type Tagged = { origin?: RecordOrigin };

export type ReportGoal = Tagged & {
  id: string;
  /** The person's own, never the peer's wording. */
  words: string;
  language: string;
  status: string;
  steps: { words: string; doneOn: string | null }[];
};
export type ReportCloseness = Tagged & { goalId: string; goalWords: string | null; points: { closeness: number; on: string }[] };
export type ReportMeeting = Tagged & { id: string; on: string; minutes: number; place: PackWords; mode: PackWords; did: PackWords[] };
export type ReportWords = Tagged & {
  id: string;
  voice: 'person' | 'peer';
  words: string;
  felt: string | null;
  language: string;
  on: string;
};

/**
 * What stands beside the record and goes with it: a correction that was agreed, or the person's own words where one was not.
 * Source: practice-and-law.md §1.2 (45 CFR 164.526), §1.4.
 */
export type ReportBeside = {
  id: string;
  kind: 'correction' | 'disagreement';
  /** The goal, meeting or words it is about; null: the record as a whole. */
  about: string | null;
  /** What the person asked for, where they said it in words. */
  asked: string | null;
  words: string;
  on: string;
};

/** Exactly what the other side gets, whatever form it is then given. */
export type ReportContent = {
  form: 'progress-report@1';
  language: 'en' | 'ta';
  person: { id: string; name: string; birthDate: string | null };
  organisation: { id: string; name: string };
  sharedBy: { id: string; name: string };
  recipient: { name: string; address: string | null };
  period: { from: string; to: string };
  purpose: { code: string; label: string };
  /** Only parts that go are here. What was left out is not named. */
  goals?: ReportGoal[];
  closeness?: ReportCloseness[];
  meetings?: ReportMeeting[];
  words?: ReportWords[];
  /** Left out where there is none. */
  beside?: ReportBeside[];
  /** Said only where the pack wants it said; and never what. */
  withheld: string | null;
  notice: { id: string; short: string; long: string };
  consent: {
    id: string;
    kind: string;
    title: string;
    signedOn: string;
    signedBy: string;
    until: string | null;
    documentHash: string;
    lines: { code: string; text: string }[];
  };
};
