/** One view of a person's record by a member of staff. */
export type LookRow = { id: string; personId: string; staffId: string; what: LookedAt; lookedAt: string; offline: boolean };
export type LookedAt = 'record' | 'goals' | 'entries' | 'contacts' | 'profile' | 'looks' | 'duplicates' | 'export';
