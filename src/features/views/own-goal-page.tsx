/** One goal of mine: my words of it, and how close it feels today. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { makeSafe } from '../../shared/make-safe.ts';
import { newId } from '../../shared/new-id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Say } from '../../web/ui/say.tsx';
import { Pen, TextArea } from '../../web/ui/text-area.tsx';
import { Words } from '../../web/ui/words.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { languageOf } from '../contacts/record-form.ts';
import { changeGoal } from '../goals/change-goal.ts';
import { ClosenessLine } from '../goals/closeness-line.tsx';
import type { GoalRow } from '../goals/goal.ts';
import { mostGoalWords } from '../goals/goal-limits.ts';
import { rateGoal } from '../goals/rate-goal.ts';
import { useAround } from './look-list.tsx';
import { OwnFrame } from './own-frame.tsx';
import { lettersLeft } from './own-words.ts';

const degrees = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

export function OwnGoalPage({ goalId }: { goalId: string }) {
  useLocale();
  const goal = useRows('goals').get(goalId);
  return (
    <OwnFrame path={`/mine/goals/${goalId}`} isInner>
      {goal ? (
        <OneGoal goal={goal} />
      ) : (
        <>
          <h1 className="vh">{m.views_goals()}</h1>
          <Empty id="no-goal" picture="page" title={m.views_goal_gone()} />
        </>
      )}
    </OwnFrame>
  );
}

function OneGoal({ goal }: { goal: GoalRow }) {
  const staff = useRows('staff');
  const { walking } = useAround();
  const ratings = [...useRows('goal_ratings').values()].filter((rating) => rating.goalId === goal.id);
  const sorted = ratings.sort((a, b) => a.ratedAt.localeCompare(b.ratedAt));
  const peer = staff.get(walking[0]?.staffId ?? goal.createdBy)?.name ?? m.views_somebody();
  return (
    <>
      <Head title={m.views_goals()}>
        <Words lang={goal.wordsLanguage}>“{goal.words}”</Words>
      </Head>
      {goal.peerWords && (
        <p className="small soft mt2">
          {m.views_goal_peer({ name: peer })} {goal.peerWords}
        </p>
      )}
      <Rate goal={goal} />
      {sorted.length > 0 && <ClosenessLine ratings={sorted} />}
      <MyWords key={goal.id} goal={goal} />
    </>
  );
}

function Rate({ goal }: { goal: GoalRow }) {
  const device = useDevice();
  const [closeness, setCloseness] = useState<number | null>(null);
  const [said, setSaid] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const rate = async () => {
    if (closeness === null) return;
    try {
      const rating = { ratingId: newId(), goalId: goal.id, personId: goal.personId, closeness, ratedAt: new Date().toISOString() };
      await device.submit(rateGoal, rating);
      setSaid(closeness);
      setCloseness(null);
    } catch (error) {
      setProblem(notKeptText(error));
    }
  };
  return (
    <Form className="mt5" label={m.views_goal_closeness()} onSubmit={() => void rate()}>
      <fieldset className="ask scale-ask">
        <legend className="ask__label">{m.views_goal_closeness()}</legend>
        <div className="scale">
          {degrees.map((degree) => (
            <label key={degree}>
              <input
                className="vh"
                type="radio"
                name="closeness"
                value={degree}
                checked={closeness === degree}
                onChange={() => setCloseness(degree)}
              />
              <span>{degree}</span>
            </label>
          ))}
        </div>
        <p className="note scale-ends">
          <span>{m.views_goal_far()}</span>
          <span>{m.views_goal_there()}</span>
        </p>
      </fieldset>
      {closeness !== null && (
        <div className="actions mt2">
          <Button type="submit" icon="check">
            {m.views_goal_rate({ closeness })}
          </Button>
        </div>
      )}
      {said !== null && closeness === null && (
        <Say icon="check">
          <p>{m.views_goal_said({ closeness: said })}</p>
        </Say>
      )}
      {problem && <ErrorText>{problem}</ErrorText>}
    </Form>
  );
}

function MyWords({ goal }: { goal: GoalRow }) {
  const device = useDevice();
  const locale = useLocale();
  const [words, setWords] = useState(goal.words);
  const [problem, setProblem] = useState<string | null>(null);
  const said = makeSafe(words).trim();
  const isChanged = said !== '' && said !== goal.words && said.length <= mostGoalWords;
  const draft = useDraft({
    ...{ form: 'own-goal', about: goal.id, personId: goal.personId, href: `/mine/goals/${goal.id}`, value: words },
    isWorthKeeping: isChanged,
    restore: (value) => setWords(typeof value === 'string' ? value : words),
  });
  const save = async () => {
    if (!isChanged) return;
    try {
      const set = { words: said, wordsLanguage: languageOf(said, locale) };
      await device.submit(changeGoal, { goalId: goal.id, personId: goal.personId, basedOn: goal.version, set });
      await draft.done();
    } catch (error) {
      setProblem(notKeptText(error));
    }
  };
  return (
    <Form className="mt5" label={m.views_goal_words()} onSubmit={() => void save()}>
      <DraftOffer draft={draft} />
      <Pen voice="person">
        <TextArea
          ruled
          rows={3}
          label={m.views_goal_words()}
          description={m.views_goal_words_lead()}
          value={words}
          onChange={setWords}
          lang={languageOf(words, locale)}
          limit={lettersLeft(mostGoalWords)}
        />
      </Pen>
      {problem && <ErrorText>{problem}</ErrorText>}
      {isChanged && (
        <div className="actions mt3">
          <Button type="submit" icon="check">
            {m.views_goal_save_words()}
          </Button>
        </div>
      )}
    </Form>
  );
}
