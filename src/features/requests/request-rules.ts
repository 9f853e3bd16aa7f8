/** What makes sense of an answer. Pure. */
import type { CopyPart, Outcome, Reason, RequestKind, RequestRow } from './request.ts';

export type Answer = {
  outcome: Outcome;
  reason: Reason | null;
  answerWords: string | null;
  correction: string | null;
  withheld: readonly CopyPart[];
  lockId: string | null;
};

export type AnswerProblem = { code: string; field: string };

/** What is wrong with an answer, worst first. */
export function checkAnswer(kind: RequestKind, answer: Answer): AnswerProblem[] {
  const problems: AnswerProblem[] = [];
  const says = (field: keyof Answer, code: string) => problems.push({ code, field });
  // A no, or not all, without a reason in words could not be answered by the person, nor looked at by a regulator.
  if (answer.outcome !== 'granted' && answer.reason === null) says('reason', 'request_reason_missing');
  if (answer.outcome !== 'granted' && answer.answerWords === null) says('answerWords', 'request_words_missing');
  if (answer.outcome === 'granted' && answer.reason !== null) says('reason', 'request_reason_of_yes');
  // A yes here would be a word; the erasing is the yes, and takes the request with it (docs/decisions/0033).
  if (kind === 'deletion' && answer.outcome === 'granted') says('outcome', 'request_deletion_by_erasing');
  if (kind === 'correction' && answer.outcome !== 'denied' && answer.correction === null) says('correction', 'request_correction_missing');
  if ((kind !== 'correction' || answer.outcome === 'denied') && answer.correction !== null)
    says('correction', 'request_correction_not_here');
  if (kind === 'restriction' && answer.outcome !== 'denied' && answer.lockId === null) says('lockId', 'request_lock_missing');
  if ((kind !== 'restriction' || answer.outcome === 'denied') && answer.lockId !== null) says('lockId', 'request_lock_not_here');
  const mayHoldBack = kind === 'copy' && answer.outcome === 'partly';
  if (!mayHoldBack && answer.withheld.length > 0) says('withheld', 'request_withheld_not_here');
  if (mayHoldBack && answer.withheld.length === 0) says('withheld', 'request_withheld_missing');
  return problems;
}

/** Whether the person may still say, in their own words, that they disagree. */
export function mayDisagree(request: Pick<RequestRow, 'state' | 'outcome' | 'statement'>): boolean {
  return request.state === 'answered' && request.outcome !== 'granted' && request.statement === null;
}
