import { m } from '../../paraglide/messages.js';
import { Button } from '../../web/ui/button.tsx';
import { door, hasPasskeys, type Next } from './door-client.ts';

/** In with a finger or a face; nothing where the browser cannot. @param run as `useDoor` gives it: says what went wrong */
export function ByPasskey({ run, goOn }: { run: (work: () => Promise<void>) => void; goOn: (next: Next) => void }) {
  if (!hasPasskeys()) return null;
  return (
    <Button icon="finger" onClick={() => run(async () => goOn(await door.signInWithPasskey()))}>
      {m.staff_with_passkey()}
    </Button>
  );
}
