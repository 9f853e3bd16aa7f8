/** One of two versions: who, when, where it is, and the same facts in the same order as on the other side. */
import type { ReactNode } from 'react';
import { labelOf } from '../../packs/pack-labels.ts';
import type { PackLocale } from '../../packs/pack-schema.ts';
import { m } from '../../paraglide/messages.js';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { momentInWords, shortDay, useTimeZone } from '../people/when.ts';
import type { GoalRow, GoalStepRow } from './goal.ts';
import { statusWords } from './goal-page.tsx';
import { whoWords } from './goal-steps.tsx';
import type { Fact } from './two-versions.ts';

export interface VersionSideProps {
  side: 'mine' | 'theirs';
  /** "You", or whoever made the other one. */
  title: string;
  /** ISO instant; null where nobody can say. */
  at: string | null;
  facts: readonly Fact[];
  personName: string;
  /** Where it is. */
  children: ReactNode;
}

export function VersionSide({ side, title, at, facts, personName, children }: VersionSideProps) {
  const { packs } = useDevice();
  const locale = useLocale() as PackLocale;
  const timeZone = useTimeZone();
  const say = (key: string, value: string | null): string => {
    if (value === null || value === 'false') return '–';
    if (key === 'status') return statusWords[value as GoalRow['status']]();
    if (key === 'who') return whoWords(value as GoalStepRow['who'], personName);
    if (key === 'lifeArea') return labelOf(packs, 'life-areas', value, locale);
    if (key === 'dropped') return m.goals_step_dropped();
    if (key === 'dueOn' || key === 'doneOn') return shortDay(`${value}T12:00:00Z`, locale, 'UTC');
    return value;
  };
  return (
    <section className="compare__side" aria-labelledby={`version-${side}`}>
      <h2 className="h3" id={`version-${side}`}>
        {title}
      </h2>
      {at !== null && (
        <p className="note">
          <time dateTime={at}>{momentInWords(at, locale, timeZone)}</time>
        </p>
      )}
      <p>{children}</p>
      <dl>
        {facts
          .filter((fact) => fact.differs || (fact.mine !== null && fact.mine !== 'false'))
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
  );
}

const factWords: Record<string, () => string> = {
  words: m.goals_fact_words,
  peerWords: m.goals_peer_words,
  lifeArea: m.goals_life_area,
  status: m.goals_fact_status,
  dueOn: m.goals_step_due,
  who: m.goals_step_who,
  doneOn: m.goals_fact_done,
  dropped: m.goals_step_drop,
};
