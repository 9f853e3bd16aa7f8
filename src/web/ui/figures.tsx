import type { ReactNode } from 'react';
import './motif-table.css';

export interface Figure {
  /** Unique in the row. */
  id: string;
  /** Already written for the reader's language: "1,204". */
  value: ReactNode;
  label: ReactNode;
  note?: ReactNode;
}

/** A few numbers a page begins with. */
export function Figures({ items }: { items: readonly Figure[] }) {
  return (
    <dl className="figures">
      {items.map((item) => (
        <div key={item.id}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
          {item.note && <dd className="note">{item.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
