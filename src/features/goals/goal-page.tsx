/** One goal: the person's words, the steps towards it, how close it feels, and what becomes of it. */

import { useState } from 'react';
import { labelOf } from '../../packs/pack-labels.ts';
import type { PackLocale } from '../../packs/pack-schema.ts';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { wordsFor } from '../../web/code-words.ts';
import { useDevice, useDeviceState, useOutbox, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Receipt } from '../../web/ui/receipt.tsx';
import { Say } from '../../web/ui/say.tsx';
import { Words } from '../../web/ui/words.tsx';
import { useCheckCode } from '../../web/use-check-code.ts';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { useLook } from '../looks/use-look.ts';
import { changeGoal } from './change-goal.ts';
import { ClosenessLine } from './closeness-line.tsx';
import type { GoalRow } from './goal.ts';
import { GoalFields, type GoalForm, goalFrom } from './goal-fields.tsx';
import { GoalSteps } from './goal-steps.tsx';
import { rateGoal } from './rate-goal.ts';

const receiptWords = [m.contact_step_refused, m.contact_step_phone, m.contact_step_server, m.contact_step_matched] as const;
export const statusWords = { open: m.goals_open, paused: m.goals_paused, done: m.goals_done, let_go: m.goals_let_go };

export function GoalPage({ personId, goalId }: { personId: string; goalId: string }) {
  const device = useDevice();
  const locale = useLocale() as PackLocale;
  const person = useRows('people').get(personId);
  const goal = useRows('goals').get(goalId);
  const steps = [...useRows('goal_steps').values()].filter((step) => step.goalId === goalId);
  const ratings = [...useRows('goal_ratings').values()]
    .filter((rating) => rating.goalId === goalId)
    .sort((a, b) => (a.ratedAt < b.ratedAt ? -1 : 1));
  const step = useDeviceState((one) => one.stepOf('goals', goalId));
  const code = useCheckCode('goals', goal);
  const hasDraft = device.safe.drafts.list().some((draft) => draft.form === 'say-goal-anew' && draft.about === goalId);
  usePageTitle(m.goals_title());
  useLook(person?.id ?? null, 'goals');
  const path = `/people/${personId}/goals/${goalId}`;
  if (!person || !goal || goal.personId !== personId) {
    return (
      <FocusFrame back={{ href: '/people', label: m.frame_place_people() }} path={path} narrow>
        <Empty isPage id="no-goal" picture="search" title={m.goals_not_here()} />
      </FocusFrame>
    );
  }
  return (
    <FocusFrame back={{ href: `/people/${personId}`, label: person.name }} path={path} narrow>
      <Head
        title={m.goals_title()}
        lead={goal.lifeArea === null ? undefined : labelOf(device.packs, 'life-areas', goal.lifeArea, locale)}
        aside={<Receipt step={step} label={receiptWords[step]()} code={code} />}
      />
      <Conflicts personId={personId} goalId={goalId} stepIds={new Set(steps.map((each) => each.id))} />
      <Words lang={goal.wordsLanguage}>“{goal.words}”</Words>
      {goal.peerWords !== null && (
        <p className="small soft mt2">
          {m.goals_peer_put_it()} {goal.peerWords}
        </p>
      )}
      {goal.status !== 'open' && (
        <div className="mt4">
          <Say live={false}>
            <p>{wordsFor(statusWords, goal.status)}</p>
          </Say>
        </div>
      )}
      <GoalSteps goal={goal} steps={steps} personName={person.name} />
      <section aria-labelledby="close" className="mt5">
        <h2 id="close" className="mb2">
          {m.goals_closeness()}
        </h2>
        <ClosenessLine ratings={ratings} />
        <Rate goal={goal} />
      </section>
      <section aria-labelledby="becomes" className="mt5">
        <h2 id="becomes">{m.goals_what_becomes()}</h2>
        <p className="small soft mt1">{m.goals_what_becomes_lead()}</p>
        <Status goal={goal} />
        <Fold title={m.goals_say_anew()} startsOpen={hasDraft}>
          {/* A new version begins the form anew, so that nobody edits what is no longer there. */}
          <SayAnew key={goal.version} goal={goal} personName={person.name} />
        </Fold>
      </section>
    </FocusFrame>
  );
}

