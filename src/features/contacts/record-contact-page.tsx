/** Record a contact: six taps for a shell, words only if anybody wants them. Works the same with and without a network. */

import { type FormEvent, useMemo, useState } from 'react';
import type { PackLocale } from '../../packs/pack-schema.ts';
import { unitRuleFor, unitsForDay } from '../../packs/unit-rules.ts';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { Leaf, Spread, Stitch } from '../../web/ui/spread.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import type { ContactRow } from './contact.ts';
import { checkContact } from './contact-rules.ts';
import { Goals, NextStep, WordsAbout } from './record-about-person.tsx';
import { recordContact } from './record-contact.ts';
import {
  argsOf,
  emptyForm,
  isWorthKeeping,
  lastContactWith,
  missingFrom,
  nothingAbout,
  type RecordForm,
  withoutPerson,
  withPerson,
} from './record-form.ts';
import { Did, HowLong, Where, Who } from './record-shell.tsx';
import { stillText } from './still-text.ts';

export interface RecordContactPageProps {
  /** Opened from a person's page. */
  personId?: string | undefined;
  /** Opened from a planned visit, which it will close. */
  visitId?: string | undefined;
  onSaved: () => void;
}

export function RecordContactPage({ personId, visitId, onSaved }: RecordContactPageProps) {
  const device = useDevice();
  const locale = useLocale() as PackLocale;
  const rows = { people: useRows('people'), contacts: useRows('contacts'), goals: useRows('goals'), entries: useRows('entries') };
  const enrolments = useRows('enrolments');
  const visit = useRows('visits').get(visitId ?? '');
  const timeZone = [...useRows('organisations').values()][0]?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const people = useMemo(() => byLastMet(rows.people.values(), rows.contacts.values()), [rows.people, rows.contacts]);
  const openGoals = [...rows.goals.values()].filter((goal) => goal.status === 'open');
  const openGoalIds = new Set(openGoals.map((goal) => goal.id));
  const lastWith = (id: string) => lastContactWith(rows.contacts.values(), id, device.me.staffId);
  const [form, setForm] = useState<RecordForm>(() => {
    const first = visit?.personId ?? personId;
    const begun: RecordForm = visit ? { ...emptyForm, visitId: visit.id, place: visit.place, mode: visit.mode } : emptyForm;
    return first && rows.people.has(first) ? withPerson(begun, first, lastWith(first), openGoalIds) : begun;
  });
  const [now] = useState(() => new Date(device.safe.now()));
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [wasTried, setTried] = useState(false);
  usePageTitle(m.contacts_record());
  const draft = useDraft({
    form: 'record-contact',
    about: visit?.id ?? personId ?? '',
    personId: form.personIds[0],
    href: addressOf({ personId, visitId }),
    value: form,
    isWorthKeeping: isWorthKeeping(form),
    restore: (value) => setForm({ ...emptyForm, ...(value as Partial<RecordForm>) }),
  });

  const missing = missingFrom(form);
  const chosen = form.personIds.flatMap((id) => rows.people.get(id) ?? []);
  const today = fromInstant(now, timeZone);
  const isAsLastTime = chosen.length > 0 && lastWith(chosen[0]?.id ?? '')?.place === form.place;

  function choose(personIds: string[]) {
    const added = personIds.find((id) => !form.personIds.includes(id));
    const removed = form.personIds.find((id) => !personIds.includes(id));
    if (added) setForm(withPerson(form, added, lastWith(added), openGoalIds));
    else if (removed) setForm(withoutPerson(form, removed));
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0 || isSaving) return;
    const at = new Date(device.safe.now());
    const args = argsOf(form, { now: at, timeZone, locale, people: rows.people, enrolments: enrolments.values() });
    const parsed = recordContact.args.safeParse(args);
    const wrong = parsed.success
      ? checkContact(args, at.toISOString(), { daysBack: device.packs.limits.contact_days_back })[0]
      : { code: 'invalid' };
    if (wrong) {
      setProblem(refusalText(wrong));
      return;
    }
    setSaving(true);
    try {
      await device.submit(recordContact, args);
      await draft.done();
      onSaved();
    } catch (error) {
      // The one failure left is the phone's own storage: what was typed stays on the screen.
      setProblem(notKeptText(error));
      setSaving(false);
    }
  }

  const about = chosen.map((person) => ({
    person,
    about: form.about[person.id] ?? nothingAbout,
    onChange: (next: typeof nothingAbout) => setForm((before) => ({ ...before, about: { ...before.about, [person.id]: next } })),
    locale,
    isOneOfSeveral: chosen.length > 1,
  }));

  return (
    <FocusFrame back={{ href: '/', label: m.frame_place_today() }} path="/record" hasSaveBar>
      <Head title={m.contacts_record()} />
      <DraftOffer draft={draft} />
      {people.length === 0 ? (
        <Empty
          id="nobody"
          picture="page"
          title={m.contacts_nobody_yet()}
          actions={<LinkButton href="/people/new">{m.contacts_add_person()}</LinkButton>}
        >
          {m.contacts_nobody_yet_lead()}
        </Empty>
      ) : (
        <form aria-label={m.contacts_record()} onSubmit={save} noValidate>
          <Spread>
            <Leaf>
              <Who people={people} chosen={form.personIds} onChange={choose} />
              <HowLong form={form} onChange={setForm} locale={locale} now={now} most={device.packs.limits.contact_minutes_max} />
              <Where
                packs={device.packs}
                locale={locale}
                place={form.place}
                mode={form.mode}
                isAsLastTime={isAsLastTime}
                onChange={(where) => setForm({ ...form, ...where })}
              />
              {about.map((one) => (
                <Goals
                  key={one.person.id}
                  {...one}
                  goals={openGoals.filter((goal) => goal.personId === one.person.id)}
                  isAsLastTime={one.about.goalIds.length > 0 && sameIds(one.about.goalIds, lastWith(one.person.id)?.goalIds)}
                />
              ))}
              <Did packs={device.packs} locale={locale} did={form.did} onChange={(did) => setForm({ ...form, did })} />
              {about.map((one) => (
                <NextStep key={one.person.id} {...one} today={today} />
              ))}
            </Leaf>
            <Leaf>
              <Stitch phoneOnly />
              <section aria-labelledby="words">
                <h2 id="words">{m.contacts_words()}</h2>
                <p className="small soft mt1 mb4">{m.contacts_words_lead()}</p>
                {about.map((one) => (
                  <WordsAbout key={one.person.id} {...one} lastWords={lastWordsOf(one.person.id, rows.entries.values())} />
                ))}
              </section>
            </Leaf>
          </Spread>
          <SaveBar
            status={
              missing.length === 0
                ? unitsText(device.packs, form.minutes ?? 0)
                : wasTried || chosen.length > 0
                  ? stillText(missing, locale)
                  : ''
            }
          >
            {problem && <ErrorText>{problem}</ErrorText>}
            <Button variant="main" type="submit" icon="check" isBusy={isSaving}>
              {onThisDevice(m.contacts_save, m.contacts_save_desk)}
            </Button>
          </SaveBar>
        </form>
      )}
    </FocusFrame>
  );
}

