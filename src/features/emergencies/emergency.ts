import type { Role } from '../staff/role.ts';

/** An emergency: somebody opened a record they do not otherwise see, or told medical personnel something, and what became of that. */
export type EmergencyRow = {
  id: string;
  personId: string;
  /** As it was then. Left out until the server has answered. */
  personName?: string;
  /** Who opened or told; under 42 CFR 2.51 the discloser. */
  staffId: string;
  /** False: nothing was opened; something was told by whoever already knew it. */
  opens: boolean;
  /** Left out until the server has answered, as is the rest that it decides. */
  openedAt?: string;
  /** When access ends by itself. Left out until the server has answered. */
  endsAt?: string;
  offline: boolean;
  /** The law of the packs when it began. Left out until the server has answered. */
  medicalOnly?: boolean;
  riskTest?: boolean;
  /** By when the record of it is to be complete. Left out until the server has answered. */
  completeBy?: string;
  told: Told | null;
  nature: string | null;
  recipientName: string | null;
  recipientFacility: string | null;
  toldAt: string | null;
  /** What was weighed. Never in a person's own view. */
  risk: string | null;
  completedAt: string | null;
  outcome: Outcome | null;
  /** What the reviewer said to the colleague. Never in a person's own view. */
  reviewWords: string | null;
  reviewedBy: string | null;
  reviewedAt: string | null;
  personReadAt: string | null;
  version: number;
};

/** As whoever judges it sees it: everything but what the person did with it, and by when it is to be looked at. */
export type EmergencyToReview = Required<Omit<EmergencyRow, 'personReadAt' | 'version'>> & { reviewBy: string };

/** Who outside was told: medical personnel, somebody else, or nobody. */
export const toldWhom = ['medical', 'other', 'nobody'] as const;
export type Told = (typeof toldWhom)[number];

export const outcomes = ['justified', 'not_justified'] as const;
export type Outcome = (typeof outcomes)[number];

export const mostNature = 1000;
export const mostRecipient = 200;

/** Whoever meets people or answers for them; who bills, counts or keeps the keys has no emergency with a person. */
export const opensInEmergency: ReadonlySet<Role> = new Set(['peer', 'senior_peer', 'supervisor', 'coordinator', 'director']);
