/** Giving a view to somebody else. The kind comes first: it says what the law gives, and which of the questions below are open at all. */
import { useState } from 'react';
import { representativeKindsOf } from '../../packs/representative-kinds.ts';
import type { Basis, ViewPart } from '../../packs/view-parts.ts';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { newId } from '../../shared/new-id.ts';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { Form } from '../../web/ui/form.tsx';
import { PickMany, PickOne } from '../../web/ui/pick.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { Say } from '../../web/ui/say.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { useSubmit } from '../../web/use-submit.ts';
import { useTimeZone } from '../people/when.ts';
import { addRepresentative } from './add-representative.ts';
import { mostName } from './representative.ts';
import { checkRepresentative } from './representative-rules.ts';
import { basisNames, partNames } from './representative-words.ts';

type Filled = { kind: string | null; name: string; basis: Basis | null; basisOn: string; parts: ViewPart[]; lastDay: string };

export interface GiveFormProps {
  person: { id: string; name: string };
  /** Address of the page it stands on, for the draft. */
  href: string;
  onSaved: () => void;
}

export function GiveForm({ person, href, onSaved }: GiveFormProps) {
  const device = useDevice();
  const locale = useLocale() === 'ta' ? 'ta' : 'en';
  const today = fromInstant(new Date(), useTimeZone());
  const kinds = representativeKindsOf(device.packs);
  const [form, setForm] = useState<Filled>({ kind: null, name: '', basis: null, basisOn: today, parts: [], lastDay: '' });
  const { problem, isBusy, say, send } = useSubmit();
  const kind = kinds.find((each) => each.code === form.kind);
  // Where only one is open, nobody has to choose it.
  const basis = kind?.bases.length === 1 ? (kind.bases[0] ?? null) : form.basis;
  const change = (next: Partial<Filled>) => {
    setForm((before) => ({ ...before, ...next }));
    say(null);
  };
  const draft = useDraft({
    ...{ form: 'representative', about: person.id, personId: person.id, href, value: form },
    isWorthKeeping: form.name.trim() !== '',
    restore: (value) => setForm((before) => ({ ...before, ...(value as Partial<Filled>) })),
  });
  async function save() {
    const name = form.name.trim();
    if (!kind) return say(m.representatives_kind_missing());
    if (name === '' || name.length > mostName) return say(m.representatives_name_missing());
    if (basis === null) return say(m.representatives_basis_missing());
    if (form.basisOn === '') return say(m.representatives_day_missing());
    const given = { basis, basisOn: form.basisOn, parts: form.parts, lastDay: form.lastDay === '' ? null : form.lastDay };
    const [wrong] = checkRepresentative(kind, given, today);
    if (wrong) return say(refusalText(wrong));
    await send(async () => {
      await device.submit(addRepresentative, { ...given, representativeId: newId(), personId: person.id, kind: kind.code, name, locale });
      await draft.done();
      onSaved();
    });
  }
  return (
    <>
      <DraftOffer draft={draft} />
      <Form label={m.representatives_give()} className="stack" onSubmit={() => void save()}>
        <PickOne
          label={m.representatives_kind()}
          options={kinds.map((each) => ({ value: each.code, title: each.title[locale], detail: each.law[locale] }))}
          value={form.kind}
          onChange={(code) => change({ kind: code, basis: null, parts: [] })}
        />
        {kind && (
          <>
            <Say live={false}>
              <p>{kind.gives[locale]}</p>
            </Say>
            <TextField label={m.representatives_name()} value={form.name} onChange={(name) => change({ name })} autoComplete="off" />
            {kind.bases.length > 1 ? (
              <PickOne
                label={m.representatives_basis()}
                options={kind.bases.map((value) => ({ value, title: basisNames[value]() }))}
                value={basis}
                onChange={(value) => change({ basis: value as Basis })}
              />
            ) : (
              basis && <p className="small">{basisNames[basis]()}</p>
            )}
            <TextField
              label={basis === 'document' ? m.representatives_document_day() : m.representatives_wish_day()}
              description={basis === 'document' ? m.representatives_document_not_kept() : undefined}
              type="date"
              max={today}
              value={form.basisOn}
              onChange={(basisOn) => change({ basisOn })}
            />
            <PickMany
              label={m.representatives_parts()}
              description={m.representatives_parts_lead({ name: person.name })}
              options={kind.parts.map((part) => ({ value: part, title: partNames[part]() }))}
              values={form.parts}
              onChange={(parts) => change({ parts: kind.parts.filter((part) => parts.includes(part)) })}
            />
            <TextField
              label={m.representatives_last_day()}
              note={kind.needsLastDay ? undefined : m.representatives_last_day_open()}
              type="date"
              min={today}
              value={form.lastDay}
              onChange={(lastDay) => change({ lastDay })}
            />
          </>
        )}
        <SaveBar status={problem}>
          <Button variant="main" type="submit" isBusy={isBusy}>
            {m.representatives_save()}
          </Button>
        </SaveBar>
      </Form>
    </>
  );
}
