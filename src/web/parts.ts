/** The two parts of the app that are loaded apart: nobody needs both. */
import type * as Own from './own-routes.tsx';
import type * as Staff from './routes.tsx';

export const loadOwnPages = (): Promise<typeof Own> => import('./own-routes.tsx');
export const loadStaffPages = (): Promise<typeof Staff> => import('./routes.tsx');

/** Fetched while words are typed. The address says which part was open here last, so that nothing has to be kept that tells whose phone this is. */
export function loadAhead(path: string): void {
  void (isOwnPath(path) ? loadOwnPages() : loadStaffPages()).catch(() => undefined);
}

export function isOwnPath(path: string): boolean {
  return path === '/mine' || path.startsWith('/mine/');
}
