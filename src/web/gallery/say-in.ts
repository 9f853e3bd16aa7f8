import type { Locale } from '../frame/locale.tsx';

/** Sample texts of the gallery in the language of the screen. They are examples, not wording of the app. */
export function sayIn(locale: Locale): (en: string, ta: string) => string {
  return (en, ta) => (locale === 'ta' ? ta : en);
}
