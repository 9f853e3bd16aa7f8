/** Entries this phone carries for colleagues: sealed, so it can say how many, from whom, and what the server said, and nothing of what they say. */
import { useSyncExternalStore } from 'react';
import type { Carried } from '../../device/outbox.ts';
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { refusalText } from '../../web/refusal-text.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Receipt } from '../../web/ui/receipt.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { momentInWords, useTimeZone } from '../people/when.ts';
import { sumUp } from './carried.ts';

export function CarriedList() {
  const device = useDevice();
  const carried = useSyncExternalStore(device.subscribe, device.safe.carried);
  const acts = [...new Set(carried.map((one) => `${one.authorId}/${one.takenAt}`))];
  return (
    <section aria-labelledby="carried" className="mt5">
      <SectionHead id="carried" title={m.carried_title()} />
      {carried.length === 0 ? (
        <p className="small soft">{m.carried_none()}</p>
      ) : (
        <Rows>
          {acts.map((act) => (
            <OneAct key={act} all={carried.filter((one) => `${one.authorId}/${one.takenAt}` === act)} />
          ))}
        </Rows>
      )}
      <div className="actions mt3">
        <LinkButton icon="hand" href="/kept/take">
          {m.carried_take()}
        </LinkButton>
      </div>
    </section>
  );
}

function OneAct({ all }: { all: readonly Carried[] }) {
  const { safe } = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const staff = useRows('staff');
  const [first] = all;
  const name = staff.get(first?.authorId ?? '')?.name ?? m.contact_a_colleague();
  const { waiting, accepted, already, refusals, letters, isDecided } = sumUp(all);
  return (
    <Row
      title={m.carried_from({ name })}
      heading
      detail={m.carried_taken_at({ when: momentInWords(first?.takenAt ?? '', locale, timeZone) })}
    >
      {waiting > 0 && (
        <p>
          <Receipt step={1} label={waiting === 1 ? m.carried_one_waits() : m.carried_waits({ count: waiting })} />
        </p>
      )}
      {accepted > 0 && (
        <p>
          <Receipt step={2} label={accepted === 1 ? m.carried_one_arrived() : m.carried_arrived({ count: accepted })} />
        </p>
      )}
      {already > 0 && <p className="note">{already === 1 ? m.carried_one_already() : m.carried_already({ count: already })}</p>}
      {letters.length > 0 && (
        <p className="note">
          {m.carried_letters()}{' '}
          {letters.map((code) => (
            <span key={code} className="code">
              {code}{' '}
            </span>
          ))}
        </p>
      )}
      {refusals.map(({ code, count }) => (
        <p key={code} className="small">
          {count === 1 ? m.carried_one_refused() : m.carried_refused({ count })} {refusalText({ code })}
        </p>
      ))}
      {isDecided && (
        <div className="actions mt2">
          <Button variant="quiet" onClick={() => void safe.dropCarried(all.map(({ id }) => id))}>
            {m.carried_put_away()}
            <span className="vh">: {m.carried_from({ name })}</span>
          </Button>
        </div>
      )}
    </Row>
  );
}
