import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { LinkButton } from '../ui/button.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Initial } from '../ui/initial.tsx';
import { Link } from '../ui/link.tsx';
import { Brand } from './brand.tsx';
import { LanguageSwitch, useLocale } from './locale.tsx';
import { MainRegion } from './main-region.tsx';

/** One of the places of the dock. Show only places that exist, and only those this member of staff may enter. */
export interface Place {
  href: string;
  label: string;
  icon: IconName;
  /** Hidden on phones. */
  deskOnly?: boolean | undefined;
}

export interface AppFrameProps {
  /** Whose notebook is open. `href` leads to their own page (language, sessions, lock, sign out). */
  me: { name: string; href: string };
  places: readonly Place[];
  /** Current path ("/people/…"): marks the place and moves the focus when it changes. */
  path: string;
  /** Where the brand leads; "/" when left out. */
  homeHref?: string | undefined;
  /** The one main action in thumb reach; null hides it (for roles that do not record). */
  action: { href: string; label: string; icon: IconName } | null;
  /** The crisis steps; left out until that page exists. */
  crisisHref?: string | undefined;
  children: ReactNode;
}

function isAt(path: string, href: string): boolean {
  return path === href || (href !== '/' && path.startsWith(`${href}/`));
}

/** The everyday frame: top bar, dock (a rail on desks), page, foot. */
export function AppFrame({ me, places, path, homeHref = '/', action, crisisHref, children }: AppFrameProps) {
  useLocale();
  return (
    <div className="app has-dock">
      <a className="skip" href="#main">
        {m.frame_skip()}
      </a>
      <header className="top">
        <Brand href={homeHref} />
        {crisisHref && (
          <LinkButton href={crisisHref} icon="buoy" bigIcon>
            {m.frame_crisis()}
          </LinkButton>
        )}
        <Link className="me" href={me.href}>
          <Initial name={me.name} voice="peer" />
          <span className="me__name">{me.name}</span>
          <span className="vh">{m.frame_me_more()}</span>
        </Link>
      </header>
      <nav className="dock" aria-label={m.frame_places()}>
        {action && (
          <LinkButton variant="main" href={action.href} icon={action.icon}>
            {action.label}
          </LinkButton>
        )}
        <ul className="places">
          {places.map((place) => {
            const isCurrent = isAt(path, place.href);
            return (
              <li key={place.href} className={place.deskOnly ? 'desk-only' : undefined}>
                <Link href={place.href} aria-current={isCurrent ? 'page' : undefined}>
                  <Icon name={place.icon} />
                  <span className={isCurrent ? 'hl' : undefined}>{place.label}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      <MainRegion path={path}>{children}</MainRegion>
      <footer className="foot">
        <LanguageSwitch />
      </footer>
    </div>
  );
}
