/** What a person asks of the programme about their record, how far it is, and what was answered. Its clock runs from the day of asking. */
import { type RequestKind, requestKinds } from '../../packs/deadlines.ts';
import type { lockableTables } from '../locks/lock.ts';

export { type RequestKind, requestKinds };

/** By the person's own hand on their page, or written down for somebody who said it or sent a letter. */
export const askedHows = ['own_page', 'spoken', 'letter'] as const;
export type AskedHow = (typeof askedHows)[number];

export const identities = ['own_page', 'known', 'document'] as const;
export type Identity = (typeof identities)[number];

export const outcomes = ['granted', 'partly', 'denied'] as const;
export type Outcome = (typeof outcomes)[number];

/** Why not, or not all. Source: practice-and-law.md §1.2 (amendment), §1.3 (MHCA s.25), §1.1 (restriction). */
export const reasons = ['accurate', 'not_ours', 'not_there', 'law_keeps', 'harm_to_person', 'harm_to_others', 'cannot_be_kept'] as const;
export type Reason = (typeof reasons)[number];

/** Parts of a copy, each of which may be held back by an answer; what is held back is named in the copy. */
export const copyParts = ['about_me', 'goals', 'meetings', 'words', 'plans', 'agreed', 'looks'] as const;
export type CopyPart = (typeof copyParts)[number];

export type RequestRow = {
  id: string;
  personId: string;
  kind: RequestKind;
  /** In their words; nobody has to give a reason. */
  words: string | null;
  how: AskedHow;
  /** What a correction is about, where it is about one thing. */
  itemTable: (typeof lockableTables)[number] | null;
  itemId: string | null;
  state: 'asked' | 'working' | 'answered';
  askedBy: string;
  askedAt: string;
  /** Code of the pack's deadline; null in a row of an older server. */
  rule: string | null;
  /** The last day, included, in the organisation's time zone. */
  dueOn: string | null;
  identity: Identity | null;
  takenUpBy: string | null;
  takenUpAt: string | null;
  extendedTo: string | null;
  extendedWhy: string | null;
  extendedAt: string | null;
  outcome: Outcome | null;
  reason: Reason | null;
  answerWords: string | null;
  /** What stands beside the record from now on; nothing is replaced by it. */
  correction: string | null;
  withheld: CopyPart[];
  lockId: string | null;
  answeredBy: string | null;
  answeredAt: string | null;
  /** The person's own, where they disagree with a no. */
  statement: string | null;
  statementBy: string | null;
  statementAt: string | null;
  /** How far the caretaker has seen its clock go. */
  reminder: 'soon' | 'due' | 'over' | null;
  version: number;
};

export const mostRequestWords = 2000;
export const mostExtensionWords = 500;
