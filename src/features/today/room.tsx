/** What the browser says about keeping things here, and how much room there is. */
import { useState } from 'react';
import { isNearlyFull } from '../../device/storage.ts';
import { m } from '../../paraglide/messages.js';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { Button } from '../../web/ui/button.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';

export function Room() {
  const { safe } = useDevice();
  const locale = useLocale();
  const [wasAsked, setAsked] = useState(false);
  const storage = safe.storage();
  const { isKept, used, quota } = storage;
  async function ask() {
    await safe.askToKeep();
    setAsked(true);
  }
  return (
    <section aria-labelledby="room" className="mt5">
      <SectionHead id="room" title={onThisDevice(m.today_room, m.today_room_desk)} />
      <div className="stack mt3">
        {isNearlyFull(storage) && (
          <Say look="look" live={false}>
            <p>{onThisDevice(m.today_room_full, m.today_room_full_desk)}</p>
          </Say>
        )}
        <p className="small">
          {isKept === true ? m.today_room_kept() : isKept === false ? m.today_room_not_kept() : m.today_room_unknown()}
        </p>
        {used !== null && quota !== null && (
          <p className="small soft">{m.today_room_used({ used: megabytes(used, locale), quota: megabytes(quota, locale) })}</p>
        )}
        {isKept === false && (
          <div className="actions">
            <Button onClick={() => void ask()}>{m.today_room_ask()}</Button>
          </div>
        )}
        <p className="note" role="status">
          {wasAsked && (isKept === true ? m.today_room_said_yes() : m.today_room_said_no())}
        </p>
      </div>
    </section>
  );
}

function megabytes(bytes: number, locale: string): string {
  const isLarge = bytes >= 1e9;
  const amount = isLarge ? bytes / 1e9 : bytes / 1e6;
  return new Intl.NumberFormat(locale, { style: 'unit', unit: isLarge ? 'gigabyte' : 'megabyte', maximumFractionDigits: 1 }).format(amount);
}
