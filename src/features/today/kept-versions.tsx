/** Two versions of a follow-up or a visit, side by side in plain words: what I wrote, and what is there. */
import { labelOf } from '../../packs/pack-labels.ts';
import { m } from '../../paraglide/messages.js';
import { useDevice } from '../../web/device-context.tsx';
import { type Locale, useLocale } from '../../web/frame/locale.tsx';
import type { VersionMaker } from '../../web/version-maker.tsx';
import type { Fact } from '../goals/two-versions.ts';
import { dayInWords, momentInWords, shortDay, timeInWords, useTimeZone } from '../people/when.ts';
import '../../web/ui/motif-compare.css';

const factWords: Record<string, () => string> = {
  words: m.today_fact_words,
  dueOn: m.today_fact_due,
  status: m.today_fact_status,
  startsAt: m.today_fact_when,
  place: m.today_fact_where,
  mode: m.today_fact_how,
  note: m.today_fact_note,
};
const statusWords: Record<string, () => string> = {
  open: m.today_stands_open,
  done: m.today_stands_done,
  let_go: m.today_stands_let_go,
  planned: m.today_stands_planned,
  met: m.today_stands_met,
  not_met: m.today_stands_not_met,
};

export interface KeptVersionsProps {
  id: string;
  facts: readonly Fact[];
  mineAt: string;
  theirs: VersionMaker;
}

export function KeptVersions({ id, facts, mineAt, theirs }: KeptVersionsProps) {
  const { packs } = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const say = (key: string, value: string | null) =>
    valueInWords(key, value, { locale, timeZone, label: (list, code) => labelOf(packs, list, code, locale) });
  const moment = (at: string | null) => at !== null && <time dateTime={at}>{momentInWords(at, locale, timeZone)}</time>;
  return (
    <div className="compare mt2">
      {(['mine', 'theirs'] as const).map((side) => (
        <section className="compare__side" key={side} aria-labelledby={`${side}-${id}`}>
          <h4 id={`${side}-${id}`}>{side === 'mine' ? m.goals_versions_you() : theirs.name}</h4>
          <p className="note">{moment(side === 'mine' ? mineAt : theirs.at)}</p>
          <dl>
            {facts
              .filter((fact) => fact.differs || fact.theirs !== null)
              .map((fact) => (
                <div key={fact.key}>
                  <dt>{factWords[fact.key]?.()}</dt>
                  <dd className={fact.differs ? undefined : 'same'}>
                    {fact.differs ? <mark>{say(fact.key, fact[side])}</mark> : say(fact.key, fact[side])}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

type Speaker = { locale: Locale; timeZone: string; label: (list: 'contact-places' | 'contact-modes', code: string) => string };

function valueInWords(key: string, value: string | null, { locale, timeZone, label }: Speaker): string {
  if (value === null) return key === 'dueOn' ? m.contacts_no_date() : '–';
  if (key === 'status') return statusWords[value]?.() ?? value;
  if (key === 'dueOn') return dayInWords(value, locale);
  if (key === 'startsAt') return `${shortDay(value, locale, timeZone)}, ${timeInWords(value, locale, timeZone)}`;
  if (key === 'place') return label('contact-places', value);
  if (key === 'mode') return label('contact-modes', value);
  return value;
}
