/** The check code of a row on the screen: worked out by the browser's own crypto, which answers a moment later, and remembered. */
import { useEffect, useState } from 'react';
import type { FeedTable } from '../shared/command.ts';
import { checkCode } from '../shared/content-hash.ts';

type AnyRow = { id: string };

/** A row is replaced, never changed, so the object itself is the key. */
const known = new WeakMap<AnyRow, string>();

export function useCheckCode(table: FeedTable, row: AnyRow | undefined): string | undefined {
  const [, drawAgain] = useState(0);
  const code = row && known.get(row);
  useEffect(() => {
    if (!row || code !== undefined) return undefined;
    let isOver = false;
    void checkCode(table, row as AnyRow & Record<string, unknown>).then((found) => {
      known.set(row, found);
      if (!isOver) drawAgain((count) => count + 1);
    });
    return () => {
      isOver = true;
    };
  }, [table, row, code]);
  return code;
}
