/** On a person's page, for who walks with them: whether they have a page of their own, and how to give it. */
import { m } from '../../paraglide/messages.js';
import { useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Link } from '../../web/ui/link.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import type { PersonRow } from '../people/person.ts';
import { shortDay, useTimeZone } from '../people/when.ts';

export function PersonView({ person }: { person: PersonRow }) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const view = [...useRows('views').values()].find((one) => one.personId === person.id && !one.ended);
  const { name } = person;
  const state = !view
    ? m.views_of_none({ name })
    : view.joinedAt
      ? m.views_of_open({ name, day: shortDay(view.joinedAt, locale, timeZone) })
      : m.views_of_invited();
  return (
    <section aria-labelledby="own-view">
      <SectionHead id="own-view" title={m.views_of({ name })} />
      <div className="small mt2 stack-s">
        <p>{state}</p>
        <p>
          <Link className="link" href={`/people/${person.id}/view`}>
            {view ? m.views_of_manage() : m.views_of_go({ name })}
          </Link>
        </p>
        <p>
          <Link className="link" href={`/people/${person.id}/representatives`}>
            {m.representatives_title()}
          </Link>
        </p>
      </div>
    </section>
  );
}
