/** Longest note on a planned visit, in UTF-16 code units, as the database also holds it. */
export const mostVisitNote = 500;
