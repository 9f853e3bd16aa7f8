import { m } from '../../paraglide/messages.js';
import { wordsFor } from '../../web/code-words.ts';
import { useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { Link } from '../../web/ui/link.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { Words } from '../../web/ui/words.tsx';
import type { GoalStepRow } from '../goals/goal.ts';
import { dayInWords } from './when.ts';
import '../../web/ui/motif-goal.css';

const order = ['open', 'paused', 'done', 'let_go'];
const who = { person: m.people_step_person, peer: m.people_step_peer, together: m.people_step_together } as const;

/** What the person wants, quoted, with the steps on the way. Editing has pages of its own. @param readsOnly there is nothing to add here */
export function PersonGoals({ ids, personId, readsOnly }: { ids: ReadonlySet<string>; personId: string; readsOnly: boolean }) {
  const goals = [...useRows('goals').values()].filter((goal) => ids.has(goal.personId) && goal.status !== 'let_go');
  const steps = Map.groupBy(
    [...useRows('goal_steps').values()].filter((step) => ids.has(step.personId) && !step.dropped),
    (step) => step.goalId,
  );
  const sorted = goals.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || a.createdAt.localeCompare(b.createdAt));
  return (
    <section aria-labelledby="goals">
      <SectionHead id="goals" title={m.people_goals()}>
        {!readsOnly && <Link href={`/people/${personId}/goals/new`}>{m.people_goal_add()}</Link>}
      </SectionHead>
      {sorted.length === 0 && <p className="small soft">{m.people_no_goals()}</p>}
      {sorted.map((goal) => (
        <article className="goal" key={goal.id}>
          <Words as="h3" lang={goal.wordsLanguage}>
            “{goal.words}”
          </Words>
          {goal.status !== 'open' && <p className="note">{goal.status === 'done' ? m.people_goal_done() : m.people_goal_paused()}</p>}
          <Steps steps={steps.get(goal.id) ?? []} />
          <p className="small mt2">
            <Link className="link" href={`/people/${goal.personId}/goals/${goal.id}`}>
              {m.people_goal_open()}
              <span className="vh">: {goal.words}</span>
            </Link>
          </p>
        </article>
      ))}
    </section>
  );
}

function Steps({ steps }: { steps: GoalStepRow[] }) {
  const locale = useLocale();
  if (steps.length === 0) return null;
  return (
    <ul className="steps">
      {steps
        .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
        .map((step) =>
          step.doneOn ? (
            <li className="done" key={step.id}>
              <Icon name="check" />
              <span>
                <span className="vh">{m.people_step_done()}</span>
                {step.words}
              </span>
            </li>
          ) : (
            <li key={step.id}>
              <Icon name="next" />
              <span>
                <b>{step.words}</b>
                {step.dueOn && `, ${dayInWords(step.dueOn, locale)}`}, {wordsFor(who, step.who)}
              </span>
            </li>
          ),
        )}
    </ul>
  );
}
