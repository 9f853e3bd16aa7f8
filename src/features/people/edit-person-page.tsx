import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice, useOutbox, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { useLook } from '../looks/use-look.ts';
import { changedFields, conflictOf } from './edit-conflict.ts';
import { EditConflictPage } from './edit-conflict-page.tsx';
import { editPerson } from './edit-person.ts';
import { problemsOf } from './form-problems.ts';
import type { PersonRow } from './person.ts';
import { type PersonFields, personFieldNames } from './person-fields.ts';
import { PersonForm } from './person-form.tsx';
import { useTimeZone } from './when.ts';

/** What is known of a person, to change; or, when two people changed it at once, both versions side by side. */
export function EditPersonPage({ personId, onSaved }: { personId: string; onSaved: () => void }) {
  const person = useRows('people').get(personId);
  const conflict = conflictOf(useOutbox(), personId);
  const [draft, setDraft] = useState<Partial<PersonFields> | null>(null);
  usePageTitle(m.people_edit_title());
  useLook(person ? personId : null, 'profile');
  const path = `/people/${personId}/edit`;
  const back = { href: `/people/${personId}`, label: person?.name ?? m.people_title() };
  return (
    <FocusFrame back={back} path={path} hasSaveBar narrow>
      {!person ? (
        <Head title={m.people_edit_title()} lead={m.people_not_here()} />
      ) : conflict && draft === null ? (
        <EditConflictPage conflict={conflict} person={person} onWriteThird={setDraft} onDone={onSaved} />
      ) : (
        <EditForm person={person} draft={draft} replaces={draft === null ? null : (conflict?.commandId ?? null)} onSaved={onSaved} />
      )}
    </FocusFrame>
  );
}

type EditFormProps = { person: PersonRow; draft: Partial<PersonFields> | null; replaces: string | null; onSaved: () => void };

function EditForm({ person, draft, replaces, onSaved }: EditFormProps) {
  const device = useDevice();
  const timeZone = useTimeZone();
  // The version seen when the form was opened is the one the change is based on, whatever arrives while it is being filled in.
  const [before, setBefore] = useState(person);
  const [value, setValue] = useState<PersonFields>(() => ({ ...fieldsOf(person), ...draft }));
  const [errors, setErrors] = useState<Partial<Record<keyof PersonFields, string>>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const set = changedFields(before, value);
  const hasChanges = Object.keys(set).length > 0;
  const unfinished = useDraft({
    form: 'edit-person',
    about: person.id,
    personId: person.id,
    href: `/people/${person.id}/edit`,
    // With the page it was written on: should a colleague have changed that since, both versions will be shown and nobody is overwritten.
    value: { before, set },
    isWorthKeeping: hasChanges,
    restore: (kept) => {
      const { before: was = person, set: changed } = kept as Partial<{ before: PersonRow; set: Partial<PersonFields> }>;
      setBefore(was);
      setValue({ ...fieldsOf(was), ...changed });
    },
  });

  async function save() {
    const problems = problemsOf(value, fromInstant(new Date(), timeZone));
    setErrors(Object.fromEntries(Object.entries(problems).map(([field, code]) => [field, refusalText({ code })])));
    setFailure(Object.keys(problems).length > 0 ? m.people_look_above() : null);
    if (Object.keys(problems).length > 0) return;
    setSaving(true);
    try {
      if (hasChanges) await device.submit(editPerson, { personId: person.id, basedOn: before.version, set });
      if (replaces !== null) await device.letGo(replaces);
      await unfinished.done();
      onSaved();
    } catch (error) {
      setFailure(notKeptText(error));
    } finally {
      setSaving(false);
    }
  }

  return (
    <>
      <Head title={m.people_edit_title()} lead={m.people_edit_lead({ name: person.name })} />
      <DraftOffer draft={unfinished} />
      <Form
        onSubmit={() => {
          if (!isSaving) void save();
        }}
      >
        <PersonForm value={value} onChange={setValue} errors={errors} startsOpen />
        {failure && <ErrorText>{failure}</ErrorText>}
        <SaveBar status={hasChanges ? m.people_changed({ count: Object.keys(set).length }) : m.people_unchanged()}>
          <Button variant="main" type="submit" isBusy={isSaving}>
            {onThisDevice(m.people_save, m.people_save_desk)}
          </Button>
        </SaveBar>
      </Form>
    </>
  );
}

function fieldsOf(person: PersonRow): PersonFields {
  return Object.fromEntries(personFieldNames.map((field) => [field, person[field]])) as PersonFields;
}
