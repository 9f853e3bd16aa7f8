/** Forms keep what is typed while it is typed, and offer it when one comes back (`src/device/drafts.ts`). */
import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../device/drafts.ts';
import { m } from '../paraglide/messages.js';
import { localeOfDays } from '../shared/calendar-day.ts';
import { useDevice } from './device-context.tsx';
import { useLocale } from './frame/locale.tsx';
import { Button } from './ui/button.tsx';
import { Say } from './ui/say.tsx';

export type DraftForm = {
  /** Which form; with `about` it tells apart what is offered where. */
  form: string;
  /** Whom or what the form is about: an id, or nothing. */
  about?: string;
  personId?: string | null | undefined;
  /** Where to go on with it. */
  href: string;
  /** Everything that was typed and chosen. Goes through JSON. */
  value: unknown;
  /** Whether there is anything in it that somebody would miss. */
  isWorthKeeping: boolean;
  /** Puts a draft into the form. It may come from another version of Kith, so it is to be read with care. */
  restore: (value: unknown) => void;
};

export type FormDraft = {
  /** What was left behind when this form was last open; null when there is nothing, or it was decided about. */
  offered: Draft | null;
  take: () => void;
  discard: () => void;
  /** The form was kept: its draft is not needed any more. */
  done: () => Promise<void>;
};

/** Locks of the page that was here before are given back a moment after it has gone. */
const secondLook = 700;

export function useDraft(given: DraftForm): FormDraft {
  const { form, about = '', personId = null, href, value, isWorthKeeping, restore } = given;
  const { drafts } = useDevice().safe;
  const own = useRef<{ id: string; end: () => void } | null>(null);
  const isSaved = useRef(false);
  /** What was kept as an entry: it need not be a draft again, until it is changed. */
  const kept = useRef<string | null>(null);
  const [offered, setOffered] = useState<Draft | null>(null);

  useEffect(() => {
    const begun = drafts.begin();
    own.current = begun;
    isSaved.current = false;
    let isOver = false;
    const look = async () => {
      const [newest] = await drafts.left(form, about);
      if (!isOver && newest && newest.id !== begun.id) setOffered((known) => known ?? newest);
    };
    void look();
    const again = setTimeout(() => void look(), secondLook);
    return () => {
      isOver = true;
      clearTimeout(again);
      begun.end();
      void drafts.flush();
    };
  }, [drafts, form, about]);

  const text = JSON.stringify(value);
  useEffect(() => {
    const { current } = own;
    if (!current || kept.current === text) return;
    kept.current = null;
    if (isWorthKeeping) {
      drafts.save({ id: current.id, form, about, personId, href, value: JSON.parse(text) as unknown });
      isSaved.current = true;
    } else if (isSaved.current) {
      void drafts.remove(current.id).catch(() => undefined);
      isSaved.current = false;
    }
  }, [drafts, form, about, personId, href, text, isWorthKeeping]);

  const forget = (id: string) => void drafts.remove(id).catch(() => undefined);
  return {
    offered,
    take: () => {
      const { current } = own;
      if (!offered || !current) return;
      restore(offered.value);
      setOffered(null);
      // Under the new opening's name first: at no moment is it nowhere.
      drafts.save({ id: current.id, form, about, personId, href, value: offered.value });
      isSaved.current = true;
      void drafts.flush().then(() => forget(offered.id));
    },
    discard: () => {
      if (offered) forget(offered.id);
      setOffered(null);
    },
    done: async () => {
      kept.current = text;
      isSaved.current = false;
      // The entry is in the outbox: a draft that cannot be taken away now is only offered once too often.
      if (own.current) await drafts.remove(own.current.id).catch(() => undefined);
    },
  };
}

/** "You had begun this": nothing is put into the form before somebody says so. */
export function DraftOffer({ draft }: { draft: FormDraft }) {
  const locale = useLocale();
  if (!draft.offered) return null;
  const when = new Intl.DateTimeFormat(localeOfDays(locale), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (
    <div className="mb4">
      <Say
        look="look"
        actions={
          <>
            <Button onClick={draft.take}>{m.frame_draft_go_on()}</Button>
            <Button onClick={draft.discard}>{m.frame_draft_discard()}</Button>
          </>
        }
      >
        <p>{m.frame_draft_offer({ when: when.format(new Date(draft.offered.savedAt)) })}</p>
      </Say>
    </div>
  );
}
