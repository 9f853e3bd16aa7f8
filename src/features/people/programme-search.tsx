import { useQuery } from '@tanstack/react-query';
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { Loading } from '../../web/frame/loading.tsx';
import { LinkButton } from '../../web/ui/button.tsx';
import { Initial } from '../../web/ui/initial.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';

type Found = { id: string; name: string; fullName: string | null; programmeId: string; walkers: string[] };
type Desk = { unassigned: { id: string; name: string; programmeId: string }[] };

/** For coordinators: people of the programme this device does not hold, and those nobody walks with yet. Needs a network. */
export function ProgrammeSearch({ asked }: { asked: string }) {
  const device = useDevice();
  const staff = useRows('staff');
  const programmes = useRows('programmes');
  const { orgId, staffId } = device.me;
  const search = useQuery({
    queryKey: [orgId, staffId, 'search-people', asked],
    queryFn: () => device.query<{ people: Found[]; more: boolean }>('search-people', { text: asked }),
    enabled: asked.length > 1,
    retry: false,
  });
  const desk = useQuery({
    queryKey: [orgId, staffId, 'list-assignments', null],
    queryFn: () => device.query<Desk>('list-assignments', { personId: null, staffId: null }),
    enabled: asked === '',
    retry: false,
  });
  const nameOf = (id: string) => staff.get(id)?.name ?? m.people_a_colleague();
  const failed = asked === '' ? desk.isError : search.isError;
  const waiting = asked === '' ? desk.isLoading : search.isLoading;
  return (
    <section aria-labelledby="programme">
      <SectionHead id="programme" title={asked === '' ? m.people_nobody_walks() : m.people_in_programme()} />
      {failed && (
        <Say icon="nonet">
          <p>{m.people_programme_offline()}</p>
        </Say>
      )}
      {waiting && <Loading />}
      {asked === '' && desk.data && (
        <>
          {desk.data.unassigned.length === 0 && <p className="small soft mt3 mb4">{m.people_nobody_waits()}</p>}
          <Rows>
            {desk.data.unassigned.map((person) => (
              <Row
                key={person.id}
                mark={<Initial name={person.name} />}
                title={person.name}
                href={`/people/${person.id}/assignments`}
                detail={programmes.get(person.programmeId)?.name}
              />
            ))}
          </Rows>
          <div className="actions mt4">
            <LinkButton href="/people/duplicates" icon="two">
              {m.people_duplicates_open()}
            </LinkButton>
          </div>
        </>
      )}
      {asked !== '' && search.data && (
        <>
          <p className="note" role="status">
            {search.data.more
              ? m.people_found_many({ count: search.data.people.length })
              : m.people_found({ count: search.data.people.length, asked })}
          </p>
          <Rows>
            {search.data.people.map((person) => (
              <Row
                key={person.id}
                mark={<Initial name={person.name} />}
                title={person.fullName ? `${person.name} (${person.fullName})` : person.name}
                href={`/people/${person.id}`}
                detail={
                  person.walkers.length > 0 ? m.people_walks({ names: person.walkers.map(nameOf).join(', ') }) : m.people_walks_nobody()
                }
              />
            ))}
          </Rows>
        </>
      )}
    </section>
  );
}
