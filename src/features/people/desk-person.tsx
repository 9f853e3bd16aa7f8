import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { Loading } from '../../web/frame/loading.tsx';
import { LinkButton } from '../../web/ui/button.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Say } from '../../web/ui/say.tsx';
import { useAnswer } from '../../web/use-answer.ts';
import { opensInEmergency } from '../emergencies/emergency.ts';
import { useLook } from '../looks/use-look.ts';
import type { PersonOnDesk } from './person-on-desk.ts';

/** Someone this device does not hold. Coordinators see who they are and who walks with them, and leave a look; nobody sees words here. */
export function DeskPerson({ personId }: { personId: string }) {
  const device = useDevice();
  const staff = useRows('staff');
  const programmes = useRows('programmes');
  const mayAsk = device.me.roles.some((role) => role === 'coordinator' || role === 'director');
  const mayOpen = device.me.roles.some((role) => opensInEmergency.has(role));
  const { answer, isAsking } = usePersonOnDesk(personId, mayAsk);
  const person = answer?.person ?? null;
  useLook(person ? personId : null, 'profile', true);
  if (isAsking) return <Loading />;
  if (!person) {
    return (
      <>
        <Head title={m.people_person_title()} lead={m.people_not_here()} />
        <div className="actions">
          <LinkButton href="/people" icon="people">
            {m.people_title()}
          </LinkButton>
          {mayOpen && (
            <LinkButton href={`/emergency?person=${personId}`} icon="buoy">
              {m.emergencies_enter()}
            </LinkButton>
          )}
        </div>
      </>
    );
  }
  const names = [...new Set(answer?.assignments.map((one) => staff.get(one.staffId)?.name ?? m.people_a_colleague()))];
  return (
    <>
      <Head title={person.name} lead={[person.fullName, programmes.get(person.programmeId)?.name].filter(Boolean).join(' · ')} />
      <p>{names.length > 0 ? m.people_walks({ names: names.join(', ') }) : m.people_walks_nobody()}</p>
      <Say icon="lock" live={false}>
        <p>{m.people_desk_no_words()}</p>
      </Say>
      <div className="actions mt4">
        <LinkButton href={`/people/${personId}/assignments`} icon="swap">
          {m.people_assignments_open()}
        </LinkButton>
        <LinkButton href={`/people/${personId}/programmes`}>{m.people_programmes_open()}</LinkButton>
        {device.me.roles.includes('director') && <LinkButton href={`/people/${personId}/keeping`}>{m.retention_open()}</LinkButton>}
        <LinkButton href={`/emergency?person=${personId}`} icon="buoy">
          {m.emergencies_enter()}
        </LinkButton>
      </div>
    </>
  );
}

/** Who they are and who walks with them, from the programme's desk. */
export function usePersonOnDesk(personId: string, isWanted: boolean) {
  return useAnswer<PersonOnDesk>('list-assignments', { personId, staffId: null }, { isWanted });
}
