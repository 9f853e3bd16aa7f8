/** The first half of the form: with whom, why, until when, and what. Everything starts at no. */
import type { PackConsentKind, SharedClass } from '../../packs/consent-kinds.ts';
import { m } from '../../paraglide/messages.js';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { Switch } from '../../web/ui/switch.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { classesAsked, type ShareForm } from './share-form.ts';
import './consents.css';

export interface ShareTermsProps {
  form: ShareForm;
  onChange: (next: Partial<ShareForm>) => void;
  kinds: readonly PackConsentKind[];
  kind: PackConsentKind;
  today: string;
}

type Say = { locale: 'en' | 'ta' };
type Message = (nothing: Record<string, never>, say: Say) => string;
const classNames: Record<(typeof classesAsked)[number], { name: Message; hint: Message }> = {
  goal_plan: { name: m.consents_class_goal_plan, hint: m.consents_class_goal_plan_hint },
  prom_score: { name: m.consents_class_prom_score, hint: m.consents_class_prom_score_hint },
  programme_presence: { name: m.consents_class_programme_presence, hint: m.consents_class_programme_presence_hint },
  peer_note: { name: m.consents_class_peer_note, hint: m.consents_class_peer_note_hint },
  identity: { name: m.consents_class_identity, hint: m.consents_class_identity_hint },
};

/** What a kind of data is called, in the language the person reads in. */
export function classNameIn(dataClass: SharedClass, language: 'en' | 'ta'): string {
  return classesAsked.includes(dataClass as (typeof classesAsked)[number])
    ? classNames[dataClass as (typeof classesAsked)[number]].name({}, { locale: language })
    : dataClass;
}

const recipientNames = {
  named: m.consents_recipient_named,
  class: m.consents_recipient_class,
  intermediary: m.consents_recipient_intermediary,
};
const expiryNames = { date: m.consents_expiry_date, event: m.consents_expiry_event, none: m.consents_expiry_none };

export function ShareTerms({ form, onChange, kinds, kind, today }: ShareTermsProps) {
  const { language } = form;
  const purpose = kind.purposes.find((each) => each.code === form.purpose);
  const expiries = purpose?.expiries ?? ['date', 'event'];
  return (
    <div className="stack">
      {kinds.length > 1 && (
        <PickOne
          label={m.consents_kind()}
          options={kinds.map((each) => ({ value: each.code, title: each.title[language] }))}
          value={form.kind}
          onChange={(code) => onChange({ kind: code, purpose: null, expiry: 'date', recipientKind: 'named' })}
        />
      )}
      <TextField
        label={m.consents_who()}
        description={m.consents_who_hint()}
        value={form.recipient}
        onChange={(recipient) => onChange({ recipient })}
        autoComplete="off"
      />
      <TextField
        label={m.consents_address()}
        note={m.consents_optional()}
        value={form.address}
        onChange={(address) => onChange({ address })}
        autoComplete="off"
      />
      {kind.recipients.length > 1 && (
        <ChipsOne
          label={m.consents_recipient_kind()}
          labelQuiet
          options={kind.recipients.map((value) => ({ value, label: recipientNames[value]() }))}
          value={form.recipientKind}
          onChange={(value) => onChange({ recipientKind: value as ShareForm['recipientKind'] })}
        />
      )}
      {form.recipientKind === 'intermediary' && (
        <TextField label={m.consents_members()} value={form.members} onChange={(members) => onChange({ members })} autoComplete="off" />
      )}
      <PickOne
        label={m.consents_why()}
        options={kind.purposes.map((each) => ({ value: each.code, title: <span lang={language}>{each.label[language]}</span> }))}
        value={form.purpose}
        onChange={(code) => onChange({ purpose: code })}
      />
      <ChipsOne
        label={m.consents_until()}
        options={expiries.map((value) => ({ value, label: expiryNames[value]() }))}
        value={form.expiry}
        onChange={(value) => onChange({ expiry: value as ShareForm['expiry'] })}
      />
      {form.expiry === 'date' && (
        <TextField label={m.consents_expiry_day()} type="date" value={form.day} min={today} onChange={(day) => onChange({ day })} />
      )}
      {form.expiry === 'event' && (
        <TextField
          label={m.consents_expiry_what()}
          value={form.event}
          onChange={(event) => onChange({ event })}
          autoComplete="off"
          lang={language}
        />
      )}
      <section className="mt5" aria-labelledby="what">
        <h2 id="what">{m.consents_what()}</h2>
        <p className="note">{m.consents_starts_at_no()}</p>
        <ul className="mt2" lang={language}>
          {classesAsked.map((dataClass) => {
            const { name, hint } = classNames[dataClass];
            const say = { locale: language };
            return (
              <li key={dataClass} className="party">
                <div>
                  <h3>{name({}, say)}</h3>
                  <p className="small soft">{hint({}, say)}</p>
                </div>
                <Switch
                  label={name({}, say)}
                  labelHidden
                  on={m.consents_yes({}, say)}
                  off={m.consents_no({}, say)}
                  isSelected={form.classes.includes(dataClass)}
                  onChange={(isOn) =>
                    onChange({ classes: classesAsked.filter((each) => (each === dataClass ? isOn : form.classes.includes(each))) })
                  }
                />
              </li>
            );
          })}
        </ul>
      </section>
    </div>
  );
}
