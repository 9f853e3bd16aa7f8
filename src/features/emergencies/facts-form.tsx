/** The four facts, the same form for what was opened and for what was told by voice. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { useDevice } from '../../web/device-context.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { Say } from '../../web/ui/say.tsx';
import { TextArea } from '../../web/ui/text-area.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { timeInWords, useTimeZone } from '../people/when.ts';
import { lettersLeft } from '../views/own-words.ts';
import { instantAt } from '../visits/local-time.ts';
import { mostNature, mostRecipient, type Told } from './emergency.ts';
import { checkFacts, type Facts, factsOf } from './emergency-rules.ts';

type FactsState = {
  told: Told | '';
  nature: string;
  recipientName: string;
  recipientFacility: string;
  day: string;
  time: string;
  risk: string;
};
/** Facts that were checked: what was said, and whom. */
export type WholeFacts = Facts & { told: Told; nature: string };

export interface FactsFormProps {
  label: string;
  /** Where its draft belongs. */
  draft: { form: string; about: string; personId: string; href: string };
  law: { medicalOnly: boolean; riskTest: boolean };
  /** Whether "nobody was told" is an answer: of what was opened it is. */
  mayBeNobody: boolean;
  onSave: (facts: WholeFacts) => Promise<unknown>;
  onSaved: () => void;
}

export function FactsForm({ label, draft: about, law, mayBeNobody, onSave, onSaved }: FactsFormProps) {
  const device = useDevice();
  const timeZone = useTimeZone();
  const [form, setForm] = useState<FactsState>(() => {
    const now = new Date(device.safe.now()).toISOString();
    const when = { day: fromInstant(now, timeZone) as string, time: timeInWords(now, 'en', timeZone) };
    return { told: mayBeNobody ? '' : 'medical', nature: '', recipientName: '', recipientFacility: '', risk: '', ...when };
  });
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const change = (next: Partial<FactsState>) => {
    setForm((before) => ({ ...before, ...next }));
    setProblem(null);
  };
  const draft = useDraft({
    ...{ ...about, value: form },
    isWorthKeeping: [form.nature, form.recipientName, form.recipientFacility, form.risk].some((text) => text.trim() !== ''),
    restore: (value) => setForm((before) => ({ ...before, ...(value as Partial<FactsState>) })),
  });
  const wasTold = form.told === 'medical' || form.told === 'other';
  const isForbidden = form.told === 'other' && law.medicalOnly;

  async function save() {
    if (isSaving) return;
    setProblem(null);
    if (wasTold && (form.day === '' || form.time === '')) return setProblem(m.refusal_emergency_recipient_missing());
    const facts = factsOf({ ...form, toldAt: instantAt(form.day, form.time, timeZone) });
    const [wrong] = checkFacts(facts, law);
    if (wrong) return setProblem(refusalText({ code: wrong }));
    setSaving(true);
    try {
      await onSave(facts as WholeFacts);
      await draft.done();
      onSaved();
    } catch (error) {
      setProblem(notKeptText(error));
      setSaving(false);
    }
  }

  const whom: { value: Told; title: string }[] = [
    { value: 'medical', title: m.emergencies_told_medical() },
    { value: 'other', title: m.emergencies_told_other() },
  ];
  return (
    <>
      <DraftOffer draft={draft} />
      <Form label={label} className="stack" onSubmit={() => void save()}>
        <TextArea
          label={m.emergencies_nature()}
          description={m.emergencies_nature_hint()}
          value={form.nature}
          onChange={(nature) => change({ nature })}
          limit={lettersLeft(mostNature)}
        />
        <PickOne
          label={m.emergencies_told()}
          options={mayBeNobody ? [...whom, { value: 'nobody', title: m.emergencies_told_nobody() }] : whom}
          value={form.told}
          onChange={(value) => change({ told: value as Told })}
        />
        {isForbidden && (
          <Say look="look">
            <p>{m.refusal_emergency_medical_only()}</p>
          </Say>
        )}
        {wasTold && !isForbidden && (
          <>
            <TextField
              label={m.emergencies_recipient()}
              value={form.recipientName}
              onChange={(recipientName) => change({ recipientName })}
              autoComplete="off"
              limit={lettersLeft(mostRecipient)}
            />
            <TextField
              label={m.emergencies_facility()}
              value={form.recipientFacility}
              onChange={(recipientFacility) => change({ recipientFacility })}
              autoComplete="off"
              limit={lettersLeft(mostRecipient)}
            />
            <TextField label={m.emergencies_told_day()} type="date" value={form.day} onChange={(day) => change({ day })} />
            <TextField label={m.emergencies_told_time()} type="time" value={form.time} onChange={(time) => change({ time })} />
            <p className="note">{m.emergencies_told_by({ name: device.me.name })}</p>
            {law.riskTest && (
              <TextArea
                label={m.emergencies_risk()}
                description={m.emergencies_risk_hint()}
                value={form.risk}
                onChange={(risk) => change({ risk })}
                limit={lettersLeft(mostNature)}
              />
            )}
          </>
        )}
        {problem && <ErrorText>{problem}</ErrorText>}
        <SaveBar>
          <Button variant="main" type="submit" icon="check" isBusy={isSaving}>
            {m.emergencies_save()}
          </Button>
        </SaveBar>
      </Form>
    </>
  );
}
