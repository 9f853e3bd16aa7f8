/** What feeds of rows about people have in common: two ways of asking, and how a row is handed on. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { FeedTable } from '../shared/command.ts';
import type { FeedRow } from '../shared/feed.ts';
import type { Tx } from './db.ts';
import type { FeedSource } from './feed.ts';

/** Every row of these people, or these rows. */
export type Which = { people: readonly string[] } | { ids: readonly string[] };

/** As one array, not as a list of values: the plan stays the same however many are asked for. */
export function isAsked(which: Which): RawBuilder<SqlBool> {
  return 'people' in which ? sql`person_id = any(${[...which.people]}::uuid[])` : sql`id = any(${[...which.ids]}::uuid[])`;
}

/** Rows about a person, with that person as their scope. */
export function rowsOf(table: FeedTable, rows: readonly { id: string; personId: string }[]): FeedRow[] {
  return rows.map((row) => ({ table, id: row.id, scopeId: row.personId, row }));
}

type List = (tx: Tx, orgId: string, which: Which) => Promise<FeedRow[]>;

const bothWays = (list: List): Pick<FeedSource, 'ofScopes' | 'byIds'> => ({
  ofScopes: (tx, orgId, people) => list(tx, orgId, { people }),
  byIds: (tx, orgId, ids) => list(tx, orgId, { ids }),
});

/**
 * The feed of a table whose rows are about a person.
 * @param open whether the person holds them in their own view, and a representative theirs of them, or what of them; left out, they do not
 */
export function feedAboutPeople(
  table: FeedTable,
  list: List,
  open: { forView?: true | List; forRepresentative?: true | List } = {},
): FeedSource {
  return {
    table,
    about: 'person',
    ...bothWays(list),
    ...opened('forView', open.forView),
    ...opened('forRepresentative', open.forRepresentative),
  };
}

function opened<To extends 'forView' | 'forRepresentative'>(to: To, how: true | List | undefined): Pick<FeedSource, To> {
  return (how === undefined ? {} : { [to]: how === true ? true : bothWays(how) }) as Pick<FeedSource, To>;
}
