/**
 * A story is one person's thread: what matters, what they want, and what was said and done about it, in the order it happened.
 *
 * Two marks may stand in any text and are filled in when the story is told (see tell.ts):
 * `{a|b|c}` one of several, chosen once a person, so that the same group gives the same word through the whole thread;
 * `@they @them @their @was @name` the person's pronouns (past tense needs no more) and the name they use.
 */

/** Where and how, as the record screen offers it. */
export type At = 'home' | 'out' | 'ours' | 'clinic' | 'office' | 'phone' | 'video' | 'text';
export type Did = 'listened' | 'shared' | 'practised' | 'went_along' | 'found' | 'planned' | 'spoke_up';

export type Beat = {
  /** The goal it touches; 0 unless said, null when none. */
  goal?: number | null;
  at?: At;
  did?: Did[];
  person?: string;
  felt?: string;
  peer?: string;
  /** What was promised for later: becomes a follow-up. */
  next?: string;
  /** The step of that goal which this occasion completed. */
  step?: number;
  /** Who may read both voices; chosen by chance when it does not matter. */
  audience?: 'pair' | 'team' | 'care_team';
};

export type StoryGoal = {
  words: string;
  /** How the peer put it, where that differs. */
  peer?: string;
  area: 'emotional' | 'environmental' | 'financial' | 'intellectual' | 'occupational' | 'physical' | 'social' | 'spiritual';
  /** In order. Prefix `me:` the person's own, `peer:` the peer's; together otherwise. */
  steps: string[];
  /** How it ended once every beat is told; open when not said. */
  ends?: 'done' | 'paused' | 'let_go';
};

export type Story = {
  key: string;
  /** Set where the story only makes sense for a woman or a man. */
  who?: 'she' | 'he';
  /** Set where a careless word could reach the wrong person: no small talk, no messages, no visits at home. */
  quiet?: true;
  /** Languages the person speaks, best first. */
  speaks: string[];
  matters: string;
  strengths: string;
  culture?: string;
  goals: StoryGoal[];
  beats: Beat[];
};
