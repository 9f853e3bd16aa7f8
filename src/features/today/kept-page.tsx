/** "Needs your attention": what the server refused. It stays on the phone until its author decides; nothing is dropped in silence. */
import { m } from '../../paraglide/messages.js';
import { useDevice, useOutbox, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { outboxTitle } from './outbox-title.ts';

export function KeptPage() {
  const device = useDevice();
  const locale = useLocale();
  const people = useRows('people');
  const refused = useOutbox().filter((item) => item.step === 0);
  usePageTitle(m.today_kept());
  return (
    <div className="narrow">
      <Head title={m.today_kept()} lead={m.today_kept_lead()} />
      {refused.length === 0 ? (
        <Empty id="nothing-kept" picture="page" title={m.today_nothing_kept()} />
      ) : (
        <Rows>
          {refused.map((item) => (
            <Row
              key={item.id}
              mark={
                <time dateTime={item.recordedAt}>
                  {new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(new Date(item.recordedAt))}
                </time>
              }
              title={outboxTitle(item, people)}
              heading
              detail={item.refusal ? refusalText(item.refusal) : ''}
            >
              <Fold title={m.today_what_it_says()}>
                <ul className="lines">
                  {wordsIn(item.args).map((said) => (
                    <li key={said} className="small">
                      {said}
                    </li>
                  ))}
                </ul>
              </Fold>
              <div className="actions mt2">
                <Button onClick={() => void device.tryAgain(item.id)}>{m.today_try_again()}</Button>
                <Button variant="quiet" onClick={() => void device.letGo(item.id)}>
                  {m.today_let_go()}
                </Button>
              </div>
            </Row>
          ))}
        </Rows>
      )}
    </div>
  );
}

const wordFields = new Set(['words', 'felt', 'name', 'note', 'matters', 'strengths', 'culture', 'peerWords', 'why']);

/** Everything somebody wrote in it, so that it can be read, and copied, before it is given up. */
function wordsIn(args: unknown): string[] {
  if (args === null || typeof args !== 'object') return [];
  return Object.entries(args).flatMap(([field, value]) =>
    typeof value === 'string' ? (wordFields.has(field) ? [value] : []) : wordsIn(value),
  );
}
