/** Security headers of every answer (reliability.md §2e; OWASP ASVS 5.0 V3.4). */
import type { MiddlewareHandler } from 'hono';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default', // the one policy of src/web/frame/trusted-types.ts; no other may be made
].join('; ');

/**
 * The worker that stretches a device's passphrase runs WebAssembly, which a page of ours may not. It is one file, and may fetch nothing: what
 * goes in and out of it are messages of the page that started it.
 */
const argon2WorkerPolicy = "default-src 'none'; script-src 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";
const argon2Worker = /^\/assets\/argon2-worker-[\w-]+\.js$/;

/** Two years, as ASVS 3.4.1 wants at least one; sent only where the address is https. */
const strictTransport = 'max-age=63072000; includeSubDomains';

export function securityHeaders(origin: string): MiddlewareHandler {
  const secure = origin.startsWith('https:');
  return async (c, next) => {
    await next();
    const headers = c.res.headers;
    headers.set('content-security-policy', argon2Worker.test(c.req.path) ? argon2WorkerPolicy : policy);
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('cross-origin-resource-policy', 'same-origin');
    headers.set('permissions-policy', 'camera=(self), microphone=(), geolocation=(self), payment=(), usb=()');
    headers.set('x-frame-options', 'DENY');
    if (secure) headers.set('strict-transport-security', strictTransport);
  };
}
