/** One view of a person's record by a member of staff. */
export type LookRow = { id: string; personId: string; staffId: string; what: LookedAt; lookedAt: string; offline: boolean };

export const lookedAt = ['record', 'goals', 'entries', 'contacts', 'profile', 'looks', 'duplicates', 'export'] as const;
export type LookedAt = (typeof lookedAt)[number];
