/** What is kept, and from whom: the same questions whoever writes the answers down, the person or somebody who hears them. */
import { useState } from 'react';
import { labelOf } from '../../packs/pack-labels.ts';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { Form } from '../../web/ui/form.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import { type Role, roles } from '../staff/role.ts';
import { anybodyOutside, classesKeptFromStaff, type LockRow } from './lock.ts';
import { lockedWhat } from './lock-names.ts';
import { checkLock } from './lock-rules.ts';
import { setLock } from './set-lock.ts';

type Whom = 'staff' | 'role' | 'outside' | 'anybody';
type Filled = { words: string; covers: LockRow['covers']; whom: Whom; staffId: string | null; role: Role | null; outside: string };
const empty: Filled = { words: '', covers: 'all', whom: 'staff', staffId: null, role: null, outside: '' };

export interface LockFormProps {
  personId: string;
  /** Address of the page it stands on, for the draft. */
  href: string;
  /** How the questions are put: to whoever heard it, or to the person. */
  says: { words: string; wordsHint: string; wordsMissing: string; colleague: string; whichColleague: string; allWarning: string };
  onSaved: () => void;
}

export function LockForm({ personId, href, says, onSaved }: LockFormProps) {
  const device = useDevice();
  const locale = useLocale() === 'ta' ? 'ta' : 'en';
  const colleagues = [...useRows('staff').values()].filter((each) => each.id !== device.me.staffId && each.active);
  const [form, setForm] = useState<Filled>(empty);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const change = (next: Partial<Filled>) => {
    setForm((before) => ({ ...before, ...next }));
    setProblem(null);
  };
  const draft = useDraft({
    ...{ form: 'lock', about: personId, personId, href, value: form },
    isWorthKeeping: form.words.trim() !== '' || form.outside.trim() !== '',
    restore: (value) => setForm((before) => ({ ...before, ...(value as Partial<Filled>) })),
  });
  async function save() {
    if (isSaving) return;
    const lock = lockOf(form);
    if (form.words.trim() === '') return setProblem(says.wordsMissing);
    if (lock.staffId === null && lock.role === null && lock.outsideName === null) return setProblem(m.locks_whom_missing());
    const [wrong] = checkLock(lock, device.me);
    if (wrong) return setProblem(refusalText(wrong));
    setSaving(true);
    try {
      await device.submit(setLock, { ...lock, lockId: newId(), personId, words: form.words.trim() });
      await draft.done();
      onSaved();
    } catch (error) {
      setProblem(notKeptText(error));
      setSaving(false);
    }
  }
  return (
    <>
      <DraftOffer draft={draft} />
      <Form label={m.locks_title()} className="stack" onSubmit={() => void save()}>
        <TextField
          label={says.words}
          description={says.wordsHint}
          value={form.words}
          onChange={(words) => change({ words })}
          autoComplete="off"
        />
        <ChipsOne
          label={m.locks_what()}
          options={(['all', ...classesKeptFromStaff] as const).map((value) => ({ value, label: lockedWhat(value) }))}
          value={form.covers}
          onChange={(value) => change({ covers: value as Filled['covers'] })}
        />
        <PickOne
          label={m.locks_whom()}
          options={[
            { value: 'staff', title: says.colleague },
            { value: 'role', title: m.locks_whom_role() },
            { value: 'outside', title: m.locks_whom_outside() },
            { value: 'anybody', title: m.locks_whom_anybody() },
          ]}
          value={form.whom}
          onChange={(value) => change({ whom: value as Whom })}
        />
        {form.whom === 'staff' && (
          <ChipsOne
            label={says.whichColleague}
            options={colleagues.map((each) => ({ value: each.id, label: each.name, initialOf: each.name }))}
            value={form.staffId}
            onChange={(staffId) => change({ staffId })}
          />
        )}
        {form.whom === 'role' && (
          <ChipsOne
            label={m.locks_which_role()}
            options={roles
              .filter((role) => !device.me.roles.includes(role))
              .map((value) => ({ value, label: labelOf(device.packs, 'roles', value, locale) }))}
            value={form.role}
            onChange={(role) => change({ role: role as Role })}
          />
        )}
        {form.whom === 'outside' && (
          <TextField
            label={m.locks_which_outside()}
            description={m.locks_which_outside_hint()}
            value={form.outside}
            onChange={(outside) => change({ outside })}
            autoComplete="off"
          />
        )}
        {form.covers === 'all' && form.whom !== 'outside' && form.whom !== 'anybody' && <p className="note mt3">{says.allWarning}</p>}
        <SaveBar status={problem}>
          <Button variant="main" type="submit" icon="lock" isBusy={isSaving}>
            {m.locks_save()}
          </Button>
        </SaveBar>
      </Form>
    </>
  );
}

/** Only the way that is chosen counts, whatever was typed for another. */
function lockOf(form: Filled): Pick<LockRow, 'covers' | 'itemTable' | 'itemId' | 'staffId' | 'outsideName'> & { role: Role | null } {
  const outside = form.outside.trim() === '' ? null : form.outside.trim();
  return {
    ...{ covers: form.covers, itemTable: null, itemId: null },
    staffId: form.whom === 'staff' ? form.staffId : null,
    role: form.whom === 'role' ? form.role : null,
    outsideName: form.whom === 'anybody' ? anybodyOutside : form.whom === 'outside' ? outside : null,
  };
}
