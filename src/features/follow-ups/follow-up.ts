/** Something promised to, or with, a person. It stays on Today until it is done, moved or let go. */
export type FollowUpRow = {
  id: string;
  personId: string;
  /** The contact it came from, if any. */
  contactId: string | null;
  ownerId: string;
  words: string;
  /** YYYY-MM-DD; null: no date. */
  dueOn: string | null;
  status: 'open' | 'done' | 'let_go';
  createdAt: string;
  version: number;
};

export const mostFollowUpWords = 500;
