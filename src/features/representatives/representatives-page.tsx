/** For who walks with a person: who else has a view of the record, giving one, the way in, and the end. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Fold, Folds } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { useTimeZone } from '../people/when.ts';
import { ShowCode } from '../views/show-code.tsx';
import { endRepresentative } from './end-representative.ts';
import { GiveForm } from './give-form.tsx';
import { inviteRepresentative } from './invite-representative.ts';
import { OneRepresentative } from './one-representative.tsx';
import { hasEnded, type RepresentativeRow } from './representative.ts';
import '../views/views.css';

export function RepresentativesPage({ personId }: { personId: string }) {
  useLocale();
  usePageTitle(m.people_person_title());
  const today = fromInstant(new Date(), useTimeZone());
  const person = useRows('people').get(personId);
  const [isGiving, setGiving] = useState(false);
  const all = [...useRows('representatives').values()].filter((row) => row.personId === personId);
  const going = all.filter((row) => !hasEnded(row, today));
  const ended = all.filter((row) => hasEnded(row, today));
  const path = `/people/${personId}/representatives`;
  if (!person) {
    return (
      <FocusFrame back={{ href: '/people', label: m.people_title() }} path={path} narrow>
        <Head title={m.people_person_title()} lead={m.people_not_here()} />
      </FocusFrame>
    );
  }
  return (
    <FocusFrame back={{ href: `/people/${personId}`, label: person.name }} path={path} narrow>
      <div className="stack-l">
        <Head title={m.representatives_title()} lead={m.representatives_lead({ name: person.name })} />
        {going.length === 0 && <p className="small soft">{m.representatives_none()}</p>}
        <ul className="stack">
          {going.map((row) => (
            <OneRepresentative key={row.id} row={row}>
              <WayIn row={row} />
            </OneRepresentative>
          ))}
        </ul>
        {isGiving ? (
          <GiveForm person={person} href={path} onSaved={() => setGiving(false)} />
        ) : (
          <div className="actions">
            <Button variant="main" icon="give" onClick={() => setGiving(true)}>
              {m.representatives_give()}
            </Button>
          </div>
        )}
        {ended.length > 0 && (
          <Folds>
            <Fold title={m.representatives_ended()}>
              <ul>
                {ended.map((row) => (
                  <OneRepresentative key={row.id} row={row} />
                ))}
              </ul>
            </Fold>
          </Folds>
        )}
      </div>
    </FocusFrame>
  );
}

/** The code, and the end: each behind its own fold, so that two people's codes are not held out at once. */
function WayIn({ row }: { row: RepresentativeRow }) {
  const device = useDevice();
  const [problem, setProblem] = useState<string | null>(null);
  const { id: representativeId, personId, name, joinedAt } = row;
  const end = async () => {
    try {
      await device.submit(endRepresentative, { representativeId, personId });
    } catch (error) {
      setProblem(notKeptText(error));
    }
  };
  return (
    <Folds>
      <Fold title={m.representatives_way_in()}>
        <ShowCode
          name={name}
          joinedAt={joinedAt}
          invite={(invitationId) => device.submit(inviteRepresentative, { representativeId, invitationId, personId })}
        />
      </Fold>
      <Fold title={m.representatives_end()}>
        <p className="small">{m.representatives_end_lead()}</p>
        {problem && <ErrorText>{problem}</ErrorText>}
        <div className="actions mt3">
          <Button onClick={() => void end()}>{m.views_end_of_do()}</Button>
        </div>
      </Fold>
    </Folds>
  );
}
