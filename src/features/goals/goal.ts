/** What a person wants, in their own words; the peer's wording stands beside it and never instead. */
export type GoalRow = {
  id: string;
  personId: string;
  words: string;
  wordsLanguage: string;
  peerWords: string | null;
  lifeArea: string | null;
  status: 'open' | 'paused' | 'done' | 'let_go';
  createdBy: string;
  createdAt: string;
  version: number;
};

export type GoalStepRow = {
  id: string;
  goalId: string;
  personId: string;
  words: string;
  who: 'person' | 'peer' | 'together';
  dueOn: string | null;
  doneOn: string | null;
  dropped: boolean;
  createdAt: string;
  version: number;
};

/** How close the goal feels, 0 to 10, at one moment. */
export type GoalRatingRow = { id: string; goalId: string; personId: string; closeness: number; ratedAt: string };
