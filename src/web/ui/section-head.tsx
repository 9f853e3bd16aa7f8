import type { ReactNode } from 'react';

export interface SectionHeadProps {
  /** Give the section `aria-labelledby={id}`. */
  id: string;
  title: ReactNode;
  /** One link, one note or one receipt at the other end. */
  children?: ReactNode;
}

/** Title of a section, with at most one thing beside it. */
export function SectionHead({ id, title, children }: SectionHeadProps) {
  return (
    <div className="section-head">
      <h2 id={id}>{title}</h2>
      {children}
    </div>
  );
}
