/**
 * The browser refuses text where markup or a script's address is meant (`require-trusted-types-for 'script'`). This one policy,
 * named in the content policy as `trusted-types default`, lets exactly three things through: the empty text (React Aria empties its
 * announcer so), and the addresses of our own service worker and of the worker that stretches passphrases. Anything else stays refused. Import it before everything else.
 */

/** Address of the service worker; with the next, the only script addresses that may be given as text. */
export const serviceWorkerAddress = '/service-worker.js';
/** The built file of src/device/vault/argon2-worker.ts, with the hash of its content; in development the file itself. */
const argon2Worker = /^\/(assets\/argon2-worker-[\w-]+\.js|src\/device\/vault\/argon2-worker\.ts)$/u;

function isOurs(address: string): boolean {
  const { origin, pathname } = new URL(address, location.origin);
  return origin === location.origin && (pathname === serviceWorkerAddress || argon2Worker.test(pathname));
}

interface TrustedTypesFactory {
  createPolicy(
    name: 'default',
    rules: { createHTML: (text: string) => string | null; createScriptURL: (address: string) => string | null },
  ): unknown;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };

trustedTypes?.createPolicy('default', {
  createHTML: (text) => (text === '' ? '' : null),
  createScriptURL: (address) => (isOurs(address) ? address : null),
});
