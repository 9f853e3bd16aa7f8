import { m } from '../../paraglide/messages.js';
import { Button } from '../../web/ui/button.tsx';

/** Shown once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  return (
    <section className="stack-l" aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">{m.staff_recovery_title()}</h2>
      <p>{m.staff_recovery_lead()}</p>
      <ul className="lines">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button variant="main" onClick={onKept}>
        {m.staff_recovery_kept()}
      </Button>
    </section>
  );
}
