import { useDeferredValue, useMemo, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Initial } from '../../web/ui/initial.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { SearchField } from '../../web/ui/search-field.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { useLook } from '../looks/use-look.ts';
import { mergePeople } from './merge-people.ts';
import { buildNameIndex } from './name-search.ts';
import type { PersonRow } from './person.ts';
import { namesOf, whoLooksLike } from './person-identity.ts';
import { unmergePeople } from './unmerge-people.ts';
import { shortDay, useTimeZone } from './when.ts';

/** Two registrations of one human being: keep them together, or take them apart again. Nothing is deleted either way. */
export function SamePersonPage({ personId }: { personId: string }) {
  const device = useDevice();
  const people = useRows('people');
  const locale = useLocale();
  const timeZone = useTimeZone();
  const person = people.get(personId);
  usePageTitle(m.people_same_title());
  useLook(person ? personId : null, 'duplicates');
  const [typed, setTyped] = useState('');
  const [failed, setFailed] = useState(false);
  const asked = useDeferredValue(typed.trim());
  const others = useMemo(() => [...people.values()].filter((each) => each.id !== personId && each.mergedInto === null), [people, personId]);
  const index = useMemo(() => buildNameIndex(others.map((each) => ({ id: each.id, names: namesOf(each) }))), [others]);
  if (!person) return <Head title={m.people_same_title()} lead={m.people_not_here()} />;
  const ids = asked === '' ? whoLooksLike(person, others) : index.search(asked, 10);
  const kept = [...people.values()].filter((each) => each.mergedInto === personId);

  async function keep(work: () => Promise<unknown>) {
    setFailed(false);
    try {
      await work();
    } catch {
      setFailed(true);
    }
  }
  const facts = (each: PersonRow) =>
    [each.fullName, each.birthDate, m.people_registered_on({ day: shortDay(each.registeredAt, locale, timeZone) })]
      .filter(Boolean)
      .join(' · ');

  return (
    <div className="narrow">
      <Head title={m.people_same_title()} lead={m.people_same_lead({ name: person.name })} />
      <p className="small">
        <Link className="link" href={`/people/${personId}`}>
          {m.people_back_to({ name: person.name })}
        </Link>
      </p>
      {failed && <ErrorText>{m.people_not_kept()}</ErrorText>}
      {kept.length > 0 && (
        <section aria-labelledby="kept">
          <SectionHead id="kept" title={m.people_same_kept()} />
          <Rows>
            {kept.map((each) => (
              <Row key={each.id} mark={<Initial name={each.name} />} title={each.name} detail={facts(each)}>
                <div className="actions">
                  <Button
                    onClick={() =>
                      void keep(() => device.submit(unmergePeople, { fromId: each.id, intoId: personId, basedOn: each.version }))
                    }
                  >
                    {m.people_take_apart()}
                    <span className="vh">: {each.name}</span>
                  </Button>
                </div>
              </Row>
            ))}
          </Rows>
        </section>
      )}
      {person.mergedInto === null && (
        <section aria-labelledby="others">
          <SectionHead id="others" title={m.people_same_others()} />
          <SearchField label={m.people_search()} value={typed} onChange={setTyped} clearLabel={m.people_search_clear()} />
          <p className="note mt2" role="status">
            {ids.length === 0 ? m.people_same_none() : ''}
          </p>
          <Rows>
            {ids.flatMap((id) => {
              const other = people.get(id);
              if (!other) return [];
              return (
                <Row key={id} mark={<Initial name={other.name} />} title={other.name} detail={facts(other)}>
                  <div className="actions">
                    <Button
                      onClick={() =>
                        void keep(() => device.submit(mergePeople, { fromId: other.id, intoId: personId, basedOn: other.version }))
                      }
                    >
                      {m.people_keep_together()}
                      <span className="vh">: {other.name}</span>
                    </Button>
                  </div>
                </Row>
              );
            })}
          </Rows>
        </section>
      )}
    </div>
  );
}
