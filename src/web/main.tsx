import './frame/trusted-types.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { navigate } from 'wouter/use-browser-location';
import { App } from './app.tsx';
import { registerServiceWorker } from './frame/app-update.tsx';
import { ErrorBoundary } from './frame/error-pages.tsx';
import { LocaleProvider } from './frame/locale.tsx';
import { NavigateProvider } from './ui/link.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <LocaleProvider>
      <ErrorBoundary>
        <NavigateProvider navigate={navigate}>
          <App />
        </NavigateProvider>
      </ErrorBoundary>
    </LocaleProvider>
  </StrictMode>,
);
void registerServiceWorker();
