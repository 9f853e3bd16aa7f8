/** Two people changed the same goal, or the same step of it: both versions side by side, and someone chooses. Nothing is lost before that. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { labelOf } from '../../packs/pack-labels.ts';
import type { PackLocale } from '../../packs/pack-schema.ts';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { makeSafe } from '../../shared/safe-text.ts';
import { useDevice, useOutbox, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { Receipt } from '../../web/ui/receipt.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { TextArea } from '../../web/ui/text-area.tsx';
import { languageOf } from '../contacts/record-form.ts';
import { shortDay, timeInWords, useTimeZone } from '../people/when.ts';
import { addStep } from './add-step.ts';
import { changeGoal } from './change-goal.ts';
import { changeStep } from './change-step.ts';
import type { GoalRow, GoalStepRow } from './goal.ts';
import { mostGoalWords, mostStepWords } from './goal-limits.ts';
import { statusWords } from './goal-page.tsx';
import { whoWords } from './goal-steps.tsx';
import { type Fact, factsOf } from './two-versions.ts';
import './two-versions.css';

type Choice = 'both' | 'mine' | 'theirs' | 'third';
type Current = { table: 'goals'; row: GoalRow } | { table: 'goal_steps'; row: GoalStepRow };

export interface TwoVersionsPageProps {
  personId: string;
  goalId: string;
  /** The refused command. */
  commandId: string;
  /** Chosen, or put off. */
  onDone: () => void;
}

export function TwoVersionsPage({ personId, goalId, commandId, onDone }: TwoVersionsPageProps) {
  const device = useDevice();
  const locale = useLocale() as PackLocale;
  const timeZone = useTimeZone();
  const item = useOutbox().find((each) => each.id === commandId);
  const person = useRows('people').get(personId);
  const goals = useRows('goals');
  const steps = useRows('goal_steps');
  const [choice, setChoice] = useState<Choice | null>(null);
  const [third, setThird] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  usePageTitle(m.goals_versions_page());
  const path = `/people/${personId}/goals/${goalId}/versions/${commandId}`;
  const change = item?.name === 'change-goal' ? changeGoal.args.safeParse(item.args) : undefined;
  const stepChange = item?.name === 'change-step' ? changeStep.args.safeParse(item.args) : undefined;
  const goal = goals.get(change?.data?.goalId ?? '');
  const step = steps.get(stepChange?.data?.stepId ?? '');
  const current: Current | undefined = goal ? { table: 'goals', row: goal } : step ? { table: 'goal_steps', row: step } : undefined;
  const set = change?.data?.set ?? stepChange?.data?.set;
  if (!item || !person || !current || !set) {
    return (
      <FocusFrame back={{ href: `/people/${personId}/goals/${goalId}`, label: m.goals_title() }} path={path} narrow>
        <Empty id="no-conflict" picture="page" title={m.goals_versions_none()} />
      </FocusFrame>
    );
  }
  const isStep = current.table === 'goal_steps';
  const facts =
    current.table === 'goals'
      ? factsOf<GoalRow>(current.row, set, ['words', 'peerWords', 'lifeArea', 'status'])
      : factsOf<GoalStepRow>(current.row, set, ['words', 'dueOn', 'who', 'doneOn', 'dropped']);
  const myWords = facts.find((fact) => fact.key === 'words')?.mine ?? '';

  /** The choice becomes a new command, based on the version that is there now; only then is the refused one taken away. */
  async function stand(chosen: Choice) {
    if (!current || !set || !item) return;
    if (chosen === 'mine') await send(current, set);
    if (chosen === 'third') await send(current, { ...set, ...wordsSet(current, makeSafe(third ?? '').trim(), locale) });
    if (chosen === 'both' && current.table === 'goal_steps') {
      const { row } = current;
      const mine = { ...row, ...stepChange?.data?.set };
      await device.submit(addStep, {
        stepId: newId(),
        goalId: row.goalId,
        personId: row.personId,
        words: mine.words,
        who: mine.who,
        dueOn: mine.dueOn,
      });
    }
    await device.letGo(item.id);
  }
  function send({ table, row }: Current, changed: object) {
    return table === 'goals'
      ? device.submit(changeGoal, { goalId: row.id, personId: row.personId, basedOn: row.version, set: changed })
      : device.submit(changeStep, { stepId: row.id, personId: row.personId, basedOn: row.version, set: changed });
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (choice === null) return setProblem(m.goals_versions_choose());
    const words = makeSafe(third ?? '').trim();
    if (choice === 'third' && (words === '' || words.length > (isStep ? mostStepWords : mostGoalWords)))
      return setProblem(m.goals_words_missing());
    try {
      await stand(choice);
      onDone();
    } catch {
      setProblem(m.contacts_not_saved());
    }
  }

  return (
    <FocusFrame back={{ href: `/people/${personId}/goals/${goalId}`, label: m.goals_title() }} path={path} hasSaveBar narrow>
      <Head title={isStep ? m.goals_versions_step() : m.goals_versions_goal()} lead={m.goals_versions_lead({ name: person.name })} />
      <form aria-label={m.goals_versions_page()} onSubmit={save} noValidate>
        <div className="compare">
          <Side id="mine" title={m.goals_versions_you()} facts={facts} side="mine" personName={person.name}>
            <p className="note">
              {shortDay(item.recordedAt, locale, timeZone)}, {timeInWords(item.recordedAt, locale, timeZone)}
            </p>
            <p>
              <Receipt step={1} label={m.contact_step_phone()} />
            </p>
          </Side>
          <Side id="theirs" title={m.goals_versions_there()} facts={facts} side="theirs" personName={person.name}>
            <p>
              <Receipt step={2} label={m.contact_step_server()} />
            </p>
          </Side>
        </div>
        <p className="note mt2">{m.goals_versions_marked()}</p>
        <div className="mt5">
          <PickOne
            label={m.goals_versions_stand()}
            value={choice}
            onChange={(value) => {
              setChoice(value as Choice);
              setProblem(null);
              if (value === 'third' && third === null) setThird(myWords);
            }}
            options={[
              ...(isStep ? [{ value: 'both', title: m.goals_versions_both() }] : []),
              { value: 'mine', title: m.goals_versions_mine() },
              { value: 'theirs', title: m.goals_versions_theirs(), detail: m.goals_versions_theirs_detail() },
              { value: 'third', title: m.goals_versions_third() },
            ]}
          />
        </div>
        {choice === 'third' && (
          <div className="mt4">
            <TextArea
              label={isStep ? m.goals_step() : m.goals_words({ name: person.name })}
              value={third ?? ''}
              onChange={setThird}
              lang={languageOf(third ?? '', locale)}
              limit={{
                max: isStep ? mostStepWords : mostGoalWords,
                left: (count) => m.contacts_letters_left({ count }),
                over: (count) => m.contacts_letters_over({ count }),
              }}
            />
          </div>
        )}
        <SaveBar>
          {problem && <ErrorText>{problem}</ErrorText>}
          <Button variant="main" type="submit">
            {choice === null ? m.goals_versions_choose() : choiceWords[choice]()}
          </Button>
          <LinkButton variant="quiet" href={`/people/${personId}/goals/${goalId}`}>
            {m.goals_versions_later()}
          </LinkButton>
        </SaveBar>
      </form>
    </FocusFrame>
  );
}

