import { useEffect } from 'react';
import { navigate } from 'wouter/use-browser-location';
import { notebook } from './notebook.ts';

/**
 * After somebody has signed in at the server: on to the start, whoever they are. What brought them here goes into the notebook's own set-up next; from here on the address
 * says nothing of it.
 */
export function enter(): void {
  void notebook.signedIn().finally(() => navigate('/', { replace: true }));
}

/** Leads on to another address, in the place of this one. */
export function GoTo({ href }: { href: string }): null {
  useEffect(() => navigate(href, { replace: true }), [href]);
  return null;
}
