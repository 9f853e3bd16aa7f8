import { m } from '../../paraglide/messages.js';
import { Loading } from '../../web/frame/loading.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { useTimeZone } from '../people/when.ts';
import { dayWords, dueWords } from './due-words.ts';
import { type Due, useDue } from './use-due.ts';

type Groups = 'planned' | 'held' | 'asked' | 'due';

/** For directors: records that need not be kept, people who asked for deletion, legal holds, and erasures that are planned. */
export function DuePage() {
  const locale = useLocale();
  usePageTitle(m.retention_title());
  const { due, hasFailed } = useDue(null);
  const groups = Map.groupBy(due?.people ?? [], groupOf);
  return (
    <div className="narrow stack-l">
      <Head title={m.retention_title()} lead={m.retention_lead()} />
      {hasFailed && (
        <Say look="band" icon="nonet">
          <p>{m.frame_needs_network()}</p>
        </Say>
      )}
      {!due && !hasFailed && <Loading />}
      {due && due.people.length === 0 && (
        <Empty id="nothing-due" picture="page" title={m.retention_none()}>
          {m.retention_none_lead()}
        </Empty>
      )}
      {(['planned', 'asked', 'due', 'held'] as const).map((group) => (
        <Group key={group} group={group} people={groups.get(group) ?? []} />
      ))}
      {due?.more && <p className="note">{m.retention_more()}</p>}
      {due && <RuleNote rule={due.rule} locale={locale} />}
    </div>
  );
}

function groupOf({ erasure, holds, asked }: Due['people'][number]): Groups {
  if (erasure && holds.length === 0) return 'planned';
  if (holds.length > 0) return 'held';
  return asked ? 'asked' : 'due';
}

const titles: Record<Groups, () => string> = {
  planned: m.retention_group_planned,
  asked: m.retention_group_asked,
  due: m.retention_group_due,
  held: m.retention_group_held,
};

function Group({ group, people }: { group: Groups; people: Due['people'] }) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  if (people.length === 0) return null;
  const id = `due-${group}`;
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id} title={titles[group]()} />
      <Rows label={titles[group]()}>
        {people.map((person) => {
          const [first, ...more] = dueWords(person, locale, timeZone);
          return (
            <Row key={person.id} title={person.name} href={`/people/${person.id}/keeping`} detail={first}>
              {more.map((words) => (
                <p key={words} className="note">
                  {words}
                </p>
              ))}
            </Row>
          );
        })}
      </Rows>
    </section>
  );
}

/** Where the years come from: a director answers for them, and must be able to look them up. */
export function RuleNote({ rule, locale }: { rule: Due['rule']; locale: string }) {
  return (
    <p className="note">
      {m.retention_rule({ years: rule.keepYears, hours: rule.warningHours })}{' '}
      {rule.isGeneralKnowledge ? m.retention_rule_unread() : m.retention_rule_source({ day: dayWords(rule.checkedOn, locale) })}
    </p>
  );
}
