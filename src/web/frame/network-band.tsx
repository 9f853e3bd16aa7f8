import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { Say } from '../ui/say.tsx';
import { useLocale } from './locale.tsx';
import { useNetwork } from './network.ts';

/** Says since when there is no network, and that this is no reason to stop. `children`: "3 entries are only on this phone." */
export function NetworkBand({ children }: { children?: ReactNode }) {
  const locale = useLocale();
  const { since } = useNetwork();
  return (
    // The live region is there from the start, so that its words are spoken when they come.
    <div role="status">
      {since && (
        <Say look="band" icon="nonet" live={false}>
          <p>
            {m.frame_no_network({ time: clockTime(since, locale) })} {children}
          </p>
        </Say>
      )}
    </div>
  );
}

function clockTime(at: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', hour12: false }).format(at);
}
