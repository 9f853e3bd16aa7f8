import { useEffect } from 'react';
import { m } from '../../paraglide/messages.js';
import { useLocale } from '../../web/frame/locale.tsx';

/** The browser's title of a person's own pages, seen over a shoulder and kept in its history: neither whose nor what they are. */
export function useNeutralTitle(): void {
  const locale = useLocale();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language decides what it says
  useEffect(() => {
    document.title = m.views_neutral();
  }, [locale]);
}
