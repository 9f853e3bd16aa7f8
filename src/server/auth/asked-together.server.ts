/** Questions that come at once, put to the database as one statement. */

/** More than that in one statement would keep the first waiting for the last. */
const mostAtOnce = 32;

/**
 * Gathers what is asked within one turn of the event loop: the requests that came in together. Nothing is remembered from one turn to the
 * next, so every question is answered from the database as it is then.
 * @param askAll answers in the order of the questions; when it fails for several, each is asked again by itself, so that none suffers from another
 */
export function askTogether<Question, Answer>(
  askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  type Asked = { question: Question; answer: (answer: Answer | Promise<Answer>) => void; fail: (error: unknown) => void };
  let waiting: Asked[] = [];

  const askAlone = async (question: Question): Promise<Answer> => {
    const [answer] = await askAll([question]);
    return answer as Answer;
  };
  const put = async (asked: readonly Asked[]) => {
    try {
      const answers = await askAll(asked.map(({ question }) => question));
      for (const [nth, { answer }] of asked.entries()) answer(answers[nth] as Answer);
    } catch (error) {
      for (const { question, answer, fail } of asked) {
        if (asked.length > 1) answer(askAlone(question));
        else fail(error);
      }
    }
  };
  const putAll = () => {
    const all = waiting;
    waiting = [];
    while (all.length > 0) void put(all.splice(0, mostAtOnce));
  };

  return (question) =>
    new Promise((answer, fail) => {
      if (waiting.length === 0) setImmediate(putAll);
      waiting.push({ question, answer, fail });
    });
}
