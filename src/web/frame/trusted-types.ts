/**
 * The browser refuses text where markup or a script's address is meant (`require-trusted-types-for 'script'`). This one policy,
 * named in the content policy as `trusted-types default`, lets exactly two things through: the empty text (React Aria empties its
 * announcer so) and the address of our own service worker. Anything else stays refused. Import it before everything else.
 */

/** Address of the service worker; the only script address that may be given as text. */
export const serviceWorkerAddress = '/service-worker.js';

interface TrustedTypesFactory {
  createPolicy(
    name: 'default',
    rules: { createHTML: (text: string) => string | null; createScriptURL: (address: string) => string | null },
  ): unknown;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };

trustedTypes?.createPolicy('default', {
  createHTML: (text) => (text === '' ? '' : null),
  createScriptURL: (address) =>
    address === serviceWorkerAddress || address === new URL(serviceWorkerAddress, location.origin).href ? address : null,
});
