import { useState } from 'react';
import { labelOf } from '../../packs/pack-labels.ts';
import { m } from '../../paraglide/messages.js';
import { useDevice } from '../../web/device-context.tsx';
import { type Locale, useLocale } from '../../web/frame/locale.tsx';
import { onThisDevice } from '../../web/frame/on-this-device.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { Receipt } from '../../web/ui/receipt.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { useVersionMaker } from '../../web/version-maker.tsx';
import { differingFields, type EditConflict } from './edit-conflict.ts';
import { editPerson } from './edit-person.ts';
import type { PersonRow } from './person.ts';
import type { PersonFields } from './person-fields.ts';
import { momentInWords, useTimeZone } from './when.ts';
import '../../web/ui/motif-compare.css';

const fieldWords: Record<keyof PersonFields, () => string> = {
  name: m.people_field_name,
  fullName: m.people_field_full_name,
  pronouns: m.people_field_pronouns,
  languages: m.people_field_languages,
  phone: m.people_field_phone,
  email: m.people_field_email,
  safeContact: m.people_part_reach,
  birthDate: m.people_field_birth_date,
  ageBand: m.people_field_age_band,
  matters: m.people_matters,
  strengths: m.people_strengths,
  culture: m.people_culture,
  emergency: m.people_emergency,
};

type Keep = 'mine' | 'theirs' | 'third';

type Props = {
  conflict: EditConflict;
  /** The row as this device holds it; used when the refusal itself no longer carries one. */
  person: PersonRow;
  onWriteThird: (draft: Partial<PersonFields>) => void;
  onDone: () => void;
};

/** Two versions side by side, and a human decides. Nothing is lost until they do. */
export function EditConflictPage({ conflict, person, onWriteThird, onDone }: Props) {
  const device = useDevice();
  const locale = useLocale();
  const timeZone = useTimeZone();
  const [keep, setKeep] = useState<Keep | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const theirs = conflict.theirs && conflict.theirs.version >= person.version ? conflict.theirs : person;
  const maker = useVersionMaker(conflict.refusal, theirs.version);
  const differing = differingFields(conflict.mine, theirs);
  const changed = Object.keys(conflict.mine) as (keyof PersonFields)[];
  const sides = [
    {
      id: 'mine',
      title: m.people_you(),
      at: conflict.recordedAt,
      values: { ...theirs, ...conflict.mine },
      where: onThisDevice(m.people_step_phone, m.people_step_desk),
    },
    { id: 'theirs', title: maker.name, at: maker.at, values: theirs, where: m.people_step_server() },
  ] as const;

  async function decide() {
    if (keep === null) return setProblem(m.goals_versions_choose());
    try {
      if (keep === 'third') return onWriteThird(conflict.mine);
      const set = Object.fromEntries(differing.map((field) => [field, conflict.mine[field]]));
      if (keep === 'mine' && differing.length > 0) {
        await device.submit(editPerson, { personId: person.id, basedOn: theirs.version, set });
      }
      await device.letGo(conflict.commandId);
      onDone();
    } catch (error) {
      setProblem(notKeptText(error));
    }
  }

  return (
    <>
      <Head
        title={maker.isMe ? m.people_conflict_title_own() : m.people_conflict_title()}
        lead={m.people_conflict_lead({ name: person.name })}
      />
      <div className="compare">
        {sides.map((side) => (
          <section className="compare__side" key={side.id} aria-labelledby={`side-${side.id}`}>
            <h2 className="h3" id={`side-${side.id}`}>
              {side.title}
            </h2>
            {side.at !== null && (
              <p className="note">
                <time dateTime={side.at}>{momentInWords(side.at, locale, timeZone)}</time>
              </p>
            )}
            <p>
              <Receipt step={side.id === 'mine' ? 1 : 2} label={side.where} />
            </p>
            <dl>
              {changed.map((field) => (
                <div key={field}>
                  <dt>{fieldWords[field]()}</dt>
                  <dd className={differing.includes(field) ? undefined : 'same'}>
                    {differing.includes(field) ? <mark>{said(side.values[field], field)}</mark> : said(side.values[field], field)}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="note mt2">{m.people_conflict_marked()}</p>
      <div className="mt5">
        <PickOne
          label={m.people_conflict_ask()}
          value={keep}
          onChange={(value) => {
            setKeep(value as Keep);
            setProblem(null);
          }}
          options={[
            { value: 'mine', title: m.people_conflict_mine(), detail: m.people_conflict_mine_note() },
            { value: 'theirs', title: m.people_conflict_theirs(), detail: m.people_conflict_theirs_note() },
            { value: 'third', title: m.people_conflict_third() },
          ]}
        />
      </div>
      <SaveBar>
        {problem && <ErrorText>{problem}</ErrorText>}
        <Button variant="main" onClick={() => void decide()}>
          {keep === null ? m.goals_versions_choose() : keepWords[keep]()}
        </Button>
        <LinkButton variant="quiet" href={`/people/${person.id}`}>
          {m.people_conflict_later()}
        </LinkButton>
      </SaveBar>
    </>
  );

  function said(value: unknown, field: keyof PersonFields): string {
    return valueInWords(value, field, { locale, label: (list, code) => labelOf(device.packs, list, code, locale) });
  }
}

const keepWords: Record<Keep, () => string> = {
  mine: m.people_conflict_mine,
  theirs: m.people_conflict_theirs,
  third: m.people_conflict_third,
};

type Speaker = { locale: Locale; label: (list: 'languages' | 'pronouns' | 'age-bands', code: string) => string };

function valueInWords(value: unknown, field: keyof PersonFields, speak: Speaker): string {
  if (value === null || value === undefined) return m.people_not_said();
  if (field === 'languages') return (value as string[]).map((code) => speak.label('languages', code)).join(', ') || m.people_not_said();
  if (field === 'pronouns') return speak.label('pronouns', value as string);
  if (field === 'ageBand') return speak.label('age-bands', value as string);
  if (typeof value !== 'object') return String(value);
  const yesNo = { leaveMessage: m.people_field_message, nameSender: m.people_field_sender } as const;
  const parts = Object.entries(value).map(([key, each]) =>
    typeof each === 'boolean' && key in yesNo
      ? `${yesNo[key as keyof typeof yesNo]()} ${each ? m.people_yes() : m.people_no()}`
      : String(each),
  );
  return parts.join(' · ') || m.people_not_said();
}
