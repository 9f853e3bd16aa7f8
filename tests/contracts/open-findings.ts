/*
 * What the contracts have found and is not put right yet, each with why it matters. A finding that no longer shows fails the build, so that
 * its line is taken out together with the fix.
 */
export const openFindings: Record<string, Record<string, { shows: RegExp; why: string }>> = {};

/** Cells of the matrix that are not as it says. */
export const openCells: Record<string, { shows: RegExp; why: string }> = {};
