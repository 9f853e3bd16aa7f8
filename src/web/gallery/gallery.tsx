/**
 * Development page: every piece of the kit, in both languages. Open /src/web/gallery/gallery.html#record while `vite` runs.
 * Not an entry of the build. All people and places here are made up.
 */
import '../frame/trusted-types.ts';
import { StrictMode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { LocaleProvider } from '../frame/locale.tsx';
import { DeskPage } from './desk-page.tsx';
import { PersonPage } from './person-page.tsx';
import { RecordPage } from './record-page.tsx';
import { RestPage } from './rest-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { TodayPage } from './today-page.tsx';

const pages = { today: TodayPage, record: RecordPage, person: PersonPage, desk: DeskPage, signin: SignInPage, rest: RestPage };

function isPage(name: string): name is keyof typeof pages {
  return Object.hasOwn(pages, name);
}

function subscribe(listener: () => void) {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

function Gallery() {
  const name = useSyncExternalStore(subscribe, () => location.hash.slice(1).split('-')[0] ?? '');
  const Page = pages[isPage(name) ? name : 'today'];
  return <Page />;
}

const root = document.getElementById('root');
if (!root) throw new Error('gallery.html has no #root');
createRoot(root).render(
  <StrictMode>
    <LocaleProvider>
      <Gallery />
    </LocaleProvider>
  </StrictMode>,
);
