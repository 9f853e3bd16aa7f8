/** Who looked, as the person reads it: "Asha, my peer, read my goals". */
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { DayMark } from '../../web/ui/day-mark.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import type { LookRow } from '../looks/look.ts';
import { dayInWords, timeInWords, useTimeZone } from '../people/when.ts';
import { type Around, type Duty, whoIsAround } from './own-looks.ts';

type Said = { who: string; duty: string };
const what: Partial<Record<string, (said: Said) => string>> = {
  record: m.views_look_record,
  goals: m.views_look_goals,
  entries: m.views_look_entries,
  contacts: m.views_look_contacts,
  profile: m.views_look_profile,
  looks: m.views_look_looks,
  duplicates: m.views_look_duplicates,
  export: m.views_look_export,
};
const duties: Record<Duty, () => string> = {
  peer: m.views_duty_peer,
  cover: m.views_duty_cover,
  supervises: m.views_duty_supervises,
  office: m.views_duty_office,
  staff: m.views_duty_staff,
};

/** Who stands how to the person, from the rows this phone holds. */
export function useAround(): Around {
  const staff = useRows('staff');
  const assignments = useRows('assignments');
  return whoIsAround({ staff, assignments: assignments.values() }, new Date().toISOString());
}

/** Newest first. */
export function useOwnLooks(): LookRow[] {
  return [...useRows('looks').values()].sort((a, b) => b.lookedAt.localeCompare(a.lookedAt));
}

export function LookList({ looks }: { looks: readonly LookRow[] }) {
  const staff = useRows('staff');
  const representatives = useRows('representatives');
  const around = useAround();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const days = Map.groupBy(looks, (look) => fromInstant(look.lookedAt, timeZone));
  return [...days].map(([day, ofDay]) => (
    <section key={day}>
      <DayMark>
        <time dateTime={day}>{dayInWords(day, locale)}</time>
      </DayMark>
      <Rows>
        {ofDay.map((look) => {
          const beside = representatives.get(look.staffId);
          const said = beside
            ? { who: beside.name, duty: m.representatives_duty() }
            : { who: staff.get(look.staffId)?.name ?? m.views_somebody(), duty: duties[around.dutyOf(look.staffId)]() };
          return (
            <Row
              key={look.id}
              mark={<time dateTime={look.lookedAt}>{timeInWords(look.lookedAt, locale, timeZone)}</time>}
              title={(what[look.what] ?? m.views_look_other)(said)}
              detail={look.offline ? m.views_looked_offline() : undefined}
            />
          );
        })}
      </Rows>
    </section>
  ));
}
