import { m } from '../../paraglide/messages.js';
import { Link } from '../ui/link.tsx';

/** The mark: two who lean towards each other, and the lines between them. */
export function Brand({ href }: { href: string }) {
  return (
    <Link className="brand" href={href} aria-label={m.frame_home()}>
      <svg viewBox="0 0 24 28" aria-hidden="true" focusable="false" fill="none" strokeLinecap="round">
        <path className="b-line" d="M8 10h8M8.6 14h6.8M8 18h8" />
        <path className="b-person" d="M5 3c4 6.5 4 15.5 0 22" />
        <path className="b-peer" d="M19 3c-4 6.5-4 15.5 0 22" />
      </svg>
      <span>Kith</span>
    </Link>
  );
}
