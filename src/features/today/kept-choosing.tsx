/** Two versions of a promise or a planned visit, and the choice: mine, theirs, both, or a third. Nothing goes before somebody has chosen. */
import { type FormEvent, useState } from 'react';
import type { OutboxItem } from '../../device/device.ts';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { makeSafe } from '../../shared/make-safe.ts';
import { newId } from '../../shared/new-id.ts';
import { useDevice } from '../../web/device-context.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { useVersionMaker } from '../../web/version-maker.tsx';
import { addFollowUp } from '../follow-ups/add-follow-up.ts';
import { changeFollowUp } from '../follow-ups/change-follow-up.ts';
import { timeInWords, useTimeZone } from '../people/when.ts';
import { changeVisit } from '../visits/change-visit.ts';
import { instantAt } from '../visits/local-time.ts';
import { planVisit } from '../visits/plan-visit.ts';
import type { KeptChoice } from './kept-choices.ts';
import { KeptVersions } from './kept-versions.tsx';

type Compared = KeptChoice & { kind: 'compare' };

export interface KeptChoosingProps {
  item: OutboxItem;
  choice: Compared;
  /** What it is about, for screen readers: there may be several on the page. */
  title: string;
}

export function KeptChoosing({ item, choice, title }: KeptChoosingProps) {
  const device = useDevice();
  const maker = useVersionMaker(item.refusal, choice.row.version);
  const [isWriting, setWriting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // Two of them only where they would say two things: one that is both done and let go is not two.
  const sayTwoThings = choice.facts.some((fact) => fact.differs && ['words', 'dueOn', 'startsAt', 'place'].includes(fact.key));
  const which = <span className="vh">: {title}</span>;

  async function decide(work: () => Promise<unknown>) {
    try {
      await work();
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }
  const both = () =>
    decide(async () => {
      await addMine(device, choice);
      await device.letGo(item.id);
    });

  return (
    <>
      <KeptVersions id={item.id} facts={choice.facts} mineAt={item.recordedAt} theirs={maker} />
      <div className="actions mt2">
        <Button onClick={() => void decide(() => device.tryAgain(item.id))}>
          {m.today_use_mine()}
          {which}
        </Button>
        <Button onClick={() => void decide(() => device.letGo(item.id))}>
          {m.today_leave_theirs()}
          {which}
        </Button>
        {sayTwoThings && (
          <Button onClick={() => void both()}>
            {m.today_keep_both()}
            {which}
          </Button>
        )}
        <Button aria-expanded={isWriting} onClick={() => setWriting(!isWriting)}>
          {m.today_write_third()}
          {which}
        </Button>
      </div>
      {isWriting && <ThirdForm item={item} choice={choice} title={title} onProblem={setProblem} />}
      {problem && <ErrorText>{problem}</ErrorText>}
    </>
  );
}

/** Mine as one of its own, beside the one that stands. */
async function addMine(device: ReturnType<typeof useDevice>, choice: Compared): Promise<void> {
  if (choice.of === 'follow_up') {
    const { personId, contactId, words, dueOn } = { ...choice.row, ...choice.set };
    await device.submit(addFollowUp, { followUpId: newId(), personId, contactId, words, dueOn });
  } else {
    const { personId, startsAt, place, mode, note } = { ...choice.row, ...choice.set };
    await device.submit(planVisit, { visitId: newId(), personId, startsAt, place, mode, note });
  }
}

interface ThirdFormProps extends KeptChoosingProps {
  onProblem: (problem: string | null) => void;
}

function ThirdForm({ item, choice, title, onProblem }: ThirdFormProps) {
  const device = useDevice();
  const timeZone = useTimeZone();
  const [third, setThird] = useState(() => thirdOf(choice, timeZone));
  const set = (change: Partial<typeof third>) => {
    setThird({ ...third, ...change });
    onProblem(null);
  };

  async function save(event: FormEvent) {
    event.preventDefault();
    const words = makeSafe(third.words).trim();
    const { row } = choice;
    try {
      if (choice.of === 'follow_up') {
        if (words === '') return onProblem(m.today_third_missing());
        const changed = { ...choice.set, words, dueOn: third.day === '' ? null : third.day };
        await device.submit(changeFollowUp, { followUpId: row.id, personId: row.personId, basedOn: row.version, set: changed });
      } else {
        if (third.day === '' || third.time === '') return onProblem(m.visits_when_missing());
        const { place = choice.row.place, mode = choice.row.mode } = choice.set;
        const changed = { place, mode, startsAt: instantAt(third.day, third.time, timeZone), note: words === '' ? null : words };
        await device.submit(changeVisit, { visitId: row.id, personId: row.personId, basedOn: row.version, set: changed });
      }
      await device.letGo(item.id);
    } catch (error) {
      onProblem(notKeptText(error));
    }
    return undefined;
  }

  return (
    <form className="stack mt4" aria-label={`${m.today_write_third()}: ${title}`} onSubmit={save} noValidate>
      <TextField
        label={choice.of === 'follow_up' ? m.today_fact_words() : m.today_fact_note()}
        value={third.words}
        onChange={(words) => set({ words })}
      />
      <TextField label={m.today_fact_due()} type="date" value={third.day} onChange={(day) => set({ day })} />
      {choice.of === 'visit' && <TextField label={m.today_fact_when()} type="time" value={third.time} onChange={(time) => set({ time })} />}
      <div className="actions">
        <Button type="submit">{m.today_keep_third()}</Button>
      </div>
    </form>
  );
}

/** Begins as mine where I changed something, and as theirs elsewhere. */
function thirdOf(choice: Compared, timeZone: string): { words: string; day: string; time: string } {
  if (choice.of === 'follow_up') {
    const { words, dueOn } = { ...choice.row, ...choice.set };
    return { words, day: dueOn ?? '', time: '' };
  }
  const { note, startsAt } = { ...choice.row, ...choice.set };
  return { words: note ?? '', day: fromInstant(startsAt, timeZone), time: timeInWords(startsAt, 'en', timeZone) };
}
