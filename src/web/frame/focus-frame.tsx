import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { LinkButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Link } from '../ui/link.tsx';
import { LanguageSwitch, useLocale } from './locale.tsx';
import { MainRegion } from './main-region.tsx';

export interface FocusFrameProps {
  /** Where one came from, in words: "Today". */
  back: { href: string; label: string };
  path: string;
  crisisHref?: string | undefined;
  /** The page ends in a `SaveBar`. */
  hasSaveBar?: boolean | undefined;
  /** As narrow as one column of text, also on desks. */
  narrow?: boolean | undefined;
  children: ReactNode;
}

/** One task at a time (record a contact, add someone): a way back, the crisis steps, no dock. */
export function FocusFrame({ back, path, crisisHref, hasSaveBar = false, narrow = false, children }: FocusFrameProps) {
  useLocale();
  return (
    <div className={hasSaveBar ? 'has-savebar' : undefined}>
      <a className="skip" href="#main">
        {m.frame_skip()}
      </a>
      <header className="top">
        <Link className="back" href={back.href}>
          <Icon name="back" />
          <span>{back.label}</span>
        </Link>
        <span className="on-desk">
          <LanguageSwitch />
        </span>
        {crisisHref && (
          <LinkButton href={crisisHref} icon="buoy" bigIcon>
            {m.frame_crisis()}
          </LinkButton>
        )}
      </header>
      <MainRegion path={path}>
        <div className={narrow ? 'narrow' : 'wide'}>{children}</div>
      </MainRegion>
    </div>
  );
}
