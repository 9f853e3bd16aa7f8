/** "Nothing is lost": what is unsent and since when, what was refused and why, what is unfinished, and what the browser says about keeping it. */
import { m } from '../../paraglide/messages.js';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Head } from '../../web/ui/head.tsx';
import { CarriedList } from '../carried/carried-list.tsx';
import { RefusedList } from './refused-list.tsx';
import { RestoredNotice } from './restored-notice.tsx';
import { Room } from './room.tsx';
import { Standing } from './standing.tsx';
import { UnfinishedList } from './unfinished-list.tsx';
import { WaitingList } from './waiting-list.tsx';

export function KeptPage() {
  usePageTitle(m.today_nothing_is_lost());
  return (
    <div className="narrow">
      <Head title={m.today_nothing_is_lost()} lead={m.today_nothing_is_lost_lead()} />
      <RestoredNotice />
      <Standing />
      <RefusedList />
      <WaitingList />
      <UnfinishedList />
      <CarriedList />
      <Room />
    </div>
  );
}
