import { useMemo } from 'react';
import { labelOf } from '../../packs/pack-labels.ts';
import { m } from '../../paraglide/messages.js';
import { ageOn, type CalendarDay, fromInstant } from '../../shared/calendar-day.ts';
import { oneStop } from '../../shared/one-stop.ts';
import { useDevice, useOutbox, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Fold, Folds } from '../../web/ui/fold.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Say } from '../../web/ui/say.tsx';
import { Leaf, Spread } from '../../web/ui/spread.tsx';
import { Words } from '../../web/ui/words.tsx';
import { PersonSharing } from '../consents/person-sharing.tsx';
import { EmergencyLinks, OpenedBand, OverPage, useOpened } from '../emergencies/open-now.tsx';
import { PersonFollowUps } from '../follow-ups/person-follow-ups.tsx';
import { useLook } from '../looks/use-look.ts';
import { PersonRequests } from '../requests/person-requests.tsx';
import { PersonView } from '../views/person-view.tsx';
import { DeskPerson } from './desk-person.tsx';
import { conflictOf } from './edit-conflict.ts';
import type { AssignmentRow, PersonRow } from './person.ts';
import { PersonGoals } from './person-goals.tsx';
import { idsOnPage, isInForce } from './person-rules.ts';
import { PersonTimeline } from './person-timeline.tsx';
import { monthInWords, useTimeZone } from './when.ts';
import { WhoMaySee } from './who-may-see.tsx';

/** A person's page: their words first, what they want, then what was written, in two voices. */
export function PersonPage({ personId }: { personId: string }) {
  const people = useRows('people');
  const person = people.get(personId);
  usePageTitle(m.people_person_title());
  useLook(person ? personId : null, 'record');
  const ids = useMemo(() => idsOnPage(people.values(), personId), [people, personId]);
  const opened = useOpened(personId);
  if (!person) return <DeskPerson personId={personId} />;
  if (opened.state === 'over') return <OverPage />;
  return (
    <Spread wider="right">
      <Leaf>
        <PersonHead person={person} readsOnly={opened.readsOnly} />
        <div className="stack-s mt4">
          <OpenedBand personId={personId} />
          <Notices person={person} others={[...ids].filter((id) => id !== personId)} />
        </div>
        {person.matters && (
          <section aria-labelledby="matters">
            <h2 id="matters">{m.people_matters()}</h2>
            <div className="mt2">
              <Words>{person.matters}</Words>
            </div>
          </section>
        )}
        <PersonGoals ids={ids} personId={personId} readsOnly={opened.readsOnly} />
        <PersonFollowUps ids={ids} personId={personId} readsOnly={opened.readsOnly} />
        <More person={person} />
        {!opened.readsOnly && (
          <>
            <PersonSharing person={person} />
            <WhoMaySee person={person} />
            <PersonView person={person} />
            <PersonRequests person={person} />
          </>
        )}
        <EmergencyLinks personId={personId} />
      </Leaf>
      <Leaf>
        <PersonTimeline key={personId} ids={ids} name={person.name} personId={personId} />
      </Leaf>
    </Spread>
  );
}

