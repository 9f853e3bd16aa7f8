/** What somebody must hear of wherever they are: old unsent entries (once a day), no room, a store the browser took away, a newer Kith beside. */
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useDeviceState, useOutbox } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Say } from '../../web/ui/say.tsx';
import { momentInWords, useTimeZone } from '../people/when.ts';
import { hasNoRoom, isClockWrong } from './safe-news.ts';
import { unsentOf, waitedLong } from './unsent.ts';

/** @param isOnKeptPage that page says most of it itself */
export function SafeBands({ isOnKeptPage }: { isOnKeptPage: boolean }) {
  const isOutdated = useDeviceState((one) => one.safe.isOutdated());
  return (
    <>
      {isOutdated && (
        <div className="mb4">
          <Say look="look" actions={<Button onClick={() => location.reload()}>{m.frame_broke_action()}</Button>}>
            <p>{m.today_outdated()}</p>
          </Say>
        </div>
      )}
      <Evicted />
      <WrongClock />
      {!isOnKeptPage && <LongWait />}
      {!isOnKeptPage && <NoRoom />}
    </>
  );
}

function WrongClock() {
  const isWrong = useDeviceState(isClockWrong);
  if (!isWrong) return null;
  return (
    <div className="mb4">
      <Say look="look">
        <p>{onThisDevice(m.today_clock_wrong, m.today_clock_wrong_desk)}</p>
      </Say>
    </div>
  );
}

function Evicted() {
  const { safe } = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const at = useDeviceState((one) => one.safe.evicted()?.at ?? null);
  const evicted = safe.evicted();
  if (at === null || !evicted) return null;
  const since = evicted.since === null ? '' : momentInWords(evicted.since, locale, timeZone);
  return (
    <div className="mb4">
      <Say look="look" actions={<Button onClick={() => void safe.dismissEviction()}>{m.today_evicted_read()}</Button>}>
        <p>
          {evicted.unsent === 0
            ? m.today_evicted({ when: momentInWords(at, locale, timeZone) })
            : evicted.unsent === 1
              ? m.today_evicted_one_lost({ since })
              : m.today_evicted_lost({ count: evicted.unsent, since })}
        </p>
      </Say>
    </div>
  );
}

/** Every day anew, until somebody says "tomorrow". */
function LongWait() {
  const { safe } = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const { waiting } = unsentOf(useOutbox());
  const remindedOn = useDeviceState((one) => one.safe.remindedOn());
  const now = safe.now();
  const today = fromInstant(now, timeZone);
  const [oldest, ...more] = waitedLong(waiting, now);
  if (!oldest || remindedOn === today) return null;
  const when = momentInWords(oldest.recordedAt, locale, timeZone);
  return (
    <div className="mb4">
      <Say
        look="look"
        actions={
          <>
            <LinkButton href="/kept">{m.today_long_what_to_do()}</LinkButton>
            <Button variant="quiet" onClick={() => void safe.noteReminded(today)}>
              {m.today_long_tomorrow()}
            </Button>
          </>
        }
      >
        <p>
          {more.length === 0
            ? onThisDevice(
                () => m.today_one_long({ when }),
                () => m.today_one_long_desk({ when }),
              )
            : onThisDevice(
                () => m.today_long({ count: more.length + 1, when }),
                () => m.today_long_desk({ count: more.length + 1, when }),
              )}
        </p>
      </Say>
    </div>
  );
}

function NoRoom() {
  const isFull = useDeviceState(hasNoRoom);
  if (!isFull) return null;
  return (
    <div className="mb4">
      <Say look="look">
        <p>
          {onThisDevice(m.today_room_full, m.today_room_full_desk)} <Link href="/kept">{m.today_look_at_it()}</Link>
        </p>
      </Say>
    </div>
  );
}
