import type { ReactNode } from 'react';

export interface WordsProps {
  children: ReactNode;
  /** Language of what is said, where it differs from the screen's ("ta", "en"). */
  lang?: string | undefined;
  small?: boolean | undefined;
  as?: 'p' | 'span' | 'h3' | 'blockquote' | undefined;
}

/** A person is speaking: serif, in the person's ink. Used for nothing else. Quotation marks belong to the text. */
export function Words({ children, lang, small = false, as: Tag = 'p' }: WordsProps) {
  return (
    <Tag className={`words${small ? ' words--small' : ''}${Tag === 'h3' ? ' plain' : ''}`} lang={lang}>
      {children}
    </Tag>
  );
}
