/** What the server has to be told although no key is there any more: that somebody signed out, that a store was wiped. */
import type { Owed, Registry } from '../device/vault/registry.ts';

let paying: Promise<void> | null = null;

/** Tries once; what the server did not take is tried again at the next start, or when a network comes back. Never throws. */
export function payOwed(registry: Registry): Promise<void> {
  paying ??= pay(registry)
    .catch(() => undefined)
    .finally(() => {
      paying = null;
    });
  return paying;
}

async function pay(registry: Registry): Promise<void> {
  for (const owed of await registry.owed()) {
    const isTold =
      owed.what === 'sign_out'
        ? await tell(owed, 'sign-out', {})
        : await tell(owed, 'device-wiped', { owner: owed.owner ?? '', kept: owed.kept });
    if (isTold) await registry.paid(owed.id);
  }
}

/** Any answer of Kith's counts, also "you are not signed in": there is nothing more to tell then. */
async function tell({ device }: Owed, path: string, body: Record<string, string | number>): Promise<boolean> {
  try {
    const answer = await fetch(`/api/door/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kith-device': device },
      credentials: 'same-origin',
      cache: 'no-store',
      body: JSON.stringify(body),
    });
    return answer.ok || answer.status === 401 || answer.status === 404;
  } catch {
    return false;
  }
}
