/** A person's own part of the app. Their first page comes with it; the others are loaded when first opened. */
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { navigate, usePathname, useSearch } from 'wouter/use-browser-location';
import { OwnPage } from '../features/views/own-page.tsx';
import type { OwnKind } from '../features/views/own-write-page.tsx';
import { GoTo } from './enter.tsx';
import { ErrorBoundary } from './frame/error-pages.tsx';
import { Loading } from './frame/loading.tsx';
import { localised } from './frame/locale.tsx';
import { matchAddress } from './match-address.ts';
import { type OwnPath, ownPaths } from './own-paths.ts';

/** A page loaded when first opened, and drawn again when the language changes. */
function page<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => ReactNode {
  return lazy(async () => ({ default: localised(await load()) })) as unknown as (props: Props) => ReactNode;
}

const MattersPage = page(async () => (await import('../features/views/matters-page.tsx')).MattersPage);
const OwnGoalPage = page(async () => (await import('../features/views/own-goal-page.tsx')).OwnGoalPage);
const OwnWritePage = page(async () => (await import('../features/views/own-write-page.tsx')).OwnWritePage);
const LookedPage = page(async () => (await import('../features/views/looked-page.tsx')).LookedPage);
const OwnSharingPage = page(async () => (await import('../features/views/own-sharing-page.tsx')).OwnSharingPage);
const OwnConsentPage = page(async () => (await import('../features/views/own-consent-page.tsx')).OwnConsentPage);
const OwnLockPage = page(async () => (await import('../features/views/own-lock-page.tsx')).OwnLockPage);
const AskPage = page(async () => (await import('../features/requests/ask-page.tsx')).AskPage);
const OwnMePage = page(async () => (await import('../features/views/own-me-page.tsx')).OwnMePage);

const toMine = () => navigate('/mine', { replace: true });
const toShared = () => navigate('/mine/shared', { replace: true });
const ownKinds: readonly OwnKind[] = ['entry', 'addendum', 'differs', 'strike'];

function Write() {
  const search = new URLSearchParams(useSearch());
  const asked = (name: string) => search.get(name) ?? undefined;
  const kind = ownKinds.find((one) => one === search.get('kind'));
  return <OwnWritePage contactId={asked('contact')} followsId={asked('follows')} kind={kind} onSaved={toMine} />;
}

/** What each address opens. An id in it is not to be trusted: pages look for the row, and say when there is none. */
const pages: Readonly<Record<OwnPath, (ids: Readonly<Record<string, string>>) => ReactNode>> = {
  '/mine': () => <OwnPage />,
  '/mine/matters': () => <MattersPage onSaved={toMine} />,
  '/mine/goals/$goalId': ({ goalId = '' }) => <OwnGoalPage key={goalId} goalId={goalId} />,
  '/mine/write': () => <Write />,
  '/mine/looked': () => <LookedPage />,
  '/mine/shared': () => <OwnSharingPage />,
  '/mine/consents/$consentId': ({ consentId = '' }) => <OwnConsentPage key={consentId} consentId={consentId} />,
  '/mine/lock': () => <OwnLockPage onSaved={toShared} />,
  '/mine/ask': () => <AskPage />,
  '/mine/me': () => <OwnMePage />,
};

export function OwnPages() {
  const path = usePathname();
  return (
    <ErrorBoundary key={path}>
      <Suspense fallback={<Loading />}>{pageAt(path) ?? <GoTo href="/mine" />}</Suspense>
    </ErrorBoundary>
  );
}

function pageAt(path: string): ReactNode {
  for (const pattern of ownPaths) {
    const ids = matchAddress(pattern, path);
    if (ids) return pages[pattern](ids);
  }
  return null;
}
