import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { DayMark } from '../../web/ui/day-mark.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { idsOnPage } from '../people/person-rules.ts';
import { dayInWords, timeInWords, useTimeZone } from '../people/when.ts';
import type { LookRow } from './look.ts';
import { useLook } from './use-look.ts';

const looksAtFirst = 50;

const what: Partial<Record<string, (say: { who: string }) => string>> = {
  record: m.looks_what_record,
  goals: m.looks_what_goals,
  entries: m.looks_what_entries,
  contacts: m.looks_what_contacts,
  profile: m.looks_what_profile,
  looks: m.looks_what_looks,
  duplicates: m.looks_what_duplicates,
  export: m.looks_what_export,
};

/** Who looked at a person's record, newest first. The same list is the person's own to see. */
export function WhoLookedPage({ personId }: { personId: string }) {
  const people = useRows('people');
  const looks = useRows('looks');
  const device = useDevice();
  const person = people.get(personId);
  usePageTitle(m.looks_title());
  useLook(person ? personId : null, 'looks');
  const [older, setOlder] = useState<LookRow[]>([]);
  const [state, setState] = useState<'idle' | 'asking' | 'all' | { code: string }>('idle');
  const [shown, setShown] = useState(looksAtFirst);
  if (!person) return <Head title={m.looks_title()} lead={m.people_not_here()} />;

  const ids = idsOnPage(people.values(), personId);
  const known = new Map([...looks.values(), ...older].filter((look) => ids.has(look.personId)).map((look) => [look.id, look]));
  const sorted = [...known.values()].sort((a, b) => b.lookedAt.localeCompare(a.lookedAt));
  const oldest = sorted.at(-1)?.lookedAt ?? new Date().toISOString();

  async function ask() {
    setState('asking');
    try {
      const page = await device.query<{ looks: LookRow[]; more: boolean }>('list-looks', { personId, before: oldest });
      setOlder((before) => [...before, ...page.looks]);
      setShown((before) => before + page.looks.length);
      setState(page.more ? 'idle' : 'all');
    } catch (error) {
      setState({ code: (error as { code?: string }).code ?? 'fault' });
    }
  }

  return (
    <div className="narrow">
      <Head title={m.looks_title()} lead={m.looks_lead({ name: person.name })} />
      <p className="small">
        <Link className="link" href={`/people/${personId}`}>
          {m.people_back_to({ name: person.name })}
        </Link>
      </p>
      {sorted.length === 0 ? (
        <Empty id="nobody" picture="eye" title={m.looks_nobody()}>
          {m.looks_nobody_lead()}
        </Empty>
      ) : (
        <>
          <h2 className="vh">{m.looks_newest_first()}</h2>
          <LookList looks={sorted.slice(0, shown)} />
        </>
      )}
      {sorted.length > shown ? (
        <Button onClick={() => setShown(shown + looksAtFirst)}>{m.looks_older()}</Button>
      ) : state === 'all' ? (
        <p className="say mt4">
          <Icon name="check" />
          <span>{m.looks_nobody_else()}</span>
        </p>
      ) : (
        <div className="mt4">
          <Button isBusy={state === 'asking'} onClick={() => void ask()}>
            {m.looks_older()}
          </Button>
          {typeof state === 'object' && (
            <Say icon="nonet">
              <p>{device.online() ? refusalText(state) : m.frame_needs_network()}</p>
            </Say>
          )}
        </div>
      )}
    </div>
  );
}

function LookList({ looks }: { looks: LookRow[] }) {
  const staff = useRows('staff');
  const representatives = useRows('representatives');
  const { me } = useDevice();
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
          const who =
            look.staffId === me.staffId
              ? m.looks_you()
              : ((staff.get(look.staffId) ?? representatives.get(look.staffId))?.name ?? m.looks_someone());
          return (
            <Row
              key={look.id}
              mark={<time dateTime={look.lookedAt}>{timeInWords(look.lookedAt, locale, timeZone)}</time>}
              title={what[look.what]?.({ who }) ?? m.looks_what_other({ who })}
              detail={look.offline ? m.looks_offline() : undefined}
            />
          );
        })}
      </Rows>
    </section>
  ));
}
