/** Longest texts about goals, in UTF-16 code units, as the database also holds them. */
export const mostGoalWords = 2000;
export const mostStepWords = 500;
