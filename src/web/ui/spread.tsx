import type { ReactNode } from 'react';

export interface SpreadProps {
  /** Which leaf is a little wider on a desk. */
  wider?: 'left' | 'right' | undefined;
  /** Exactly two `Leaf`. */
  children: ReactNode;
}

/** On a desk an open notebook: two leaves and a stitched spine. On a phone one after the other. */
export function Spread({ wider, children }: SpreadProps) {
  return <div className={`spread${wider ? ` spread--${wider}` : ''}`}>{children}</div>;
}

/** One leaf of a `Spread`. */
export function Leaf({ children }: { children: ReactNode }) {
  return <div className="leaf">{children}</div>;
}

/** The dashed line that joins two things that stay two. */
export function Stitch({ phoneOnly = false }: { phoneOnly?: boolean | undefined }) {
  return <hr className={`stitch${phoneOnly ? ' on-phone' : ''}`} />;
}
