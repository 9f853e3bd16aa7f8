import { useEffect } from 'react';

/**
 * Name of the page in the browser's title, history and task list. Never a person's name and never what kind of programme this is:
 * the title is seen over someone's shoulder. Pass a message of the screen: "People", not "Kavi".
 */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Kith' : `${title} · Kith`;
  }, [title]);
}