function PersonHead({ person, readsOnly }: { person: PersonRow; readsOnly: boolean }) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const assignments = useRows('assignments');
  const staff = useRows('staff');
  const today = fromInstant(new Date(), timeZone);
  const age = person.birthDate
    ? m.people_age({ years: ageOn(person.birthDate as CalendarDay, today) })
    : person.ageBand && labelOf(device.packs, 'age-bands', person.ageBand, locale);
  const languages = person.languages.map((code) => labelOf(device.packs, 'languages', code, locale)).join(', ');
  const pronouns = person.pronouns && labelOf(device.packs, 'pronouns', person.pronouns, locale);
  const now = new Date().toISOString();
  const walking = [...assignments.values()].filter((one) => one.personId === person.id && isInForce(one, now));
  const since = (one: AssignmentRow) => {
    const said = { name: staff.get(one.staffId)?.name ?? m.people_a_colleague(), month: monthInWords(one.startsAt, locale, timeZone) };
    return one.kind === 'cover' ? m.people_covered_by(said) : m.people_with_since(said);
  };
  const facts = [person.fullName, age, pronouns, languages].filter(Boolean).join(' · ');
  return (
    <>
      <Head title={person.name}>
        <p className="small soft">
          {facts && `${facts}. `}
          {oneStop(walking.map(since).join(' '))}
        </p>
      </Head>
      <nav className="quick" aria-label={m.people_with({ name: person.name })}>
        {person.phone && (
          <Link href={`tel:${person.phone.replace(/[^\d+]/g, '')}`}>
            <Icon name="phone" />
            <span>{m.people_call()}</span>
          </Link>
        )}
        {!readsOnly && (
          <>
            <Link href={`/record?person=${person.id}`}>
              <Icon name="pen" />
              <span>{m.people_record()}</span>
            </Link>
            <Link href={`/people/${person.id}/plan`}>
              <Icon name="clock" />
              <span>{m.people_plan()}</span>
            </Link>
            <Link href={`/people/${person.id}/edit`}>
              <Icon name="gear" />
              <span>{m.people_edit()}</span>
            </Link>
          </>
        )}
      </nav>
      {person.phone && <p className="note mt2">{safeContactWords(person)}</p>}
    </>
  );
}

/** Not asked means no. */
function safeContactWords(person: PersonRow): string {
  const { leaveMessage, nameSender, best } = person.safeContact;
  const said = [
    leaveMessage ? m.people_message_yes() : m.people_message_no(),
    nameSender ? m.people_sender_yes() : m.people_sender_no(),
    best && `“${best}”`,
  ];
  return said.filter(Boolean).join(' ');
}

/** What someone must know before reading on: kept together with another registration, or two versions waiting. */
function Notices({ person, others }: { person: PersonRow; others: string[] }) {
  const people = useRows('people');
  const conflict = conflictOf(useOutbox(), person.id);
  return (
    <>
      {conflict && (
        <Say look="look">
          <p>
            {m.people_two_versions()}{' '}
            <Link className="link" href={`/people/${person.id}/edit`}>
              {m.people_two_versions_open()}
            </Link>
          </p>
        </Say>
      )}
      {person.mergedInto !== null && (
        <Say icon="two" live={false}>
          <p>
            {m.people_kept_with({ name: people.get(person.mergedInto)?.name ?? m.people_someone_else() })}{' '}
            {people.has(person.mergedInto) && (
              <Link className="link" href={`/people/${person.mergedInto}`}>
                {m.people_open()}
              </Link>
            )}
          </p>
        </Say>
      )}
      {others.map((id) => (
        <Say key={id} icon="two" live={false}>
          <p>
            {m.people_kept_here({ name: people.get(id)?.name ?? '' })}{' '}
            <Link className="link" href={`/people/${person.id}/same`}>
              {m.people_take_apart()}
            </Link>
          </p>
        </Say>
      ))}
    </>
  );
}

/** What else they chose to tell. */
function More({ person }: { person: PersonRow }) {
  const { emergency } = person;
  const hasEmergency = Boolean(emergency.name || emergency.phone);
  if (!person.strengths && !person.culture && !hasEmergency) return null;
  return (
    <Folds>
      {person.strengths && (
        <Fold title={m.people_strengths()}>
          <Words>{person.strengths}</Words>
        </Fold>
      )}
      {person.culture && (
        <Fold title={m.people_culture()}>
          <Words>{person.culture}</Words>
        </Fold>
      )}
      {hasEmergency && (
        <Fold title={m.people_emergency()}>
          <p>{[emergency.name, emergency.relation].filter(Boolean).join(', ')}</p>
          {emergency.phone && (
            <p>
              <Link className="link" href={`tel:${emergency.phone.replace(/[^\d+]/g, '')}`}>
                {emergency.phone}
              </Link>
            </p>
          )}
        </Fold>
      )}
    </Folds>
  );
}
