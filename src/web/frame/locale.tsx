import { type ComponentType, createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { getLocale, locales, setLocale } from '../../paraglide/runtime.js';

/** A language Kith speaks. */
export type Locale = (typeof locales)[number];

interface LocaleState {
  locale: Locale;
  change: (locale: Locale) => void;
}

const LocaleContext = createContext<LocaleState | null>(null);

/**
 * Holds the language of the screen. Messages are plain functions, so a screen is written anew only when it listens: every page is
 * wrapped in `localised` where routes are listed, and nothing typed into it is lost by switching.
 */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const [locale, setCurrent] = useState<Locale>(getLocale);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  function change(next: Locale) {
    // Kept on this device by Paraglide; without reload nothing is fetched again and nothing typed is lost.
    void setLocale(next, { reload: false });
    document.documentElement.lang = next;
    setCurrent(next);
  }
  return <LocaleContext value={{ locale, change }}>{children}</LocaleContext>;
}

function useLocaleState(): LocaleState {
  const state = useContext(LocaleContext);
  if (!state) throw new Error('useLocale is used outside LocaleProvider');
  return state;
}

/** The language of the screen; the component that asks is drawn again when it changes. */
export function useLocale(): Locale {
  return useLocaleState().locale;
}

/** Changes the language of the screen, at once and without reloading. */
export function useChangeLocale(): (locale: Locale) => void {
  return useLocaleState().change;
}

/**
 * A page that is drawn again when the language changes. For `web/routes.tsx`:
 * `component: localised(lazyRouteComponent(() => import('…/today-page.tsx'), 'TodayPage'))`; loading ahead keeps working.
 */
export function localised<P extends object>(
  Page: ComponentType<P> & { preload?: (() => Promise<void>) | undefined },
): ((props: P) => ReactNode) & { preload?: () => Promise<void> } {
  function Localised(props: P) {
    useLocale();
    return <Page {...props} />;
  }
  return Page.preload ? Object.assign(Localised, { preload: Page.preload }) : Localised;
}

/** Each language in its own name, so that it is found by who needs it. */
const ownName: Record<Locale, string> = { en: 'English', ta: 'தமிழ்' };

/** Switches the language of the screen. */
export function LanguageSwitch() {
  const { locale, change } = useLocaleState();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div className="tongues" role="group" aria-label={m.frame_language()}>
      {locales.map((each) => (
        <button key={each} type="button" className="tongue" lang={each} aria-pressed={each === locale} onClick={() => change(each)}>
          {ownName[each]}
        </button>
      ))}
    </div>
  );
}
