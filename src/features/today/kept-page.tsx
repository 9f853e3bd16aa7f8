/** "Needs your attention": what the server refused. It stays on the phone until its author decides; nothing is dropped in silence. */

import type { OutboxItem } from '../../device/device.ts';
import { m } from '../../paraglide/messages.js';
import { localeOfDays } from '../../shared/calendar-day.ts';
import { useDevice, useOutbox, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { choiceFor, type KeptChoice } from './kept-choices.ts';
import { KeptVersions } from './kept-versions.tsx';
import { outboxTitle } from './outbox-title.ts';

export function KeptPage() {
  const outbox = useOutbox();
  const locale = useLocale();
  const people = useRows('people');
  const held = {
    people,
    goals: useRows('goals'),
    goal_steps: useRows('goal_steps'),
    follow_ups: useRows('follow_ups'),
    visits: useRows('visits'),
  };
  const refused = outbox.filter((item) => item.step === 0);
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
                  {new Intl.DateTimeFormat(localeOfDays(locale), { day: 'numeric', month: 'short' }).format(new Date(item.recordedAt))}
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
              <Choice item={item} choice={choiceFor(item, outbox, held)} title={(other) => outboxTitle(other, people)} />
            </Row>
          ))}
        </Rows>
      )}
    </div>
  );
}

type ChoiceProps = { item: OutboxItem; choice: KeptChoice; title: (item: OutboxItem) => string };

/** Everything is a tap of its author's; what was chosen against is only then taken off the phone. */
function Choice({ item, choice, title }: ChoiceProps) {
  const device = useDevice();
  const locale = useLocale();
  const which = <span className="vh">: {title(item)}</span>;
  const letGo = (
    <Button variant="quiet" onClick={() => void device.letGo(item.id)}>
      {m.today_let_go()}
      {which}
    </Button>
  );
  if (choice.kind === 'page') {
    return (
      <div className="actions mt2">
        <LinkButton icon="two" href={choice.href}>
          {m.today_look_at_both()}
          {which}
        </LinkButton>
      </div>
    );
  }
  if (choice.kind === 'compare') {
    return (
      <>
        <KeptVersions id={item.id} facts={choice.facts} />
        <div className="actions mt2">
          <Button onClick={() => void device.tryAgain(item.id)}>
            {m.today_use_mine()}
            {which}
          </Button>
          <Button onClick={() => void device.letGo(item.id)}>
            {m.today_leave_theirs()}
            {which}
          </Button>
        </div>
      </>
    );
  }
  if (choice.kind === 'after') {
    const time = new Intl.DateTimeFormat(localeOfDays(locale), { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
    const said = { what: title(choice.what), when: time.format(new Date(choice.what.recordedAt)) };
    return (
      <>
        <p className="note mt2">{choice.isOnItsWay ? m.today_follows_on_its_way(said) : m.today_follows(said)}</p>
        <div className="actions mt2">{letGo}</div>
      </>
    );
  }
  return (
    <div className="actions mt2">
      <Button onClick={() => void device.tryAgain(item.id)}>
        {m.today_try_again()}
        {which}
      </Button>
      {letGo}
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
