import type { ReactNode } from 'react';

export interface SaveBarProps {
  /** "3 units. Nothing is missing." Read out when it changes. */
  status?: ReactNode;
  /** The one main button. */
  children: ReactNode;
}

/** The bar in thumb reach that ends a form. Use it inside `FocusFrame` or `PlainFrame`, which leave room for it. */
export function SaveBar({ status, children }: SaveBarProps) {
  return (
    <div className="savebar">
      <p className="note center" role="status">
        {status}
      </p>
      {children}
    </div>
  );
}
