import type { ReactNode } from 'react';

/** The day above entries of that day. Put a `<time dateTime>` inside. */
export function DayMark({ children }: { children: ReactNode }) {
  return <h3 className="daymark">{children}</h3>;
}
