import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { Link } from './link.tsx';

export interface RowsProps {
  children: ReactNode;
  /** True where the order means something (a day); then it is an ordered list. */
  ordered?: boolean | undefined;
  /** Names the list, where no heading does. */
  label?: string | undefined;
}

/** The notebook's margin line: a list whose times, numbers or initials stand left of it. */
export function Rows({ children, ordered = false, label }: RowsProps) {
  const List = ordered ? 'ol' : 'ul';
  return (
    <List className="rows" role="list" aria-label={label}>
      {children}
    </List>
  );
}

export interface RowProps {
  /** Left of the margin line: a time, a number of days, an initial. */
  mark?: ReactNode;
  /** Words of the mark are "today" and the like. */
  isDue?: boolean | undefined;
  /** Here, now: the highlighter. At most one in a region. */
  isNow?: boolean | undefined;
  /** Bold first line: an `h3` when `href` is given or `heading` is set, a plain line otherwise. */
  title: ReactNode;
  titleLang?: string | undefined;
  /** One link a row; the whole row is its target. */
  href?: string | undefined;
  /** Level of the title where a link is not enough: false makes it plain text. */
  heading?: boolean | undefined;
  /** Soft second line. */
  detail?: ReactNode;
  /** More below: words, a note. */
  children?: ReactNode;
  /** At the right end instead of the arrow: a receipt, a button. */
  end?: ReactNode;
}

/** One row of `Rows`. */
export function Row({ mark, isDue = false, isNow = false, title, titleLang, href, heading, detail, children, end }: RowProps) {
  const isHeading = heading ?? href !== undefined;
  const Title = isHeading ? 'h3' : 'p';
  return (
    <li className={`row${isNow ? ' row--now' : ''}`}>
      <span className={`row__mark${isDue ? ' due' : ''}`}>{isNow ? <span className="hl">{mark}</span> : mark}</span>
      <div className="row__body">
        <Title className={isHeading ? 'row__title' : undefined} lang={titleLang}>
          {href === undefined ? title : <Link href={href}>{title}</Link>}
        </Title>
        {detail && <p className="small soft">{detail}</p>}
        {children}
      </div>
      {(end || href !== undefined) && <span className="row__end">{end ?? <Icon name="next" />}</span>}
    </li>
  );
}
