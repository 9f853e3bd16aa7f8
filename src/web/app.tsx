/**
 * What an address opens, before anything is loaded for it: the few pages of somebody who comes to their own record, or the app of those who work
 * here. Behind the door it is not the address that decides but whose notebook is open.
 */
import { lazy, type ReactNode, Suspense } from 'react';
import { navigate, usePathname } from 'wouter/use-browser-location';
import { useDevice } from './device-context.tsx';
import { enter, GoTo } from './enter.tsx';
import { Loading } from './frame/loading.tsx';
import { matchAddress } from './match-address.ts';
import { joinPaths } from './own-paths.ts';
import { isOwnPath, loadOwnPages, loadStaffPages } from './parts.ts';
import { Session } from './session.tsx';

const JoinPage = lazy(async () => ({ default: (await import('../features/views/join-page.tsx')).JoinPage }));
const OwnPages = lazy(async () => ({ default: (await loadOwnPages()).OwnPages }));
const BesidePages = lazy(async () => ({ default: (await import('./beside-routes.tsx')).BesidePages }));
const StaffPages = lazy(async () => ({ default: (await loadStaffPages()).StaffPages }));

/** Pages of the staff's routes that ask for no notebook. */
const beforeTheDoor = /^\/(sign-in|set-up|invitation|forgotten|reset)(\/|$)/;

const toSignIn = () => navigate('/sign-in', { replace: true });
const toStart = () => navigate('/', { replace: true });

export function App() {
  const path = usePathname();
  const joining = joinPaths.map((pattern) => matchAddress(pattern, path)).find((ids) => ids !== null);
  return (
    <Suspense fallback={<Loading />}>
      {joining ? (
        <JoinPage key={joining.token} token={joining.token} onSignedIn={enter} />
      ) : beforeTheDoor.test(path) ? (
        <StaffPages />
      ) : (
        <BehindTheDoor />
      )}
    </Suspense>
  );
}

function BehindTheDoor(): ReactNode {
  return (
    <Session toSignIn={toSignIn} toStart={toStart}>
      <Suspense fallback={<Loading />}>
        <Whose />
      </Suspense>
    </Session>
  );
}

function Whose(): ReactNode {
  const path = usePathname();
  const { me } = useDevice();
  if (me.view) return <OwnPages />;
  if (me.represents) return <BesidePages />;
  // Somebody else's notebook was open here before.
  return isOwnPath(path) || path.startsWith('/beside') ? <GoTo href="/" /> : <StaffPages />;
}
