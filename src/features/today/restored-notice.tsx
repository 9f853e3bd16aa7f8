/** A small notice after the server was restored: what of one's own was missing there, and what became of it. It stays until it was read. */
import { useSyncExternalStore } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice, useOutbox } from '../../web/device-context.tsx';
import { Button } from '../../web/ui/button.tsx';
import { Say } from '../../web/ui/say.tsx';
import { newsOf, type RestoredNews } from './restored-news.ts';

export function RestoredNotice() {
  const device = useDevice();
  const restored = useSyncExternalStore(device.subscribe, device.restored);
  const outbox = useOutbox();
  if (restored === null) return null;
  const news = newsOf(restored, outbox);
  const read = (
    <Button variant="quiet" onClick={() => void device.putRestoredAside()}>
      {m.today_restored_read()}
    </Button>
  );
  return (
    <div className="mb3">
      <Say icon={news.onTheirWay + news.needYou > 0 ? 'clock' : 'check'} actions={news.onTheirWay === 0 && read}>
        <p>{[m.today_restored(), againInWords(news), ...outcomeInWords(news)].join(' ')}</p>
      </Say>
    </div>
  );
}

function againInWords({ again }: RestoredNews): string {
  if (again === 0) return m.today_restored_nothing();
  return again === 1 ? m.today_restored_one() : m.today_restored_many({ count: again });
}

/** What needs its author is linked from the line below this one, or listed below on the page itself. */
function outcomeInWords({ again, onTheirWay, needYou }: RestoredNews): string[] {
  const going = onTheirWay > 0 ? [m.today_restored_on_their_way()] : [];
  if (needYou > 0) return [...going, needYou === 1 ? m.today_restored_one_needs_you() : m.today_restored_need_you({ count: needYou })];
  if (going.length > 0 || again === 0) return going;
  return [again === 1 ? m.today_restored_one_there() : m.today_restored_all_there()];
}
