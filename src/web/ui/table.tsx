import type { ReactNode } from 'react';
import './motif-table.css';

export interface Column<T> {
  /** Unique in the table. */
  id: string;
  header: ReactNode;
  cell: (row: T) => ReactNode;
  /** Numbers stand at the end. */
  atEnd?: boolean | undefined;
  /** This cell names its row. */
  isRowHeader?: boolean | undefined;
}

export interface TableProps<T> {
  /** What the table shows. */
  caption: ReactNode;
  captionHidden?: boolean | undefined;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  tight?: boolean | undefined;
}

/** A real table. On a narrow screen it scrolls sideways inside itself, by touch and by keyboard, and the page does not. */
export function Table<T>({ caption, captionHidden = false, columns, rows, rowKey, tight = false }: TableProps<T>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div className="scroll" tabIndex={0} role="group" aria-label={typeof caption === 'string' ? caption : undefined}>
      <table className={`table${tight ? ' table--tight' : ''}`}>
        <caption className={captionHidden ? 'vh' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.atEnd ? 'r' : undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => {
                const className = column.atEnd ? 'r' : undefined;
                return column.isRowHeader ? (
                  <th key={column.id} scope="row" className={className}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={className}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