const choiceWords: Record<Choice, () => string> = {
  both: m.goals_versions_both,
  mine: m.goals_versions_mine,
  theirs: m.goals_versions_theirs,
  third: m.goals_versions_keep_third,
};

function wordsSet(current: Current, words: string, locale: string) {
  return current.table === 'goals' ? { words, wordsLanguage: languageOf(words, locale) } : { words };
}

interface SideProps {
  id: 'mine' | 'theirs';
  title: string;
  facts: readonly Fact[];
  side: 'mine' | 'theirs';
  personName: string;
  children: ReactNode;
}

/** The same facts in the same order on both sides. */
function Side({ id, title, facts, side, personName, children }: SideProps) {
  const { packs } = useDevice();
  const locale = useLocale() as PackLocale;
  const say = (key: string, value: string | null): string => {
    if (value === null || value === 'false') return '–';
    if (key === 'status') return statusWords[value as GoalRow['status']]();
    if (key === 'who') return whoWords(value as GoalStepRow['who'], personName);
    if (key === 'lifeArea') return labelOf(packs, 'life-areas', value, locale);
    if (key === 'dropped') return m.goals_step_dropped();
    if (key === 'dueOn' || key === 'doneOn') return shortDay(`${value}T12:00:00Z`, locale, 'UTC');
    return value;
  };
  return (
    <section className="compare__side" aria-labelledby={`version-${id}`}>
      <h2 className="h3" id={`version-${id}`}>
        {title}
      </h2>
      {children}
      <dl>
        {facts
          .filter((fact) => fact.differs || (fact.mine !== null && fact.mine !== 'false'))
          .map((fact) => (
            <div key={fact.key}>
              <dt>{factWords[fact.key]?.()}</dt>
              <dd className={fact.differs ? undefined : 'same'}>
                {fact.differs ? <mark>{say(fact.key, fact[side])}</mark> : say(fact.key, fact[side])}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

const factWords: Record<string, () => string> = {
  words: m.goals_fact_words,
  peerWords: m.goals_peer_words,
  lifeArea: m.goals_life_area,
  status: m.goals_fact_status,
  dueOn: m.goals_step_due,
  who: m.goals_step_who,
  doneOn: m.goals_fact_done,
  dropped: m.goals_step_drop,
};
