/** On a person's page: what has gone, to whom, when, and by whom. */
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { dayInWords, useTimeZone } from '../people/when.ts';
import { partName } from './part-names.ts';

export function PersonDisclosures({ personId }: { personId: string }) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const staff = useRows('staff');
  const gone = [...useRows('disclosures').values()]
    .filter((each) => each.personId === personId)
    .sort((a, b) => b.disclosedAt.localeCompare(a.disclosedAt));
  return (
    <Fold title={m.disclosures_title()}>
      {gone.length === 0 && <p className="small">{m.disclosures_none()}</p>}
      <ul className="lines small">
        {gone.map((each) => (
          <li key={each.id}>
            <b>{each.recipientName}</b>
            {`, ${dayInWords(fromInstant(each.disclosedAt, timeZone), locale)}. `}
            {m.disclosures_row({
              name: staff.get(each.disclosedBy)?.name ?? m.people_a_colleague(),
              what: each.parts.map((part) => partName(part)).join(', '),
            })}
          </li>
        ))}
      </ul>
    </Fold>
  );
}
