/** The frame of a person's own pages: the way out always in view, the language, and what could not be sent. No name, and nothing of the programme. */
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDevice, useOutbox } from '../../web/device-context.tsx';
import { LanguageSwitch, useLocale } from '../../web/frame/locale.tsx';
import { MainRegion } from '../../web/frame/main-region.tsx';
import { Button } from '../../web/ui/button.tsx';
import { Icon } from '../../web/ui/icon.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Say } from '../../web/ui/say.tsx';
import { useNeutralTitle } from './neutral-title.ts';
import { quickExit, useQuickExitKey } from './quick-exit.ts';
import { RefusedLine } from './refused-line.tsx';
import './views.css';

export interface OwnFrameProps {
  path: string;
  /** A page of one task: the way back to one's own page. */
  isInner?: boolean | undefined;
  /** Where that way leads, for whoever has no page of their own. */
  back?: { href: string; label: string } | undefined;
  hasSaveBar?: boolean | undefined;
  children: ReactNode;
}

export function OwnFrame({ path, isInner = false, back, hasSaveBar = false, children }: OwnFrameProps) {
  useLocale();
  useQuickExitKey();
  useNeutralTitle();
  return (
    <div className={hasSaveBar ? 'has-savebar' : undefined}>
      <a className="skip" href="#main">
        {m.frame_skip()}
      </a>
      <header className="top top--stay">
        {isInner ? (
          <Link className="back" href={back?.href ?? '/mine'}>
            <Icon name="back" />
            <span>{back?.label ?? m.views_back()}</span>
          </Link>
        ) : (
          <LanguageSwitch />
        )}
        <Button variant="exit" icon="exit" onClick={quickExit} title={m.views_exit_how()}>
          {m.views_exit()}
        </Button>
      </header>
      <MainRegion path={path}>
        <div className="narrow">
          <Refused />
          {children}
        </div>
      </MainRegion>
    </div>
  );
}

/** What the server did not take stays here, in words, until its author puts it away. */
function Refused() {
  const device = useDevice();
  const refused = useOutbox().filter((item) => item.step === 0);
  return refused.map((item) => (
    <div key={item.id} className="mb4">
      <Say look="look" actions={<Button onClick={() => void device.letGo(item.id)}>{m.views_refused_gone()}</Button>}>
        <p>{m.views_refused()}</p>
        <RefusedLine item={item} />
      </Say>
    </div>
  ));
}
