import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { BrokenPage, NotFoundPage } from './frame/error-pages.tsx';
import { Loading } from './frame/loading.tsx';
import { localised } from './frame/locale.tsx';
import { PlainFrame } from './frame/plain-frame.tsx';
import { Places } from './places.tsx';
import { enter, leave, Session } from './session.tsx';

function NotFound() {
  const { pathname } = useLocation();
  return (
    <PlainFrame path={pathname}>
      <NotFoundPage />
    </PlainFrame>
  );
}

const root = createRootRoute({ component: localised(Outlet), notFoundComponent: NotFound });

/** Everything that needs an open notebook. */
const behindTheDoor = createRoute({
  getParentRoute: () => root,
  id: 'behind-the-door',
  component: localised(function BehindTheDoor() {
    const navigate = useNavigate();
    const toSignIn = useCallback(() => void navigate({ to: '/sign-in', replace: true }), [navigate]);
    return (
      <Session toSignIn={toSignIn}>
        <Outlet />
      </Session>
    );
  }),
});

/** Pages with the dock; the others (recording, adding someone) are one task at a time and have a way back instead. */
const withPlaces = createRoute({ getParentRoute: () => behindTheDoor, id: 'places', component: localised(Places) });

const today = createRoute({
  getParentRoute: () => withPlaces,
  path: '/',
  component: localised(lazyRouteComponent(() => import('../features/today/today-page.tsx'), 'TodayPage')),
});
const kept = createRoute({
  getParentRoute: () => withPlaces,
  path: '/kept',
  component: localised(lazyRouteComponent(() => import('../features/today/kept-page.tsx'), 'KeptPage')),
});

const RecordContactPage = lazyRouteComponent(() => import('../features/contacts/record-contact-page.tsx'), 'RecordContactPage');
const record = createRoute({
  getParentRoute: () => behindTheDoor,
  path: '/record',
  validateSearch: (search: Record<string, unknown>): { person?: string; visit?: string } => ({
    ...(typeof search.person === 'string' ? { person: search.person } : {}),
    ...(typeof search.visit === 'string' ? { visit: search.visit } : {}),
  }),
  component: localised(function Record() {
    const { person, visit } = record.useSearch();
    const navigate = useNavigate();
    return <RecordContactPage personId={person} visitId={visit} onSaved={() => void navigate({ to: '/' })} />;
  }),
});

/** Every screen of the app, by hand. Each is loaded when first opened. */
export const router = createRouter({
  routeTree: root.addChildren([behindTheDoor.addChildren([withPlaces.addChildren([today, kept]), record])]),
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ reset }) => <BrokenPage onAgain={reset} />,
  defaultNotFoundComponent: NotFound,
});
void enter;
void leave;

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
