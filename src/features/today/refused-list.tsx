/** What the server refused. It stays on the phone until its author decides; nothing is dropped in silence. */
import type { OutboxItem } from '../../device/device.ts';
import { m } from '../../paraglide/messages.js';
import { localeOfDays } from '../../shared/calendar-day.ts';
import { useDevice, useOutbox, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { refusalText } from '../../web/refusal-text.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { choiceFor, type KeptChoice } from './kept-choices.ts';
import { KeptChoosing } from './kept-choosing.tsx';
import { outboxTitle } from './outbox-title.ts';
import { unsentOf } from './unsent.ts';

export function RefusedList() {
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
  const { refused } = unsentOf(outbox);
  if (refused.length === 0) return null;
  return (
    <section aria-labelledby="refused" className="mt5">
      <SectionHead id="refused" title={m.today_kept()} />
      <p className="small soft mb4">{m.today_kept_lead()}</p>
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
    </section>
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
  if (choice.kind === 'compare') return <KeptChoosing item={item} choice={choice} title={title(item)} />;
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
