import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export interface SayProps {
  /** `plain`: a line with a mark. `band`: a quiet band across the page (network). `look`: with the turmeric edge, worth a look. */
  look?: 'plain' | 'band' | 'look' | undefined;
  icon?: IconName | undefined;
  /** Spoken by screen readers when it appears or changes (default). False for what was there all along. */
  live?: boolean | undefined;
  children: ReactNode;
  /** Buttons below the words. */
  actions?: ReactNode;
}

/** A quiet statement. It stays until it is no longer true; it never disappears on a timer. */
export function Say({ look = 'plain', icon, live = true, children, actions }: SayProps) {
  return (
    <div
      className={`say${look === 'plain' ? '' : ` say--${look}`}${icon ? '' : ' say--bare'}`}
      {...(live ? { role: 'status', 'aria-live': 'polite' as const } : {})}
    >
      {icon && <Icon name={icon} />}
      <div className="say__words">
        {children}
        {actions && <div className="actions mt2">{actions}</div>}
      </div>
    </div>
  );
}
