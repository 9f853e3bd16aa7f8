/** Forms that were begun and not finished: sealed drafts, with the way back to each. */
import { useSyncExternalStore } from 'react';
import type { Draft } from '../../device/drafts.ts';
import { m } from '../../paraglide/messages.js';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { Button, LinkButton } from '../../web/ui/button.tsx';
import { Row, Rows } from '../../web/ui/rows.tsx';
import { SectionHead } from '../../web/ui/section-head.tsx';
import type { PersonRow } from '../people/person.ts';
import { MomentMark } from './moment-mark.tsx';

const titles: Record<string, (about: { name: string }) => string> = {
  'record-contact': m.today_item_contact,
  'add-words': m.today_item_words,
  'register-person': m.today_draft_person,
  'edit-person': m.today_item_profile,
  'new-goal': m.today_item_goal,
  'say-goal-anew': m.today_item_goal,
  share: m.consents_item,
  lock: m.locks_entry,
};

export function UnfinishedList() {
  const device = useDevice();
  const people = useRows('people');
  const drafts = useSyncExternalStore(device.subscribe, device.safe.drafts.list);
  if (drafts.length === 0) return null;
  return (
    <section aria-labelledby="unfinished" className="mt5">
      <SectionHead id="unfinished" title={m.today_unfinished()} />
      <Rows>
        {drafts.map((draft) => (
          <Row key={draft.id} mark={<MomentMark at={draft.savedAt} />} title={draftTitle(draft, people)} heading>
            <div className="actions mt2">
              <LinkButton href={draft.href}>
                {m.frame_draft_go_on()}
                <span className="vh">: {draftTitle(draft, people)}</span>
              </LinkButton>
              <Button variant="quiet" onClick={() => void device.safe.drafts.remove(draft.id)}>
                {m.frame_draft_discard()}
                <span className="vh">: {draftTitle(draft, people)}</span>
              </Button>
            </div>
          </Row>
        ))}
      </Rows>
    </section>
  );
}

export function draftTitle(draft: Draft, people: ReadonlyMap<string, PersonRow>): string {
  const name = people.get(draft.personId ?? '')?.name;
  const title = titles[draft.form];
  if (draft.form === 'register-person') return m.today_draft_person();
  return title && name !== undefined ? title({ name }) : m.today_draft_other();
}
