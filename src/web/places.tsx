/** The frame around every page behind the door, with the places this member of staff may enter. */
import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Role } from '../features/staff/role.ts';
import { hasSafeNews } from '../features/today/safe-news.ts';
import { m } from '../paraglide/messages.js';
import { useDevice, useDeviceState } from './device-context.tsx';
import { AppFrame, type Place } from './frame/app-frame.tsx';
import { UpdateBand } from './frame/app-update.tsx';
import { rare } from './frame/rare.tsx';

const SafeBands = rare(async () => (await import('../features/today/safe-bands.tsx')).SafeBands);

type NamedPlace = { href: string; label: () => string; icon: Place['icon']; roles: readonly Role[] | 'all'; deskOnly?: boolean };

const walking: Role[] = ['peer', 'senior_peer', 'supervisor'];

/** In the order of the dock. The server decides again what each may see; this only spares people doors that do not open. */
const places: readonly NamedPlace[] = [
  { href: '/', label: m.frame_place_today, icon: 'today', roles: walking },
  { href: '/people', label: m.frame_place_people, icon: 'people', roles: [...walking, 'coordinator', 'director'] },
  { href: '/desk', label: m.frame_place_desk, icon: 'desk', roles: ['supervisor', 'director'] },
  { href: '/requests', label: m.frame_place_requests, icon: 'clock', roles: ['coordinator', 'director'] },
  {
    href: '/programme',
    label: m.frame_place_programme,
    icon: 'report',
    roles: ['supervisor', 'coordinator', 'director', 'biller', 'evaluator'],
  },
  { href: '/team', label: m.frame_place_team, icon: 'gear', roles: ['administrator', 'director'] },
];

export function placesOf(roles: readonly Role[]): readonly NamedPlace[] {
  return places.filter((place) => place.roles === 'all' || place.roles.some((role) => roles.includes(role)));
}

/** Where someone lands: Today for those who walk with people, else the first place they may enter. */
export function homeOf(roles: readonly Role[]): string {
  return placesOf(roles)[0]?.href ?? '/me';
}

export function Places(): ReactNode {
  const { me } = useDevice();
  const { pathname } = useLocation();
  const hasNews = useDeviceState(hasSafeNews);
  const open = placesOf(me.roles);
  // Whoever has a desk comes to the requests from there: a dock of five would break its words on a phone.
  const isOnDesk = open.some(({ href }) => href === '/desk');
  const mine = open.map(({ href, label, icon, deskOnly }) => ({
    href,
    label: label(),
    icon,
    deskOnly: deskOnly || (isOnDesk && href === '/requests'),
  }));
  const home = homeOf(me.roles);
  const records = me.roles.some((role) => walking.includes(role));
  return (
    <AppFrame
      me={{ name: me.name, href: '/me' }}
      path={pathname}
      homeHref={home}
      action={records ? { href: '/record', label: m.frame_record(), icon: 'pen' } : null}
      places={mine}
    >
      <UpdateBand />
      {hasNews && <SafeBands isOnKeptPage={pathname === '/kept'} />}
      {pathname === '/' && home !== '/' ? <Navigate to={home} replace /> : <Outlet />}
    </AppFrame>
  );
}
