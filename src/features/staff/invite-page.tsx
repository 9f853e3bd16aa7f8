/** Invites one person. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { makeSafe } from '../../shared/make-safe.ts';
import { useDevice } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { languageName } from '../organisations/organisation-words.ts';
import { DutiesFields, noDuties } from './duties-fields.tsx';
import { inviteStaff } from './invite-staff.ts';
import { mostName, staffLocales } from './staff.ts';

/** @param onInvited called with the new colleague's id, once the invitation is safely on this device */
export function InvitePage({ onInvited }: { onInvited: (staffId: string) => void }) {
  const device = useDevice();
  const screenLocale = useLocale();
  usePageTitle(m.staff_invite());
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [locale, setLocale] = useState<string>(screenLocale);
  const [duties, setDuties] = useState(noDuties);
  const [isChecked, setChecked] = useState(false);
  const [isBroken, setBroken] = useState(false);

  const save = async () => {
    setChecked(true);
    const staffId = newId();
    const args = inviteStaff.args.safeParse({
      staffId,
      invitationId: newId(),
      name: makeSafe(name).trim(),
      email: email.trim(),
      locale,
      ...duties,
      title: makeSafe(duties.title).trim() || null,
    });
    setBroken(!args.success && name.trim() !== '' && /^\S+@\S+$/.test(email.trim()) && duties.roles.length > 0);
    if (!args.success) return;
    await device.submit(inviteStaff, args.data);
    onInvited(staffId);
  };
  return (
    <FocusFrame back={{ href: '/team', label: m.staff_back_to_team() }} path="/team/invite" hasSaveBar narrow>
      <Head title={m.staff_invite()} />
      <Form onSubmit={() => void save()}>
        <TextField
          label={m.staff_name()}
          value={name}
          onChange={(value) => setName(value.slice(0, mostName))}
          error={isChecked && name.trim() === '' ? m.staff_write_name() : undefined}
        />
        <TextField
          label={m.staff_email()}
          type="email"
          autoComplete="off"
          value={email}
          onChange={setEmail}
          error={isChecked && !/^\S+@\S+$/.test(email.trim()) ? m.staff_write_email() : undefined}
        />
        <PickOne
          label={m.staff_their_language()}
          value={locale}
          onChange={setLocale}
          options={staffLocales.map((each) => ({ value: each, title: languageName(each) }))}
        />
        <DutiesFields draft={duties} onChange={setDuties} staffId={null} showProblems={isChecked} />
        {isBroken && <ErrorText>{refusalText({ code: 'invalid' })}</ErrorText>}
        <SaveBar>
          <Button variant="main" type="submit">
            {m.staff_invite_send()}
          </Button>
        </SaveBar>
      </Form>
    </FocusFrame>
  );
}
