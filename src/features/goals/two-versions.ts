/** Two versions of one row, fact by fact: what a person needs to choose between them. Pure. */

export type Fact = { key: string; mine: string | null; theirs: string | null; differs: boolean };

/** @param set what the refused command would have changed; the rest is the same in both, because it never touched it */
export function factsOf<Row extends Record<string, unknown>>(
  theirs: Row,
  set: Partial<Row>,
  keys: readonly (keyof Row & string)[],
): Fact[] {
  return keys.map((key) => {
    const mine = key in set ? set[key] : theirs[key];
    return { key, mine: textOf(mine), theirs: textOf(theirs[key]), differs: textOf(mine) !== textOf(theirs[key]) };
  });
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