/** Changes of this goal, or its steps, that met another version and wait for someone to choose. */
function Conflicts({ personId, goalId, stepIds }: { personId: string; goalId: string; stepIds: ReadonlySet<string> }) {
  const waiting = useOutbox().filter(
    (item) => item.step === 0 && item.refusal?.code === 'conflict' && item.rows.some((row) => row.id === goalId || stepIds.has(row.id)),
  );
  return waiting.map((item) => (
    <div key={item.id} className="mb4">
      <Say look="look">
        <p>
          {m.goals_conflict_waits()}{' '}
          <Link className="link" href={`/people/${personId}/goals/${goalId}/versions/${item.id}`}>
            {m.goals_conflict_open()}
          </Link>
        </p>
      </Say>
    </div>
  ));
}

function Rate({ goal }: { goal: GoalRow }) {
  const device = useDevice();
  const [value, setValue] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  async function keep() {
    if (value === null) return;
    setFailed(false);
    try {
      const ratedAt = new Date(device.safe.now()).toISOString();
      await device.submit(rateGoal, { ratingId: newId(), goalId: goal.id, personId: goal.personId, closeness: Number(value), ratedAt });
      setSaid(m.goals_rated({ closeness: value }));
      setValue(null);
    } catch {
      setFailed(true);
    }
  }
  return (
    <div className="mt4">
      <ChipsOne
        label={m.goals_how_close()}
        note={m.goals_how_close_note()}
        value={value}
        onChange={(next) => {
          setValue(next);
          setSaid(null);
        }}
        options={Array.from({ length: 11 }, (_, closeness) => ({
          value: String(closeness),
          label: String(closeness),
          labelMore: closeness === 0 ? m.goals_far_away() : closeness === 10 ? m.goals_i_am_there() : undefined,
        }))}
      />
      <div className="line mt2">
        {value !== null && <Button onClick={() => void keep()}>{m.goals_keep_rating({ closeness: value })}</Button>}
        <p className="note" role="status">
          {said}
        </p>
      </div>
      {failed && <ErrorText>{m.contacts_not_saved()}</ErrorText>}
    </div>
  );
}

function Status({ goal }: { goal: GoalRow }) {
  const device = useDevice();
  const [failed, setFailed] = useState(false);
  async function become(status: GoalRow['status']) {
    setFailed(false);
    try {
      await device.submit(changeGoal, { goalId: goal.id, personId: goal.personId, basedOn: goal.version, set: { status } });
    } catch {
      setFailed(true);
    }
  }
  return (
    <div className="actions mt3 mb4">
      {goal.status === 'open' ? (
        <>
          <Button icon="check" onClick={() => void become('done')}>
            {m.goals_make_done()}
          </Button>
          <Button onClick={() => void become('paused')}>{m.goals_make_paused()}</Button>
          <Button onClick={() => void become('let_go')}>{m.goals_make_let_go()}</Button>
        </>
      ) : (
        <Button onClick={() => void become('open')}>{m.goals_make_open()}</Button>
      )}
      {failed && <ErrorText>{m.contacts_not_saved()}</ErrorText>}
    </div>
  );
}

function SayAnew({ goal, personName }: { goal: GoalRow; personName: string }) {
  const device = useDevice();
  const locale = useLocale();
  const [form, setForm] = useState<GoalForm>({ words: goal.words, peerWords: goal.peerWords ?? '', lifeArea: goal.lifeArea });
  const [problem, setProblem] = useState<string | null>(null);
  const draft = useDraft({
    form: 'say-goal-anew',
    about: goal.id,
    personId: goal.personId,
    href: `/people/${goal.personId}/goals/${goal.id}`,
    value: form,
    isWorthKeeping: form.words !== goal.words || form.peerWords !== (goal.peerWords ?? ''),
    restore: (value) => setForm({ ...form, ...(value as Partial<GoalForm>) }),
  });
  async function save() {
    const next = goalFrom(form, locale);
    if (!next) return setProblem(m.goals_words_missing());
    const set = {
      ...(next.words === goal.words ? {} : { words: next.words, wordsLanguage: next.wordsLanguage }),
      ...(next.peerWords === goal.peerWords ? {} : { peerWords: next.peerWords }),
      ...(next.lifeArea === goal.lifeArea ? {} : { lifeArea: next.lifeArea }),
    };
    if (Object.keys(set).length === 0) return setProblem(m.goals_nothing_changed());
    try {
      await device.submit(changeGoal, { goalId: goal.id, personId: goal.personId, basedOn: goal.version, set });
      await draft.done();
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }
  return (
    <>
      <DraftOffer draft={draft} />
      <GoalFields
        form={form}
        onChange={(next) => {
          setForm(next);
          setProblem(null);
        }}
        personName={personName}
        problem={problem}
      />
      <div className="actions mt4">
        <Button onClick={() => void save()}>{onThisDevice(m.contacts_save, m.contacts_save_desk)}</Button>
      </div>
    </>
  );
}
