import type { ReactNode } from 'react';

export interface ErrorTextProps {
  /** For `aria-describedby` of what it is about. */
  id?: string | undefined;
  children: ReactNode;
}

/** What is wrong and what to do, in words; read out when it appears. Never red, never blaming. */
export function ErrorText({ id, children }: ErrorTextProps) {
  return (
    <p className="error" id={id} role="alert">
      {children}
    </p>
  );
}
