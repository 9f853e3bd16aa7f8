import { useDeferredValue, useMemo, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Initial } from '../../web/ui/initial.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { SearchField } from '../../web/ui/search-field.tsx';
import { Words } from '../../web/ui/words.tsx';
import { ToCompleteToday } from '../emergencies/open-now.tsx';
import type { GoalRow } from '../goals/goal.ts';
import { keepNameAsked } from './name-asked.ts';
import { buildNameIndex } from './name-search.ts';
import type { PersonRow } from './person.ts';
import { namesOf } from './person-identity.ts';
import { isInForce } from './person-rules.ts';
import { ProgrammeSearch } from './programme-search.tsx';

const rowsAtOnce = 60;

/** Everyone on this phone, found by name in any script; coordinators also look through the programme. */
export function PeoplePage() {
  const device = useDevice();
  const people = useRows('people');
  const locale = useLocale();
  usePageTitle(m.people_title());
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState(rowsAtOnce);
  // Typing stays fluent: the list may come one frame later than the letter.
  const asked = useDeferredValue(typed.trim());
  const here = useMemo(() => [...people.values()].filter((person) => person.mergedInto === null), [people]);
  const index = useMemo(() => buildNameIndex([...people.values()].map((person) => ({ id: person.id, names: namesOf(person) }))), [people]);
  const sorted = useMemo(() => {
    const { compare } = new Intl.Collator(locale);
    return here.toSorted((a, b) => compare(a.name, b.name));
  }, [here, locale]);
  // Someone kept together with another is found by either name and shown once.
  const found = useMemo(() => {
    if (asked === '') return sorted;
    const hits = index.search(asked, 200).map((id) => people.get(id)?.mergedInto ?? id);
    return [...new Set(hits)].flatMap((id) => people.get(id) ?? []);
  }, [asked, index, people, sorted]);
  const answersForProgramme = device.me.roles.some((role) => role === 'coordinator' || role === 'director');

  if (people.size === 0 && !answersForProgramme) {
    return (
      <>
        <Head title={m.people_title()} />
        <NobodyYet />
      </>
    );
  }
  return (
    <>
      <Head
        title={m.people_title()}
        aside={
          <LinkButton href="/people/new" icon="plus">
            {m.people_add()}
          </LinkButton>
        }
      />
      {answersForProgramme && <ToCompleteToday />}
      <SearchField
        label={m.people_search()}
        value={typed}
        onChange={setTyped}
        clearLabel={m.people_search_clear()}
        placeholder={m.people_search_example()}
      />
      <p className="note mt2" role="status">
        {asked === ''
          ? // Who walks with nobody themselves, a coordinator mostly, is not told that there are none.
            here.length > 0 &&
            onThisDevice(
              () => m.people_count({ count: here.length }),
              () => m.people_count_desk({ count: here.length }),
            )
          : (here.length > 0 || !answersForProgramme) && m.people_found({ count: found.length, asked })}
      </p>
      {device.overCap() > 0 && <p className="note">{m.people_over_cap({ count: device.overCap() })}</p>}
      {asked !== '' && found.length === 0 && (here.length > 0 || !answersForProgramme) ? (
        <Empty
          id="nobody-found"
          picture="search"
          title={m.people_nobody_found({ asked })}
          actions={
            <>
              <LinkButton href="/people/new" icon="plus" onClick={() => keepNameAsked(asked)}>
                {m.people_add()}
              </LinkButton>
              <LinkButton href="/emergency" icon="buoy">
                {m.emergencies_enter()}
              </LinkButton>
            </>
          }
        >
          {m.people_nobody_found_lead({ count: here.length })}
        </Empty>
      ) : (
        here.length > 0 && (
          <>
            <h2 className="vh">{onThisDevice(m.people_on_phone, m.people_on_desk)}</h2>
            <PeopleRows people={found.slice(0, shown)} />
          </>
        )
      )}
      {found.length > shown && (
        <Button onClick={() => setShown(shown + rowsAtOnce)}>{m.people_show_more({ count: found.length - shown })}</Button>
      )}
      {answersForProgramme && <ProgrammeSearch asked={asked} />}
      <p className="mt5 small">
        <Link className="link" href="/emergency">
          {m.emergencies_enter()}
        </Link>
      </p>
    </>
  );
}

function NobodyYet() {
  return (
    <Empty
      id="no-one"
      picture="page"
      title={m.people_no_one()}
      actions={
        <>
          <LinkButton href="/people/new" icon="plus">
            {m.people_add()}
          </LinkButton>
          <LinkButton href="/emergency" icon="buoy">
            {m.emergencies_enter()}
          </LinkButton>
        </>
      }
    >
      {m.people_no_one_lead()}
    </Empty>
  );
}

/** One line a person: what they want, in their words, and who walks with them. */
function PeopleRows({ people }: { people: readonly PersonRow[] }) {
  const goals = useRows('goals');
  const assignments = useRows('assignments');
  const staff = useRows('staff');
  const { me } = useDevice();
  const openGoal = useMemo(() => {
    const first = new Map<string, GoalRow>();
    for (const goal of goals.values()) {
      const known = first.get(goal.personId);
      if (goal.status === 'open' && (!known || goal.createdAt > known.createdAt)) first.set(goal.personId, goal);
    }
    return first;
  }, [goals]);
  const walkers = useMemo(() => {
    const now = new Date().toISOString();
    return Map.groupBy(
      [...assignments.values()].filter((one) => isInForce(one, now)),
      (one) => one.personId,
    );
  }, [assignments]);
  const nameOf = (id: string) => (id === me.staffId ? m.people_you_within() : (staff.get(id)?.name ?? m.people_a_colleague()));
  return (
    <Rows>
      {people.map((person) => {
        const goal = openGoal.get(person.id);
        const ids = [...new Set((walkers.get(person.id) ?? []).map((one) => one.staffId))];
        // Who walks with their own people reads no "you" on every row, only who walks too.
        const isMineAlone = ids.length === 1 && ids[0] === me.staffId;
        const names = ids.map(nameOf).join(', ');
        return (
          <Row
            key={person.id}
            mark={<Initial name={person.name} />}
            title={person.name}
            href={`/people/${person.id}`}
            detail={isMineAlone ? undefined : names === '' ? m.people_walks_nobody() : m.people_walks({ names })}
          >
            {goal && (
              <Words small lang={goal.wordsLanguage}>
                “{goal.words}”
              </Words>
            )}
          </Row>
        );
      })}
    </Rows>
  );
}
