/** "Not this, not to them", said by the person in one line of their own. */
import { m } from '../../paraglide/messages.js';
import { useRows } from '../../web/device-context.tsx';
import { Head } from '../../web/ui/head.tsx';
import { LockForm } from '../locks/lock-form.tsx';
import { OwnFrame } from './own-frame.tsx';

export function OwnLockPage({ onSaved }: { onSaved: () => void }) {
  const [person] = useRows('people').values();
  return (
    <OwnFrame path="/mine/lock" isInner hasSaveBar>
      <Head title={m.locks_title()} lead={m.views_lock_lead()} />
      {person && (
        <LockForm
          {...{ personId: person.id, href: '/mine/lock', onSaved }}
          says={{
            words: m.views_lock_words(),
            wordsHint: m.views_lock_words_hint(),
            wordsMissing: m.views_lock_words_missing(),
            colleague: m.views_lock_colleague(),
            whichColleague: m.views_lock_which(),
            allWarning: m.views_lock_all_warning(),
          }}
        />
      )}
    </OwnFrame>
  );
}
