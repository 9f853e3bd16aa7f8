/** What a member of staff does here. One person may hold several. */
export const roles = ['peer', 'senior_peer', 'supervisor', 'coordinator', 'director', 'biller', 'evaluator', 'administrator'] as const;
export type Role = (typeof roles)[number];
