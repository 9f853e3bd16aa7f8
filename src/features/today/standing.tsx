/** The first sentence of "Nothing is lost": how things stand, in one look. */
import { m } from '../../paraglide/messages.js';
import { useDevice, useDeviceState, useOutbox } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { Receipt } from '../../web/ui/receipt.tsx';
import { Say } from '../../web/ui/say.tsx';
import { momentInWords, useTimeZone } from '../people/when.ts';
import { unsentOf, waitedLong } from './unsent.ts';

export function Standing() {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const { waiting, unread, since } = unsentOf(useOutbox());
  const lastMatch = useDeviceState((one) => one.safe.lastMatchAt());
  const offlineSince = useDeviceState((one) => one.offlineSince());
  const unreadable = useDeviceState((one) => one.safe.unreadable());
  const when = (instant: string) => momentInWords(instant, locale, timeZone);
  const isLong = waitedLong(waiting, device.safe.now()).length > 0;
  return (
    <div className="stack">
      {since !== null && (
        <Say look="look" live={false}>
          <p>
            {waiting.length === 1
              ? onThisDevice(
                  () => m.today_one_unsent({ when: when(since) }),
                  () => m.today_one_unsent_desk({ when: when(since) }),
                )
              : onThisDevice(
                  () => m.today_unsent({ count: waiting.length, when: when(since) }),
                  () => m.today_unsent_desk({ count: waiting.length, when: when(since) }),
                )}
          </p>
          {isLong && <p className="mt2">{m.today_unsent_long()}</p>}
        </Say>
      )}
      {offlineSince !== null && <p className="small soft">{m.today_offline_since({ when: when(offlineSince) })}</p>}
      {unread.length > 0 && (
        <p>
          <Receipt step={2} label={unread.length === 1 ? m.today_one_unread() : m.today_unread({ count: unread.length })} />
        </p>
      )}
      {unreadable > 0 && <p className="small">{m.today_unreadable({ count: unreadable })}</p>}
      <p>
        {lastMatch !== null ? (
          <Receipt step={3} label={m.today_last_match({ when: when(lastMatch) })} />
        ) : (
          <span className="small soft">{m.today_never_matched()}</span>
        )}
      </p>
      {device.safe.unsealed() > 0 && <p className="note">{m.today_unsealed({ count: device.safe.unsealed() })}</p>}
    </div>
  );
}
