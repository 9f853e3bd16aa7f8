import { useAnswer } from '../../web/use-answer.ts';
import type { DuePerson } from './retention.ts';

/** What the server answers to `list-due`. */
export type Due = {
  people: (DuePerson & { problem: string | null })[];
  more: boolean;
  rule: { keepYears: number; warningHours: number; source: string; checkedOn: string; isGeneralKnowledge: boolean };
};

/** @param personId of one person, or of everybody */
export function useDue(personId: string | null): { due: Due | undefined; hasFailed: boolean } {
  const { answer, hasFailed } = useAnswer<Due>('list-due', { personId });
  return { due: answer, hasFailed };
}
