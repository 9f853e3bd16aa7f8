/** On a person's page: what they keep from whom, in their words, and how to open it again. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { Link } from '../../web/ui/link.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { Words } from '../../web/ui/words.tsx';
import type { PersonRow } from '../people/person.ts';
import { dayInWords, useTimeZone } from '../people/when.ts';
import { liftLock } from './lift-lock.ts';
import type { LockRow } from './lock.ts';
import { lockedFrom, lockedWhat } from './lock-names.ts';

export function PersonLocks({ person }: { person: PersonRow }) {
  const device = useDevice();
  const assignments = useRows('assignments');
  const standing = useStandingLocks(person.id);
  const walks = [...assignments.values()].some((one) => one.personId === person.id && one.staffId === device.me.staffId);
  return (
    <section className="mt4" aria-labelledby="locks">
      <SectionHead id="locks" title={m.locks_title()}>
        <Link href={`/people/${person.id}/lock`}>{m.locks_add()}</Link>
      </SectionHead>
      {standing.length === 0 && <p className="small soft mt2">{m.locks_none()}</p>}
      <ul className="lines mt2">
        {standing.map((lock) => (
          <OneLock key={lock.id} lock={lock} mayLift={walks} />
        ))}
      </ul>
    </section>
  );
}

/** What stands, the newest first. */
export function useStandingLocks(personId: string | undefined): LockRow[] {
  return [...useRows('locks').values()]
    .filter((lock) => lock.personId === personId && lock.liftedAt === null)
    .sort((a, b) => b.setAt.localeCompare(a.setAt));
}

export function OneLock({ lock, mayLift }: { lock: LockRow; mayLift: boolean }) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const staff = useRows('staff');
  const [failure, setFailure] = useState<string | null>(null);
  const views = useRows('views');
  const people = useRows('people');
  const nameOf = (id: string) => {
    // Set by the person themself, through their own view.
    const view = views.get(id);
    return staff.get(id)?.name ?? (view && people.get(view.personId)?.name) ?? m.people_a_colleague();
  };
  const whom = lockedFrom(lock, { nameOf, packs: device.packs, locale: locale === 'ta' ? 'ta' : 'en' });
  const dayOf = ({ setAt }: LockRow) => dayInWords(fromInstant(setAt, timeZone), locale);
  const isMine = device.me.view !== undefined && lock.setBy === device.me.staffId;
  async function open() {
    try {
      await device.submit(liftLock, { lockId: lock.id, personId: lock.personId });
    } catch (error) {
      setFailure(notKeptText(error));
    }
  }
  return (
    <li>
      <p>
        <b>{m.locks_line({ what: lockedWhat(lock.covers), whom })}</b>
      </p>
      <Words small>{lock.words}</Words>
      <p className="small soft">
        {isMine ? m.locks_set_by_me({ day: dayOf(lock) }) : m.locks_set_by({ name: nameOf(lock.setBy), day: dayOf(lock) })}
      </p>
      {mayLift && (
        <div className="actions mt2">
          <Button variant="quiet" onClick={() => void open()}>
            {m.locks_lift()}
          </Button>
        </div>
      )}
      {failure && (
        <p className="small" role="status">
          {failure}
        </p>
      )}
    </li>
  );
}
