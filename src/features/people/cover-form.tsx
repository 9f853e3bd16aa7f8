import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { PickMany } from '../../web/ui/pick.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { coverWhileAway, mostPeopleCovered } from './cover-while-away.ts';
import type { AssignmentRow } from './person.ts';
import { checkCover, isInForce } from './person-rules.ts';

type Props = { person: { id: string; name: string }; away: AssignmentRow; onDone: (said: string) => void };

/** A colleague is away: who walks with their people, or some of them, until when. */
export function CoverForm({ person, away, onDone }: Props) {
  const device = useDevice();
  const people = useRows('people');
  const assignments = useRows('assignments');
  const staff = useRows('staff');
  const today = localDay(new Date());
  const [fromDay, setFromDay] = useState(today);
  const [untilDay, setUntilDay] = useState(today);
  const [coverId, setCoverId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const now = new Date().toISOString();
  const theirs = [...assignments.values()].filter((one) => one.staffId === away.staffId && one.kind === 'peer' && isInForce(one, now));
  const all = new Map([...theirs, away].map((one) => [one.personId, one]));
  const [chosen, setChosen] = useState<string[]>([person.id]);
  const awayName = staff.get(away.staffId)?.name ?? m.people_a_colleague();
  const others = [...staff.values()].filter(
    (each) => each.active && each.id !== away.staffId && each.roles.some((role) => ['peer', 'senior_peer', 'supervisor'].includes(role)),
  );

  async function save() {
    setProblem(null);
    if (coverId === null || chosen.length === 0) return setProblem(m.people_cover_whom());
    if (!fromDay || !untilDay) return setProblem(m.people_cover_when());
    // From the beginning of the first day to the end of the last.
    const startsAt = new Date(`${fromDay}T00:00:00`).toISOString();
    const end = new Date(`${untilDay}T00:00:00`);
    end.setDate(end.getDate() + 1);
    const cover = { awayStaffId: away.staffId, coverStaffId: coverId, startsAt, endsAt: end.toISOString() };
    const [wrong] = checkCover(cover, now);
    if (wrong) return setProblem(refusalText(wrong));
    const covered = chosen.flatMap((personId) => {
      const one = all.get(personId);
      return one ? [{ assignmentId: newId(), personId, programmeId: one.programmeId }] : [];
    });
    try {
      await device.submit(coverWhileAway, { ...cover, people: covered.slice(0, mostPeopleCovered) });
      onDone(m.people_covered({ name: staff.get(coverId)?.name ?? m.people_a_colleague() }));
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }

  return (
    <section aria-labelledby="cover" className="mt5">
      <SectionHead id="cover" title={m.people_cover({ name: awayName })} />
      <div className="stack-l">
        <TextField label={m.people_cover_from()} type="date" value={fromDay} onChange={setFromDay} min={today} />
        <TextField label={m.people_cover_until()} type="date" value={untilDay} onChange={setUntilDay} min={fromDay} />
        <ChipsOne
          label={m.people_cover_by()}
          options={others.map((each) => ({ value: each.id, label: each.name }))}
          value={coverId}
          onChange={setCoverId}
        />
        {all.size > 1 && (
          <PickMany
            label={m.people_cover_people()}
            options={[...all.keys()].map((id) => ({ value: id, title: people.get(id)?.name ?? person.name }))}
            values={chosen}
            onChange={setChosen}
          />
        )}
        {all.size > 1 && (
          <div className="actions">
            <Button variant="quiet" onClick={() => setChosen([...all.keys()])}>
              {m.people_cover_all()}
            </Button>
          </div>
        )}
        {problem && <ErrorText>{problem}</ErrorText>}
        <div className="actions">
          <Button onClick={() => void save()}>{m.people_cover_save()}</Button>
        </div>
      </div>
    </section>
  );
}

function localDay(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
