import { m } from '../../paraglide/messages.js';
import { oneStop } from '../../shared/one-stop.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { Link } from '../../web/ui/link.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import type { PersonRow } from './person.ts';
import { isInForce } from './person-rules.ts';

/** Who reads this page today, by name, and where to see who did. */
export function WhoMaySee({ person }: { person: PersonRow }) {
  const { me } = useDevice();
  const staff = useRows('staff');
  const assignments = useRows('assignments');
  const now = new Date().toISOString();
  const pages = [person.id, person.mergedInto];
  const walking = new Set(
    [...assignments.values()].filter((one) => pages.includes(one.personId) && isInForce(one, now)).map((one) => one.staffId),
  );
  const supervising = new Set([...walking].flatMap((id) => staff.get(id)?.supervisorIds ?? []).filter((id) => !walking.has(id)));
  const nameOf = (id: string) => (id === me.staffId ? m.people_you_within() : (staff.get(id)?.name ?? m.people_a_colleague()));
  const list = (ids: Iterable<string>) => [...ids].map(nameOf).join(', ');
  return (
    <section aria-labelledby="see">
      <SectionHead id="see" title={m.people_who_sees()} />
      <div className="small mt2 stack-s">
        <p>{oneStop(m.people_who_walks({ names: list(walking) || m.people_nobody() }))}</p>
        {supervising.size > 0 && <p>{oneStop(m.people_who_supervises({ names: list(supervising) }))}</p>}
        <p>{m.people_who_counts()}</p>
        <p>
          <Link className="link" href={`/people/${person.id}/looks`}>
            {m.people_who_looked()}
          </Link>
        </p>
        <p>
          <Link className="link" href={`/people/${person.id}/assignments`}>
            {m.people_assignments_open()}
          </Link>
        </p>
        <p>
          <Link className="link" href={`/people/${person.id}/programmes`}>
            {m.people_programmes_open()}
          </Link>
        </p>
        <p>
          <Link className="link" href={`/people/${person.id}/same`}>
            {m.people_same_open()}
          </Link>
        </p>
      </div>
    </section>
  );
}
