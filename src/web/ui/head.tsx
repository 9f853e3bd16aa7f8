import type { ReactNode } from 'react';

export interface HeadProps {
  /** The page's one `h1`. */
  title: ReactNode;
  /** Language of the title, where it is someone's name in another script. */
  titleLang?: string | undefined;
  /** A soft sentence below. */
  lead?: ReactNode;
  /** Stands at the other end of the line on wide screens: a receipt, one button. */
  aside?: ReactNode;
  children?: ReactNode;
}

/** Top of a page. */
export function Head({ title, titleLang, lead, aside, children }: HeadProps) {
  const words = (
    <>
      <h1 lang={titleLang}>{title}</h1>
      {lead && <p className="soft">{lead}</p>}
      {children}
    </>
  );
  if (!aside) return <div className="head">{words}</div>;
  return (
    <div className="head head--row">
      <div className="grid2">{words}</div>
      {aside}
    </div>
  );
}
