/** On a person's page: what is open between us, and a line to add to it. Doing and moving have their own page. */
import { m } from '../../paraglide/messages.js';
import { useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Link } from '../../web/ui/link.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { dayInWords } from '../people/when.ts';
import { AddFollowUpForm, useMayFollowUp } from './add-follow-up-form.tsx';
import { byUrgency } from './follow-up-order.ts';

/** @param ids the person, and registrations kept together with them · readsOnly there is nothing to add here */
export function PersonFollowUps({ ids, personId, readsOnly }: { ids: ReadonlySet<string>; personId: string; readsOnly: boolean }) {
  const locale = useLocale();
  const mayAdd = useMayFollowUp() && !readsOnly;
  const open = [...useRows('follow_ups').values()].filter((each) => ids.has(each.personId) && each.status === 'open').sort(byUrgency);
  if (open.length === 0 && !mayAdd) return null;
  return (
    <section aria-labelledby="follow-ups">
      <SectionHead id="follow-ups" title={m.follow_ups_title()}>
        {open.length > 0 && <Link href="/follow-ups">{m.follow_ups_open()}</Link>}
      </SectionHead>
      {open.length > 0 && (
        <ul className="lines">
          {open.map((each) => (
            <li key={each.id} className="small">
              <b>{each.words}</b>
              {each.dueOn !== null && `, ${dayInWords(each.dueOn, locale)}`}
            </li>
          ))}
        </ul>
      )}
      {mayAdd && (
        <Fold title={m.follow_ups_add()} icon="plus">
          <AddFollowUpForm personId={personId} />
        </Fold>
      )}
    </section>
  );
}
