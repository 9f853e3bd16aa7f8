/** Every address of a person's own part of the app, by hand; which page each opens says `own-routes.tsx`. */
export const ownPaths = [
  '/mine',
  '/mine/matters',
  '/mine/goals/$goalId',
  '/mine/write',
  '/mine/looked',
  '/mine/shared',
  '/mine/consents/$consentId',
  '/mine/lock',
  '/mine/ask',
  '/mine/me',
] as const;

/** The same for somebody who reads parts of another's record (`beside-routes.tsx`). */
export const besidePaths = ['/beside', '/beside/me'] as const;

/** Addresses by which somebody comes in; they need no notebook (`app.tsx`). */
export const joinPaths = ['/join', '/join/$token'] as const;

export type OwnPath = (typeof ownPaths)[number];
export type BesidePath = (typeof besidePaths)[number];
