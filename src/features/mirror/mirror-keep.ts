/** "Keep, it is their word": a mirror word this member of staff chose to keep; only they see it. */
export type MirrorKeepRow = { id: string; term: string; keptAt: string };
