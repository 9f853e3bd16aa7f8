/** "Not this, not to them": the person says it, and it is written down in one line. It holds on this phone at once, with or without a network. */
import { m } from '../../paraglide/messages.js';
import { useRows } from '../../web/device-context.tsx';
import { FocusFrame } from '../../web/frame/focus-frame.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { usePageTitle } from '../../web/frame/page-title.ts';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { LockForm } from './lock-form.tsx';

export interface LockPageProps {
  personId: string;
  onSaved: () => void;
}

export function LockPage({ personId, onSaved }: LockPageProps) {
  useLocale();
  const person = useRows('people').get(personId);
  const path = `/people/${personId}/lock`;
  usePageTitle(m.locks_title());
  if (!person) {
    return (
      <FocusFrame back={{ href: '/people', label: m.frame_place_people() }} path={path} narrow>
        <Empty isPage id="no-person" picture="search" title={m.goals_person_not_here()} />
      </FocusFrame>
    );
  }
  const { name } = person;
  return (
    <FocusFrame back={{ href: `/people/${personId}`, label: name }} path={path} hasSaveBar narrow>
      <Head title={m.locks_title()} lead={m.locks_new_lead({ name })} />
      <LockForm
        {...{ personId, href: path, onSaved }}
        says={{
          words: m.locks_words({ name }),
          wordsHint: m.locks_words_hint(),
          wordsMissing: m.locks_words_missing(),
          colleague: m.locks_whom_staff(),
          whichColleague: m.locks_which_colleague(),
          allWarning: m.locks_all_warning({ name }),
        }}
      />
    </FocusFrame>
  );
}
