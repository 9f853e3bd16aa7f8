/** Shall we share? Read together on the phone, with or without a network; the person says yes or no at the end, and either is one press. */
import { useState } from 'react';
import { consentKindsOf, type PackConsentKind } from '../../packs/consent-kinds.ts';
import { m } from '../../paraglide/messages.js';
import { fromInstant } from '../../shared/calendar-day.ts';
import { hashOfText } from '../../shared/content-hash.ts';
import { newId } from '../../shared/id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { notKeptText } from '../../web/not-kept-text.ts';
import { refusalText } from '../../web/refusal-text.ts';
import { Button } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Form } from '../../web/ui/form.tsx';
import { Head } from '../../web/ui/head.tsx';
import { SaveBar } from '../../web/ui/save-bar.tsx';
import { Say } from '../../web/ui/say.tsx';
import { DraftOffer, useDraft } from '../../web/use-draft.tsx';
import type { PersonRow } from '../people/person.ts';
import { useTimeZone } from '../people/when.ts';
import type { ConsentTerms } from './consent.ts';
import { assembleDocument, documentText } from './consent-document.ts';
import { type ConsentProblem, checkConsent } from './consent-rules.ts';
import { declineConsent } from './decline-consent.ts';
import { draftConsent } from './draft-consent.ts';
import { explainConsent } from './explain-consent.ts';
import { Paper } from './paper.tsx';
import { emptyForm, type ShareForm, signatureOf, termsOf } from './share-form.ts';
import { classNameIn, ShareTerms } from './share-terms.tsx';
import { ShareYes } from './share-yes.tsx';
import { signConsent } from './sign-consent.ts';

export interface SharePageProps {
  personId: string;
  onDone: () => void;
}

export function SharePage({ personId, onDone }: SharePageProps) {
  const device = useDevice();
  const person = useRows('people').get(personId);
  const path = `/people/${personId}/share`;
  usePageTitle(m.consents_new_title());
  const kinds = consentKindsOf(device.packs);
  const [first] = kinds;
  if (person && first) return <ShareForPerson key={personId} person={person} kinds={kinds} first={first} path={path} onDone={onDone} />;
  return (
    <FocusFrame
      back={person ? { href: `/people/${personId}`, label: person.name } : { href: '/people', label: m.frame_place_people() }}
      path={path}
      narrow
    >
      <Empty isPage id="nothing" picture="search" title={person ? m.consents_no_kinds() : m.goals_person_not_here()} />
    </FocusFrame>
  );
}

interface ShareForPersonProps {
  person: PersonRow;
  kinds: readonly PackConsentKind[];
  first: PackConsentKind;
  path: string;
  onDone: () => void;
}

function ShareForPerson({ person, kinds, first, path, onDone }: ShareForPersonProps) {
  const device = useDevice();
  const locale = useLocale();
  const [organisation] = useRows('organisations').values();
  const today = fromInstant(new Date(), useTimeZone());
  const [form, setForm] = useState<ShareForm>(() => emptyForm(first, person, locale === 'ta' ? 'ta' : 'en'));
  const [problems, setProblems] = useState<ConsentProblem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const kind = kinds.find((each) => each.code === form.kind) ?? first;
  const change = (next: Partial<ShareForm>) => {
    setForm((before) => ({ ...before, ...next }));
    setProblems([]);
    setFailure(null);
  };
  const draft = useDraft({
    ...{ form: 'share', about: person.id, personId: person.id, href: path, value: { ...form, drawing: null } },
    isWorthKeeping: form.recipient.trim() !== '' || form.classes.length > 0,
    restore: (value) => setForm({ ...form, ...(value as Partial<ShareForm>) }),
  });
  const terms = termsOf(form, {
    ...{ kind, discloser: organisation?.name ?? null, subjectName: person.name },
    what: form.classes.map((each) => classNameIn(each, form.language)),
  });
  const document = assembleDocument(kind, terms);

  /** What was read, and then the yes or the no: entries of one outbox, in this order, with or without a network. */
  async function keep(answer: 'yes' | 'no') {
    const consent = { consentId: newId(), personId: person.id };
    await device.submit(draftConsent, { ...consent, kind: kind.code, terms, supersedesId: null });
    await device.submit(explainConsent, { ...consent, language: form.language, aids: form.aids });
    if (answer === 'no') await device.submit(declineConsent, consent);
    else {
      const documentHash = await hashOfText(documentText(document));
      await device.submit(signConsent, {
        ...consent,
        signature: signatureOf(form),
        documentHash,
        copyOffered: form.copy,
        supersedesId: null,
      });
    }
    await draft.done();
    onDone();
  }
  async function answer(given: 'yes' | 'no') {
    if (isBusy) return;
    setBusy(true);
    try {
      await keep(given);
    } catch (error) {
      setFailure(notKeptText(error));
      setBusy(false);
    }
  }
  function share() {
    const found = checkAll(kind, { terms, form, person, today });
    setProblems(found);
    if (found.length === 0) void answer('yes');
  }
  const otherLanguage = form.language === 'en' ? 'ta' : 'en';
  return (
    <FocusFrame back={{ href: `/people/${person.id}`, label: person.name }} path={path} hasSaveBar narrow>
      <Head title={m.consents_new_heading()} lead={m.consents_new_lead()}>
        <div className="actions">
          <Button onClick={() => change({ language: otherLanguage })}>
            {otherLanguage === 'ta' ? m.consents_read_in_tamil() : m.consents_read_in_english()}
          </Button>
        </div>
        {person.languages.length > 0 && !person.languages.includes(form.language) && (
          <p className="note">{m.consents_language_other({ name: person.name })}</p>
        )}
      </Head>
      <DraftOffer draft={draft} />
      <Form label={m.consents_new_title()} onSubmit={share}>
        <ShareTerms form={form} onChange={change} kinds={kinds} kind={kind} today={today} />
        <section className="mt6" aria-labelledby="paper">
          <h2 id="paper">{m.consents_paper()}</h2>
          <p className="note mt1 mb3">{m.consents_paper_lead()}</p>
          <Paper document={document} />
          {kind.confidence && <p className="note mt2">{m.consents_general_knowledge()}</p>}
        </section>
        <div className="mt5 stack">
          <ShareYes form={form} onChange={change} personName={person.name} myName={device.me.name} />
        </div>
        {problems.length > 0 && (
          <Say look="look">
            <p>{m.consents_share_needs()}</p>
            <ul>
              {problems.map((problem) => (
                <li key={`${problem.code} ${problem.field}`}>{refusalText(problem)}</li>
              ))}
            </ul>
          </Say>
        )}
        <SaveBar status={failure}>
          <div className="yes-no">
            <Button wide isBusy={isBusy} onClick={() => (terms.recipient.name === null ? onDone() : void answer('no'))}>
              {m.consents_not_today()}
            </Button>
            <Button wide type="submit" isBusy={isBusy}>
              {m.consents_share()}
            </Button>
          </div>
        </SaveBar>
      </Form>
    </FocusFrame>
  );
}

function checkAll(
  kind: PackConsentKind,
  { terms, form, person, today }: { terms: ConsentTerms; form: ShareForm; person: PersonRow; today: string },
): ConsentProblem[] {
  return checkConsent(kind, {
    ...{ terms, signature: signatureOf(form), personLanguages: person.languages, today },
    explained: { language: form.language },
  });
}
