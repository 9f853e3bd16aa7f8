import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { formatDay, parseCalendarDay } from '../../shared/calendar-day.ts';
import { useDevice } from '../../web/device-context.tsx';
import { Loading } from '../../web/frame/loading.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Button } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { mergePeople } from './merge-people.ts';
import { shortDay, useTimeZone } from './when.ts';

type Registration = { id: string; name: string; fullName: string | null; birthDate: string | null; registeredAt: string; version: number };
type Pairs = { pairs: { newer: Registration; older: Registration }[] };

/** Long enough for a coordinator's holiday. */
const daysBack = 90;

/** For coordinators: registrations of the last quarter that may be someone who was here already. A human decides each one. */
export function DuplicatesPage() {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  usePageTitle(m.people_duplicates_title());
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState(false);
  const { data, isLoading, isError } = useQuery({
    queryKey: [device.me.orgId, device.me.staffId, 'list-likely-duplicates'],
    queryFn: () =>
      device.query<Pairs>('list-likely-duplicates', { registeredAfter: new Date(Date.now() - daysBack * 86_400_000).toISOString() }),
    retry: false,
  });
  const pairs = (data?.pairs ?? []).filter(({ newer, older }) => !done.has(newer.id + older.id));
  const facts = (one: Registration) =>
    [
      one.fullName,
      one.birthDate && formatDay(parseCalendarDay(one.birthDate), locale, 'short'),
      m.people_registered_on({ day: shortDay(one.registeredAt, locale, timeZone) }),
    ]
      .filter(Boolean)
      .join(' · ');

  async function merge({ newer, older }: Pairs['pairs'][number]) {
    setFailed(false);
    try {
      await device.submit(mergePeople, { fromId: newer.id, intoId: older.id, basedOn: newer.version });
      setDone(new Set([...done, newer.id + older.id]));
    } catch {
      setFailed(true);
    }
  }

  return (
    <div className="narrow">
      <Head title={m.people_duplicates_title()} lead={m.people_duplicates_lead()} />
      {isLoading && <Loading />}
      {isError && (
        <Say icon="nonet">
          <p>{m.people_programme_offline()}</p>
        </Say>
      )}
      {failed && <ErrorText>{m.people_not_kept()}</ErrorText>}
      {data && pairs.length === 0 && (
        <Empty id="no-pairs" picture="search" title={m.people_duplicates_none()}>
          {m.people_duplicates_none_lead()}
        </Empty>
      )}
      <Rows>
        {pairs.map((pair) => (
          <Row key={pair.newer.id + pair.older.id} title={`${pair.newer.name} · ${pair.older.name}`}>
            <p className="small">{facts(pair.newer)}</p>
            <p className="small">{facts(pair.older)}</p>
            <div className="actions mt2">
              <Button onClick={() => void merge(pair)}>
                {m.people_keep_together()}
                <span className="vh">: {pair.newer.name}</span>
              </Button>
            </div>
          </Row>
        ))}
      </Rows>
    </div>
  );
}
