import type { ReactNode } from 'react';

/** Words every control of a form takes. */
export interface FieldTexts {
  /** Always visible above the control unless `labelHidden`. */
  label: ReactNode;
  labelHidden?: boolean | undefined;
  /** The label in small soft type, for the lesser questions ("Who can read it"). */
  labelQuiet?: boolean | undefined;
  /** Short remark beside the label: "as last time", "if there is one". */
  note?: ReactNode;
  /** Help below the label, linked to the control. */
  description?: ReactNode;
  /** What is wrong and what to do; linked to the control and makes it invalid. */
  error?: ReactNode;
}

/** How long a text may be, and the words that say so. */
export interface TextLimit {
  /** Longest allowed, in the unit of `count`. */
  max: number;
  /** Measures the text as the command's schema does; UTF-16 units when left out. */
  count?: ((text: string) => number) | undefined;
  /** "120 letters left"; shown from the last fifth on. */
  left: (rest: number) => string;
  /** "14 letters too many. Make it shorter." The text is kept, the form does not go. */
  over: (excess: number) => string;
}

/** What a limit says about a text: nothing yet, how much is left, or what is too much. */
export function judgeLength(text: string, limit: TextLimit | undefined): { hint: string | null; error: string | null } {
  if (!limit) return { hint: null, error: null };
  const length = limit.count ? limit.count(text) : text.length;
  if (length > limit.max) return { hint: null, error: limit.over(length - limit.max) };
  return { hint: length > limit.max * 0.8 ? limit.left(limit.max - length) : null, error: null };
}