function addressOf({ personId, visitId }: Pick<RecordContactPageProps, 'personId' | 'visitId'>): string {
  const asked = new URLSearchParams({ ...(personId ? { person: personId } : {}), ...(visitId ? { visit: visitId } : {}) });
  return asked.size === 0 ? '/record' : `/record?${asked}`;
}

function unitsText(packs: Parameters<typeof unitRuleFor>[0], minutes: number): string {
  const units = unitsForDay(unitRuleFor(packs), [minutes]);
  if (units === null) return m.contacts_nothing_missing();
  if (units === 0) return m.contacts_status_no_unit();
  return units === 1 ? m.contacts_status_one_unit() : m.contacts_status_units({ units });
}

/** Those met most recently first; then by when they were registered. Merged records are reached through the one that stands. */
function byLastMet<P extends { id: string; registeredAt: string; mergedInto: string | null }>(
  people: Iterable<P>,
  contacts: Iterable<ContactRow>,
): P[] {
  const last = new Map<string, string>();
  for (const contact of contacts) {
    if (contact.startedAt > (last.get(contact.personId) ?? '')) last.set(contact.personId, contact.startedAt);
  }
  const when = (person: P) => last.get(person.id) ?? person.registeredAt;
  return [...people].filter((person) => person.mergedInto === null).sort((a, b) => (when(a) < when(b) ? 1 : -1));
}

function lastWordsOf(
  personId: string,
  entries: Iterable<{ personId: string; voice: string; words: string; writtenAt: string }>,
): string | null {
  let last: { words: string; writtenAt: string } | null = null;
  for (const entry of entries) {
    if (entry.personId === personId && entry.voice === 'person' && (!last || entry.writtenAt > last.writtenAt)) last = entry;
  }
  return last?.words ?? null;
}

function sameIds(a: readonly string[], b: readonly string[] | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((id) => b.includes(id));
}
