import './frame/trusted-types.ts';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { registerServiceWorker } from './frame/app-update.tsx';
import { ErrorBoundary } from './frame/error-pages.tsx';
import { LocaleProvider } from './frame/locale.tsx';
import { router } from './routes.tsx';
import { NavigateProvider } from './ui/link.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <LocaleProvider>
      <ErrorBoundary>
        <NavigateProvider navigate={(href, { replace }) => (replace ? router.history.replace(href) : router.history.push(href))}>
          <RouterProvider router={router} />
        </NavigateProvider>
      </ErrorBoundary>
    </LocaleProvider>
  </StrictMode>,
);
registerServiceWorker();
