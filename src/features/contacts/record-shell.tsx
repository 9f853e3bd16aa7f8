/** The countable part of the recording screen: who, how long, where and how, what we did. */

import { useMemo, useState } from 'react';
import { choicesOf } from '../../packs/pack-labels.ts';
import type { PackItem, PackLocale, PackSet } from '../../packs/pack-schema.ts';
import { m } from '../../paraglide/messages.js';
import { localeOfDays } from '../../shared/calendar-day.ts';
import { Button } from '../../web/ui/button.tsx';
import { type ChipOption, ChipsMany, ChipsOne } from '../../web/ui/chips.tsx';
import type { IconName } from '../../web/ui/icon.tsx';
import { SearchField } from '../../web/ui/search-field.tsx';
import { Stepper } from '../../web/ui/stepper.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { buildNameIndex } from '../people/name-search.ts';
import type { PersonRow } from '../people/person.ts';
import { type RecordForm, timesOf } from './record-form.ts';

export interface WhoProps {
  /** Most recently met first. */
  people: readonly PersonRow[];
  chosen: readonly string[];
  onChange: (personIds: string[]) => void;
}

const firstChips = 5;

/** Chips for those met most recently; everyone else by a few letters of the name. */
export function Who({ people, chosen, onChange }: WhoProps) {
  const [isSearching, setSearching] = useState(false);
  const [query, setQuery] = useState('');
  const index = useMemo(
    () =>
      isSearching ? buildNameIndex(people.map(({ id, name, fullName }) => ({ id, names: fullName ? [name, fullName] : [name] }))) : null,
    [people, isSearching],
  );
  const found = query.trim() === '' || !index ? [] : index.search(query, 6);
  const shownIds = new Set([...people.slice(0, firstChips).map((person) => person.id), ...chosen, ...found]);
  const shown = people.filter((person) => shownIds.has(person.id));
  const options: ChipOption[] = shown.map((person) => ({ value: person.id, label: nameToTell(person, shown), initialOf: person.name }));
  return (
    <ChipsMany
      label={m.contacts_who()}
      options={options}
      values={chosen}
      onChange={onChange}
      after={
        people.length > firstChips ? (
          <div className="mt2">
            {isSearching ? (
              <>
                <SearchField label={m.contacts_find_person()} clearLabel={m.contacts_clear_search()} value={query} onChange={setQuery} />
                <p className="note" role="status">
                  {query.trim() !== '' && found.length === 0 ? m.contacts_nobody_found() : ''}
                </p>
              </>
            ) : (
              <Button icon="find" onClick={() => setSearching(true)}>
                {m.contacts_someone_else()}
              </Button>
            )}
          </div>
        ) : undefined
      }
    />
  );
}

/** Two people of one name are told apart by the rest of it, else by when they came. */
function nameToTell(person: PersonRow, among: readonly PersonRow[]): string {
  const isAlone = among.every((other) => other.id === person.id || other.name !== person.name);
  if (isAlone) return person.name;
  return `${person.name} (${person.fullName ?? person.registeredAt.slice(0, 10)})`;
}

const presets = [15, 30, 45, 60];

export interface HowLongProps {
  form: RecordForm;
  onChange: (form: RecordForm) => void;
  locale: string;
  now: Date;
  most: number;
}

