import { useDeferredValue, useMemo, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { newId } from '../../shared/id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { problemsOf } from './form-problems.ts';
import { LooksLike, useLooksLike } from './looks-like.tsx';
import { takeNameAsked } from './name-asked.ts';
import type { PersonFields } from './person-fields.ts';
import { withOnlyName } from './person-fields.ts';
import { PersonForm } from './person-form.tsx';
import { startOfDay } from './person-rules.ts';
import { registerPerson } from './register-person.ts';
import { useTimeZone } from './when.ts';

const nobody = 'nobody';

/** Someone new. A name is enough; with nobody alike it takes one field and one tap. */
export function RegisterPersonPage({ onSaved }: { onSaved: (personId: string) => void }) {
  const [name] = useState(takeNameAsked);
  const device = useDevice();
  const timeZone = useTimeZone();
  usePageTitle(m.people_add());
  const [person, setPerson] = useState<PersonFields>(() => withOnlyName(name));
  const [errors, setErrors] = useState<Partial<Record<keyof PersonFields, string>>>({});
  const [setAside, setSetAside] = useState<readonly string[]>([]);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const programmes = useProgrammes();
  // Until something is chosen, the first: not kept, because the lists may still be filling when this page opens.
  const [chosenProgramme, setProgrammeId] = useState<string | null>(null);
  const programmeId = chosenProgramme ?? programmes[0]?.value ?? null;
  const walkers = useWalkers();
  const [chosenWalker, setWalkerId] = useState<string | null>(null);
  const walkerId = chosenWalker ?? walkers[0]?.value ?? null;
  const alike = useLooksLike(useDeferredValue(person));
  const draft = useDraft({
    form: 'register-person',
    href: '/people/new',
    value: { person, setAside },
    isWorthKeeping: JSON.stringify(person) !== JSON.stringify(withOnlyName(name)),
    restore: (value) => {
      const kept = value as Partial<{ person: Partial<PersonFields>; setAside: string[] }>;
      setPerson({ ...withOnlyName(''), ...kept.person });
      setSetAside(kept.setAside ?? []);
    },
  });
  const open = alike.found.filter((each) => !setAside.includes(each.id));

  async function save() {
    const today = fromInstant(new Date(), timeZone);
    const problems = problemsOf(person, today);
    setErrors(Object.fromEntries(Object.entries(problems).map(([field, code]) => [field, refusalText({ code })])));
    setFailure(null);
    if (Object.keys(problems).length > 0) return setFailure(m.people_look_above());
    if (programmeId === null) return setFailure(device.isFilled() ? m.people_no_programme() : m.people_not_here_yet());
    setSaving(true);
    try {
      // The server may know more people of one's reach than this phone holds; without a network it looks again when the entry arrives.
      const unseen = (await alike.askServer(person)).filter((id) => !setAside.includes(id));
      if (unseen.length > 0) return setFailure(m.people_look_alike());
      const personId = newId();
      await device.submit(registerPerson, {
        personId,
        enrolmentId: newId(),
        programmeId,
        enrolledOn: today,
        person,
        walksWith:
          walkerId === null || walkerId === nobody ? null : { assignmentId: newId(), staffId: walkerId, startsAt: startOfDay(new Date()) },
        knownDuplicates: [...setAside],
      });
      await draft.done();
      onSaved(personId);
    } catch (error) {
      setFailure(notKeptText(error));
    } finally {
      setSaving(false);
    }
  }

  return (
    <FocusFrame back={{ href: '/people', label: m.people_title() }} path="/people/new" hasSaveBar narrow>
      <Head title={m.people_add()} lead={m.people_add_lead()} />
      <DraftOffer draft={draft} />
      <Form
        onSubmit={() => {
          if (!isSaving) void save();
        }}
      >
        <PersonForm
          value={person}
          onChange={setPerson}
          errors={errors}
          autoFocus
          belowName={
            <LooksLike
              found={open}
              onSetAside={() => {
                setSetAside([...setAside, ...open.map((each) => each.id)]);
                setFailure(null);
              }}
            />
          }
        />
        {walkers.length > 1 && <ChipsOne label={m.people_who_will_walk()} options={walkers} value={walkerId} onChange={setWalkerId} />}
        {programmes.length > 1 && (
          <ChipsOne label={m.people_programme()} options={programmes} value={programmeId} onChange={setProgrammeId} />
        )}
        {failure && <ErrorText>{failure}</ErrorText>}
        <SaveBar status={person.name.trim() === '' ? m.people_name_is_enough() : m.people_nothing_missing()}>
          <Button variant="main" type="submit" isBusy={isSaving}>
            {onThisDevice(m.people_save, m.people_save_desk)}
          </Button>
        </SaveBar>
      </Form>
    </FocusFrame>
  );
}

/** Programmes the user works in; directors answer for all. */
function useProgrammes() {
  const { me } = useDevice();
  const programmes = useRows('programmes');
  return useMemo(
    () =>
      [...programmes.values()]
        .filter((each) => each.endedOn === null && (me.programmes.includes(each.id) || me.roles.includes('director')))
        .map((each) => ({ value: each.id, label: each.name })),
    [programmes, me],
  );
}

/** Whom the user may give someone new to walk with: themself first. The server judges again. */
function useWalkers() {
  const { me } = useDevice();
  const staff = useRows('staff');
  return useMemo(() => {
    const walks = (roles: readonly string[]) => roles.some((role) => ['peer', 'senior_peer', 'supervisor'].includes(role));
    const coordinates = me.roles.includes('coordinator') || me.roles.includes('director');
    const others = [...staff.values()].filter(
      (each) => each.id !== me.staffId && each.active && walks(each.roles) && (coordinates || each.supervisorIds.includes(me.staffId)),
    );
    return [
      ...(walks(me.roles) ? [{ value: me.staffId, label: m.people_me() }] : []),
      ...(coordinates ? [{ value: nobody, label: m.people_nobody_yet() }] : []),
      ...(coordinates || me.roles.includes('supervisor') ? others.map((each) => ({ value: each.id, label: each.name })) : []),
    ];
  }, [staff, me]);
}
