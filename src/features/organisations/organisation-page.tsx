/** For administrators: the organisation's settings and its programmes. */

import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { localeOfDays } from '../../shared/calendar-day.ts';
import { newId } from '../../shared/id.ts';
import { makeSafe } from '../../shared/make-safe.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Button } from '../../web/ui/button.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Pick } from '../../web/ui/pick.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { Say } from '../../web/ui/say.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { addProgramme, editOrganisation, editProgramme } from './edit-organisation.ts';
import type { OrganisationRow, ProgrammeRow } from './organisation.ts';
import { LanguagesField, NameField, PeopleWordField } from './organisation-fields.tsx';

export function OrganisationPage() {
  const { me } = useDevice();
  const organisation = useRows('organisations').get(me.orgId);
  usePageTitle(m.organisations_settings());
  return (
    <FocusFrame back={{ href: '/team', label: m.staff_back_to_team() }} path="/team/settings" narrow>
      <div className="stack-l">
        <Head title={m.organisations_settings()} />
        {organisation && <Settings key={organisation.version} organisation={organisation} />}
        <Programmes />
      </div>
    </FocusFrame>
  );
}

function Settings({ organisation }: { organisation: OrganisationRow }) {
  const device = useDevice();
  const [name, setName] = useState(organisation.name);
  const [peopleWord, setPeopleWord] = useState(organisation.peopleWord);
  const [languages, setLanguages] = useState(organisation.languages);
  const [isSecondFactor, setSecondFactor] = useState(organisation.secondFactorRequired);
  const [hours, setHours] = useState(String(organisation.offlineLeaseHours));
  const [isChecked, setChecked] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const isHoursRight = /^\d{1,3}$/.test(hours) && Number(hours) >= 1 && Number(hours) <= 720;
  const save = async () => {
    setChecked(true);
    const args = editOrganisation.args.safeParse({
      basedOn: organisation.version,
      name: makeSafe(name).trim(),
      peopleWord,
      languages,
      secondFactorRequired: isSecondFactor,
      offlineLeaseHours: Number(hours),
    });
    if (!args.success) return;
    await device.submit(editOrganisation, args.data);
    setSaved(true);
  };
  return (
    <Form onSubmit={() => void save()}>
      <NameField label={m.organisations_name()} value={name} onChange={setName} isChecked={isChecked} />
      <PeopleWordField value={peopleWord} onChange={setPeopleWord} />
      <LanguagesField value={languages} onChange={setLanguages} isChecked={isChecked} />
      <Pick
        title={m.organisations_second_factor()}
        detail={m.organisations_second_factor_lead()}
        isSelected={isSecondFactor}
        onChange={setSecondFactor}
      />
      <TextField
        label={m.organisations_lease()}
        description={m.organisations_lease_hint()}
        inputMode="numeric"
        value={hours}
        onChange={setHours}
        error={isChecked && !isHoursRight ? m.organisations_lease_wrong() : undefined}
      />
      <Button variant="main" type="submit">
        {m.organisations_save()}
      </Button>
      {isSaved && (
        <Say icon="check">
          <p>{m.organisations_saved()}</p>
        </Say>
      )}
    </Form>
  );
}

function Programmes() {
  const locale = useLocale();
  const byName = new Intl.Collator(locale);
  const programmes = [...useRows('programmes').values()].sort((a, b) => byName.compare(a.name, b.name));
  const [editing, setEditing] = useState<string | null>(null);
  const day = new Intl.DateTimeFormat(localeOfDays(locale), { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <section className="stack-l" aria-labelledby="programmes">
      <SectionHead id="programmes" title={m.organisations_programmes()} />
      <Rows label={m.organisations_programmes()}>
        {programmes.map((programme) => (
          <Row
            key={programme.id}
            title={programme.name}
            detail={
              programme.endedOn
                ? m.organisations_programme_ended({ day: day.format(new Date(programme.endedOn)) })
                : programme.cosignRequired
                  ? m.organisations_cosign()
                  : m.organisations_cosign_off()
            }
            end={
              <Button variant="quiet" onClick={() => setEditing(programme.id)}>
                {m.organisations_change()}
              </Button>
            }
          >
            {editing === programme.id && <ProgrammeForm key={programme.version} programme={programme} onDone={() => setEditing(null)} />}
          </Row>
        ))}
      </Rows>
      {editing === 'new' ? (
        <ProgrammeForm programme={null} onDone={() => setEditing(null)} />
      ) : (
        <Button icon="plus" onClick={() => setEditing('new')}>
          {m.organisations_programme_add()}
        </Button>
      )}
    </section>
  );
}

function ProgrammeForm({ programme, onDone }: { programme: ProgrammeRow | null; onDone: () => void }) {
  const device = useDevice();
  const [name, setName] = useState(programme?.name ?? '');
  const [endedOn, setEndedOn] = useState(programme?.endedOn ?? '');
  const [isCosigned, setCosigned] = useState(programme?.cosignRequired ?? false);
  const [isPart2, setPart2] = useState(programme?.origin === 'part2');
  // A device that was filled before kinds said what they cover holds none that do, until it hears from the server again.
  const asksForPart2 = device.packs.consents.some(({ covers = [] }) => covers.includes('part2'));
  const [isChecked, setChecked] = useState(false);
  const save = async () => {
    setChecked(true);
    const said = makeSafe(name).trim();
    if (said === '') return;
    const set = { name: said, cosignRequired: isCosigned, origin: isPart2 ? ('part2' as const) : null };
    if (programme) await device.submit(editProgramme, { ...set, id: programme.id, basedOn: programme.version, endedOn: endedOn || null });
    else await device.submit(addProgramme, { ...set, id: newId() });
    onDone();
  };
  return (
    <Form onSubmit={() => void save()}>
      <NameField label={m.organisations_programme_name()} value={name} onChange={setName} isChecked={isChecked} />
      <Pick title={m.organisations_cosign()} isSelected={isCosigned} onChange={setCosigned} />
      {asksForPart2 && (
        <Pick title={m.organisations_part2()} detail={m.organisations_part2_hint()} isSelected={isPart2} onChange={setPart2} />
      )}
      {programme && (
        <TextField
          label={m.organisations_programme_last_day()}
          description={m.organisations_programme_last_day_hint()}
          type="date"
          value={endedOn}
          onChange={setEndedOn}
        />
      )}
      <Button type="submit">{m.organisations_save()}</Button>
    </Form>
  );
}
