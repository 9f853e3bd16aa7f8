/** Pages in place of the notebook, when app and server, or app and store, do not understand each other. */
import { m } from '../../paraglide/messages.js';
import { Empty } from '../ui/empty.tsx';
import { useLocale } from './locale.tsx';
import { PlainFrame } from './plain-frame.tsx';
import { UpdateButton } from './version-band.tsx';

/** A newer app has written what is stored here. @param waiting unsent entries in it */
export function NewerStore({ waiting }: { waiting: number }) {
  useLocale();
  return (
    <PlainFrame path="/">
      <Empty isPage id="newer-store" picture="page" title={m.frame_newer_store()} actions={<UpdateButton />}>
        {waiting === 0 ? m.frame_newer_store_lead() : m.frame_newer_store_waiting({ count: waiting })}
      </Empty>
    </PlainFrame>
  );
}

export function TooOld() {
  useLocale();
  return (
    <PlainFrame path="/">
      <Empty isPage id="too-old" picture="page" title={m.frame_too_old_title()} actions={<UpdateButton />}>
        {m.frame_too_old_lead()}
      </Empty>
    </PlainFrame>
  );
}
