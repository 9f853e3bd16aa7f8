import { createRootRoute, createRouter, Outlet, useLocation } from '@tanstack/react-router';
import { BrokenPage, NotFoundPage } from './frame/error-pages.tsx';
import { Loading } from './frame/loading.tsx';
import { localised } from './frame/locale.tsx';
import { PlainFrame } from './frame/plain-frame.tsx';

function NotFound() {
  const { pathname } = useLocation();
  return (
    <PlainFrame path={pathname}>
      <NotFoundPage />
    </PlainFrame>
  );
}

const root = createRootRoute({ component: localised(Outlet), notFoundComponent: NotFound });

/** Every screen of the app, by hand. Each is loaded when first opened. */
export const router = createRouter({
  routeTree: root,
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ reset }) => <BrokenPage onAgain={reset} />,
  defaultNotFoundComponent: NotFound,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
