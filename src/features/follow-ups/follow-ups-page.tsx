/** Everything promised and still open, by day. A supervisor sees those of the people her peers walk with, too. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { useTimeZone } from '../people/when.ts';
import { AddFollowUpForm, useMayFollowUp } from './add-follow-up-form.tsx';
import { FollowUpList } from './follow-up-list.tsx';
import { daysPast } from './follow-up-order.ts';

export function FollowUpsPage() {
  const { me } = useDevice();
  const followUps = useRows('follow_ups');
  const people = useRows('people');
  const today = fromInstant(new Date(), useTimeZone());
  const [whose, setWhose] = useState<'mine' | 'all'>('mine');
  const mayAdd = useMayFollowUp();
  usePageTitle(m.follow_ups_title());
  const open = [...followUps.values()].filter((each) => each.status === 'open' && people.has(each.personId));
  const others = open.some((each) => each.ownerId !== me.staffId);
  const shown = open.filter((each) => whose === 'all' || each.ownerId === me.staffId);
  const parts = [
    { id: 'past', title: m.follow_ups_past(), is: (past: number | null) => past !== null && past > 0 },
    { id: 'today', title: m.follow_ups_for_today(), is: (past: number | null) => past === 0 },
    { id: 'coming', title: m.follow_ups_coming(), is: (past: number | null) => past !== null && past < 0 },
    { id: 'undated', title: m.follow_ups_without_day(), is: (past: number | null) => past === null },
  ].map((part) => ({ ...part, followUps: shown.filter((each) => part.is(daysPast(each, today))) }));
  return (
    <div className="narrow">
      <Head title={m.follow_ups_title()} lead={m.follow_ups_lead()} />
      {mayAdd && (
        <div className="mb4">
          <Fold title={m.follow_ups_add()} icon="plus">
            <AddFollowUpForm />
          </Fold>
        </div>
      )}
      {others && (
        <ChipsOne
          label={m.follow_ups_whose()}
          labelHidden
          value={whose}
          onChange={(value) => setWhose(value as typeof whose)}
          options={[
            { value: 'mine', label: m.follow_ups_mine() },
            { value: 'all', label: m.follow_ups_of_all() },
          ]}
        />
      )}
      {shown.length === 0 && (
        <Empty id="no-follow-ups" picture="day" title={m.follow_ups_none()}>
          {m.follow_ups_none_lead()}
        </Empty>
      )}
      {/* A part that was emptied here stays, because what was just done can be taken back in it. */}
      {parts.map((part) => (
        <Part key={part.id} id={part.id} title={part.title} followUps={part.followUps} showOwner={whose === 'all'} />
      ))}
    </div>
  );
}

function Part({
  id,
  title,
  followUps,
  showOwner,
}: {
  id: string;
  title: string;
  followUps: Parameters<typeof FollowUpList>[0]['followUps'];
  showOwner: boolean;
}) {
  const [wasShown, setShown] = useState(false);
  if (followUps.length > 0 && !wasShown) setShown(true);
  if (followUps.length === 0 && !wasShown) return null;
  return (
    <section aria-labelledby={`follow-ups-${id}`} className="mt5">
      <h2 id={`follow-ups-${id}`} className="mb2">
        {title}
      </h2>
      <FollowUpList followUps={followUps} showOwner={showOwner} />
    </section>
  );
}