/** Minutes by one tap or exactly, and when it ended: now, unless said otherwise. */
export function HowLong({ form, onChange, locale, now, most }: HowLongProps) {
  const { started, ended } = timesOf(form, now);
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', hour12: false });
  const times = { from: clock.format(started), to: clock.format(ended) };
  const valid = !Number.isNaN(ended.getTime());
  return (
    <>
      <ChipsOne
        label={m.contacts_how_long()}
        even
        value={form.minutes === null ? null : String(form.minutes)}
        onChange={(value) => onChange({ ...form, minutes: Number(value) })}
        options={presets.map((value) => ({ value: String(value), label: String(value), labelMore: m.contacts_minutes_more() }))}
        after={
          <div className="line mt2">
            <Stepper
              label={m.contacts_how_long()}
              value={form.minutes}
              onChange={(minutes) => onChange({ ...form, minutes })}
              locale={locale}
              min={1}
              max={most}
              unit="minute"
              lessLabel={m.contacts_less()}
              moreLabel={m.contacts_more()}
            />
            {form.ended === null && (
              <p className="note grow">
                {form.minutes === null ? '' : m.contacts_ended_now(times)}{' '}
                <Button variant="quiet" onClick={() => onChange({ ...form, ended: wallClock(now) })}>
                  {m.contacts_change_time()}
                </Button>
              </p>
            )}
          </div>
        }
      />
      {form.ended !== null && (
        <div className="fields">
          <TextField
            type="date"
            label={m.contacts_ended_day()}
            value={form.ended.day}
            max={wallClock(now).day}
            onChange={(day) => onChange({ ...form, ended: { day, time: form.ended?.time ?? '' } })}
          />
          <TextField
            type="time"
            label={m.contacts_ended_time()}
            value={form.ended.time}
            onChange={(time) => onChange({ ...form, ended: { day: form.ended?.day ?? '', time } })}
          />
          {valid && (
            <p className="note" role="status">
              {m.contacts_ended_at({ day: new Intl.DateTimeFormat(localeOfDays(locale), { dateStyle: 'full' }).format(started), ...times })}{' '}
              {wallClock(started).day < wallClock(now).day ? m.contacts_ended_late() : ''}
            </p>
          )}
        </div>
      )}
    </>
  );
}

/** Day and time as the device's clock on the wall shows them. */
function wallClock(at: Date): { day: string; time: string } {
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    day: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}

const icons: Partial<Record<string, IconName>> = {
  out_and_about: 'walk',
  our_place: 'door',
  phone: 'phone',
  video: 'video',
  text: 'message',
};

/** A contact by phone or screen has no place the two share; the pack's code for that. */
const apart = 'apart';
const firstPlaces = 3;

export interface WhereProps {
  packs: PackSet;
  locale: PackLocale;
  place: string | null;
  mode: string;
  isAsLastTime: boolean;
  onChange: (where: { place: string; mode: string }) => void;
}

/** Place and way are one question: a phone call has no place. Rarer places wait behind "other places". */
export function Where({ packs, locale, place, mode, isAsLastTime, onChange }: WhereProps) {
  const [isOpen, setOpen] = useState(false);
  const places = choicesOf(packs, 'contact-places');
  const modes = choicesOf(packs, 'contact-modes').filter((item) => item.code !== 'in_person');
  const chip = (kind: 'place' | 'mode') => (item: PackItem) => ({
    value: `${kind}:${item.code}`,
    label: item.label[locale],
    icon: icons[item.code],
  });
  const shown = places.filter((item, at) => isOpen || at < firstPlaces || item.code === place);
  const value = mode !== 'in_person' ? `mode:${mode}` : place === null ? null : `place:${place}`;
  return (
    <ChipsOne
      label={m.contacts_where()}
      note={isAsLastTime ? m.contacts_as_last_time() : undefined}
      value={value}
      onChange={(chosen) => {
        const [kind, code = ''] = chosen.split(':');
        onChange(kind === 'mode' ? { mode: code, place: apart } : { mode: 'in_person', place: code });
      }}
      options={[...shown.map(chip('place')), ...modes.map(chip('mode'))]}
      after={
        !isOpen && places.length > firstPlaces ? (
          <div className="mt2">
            <Button variant="quiet" onClick={() => setOpen(true)}>
              {m.contacts_more_places()}
            </Button>
          </div>
        ) : undefined
      }
    />
  );
}

const firstActivities = 7;

export interface DidProps {
  packs: PackSet;
  locale: PackLocale;
  did: readonly string[];
  onChange: (did: string[]) => void;
}

export function Did({ packs, locale, did, onChange }: DidProps) {
  const [isOpen, setOpen] = useState(false);
  const all = choicesOf(packs, 'activities');
  const shown = all.filter((item, at) => isOpen || at < firstActivities || did.includes(item.code));
  return (
    <ChipsMany
      label={m.contacts_did()}
      values={did}
      onChange={onChange}
      options={shown.map((item) => ({ value: item.code, label: item.label[locale] }))}
      after={
        !isOpen && all.length > firstActivities ? (
          <div className="mt2">
            <Button variant="quiet" onClick={() => setOpen(true)}>
              {m.contacts_more_did()}
            </Button>
          </div>
        ) : undefined
      }
    />
  );
}
