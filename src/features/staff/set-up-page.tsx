/** Once: the organisation, its first programme and its first administrator. */
import { useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { Loading } from '../../web/frame/loading.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { PlainFrame } from '../../web/frame/plain-frame.tsx';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { ErrorText } from '../../web/ui/error-text.tsx';
import { Head } from '../../web/ui/head.tsx';
import { PasswordField } from '../../web/ui/password-field.tsx';
import { PickMany, PickOne } from '../../web/ui/pick.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { peopleWords } from '../organisations/organisation.ts';
import { languageName, peopleWordName } from '../organisations/organisation-words.ts';
import { door, doorText, type Jurisdiction } from './door-client.ts';
import { isNotGood, LinkNotGood } from './invitation-page.tsx';
import { staffLocales } from './staff.ts';
import { useDoor } from './use-door.ts';

export function SetUpPage({ token }: { token: string }) {
  useLocale();
  usePageTitle(m.staff_set_up_title());
  const [jurisdictions, setJurisdictions] = useState<Jurisdiction[] | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    door
      .lookAtSetUp(token)
      .then((found) => setJurisdictions(found.jurisdictions))
      .catch(setFailed);
  }, [token]);

  if (failed !== null) {
    return <PlainFrame path="/set-up">{isNotGood(failed) ? <LinkNotGood /> : <ErrorText>{doorText(failed)}</ErrorText>}</PlainFrame>;
  }
  if (!jurisdictions) return <Loading />;
  if (isDone) {
    return (
      <PlainFrame path="/set-up">
        <Head title={m.staff_set_up_done()} lead={m.staff_set_up_done_lead()} />
        <LinkButton variant="main" href="/sign-in" replace>
          {m.staff_sign_in()}
        </LinkButton>
      </PlainFrame>
    );
  }
  return (
    <PlainFrame path="/set-up" hasSaveBar>
      <Head title={m.staff_set_up_title()} lead={m.staff_set_up_lead()} />
      <SetUpForm token={token} jurisdictions={jurisdictions} onDone={() => setDone(true)} />
    </PlainFrame>
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
    <form
      className="stack-l"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={m.organisations_name()}
        value={name}
        onChange={setName}
        autoComplete="organization"
        error={missing(name, m.staff_write_name())}
      />
      <PickOne
        label={m.organisations_people_word()}
        value={peopleWord}
        onChange={setPeopleWord}
        options={peopleWords.map((word) => ({ value: word, title: peopleWordName(word) }))}
      />
      <PickOne
        label={m.staff_set_up_where()}
        value={jurisdiction}
        onChange={setJurisdiction}
        error={isChecked && jurisdiction === null ? m.staff_pick_this() : undefined}
        options={jurisdictions.map(({ id, title, summary }) => ({ value: id, title: title[locale] ?? id, detail: summary[locale] }))}
      />
      <PickMany
        label={m.organisations_languages()}
        values={languages}
        onChange={setLanguages}
        error={isChecked && languages.length === 0 ? m.staff_pick_this() : undefined}
        options={staffLocales.map((each) => ({ value: each, title: languageName(each) }))}
      />
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
    </form>
  );
}
