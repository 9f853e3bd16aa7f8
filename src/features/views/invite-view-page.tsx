/** Giving a person their own page: a code to hold out, the same as a picture to scan, and a link for a safe contact. And ending it. */

import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/new-id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Folds } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { EndAccess } from './end-access.tsx';
import { endView } from './end-view.ts';
import { inviteToView } from './invite-to-view.ts';
import { ShowCode } from './show-code.tsx';
import type { ViewRow } from './view.ts';
import './views.css';

export function InviteViewPage({ personId }: { personId: string }) {
  const device = useDevice();
  const locale = useLocale();
  usePageTitle(m.people_person_title());
  const person = useRows('people').get(personId);
  const view = [...useRows('views').values()].find((one) => one.personId === personId && !one.ended);
  const path = `/people/${personId}/view`;
  const invite = (invitationId: string) =>
    device.submit(inviteToView, { viewId: view?.id ?? newId(), invitationId, personId, locale: locale === 'ta' ? 'ta' : 'en' });
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
        <Head title={m.views_invite_title({ name: person.name })} lead={m.views_invite_lead()} />
        <ShowCode name={person.name} joinedAt={view?.joinedAt ?? null} invite={invite} />
        {view && <EndTheirs name={person.name} view={view} />}
      </div>
    </FocusFrame>
  );
}

function EndTheirs({ name, view }: { name: string; view: ViewRow }) {
  const device = useDevice();
  return (
    <Folds>
      <EndAccess
        title={m.views_end_of({ name })}
        lead={m.views_end_of_lead({ name })}
        label={m.views_end_of_do()}
        end={() => device.submit(endView, { viewId: view.id, personId: view.personId })}
      />
    </Folds>
  );
}
