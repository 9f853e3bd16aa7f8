/** For who walks with a person: who else has a view of the record, giving one, the way in, and the end. */

import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Button } from '../../web/ui/button.tsx';
import { Fold, Folds } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { useTimeZone } from '../people/when.ts';
import { EndAccess } from '../views/end-access.tsx';
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
  const { id: representativeId, personId, name, joinedAt } = row;
  return (
    <Folds>
      <Fold title={m.representatives_way_in()}>
        <ShowCode
          name={name}
          joinedAt={joinedAt}
          invite={(invitationId) => device.submit(inviteRepresentative, { representativeId, invitationId, personId })}
        />
      </Fold>
      <EndAccess
        title={m.representatives_end()}
        lead={m.representatives_end_lead()}
        label={m.views_end_of_do()}
        end={() => device.submit(endRepresentative, { representativeId, personId })}
      />
    </Folds>
  );
}
