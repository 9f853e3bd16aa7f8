/** Who may see what about me today: by name where it is somebody, by duty where it is an office. */
import { m } from '../../paraglide/messages.js';
import { useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { rare } from '../../web/frame/rare.tsx';
import { shortDay, useTimeZone } from '../people/when.ts';
import { useAround } from './look-list.tsx';

const OwnRepresentatives = rare(async () => (await import('../representatives/own-representatives.tsx')).OwnRepresentatives);

export function WhoSees() {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const staff = useRows('staff');
  const { walking, supervising } = useAround();
  const hasRepresentatives = useRows('representatives').size > 0;
  const nameOf = (id: string) => staff.get(id)?.name ?? m.views_somebody();
  return (
    <>
      {walking.length === 0 && <p className="small soft mt2">{m.views_who_nobody()}</p>}
      <ul className="mt3">
        {walking.map((one) => (
          <Party
            key={one.id}
            name={nameOf(one.staffId)}
            as={one.kind === 'cover' ? m.views_who_covers() : m.views_who_walks()}
            sees={
              one.kind === 'cover' && one.endsAt !== 'infinity'
                ? m.views_who_covers_sees({ day: shortDay(one.endsAt, locale, timeZone) })
                : m.views_who_walks_sees()
            }
          />
        ))}
        {supervising.map((id) => (
          <Party key={id} name={nameOf(id)} as={m.views_who_supervises()} sees={m.views_who_supervises_sees()} />
        ))}
        <Party name={m.views_who_desk()} sees={m.views_who_desk_sees()} />
        <Party name={m.views_who_counts()} sees={m.views_who_counts_sees()} />
      </ul>
      {hasRepresentatives && <OwnRepresentatives />}
      {walking.length > 0 && <p className="note mt2">{m.views_who_my_right()}</p>}
    </>
  );
}

function Party({ name, as, sees }: { name: string; as?: string; sees: string }) {
  return (
    <li className="party">
      <h3>
        {name} {as && <span className="note">{as}</span>}
      </h3>
      <p className="small">{sees}</p>
    </li>
  );
}
