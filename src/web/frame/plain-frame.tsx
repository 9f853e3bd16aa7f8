import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { Brand } from './brand.tsx';
import { LanguageSwitch, useLocale } from './locale.tsx';
import { MainRegion } from './main-region.tsx';

export interface PlainFrameProps {
  path: string;
  /** The page ends in a `SaveBar`. */
  hasSaveBar?: boolean | undefined;
  /** Two leaves instead of one column on desks (set-up). */
  wide?: boolean | undefined;
  homeHref?: string | undefined;
  children: ReactNode;
}

/** Before anyone is known: sign-in, invitation, set-up, the error pages. The language can be chosen here. */
export function PlainFrame({ path, hasSaveBar = false, wide = false, homeHref = '/', children }: PlainFrameProps) {
  useLocale();
  return (
    <div className={hasSaveBar ? 'has-savebar' : undefined}>
      <a className="skip" href="#main">
        {m.frame_skip()}
      </a>
      <header className="top">
        <Brand href={homeHref} />
        <LanguageSwitch />
      </header>
      <MainRegion path={path}>
        <div className={wide ? 'wide' : 'narrow'}>{children}</div>
      </MainRegion>
    </div>
  );
}
