/** Everybody who looked at my record, newest first. */
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../web/frame/locale.tsx';
import { Button } from '../../web/ui/button.tsx';
import { Empty } from '../../web/ui/empty.tsx';
import { Head } from '../../web/ui/head.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { OwnEmergencies } from '../emergencies/own-emergencies.tsx';
import { LookList, useOwnLooks } from './look-list.tsx';
import { OwnFrame } from './own-frame.tsx';

const atOnce = 50;

export function LookedPage() {
  useLocale();
  const looks = useOwnLooks();
  const [shown, setShown] = useState(atOnce);
  return (
    <OwnFrame path="/mine/looked" isInner>
      <Head title={m.views_looked()} />
      <OwnEmergencies />
      {looks.length === 0 ? (
        <Empty id="nobody-looked" picture="eye" title={m.views_looked_nobody()}>
          {m.views_looked_nobody_lead()}
        </Empty>
      ) : (
        <LookList looks={looks.slice(0, shown)} />
      )}
      {looks.length > shown ? (
        <Button onClick={() => setShown(shown + atOnce)}>{m.views_looked_older()}</Button>
      ) : (
        looks.length > 0 && (
          <p className="say mt4">
            <Icon name="check" />
            <span>{m.views_looked_nobody_else()}</span>
          </p>
        )
      )}
    </OwnFrame>
  );
}
