/** The part of the app of somebody who reads parts of another's record. Two pages. */
import { Suspense } from 'react';
import { usePathname } from 'wouter/use-browser-location';
import { BesideMePage } from '../features/representatives/beside-me-page.tsx';
import { BesidePage } from '../features/representatives/beside-page.tsx';
import { GoTo } from './enter.tsx';
import { ErrorBoundary } from './frame/error-pages.tsx';
import { Loading } from './frame/loading.tsx';
import { localised } from './frame/locale.tsx';
import type { BesidePath } from './own-paths.ts';

const pages: Readonly<Record<BesidePath, React.ComponentType<object>>> = {
  '/beside': localised(BesidePage),
  '/beside/me': localised(BesideMePage),
};

export function BesidePages() {
  const path = usePathname();
  const Page = pages[path as BesidePath];
  return (
    <ErrorBoundary key={path}>
      <Suspense fallback={<Loading />}>{Page ? <Page /> : <GoTo href="/beside" />}</Suspense>
    </ErrorBoundary>
  );
}
