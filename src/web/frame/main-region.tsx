import { type ReactNode, useEffect, useRef } from 'react';
import { FirstFill } from './first-fill.tsx';

/**
 * The page itself. When the path changes, the focus goes to its start and the page to its top, as a page load would do; the first
 * page keeps the browser's own behaviour.
 */
export function MainRegion({ path, children }: { path: string; children: ReactNode }) {
  const region = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    region.current?.focus({ preventScroll: true });
    if (location.hash === '') window.scrollTo(0, 0);
  }, [path]);
  return (
    <main id="main" className="page" ref={region} tabIndex={-1}>
      <FirstFill />
      {children}
    </main>
  );
}
