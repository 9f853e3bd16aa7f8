/** Once: the organisation, its first programme and its first administrator. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { PlainFrame } from '../../web/frame/plain-frame.tsx';
import { Button } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { PasswordField } from '../../web/ui/password-field.tsx';
import { PickOne } from '../../web/ui/pick.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { peopleWords } from '../organisations/organisation.ts';
import { LanguagesField, NameField, PeopleWordField } from '../organisations/organisation-fields.tsx';
import { door, type Jurisdiction } from './door-client.ts';
import { LinkDone, LinkPage } from './link-page.tsx';
import { useDoor } from './use-door.ts';

const path = '/set-up';

export function SetUpPage({ token }: { token: string }) {
  useLocale();
  usePageTitle(m.staff_set_up_title());
  const [isDone, setDone] = useState(false);
  return (
    <LinkPage path={path} token={token} look={door.lookAtSetUp}>
      {({ jurisdictions }) =>
        isDone ? (
          <LinkDone path={path} title={m.staff_set_up_done()} lead={m.staff_set_up_done_lead()} />
        ) : (
          <PlainFrame path={path} hasSaveBar>
            <Head title={m.staff_set_up_title()} lead={m.staff_set_up_lead()} />
            <SetUpForm token={token} jurisdictions={jurisdictions} onDone={() => setDone(true)} />
          </PlainFrame>
        )
      }
    </LinkPage>
  );
}

function SetUpForm({ token, jurisdictions, onDone }: { token: string; jurisdictions: Jurisdiction[]; onDone: () => void }) {
  const locale = useLocale();
  const [name, setName] = useState('');
  const [peopleWord, setPeopleWord] = useState<string>(peopleWords[0]);
  const [jurisdiction, setJurisdiction] = useState<string | null>(null);
  const [languages, setLanguages] = useState<string[]>([locale]);
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [programmeName, setProgrammeName] = useState('');
  const [adminName, setAdminName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { isBusy, problem, run } = useDoor();

  const missing = (value: string, words: string) => (isChecked && value.trim() === '' ? words : undefined);
  const isComplete =
    [name, timeZone, programmeName, adminName].every((value) => value.trim() !== '') &&
    /^\S+@\S+$/.test(email.trim()) &&
    jurisdiction !== null &&
    languages.length > 0;
  const save = () => {
    setChecked(true);
    if (!isComplete) return;
    run(async () => {
      const facts = {
        name,
        peopleWord,
        jurisdiction,
        languages,
        timeZone,
        programmeName,
        adminName,
        email: email.trim(),
        locale,
        password,
      };
      await door.setUp({ token, ...facts });
      onDone();
    });
  };

  return (
    <Form onSubmit={() => save()}>
      <NameField label={m.organisations_name()} value={name} onChange={setName} isChecked={isChecked} autoComplete="organization" />
      <PeopleWordField value={peopleWord} onChange={setPeopleWord} />
      <PickOne
        label={m.staff_set_up_where()}
        value={jurisdiction}
        onChange={setJurisdiction}
        error={isChecked && jurisdiction === null ? m.staff_pick_this() : undefined}
        options={jurisdictions.map(({ id, title, summary }) => ({ value: id, title: title[locale] ?? id, detail: summary[locale] }))}
      />
      <LanguagesField value={languages} onChange={setLanguages} isChecked={isChecked} />
      <TextField
        label={m.staff_set_up_time_zone()}
        description={m.staff_set_up_time_zone_hint()}
        value={timeZone}
        onChange={setTimeZone}
        error={missing(timeZone, m.staff_write_this())}
      />
      <TextField
        label={m.staff_set_up_first_programme()}
        description={m.staff_set_up_programme_hint()}
        value={programmeName}
        onChange={setProgrammeName}
        error={missing(programmeName, m.staff_write_name())}
      />
      <h2>{m.staff_set_up_admin()}</h2>
      <TextField
        label={m.staff_name()}
        value={adminName}
        onChange={setAdminName}
        autoComplete="name"
        error={missing(adminName, m.staff_write_name())}
      />
      <TextField
        label={m.staff_email()}
        type="email"
        value={email}
        onChange={setEmail}
        autoComplete="username"
        error={isChecked && !/^\S+@\S+$/.test(email.trim()) ? m.staff_write_email() : undefined}
      />
      <PasswordField
        label={m.staff_password()}
        description={m.staff_password_hint()}
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        showLabel={m.frame_show()}
        hideLabel={m.frame_hide()}
      />
      {problem && <ErrorText>{problem}</ErrorText>}
      <SaveBar>
        <Button variant="main" type="submit" isBusy={isBusy}>
          {m.staff_set_up_do()}
        </Button>
      </SaveBar>
    </Form>
  );
}
