/** Two people changed the same goal, or the same step of it: both versions side by side, and someone chooses. Nothing is lost before that. */
import { type FormEvent, useState } from 'react';
import type { OutboxItem } from '../../device/device.ts';
import type { PackLocale } from '../../packs/pack-schema.ts';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { useDevice, useOutbox, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { Receipt } from '../../web/ui/receipt.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { useVersionMaker } from '../../web/version-maker.tsx';
import type { PersonRow } from '../people/person.ts';
import { addStep } from './add-step.ts';
import { changeGoal } from './change-goal.ts';
import { changeStep } from './change-step.ts';
import type { GoalRow, GoalStepRow } from './goal.ts';
import { setGoal } from './set-goal.ts';
import { setFromThird, type Third, ThirdFields, type TwoVersions, thirdFrom } from './third-version.tsx';
import { factsOf } from './two-versions.ts';
import { VersionSide } from './version-side.tsx';
import '../../web/ui/motif-compare.css';

type Choice = 'both' | 'mine' | 'theirs' | 'third';

export interface TwoVersionsPageProps {
  personId: string;
  goalId: string;
  /** The refused command. */
  commandId: string;
  /** Chosen, or put off. */
  onDone: () => void;
}

export function TwoVersionsPage({ personId, goalId, commandId, onDone }: TwoVersionsPageProps) {
  const item = useOutbox().find((each) => each.id === commandId);
  const person = useRows('people').get(personId);
  const versions = versionsOf(item, useRows('goals'), useRows('goal_steps'));
  usePageTitle(m.goals_versions_page());
  const path = `/people/${personId}/goals/${goalId}/versions/${commandId}`;
  const goalHref = `/people/${personId}/goals/${goalId}`;
  return (
    <FocusFrame back={{ href: goalHref, label: m.goals_title() }} path={path} hasSaveBar={versions !== null} narrow>
      {item && person && versions ? (
        <Choosing {...{ item, person, versions, path, goalHref, onDone }} />
      ) : (
        <Empty isPage id="no-conflict" picture="page" title={m.goals_versions_none()} />
      )}
    </FocusFrame>
  );
}

/** Null when the command is no change of a goal or a step, or its row is not on this phone any more. */
function versionsOf(
  item: OutboxItem | undefined,
  goals: ReadonlyMap<string, GoalRow>,
  steps: ReadonlyMap<string, GoalStepRow>,
): TwoVersions | null {
  const change = item?.name === changeGoal.name ? changeGoal.args.safeParse(item.args).data : undefined;
  const stepChange = item?.name === changeStep.name ? changeStep.args.safeParse(item.args).data : undefined;
  const goal = goals.get(change?.goalId ?? '');
  if (change && goal) return { table: 'goals', row: goal, set: change.set };
  const step = steps.get(stepChange?.stepId ?? '');
  return stepChange && step ? { table: 'goal_steps', row: step, set: stepChange.set } : null;
}

interface ChoosingProps {
  item: OutboxItem;
  person: PersonRow;
  versions: TwoVersions;
  path: string;
  goalHref: string;
  onDone: () => void;
}

function Choosing({ item, person, versions, path, goalHref, onDone }: ChoosingProps) {
  const device = useDevice();
  const locale = useLocale() as PackLocale;
  const maker = useVersionMaker(item.refusal, versions.row.version);
  const [choice, setChoice] = useState<Choice | null>(null);
  const [third, setThird] = useState<Third>(() => thirdFrom(versions));
  const [problem, setProblem] = useState<string | null>(null);
  const isStep = versions.table === 'goal_steps';
  const facts =
    versions.table === 'goals'
      ? factsOf<GoalRow>(versions.row, versions.set, ['words', 'peerWords', 'lifeArea', 'status'])
      : factsOf<GoalStepRow>(versions.row, versions.set, ['words', 'dueOn', 'who', 'doneOn', 'dropped']);
  // Two goals, or two steps, only where they would say two things: one that is both reached and let go is not two goals.
  const sayTwoThings = facts.some((fact) => fact.differs && ['words', 'dueOn', 'who'].includes(fact.key));
  const draft = useDraft({
    form: 'third-version',
    about: item.id,
    personId: person.id,
    href: path,
    value: third,
    isWorthKeeping: JSON.stringify(third) !== JSON.stringify(thirdFrom(versions)),
    restore: (value) => {
      setChoice('third');
      setThird({ ...third, ...(value as Partial<Third>) });
    },
  });

  /** The choice becomes a new command, based on the version that is there now; only then is the refused one taken away. */
  async function stand(chosen: Choice) {
    if (chosen === 'mine') await send(versions.set);
    if (chosen === 'third') await send(setFromThird(versions, third, locale) ?? {});
    if (chosen === 'both') await addMine();
    await device.letGo(item.id);
    await draft.done();
  }
  async function send(set: object) {
    const { table, row } = versions;
    if (table === 'goals') await device.submit(changeGoal, { goalId: row.id, personId: row.personId, basedOn: row.version, set });
    else await device.submit(changeStep, { stepId: row.id, personId: row.personId, basedOn: row.version, set });
  }
  async function addMine() {
    if (versions.table === 'goals') {
      const { personId, words, wordsLanguage, peerWords, lifeArea } = { ...versions.row, ...versions.set };
      await device.submit(setGoal, { goalId: newId(), personId, words, wordsLanguage, peerWords, lifeArea });
    } else {
      const { goalId, personId, words, who, dueOn } = { ...versions.row, ...versions.set };
      await device.submit(addStep, { stepId: newId(), goalId, personId, words, who, dueOn });
    }
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (choice === null) return setProblem(m.goals_versions_choose());
    if (choice === 'third' && setFromThird(versions, third, locale) === null) return setProblem(m.goals_words_missing());
    try {
      await stand(choice);
      onDone();
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }

  const bothWords = isStep ? m.goals_versions_both : m.goals_versions_both_goals;
  const choiceWords = {
    both: bothWords,
    mine: m.goals_versions_mine,
    theirs: m.goals_versions_theirs,
    third: m.goals_versions_keep_third,
  } as const;
  return (
    <>
      <Head title={titleOf(isStep, maker.isMe)} lead={m.goals_versions_lead({ name: person.name })} />
      <DraftOffer draft={draft} />
      <form aria-label={m.goals_versions_page()} onSubmit={save} noValidate>
        <div className="compare">
          <VersionSide side="mine" title={m.goals_versions_you()} at={item.recordedAt} facts={facts} personName={person.name}>
            <Receipt step={1} label={m.contact_step_phone()} />
          </VersionSide>
          <VersionSide side="theirs" title={maker.name} at={maker.at} facts={facts} personName={person.name}>
            <Receipt step={2} label={m.contact_step_server()} />
          </VersionSide>
        </div>
        <p className="note mt2">{m.goals_versions_marked()}</p>
        <div className="mt5">
          <PickOne
            label={m.goals_versions_stand()}
            value={choice}
            onChange={(value) => {
              setChoice(value as Choice);
              setProblem(null);
            }}
            options={[
              ...(sayTwoThings ? [{ value: 'both', title: bothWords() }] : []),
              { value: 'mine', title: m.goals_versions_mine() },
              { value: 'theirs', title: m.goals_versions_theirs(), detail: m.goals_versions_theirs_detail() },
              { value: 'third', title: m.goals_versions_third() },
            ]}
          />
        </div>
        {choice === 'third' && (
          <div className="mt4">
            <ThirdFields table={versions.table} third={third} onChange={setThird} personName={person.name} locale={locale} />
          </div>
        )}
        <SaveBar>
          {problem && <ErrorText>{problem}</ErrorText>}
          <Button variant="main" type="submit">
            {choice === null ? m.goals_versions_choose() : choiceWords[choice]()}
          </Button>
          <LinkButton variant="quiet" href={goalHref}>
            {m.goals_versions_later()}
          </LinkButton>
        </SaveBar>
      </form>
    </>
  );
}

function titleOf(isStep: boolean, isMine: boolean): string {
  if (isMine) return isStep ? m.goals_versions_step_own() : m.goals_versions_goal_own();
  return isStep ? m.goals_versions_step() : m.goals_versions_goal();
}
