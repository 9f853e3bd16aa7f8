/** Each entry that is not on the server, or not read back yet, with when it was made and where it is. */
import { m } from '../../paraglide/messages.js';
import { useDeviceState, useOutbox, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { LinkButton } from '../../web/ui/button.tsx';
import { Receipt } from '../../web/ui/receipt.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { momentInWords, useTimeZone } from '../people/when.ts';
import { MomentMark } from './moment-mark.tsx';
import { outboxTitle } from './outbox-title.ts';
import { unsentOf } from './unsent.ts';

export function WaitingList() {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const people = useRows('people');
  const { waiting, unread } = unsentOf(useOutbox());
  const differing = useDeviceState((one) => one.safe.differing().join());
  const here = onThisDevice(m.today_receipt_phone, m.today_receipt_desk);
  if (waiting.length + unread.length === 0) return null;
  return (
    <section aria-labelledby="waiting" className="mt5">
      <SectionHead id="waiting" title={m.today_on_the_way()} />
      <Rows>
        {[...waiting, ...unread].map((item) => (
          <Row
            key={item.id}
            mark={<MomentMark at={item.recordedAt} />}
            title={outboxTitle(item, people)}
            heading
            detail={item.givenAt ? m.today_given({ when: momentInWords(item.givenAt, locale, timeZone) }) : undefined}
            end={<Receipt step={item.step} label={item.step === 2 ? m.today_receipt_server() : here} labelHidden />}
          >
            {item.givenAt && item.code && (
              <p className="note">
                {m.today_letters()} <span className="code">{item.code}</span>
              </p>
            )}
            {differing.includes(item.id) && <p className="small">{m.today_differs()}</p>}
          </Row>
        ))}
      </Rows>
      {waiting.length > 0 && (
        <>
          <p className="note mt3">{m.today_will_go()}</p>
          <div className="actions mt3">
            <LinkButton icon="give" href="/kept/give">
              {m.carried_give()}
            </LinkButton>
          </div>
        </>
      )}
    </section>
  );
}
