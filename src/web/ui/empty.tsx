import type { ReactNode } from 'react';
import './motif-empty.css';

const art = {
  page: {
    mark: 'M14 44h44',
    line: 'M16 8h28a4 4 0 0 1 4 4v32H20a4 4 0 0 1-4-4zM54 8l4 4-16 22-5 2 1-5z',
    stitch: 'M22 18h18M22 25h18M22 32h11',
  },
  day: { mark: 'M8 42h56', line: 'M20 42a16 16 0 0 1 32 0M36 12v6M14 22l5 4M58 22l-5 4', stitch: '' },
  search: { mark: 'M12 44h30', line: 'M16 22a14 14 0 1 0 28 0a14 14 0 1 0-28 0M40 32l16 14', stitch: 'M24 22h12' },
  eye: { mark: 'M14 42h44', line: 'M10 26s10-14 26-14 26 14 26 14-10 14-26 14-26-14-26-14z', stitch: 'M22 26h28' },
  network: {
    mark: 'M8 44h22',
    line: 'M13 8h12a3 3 0 0 1 3 3v28a3 3 0 0 1-3 3H13a3 3 0 0 1-3-3V11a3 3 0 0 1 3-3zM48 14h14a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H48a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2zM48 27h14a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H48a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2z',
    stitch: 'M32 25h10',
  },
} as const;

export interface EmptyProps {
  /** Names the section; must be unique on the page. */
  id: string;
  picture: keyof typeof art;
  /** What is true: "No one here yet". */
  title: ReactNode;
  /** There is nothing else on the page: this is what it is called. */
  isPage?: boolean | undefined;
  /** The one thing to do next, or why this is complete. */
  children?: ReactNode;
  /** At most two buttons. */
  actions?: ReactNode;
}

/** Nothing yet: says what is true and the one thing to do next. */
export function Empty({ id, picture, title, isPage = false, children, actions }: EmptyProps) {
  const lines = art[picture];
  const Title = isPage ? 'h1' : 'h2';
  return (
    <section className="empty" aria-labelledby={id}>
      <svg className="empty__art" viewBox="0 0 72 52" aria-hidden="true" focusable="false">
        <path className="h" d={lines.mark} />
        <path d={lines.line} />
        {lines.stitch && <path className="s" d={lines.stitch} strokeDasharray="3 3" />}
      </svg>
      <Title id={id}>{title}</Title>
      {children && <p className="small soft">{children}</p>}
      {actions && <div className="actions">{actions}</div>}
    </section>
  );
}
