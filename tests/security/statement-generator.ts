/** SQL at random, the same for the same seed: tables, columns, joins, conditions, groups, set operations, and questions answered by an error. */
export type Shape = { tables: ReadonlyMap<string, readonly Column[]>; samples: ReadonlyMap<string, readonly string[]> };
/** `type` as PostgreSQL names it. */
export type Column = { name: string; type: string };

export type Random = (below: number) => number;

/** mulberry32: small, and the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

type Source = { alias: string; table: string; columns: readonly Column[] };

/**
 * A SELECT whose answer does not depend on the order rows happen to come in. `samples` are values by type, of rows shown and hidden alike,
 * so that conditions really ask about hidden ones.
 */
export function generateSelect(shape: Shape, random: Random): string {
  const kind = random(20);
  if (kind === 0)
    return `${core(shape, random, ['text'])} ${pick(random, ['union', 'union all', 'intersect', 'except'])} ${core(shape, random, ['text'])}`;
  if (kind === 1)
    return `with x as ${pick(random, ['', 'materialized ', 'not materialized '])}(${core(shape, random, ['uuid', 'text'])}) select * from x`;
  if (kind === 2) return `select count(*) from (${core(shape, random, ['uuid'])}) counted`;
  if (kind === 3) return grouped(shape, random);
  if (kind === 4) return `select * from (${core(shape, random, ['text', 'uuid'])}) inner_rows order by 1, 2 limit ${1 + random(3)}`;
  if (kind === 5) return aggregated(shape, random);
  return core(shape, random, null);
}

/** UPDATE, DELETE and INSERT … SELECT, each giving back what it touched. */
export function generateWrite(shape: Shape, random: Random): string {
  const source = sourceOf(shape, random, 'a');
  const where = condition(shape, random, [source], 2);
  const column = pick(random, source.columns);
  if (random(4) === 0) return `delete from kith.${source.table} a where ${where} returning *`;
  if (random(3) === 0)
    return `insert into kith.${source.table} select * from kith.${source.table} a where ${where} on conflict do nothing returning *`;
  return `update kith.${source.table} a set ${column.name} = a.${column.name} where ${where} returning *`;
}

function core(shape: Shape, random: Random, types: readonly string[] | null): string {
  const sources = [sourceOf(shape, random, 'a')];
  let from = `kith.${sources[0]?.table} a`;
  for (const alias of ['b', 'c'].slice(0, random(3))) {
    const next = sourceOf(shape, random, alias);
    const on = joinCondition(random, sources, next);
    from += ` ${pick(random, ['join', 'join', 'left join', 'full join'])} kith.${next.table} ${alias} on ${on}`;
    sources.push(next);
  }
  const all = sources.flatMap(({ alias, columns }) => columns.map((column) => ({ ...column, name: `${alias}.${column.name}` })));
  const chosen =
    types === null ? Array.from({ length: 1 + random(4) }, () => pick(random, all).name) : types.map((type) => ofType(random, all, type));
  const distinct = random(5) === 0 ? 'distinct ' : '';
  const where = random(4) === 0 ? '' : ` where ${condition(shape, random, sources, 3)}`;
  return `select ${distinct}${chosen.map((name, at) => `${name} as o${at}`).join(', ')} from ${from}${where}`;
}

function grouped(shape: Shape, random: Random): string {
  const source = sourceOf(shape, random, 'a');
  const by = pick(random, source.columns).name;
  return `select a.${by}, count(*), count(distinct a.org_id) from kith.${source.table} a where ${condition(shape, random, [source], 2)} group by a.${by} having count(*) > ${random(2)}`;
}

function aggregated(shape: Shape, random: Random): string {
  const source = sourceOf(shape, random, 'a');
  const parts = source.columns
    .slice(0, 6)
    .map(({ name }) =>
      pick(random, [
        `max(a.${name}::text)`,
        `min(a.${name}::text)`,
        `count(a.${name})`,
        `string_agg(a.${name}::text, '|' order by a.${name}::text)`,
      ]),
    );
  return `select ${parts.join(', ')} from kith.${source.table} a where ${condition(shape, random, [source], 2)}`;
}

function joinCondition(random: Random, known: readonly Source[], next: Source): string {
  const pairs = known.flatMap((source) =>
    source.columns.flatMap((left) =>
      next.columns
        .filter((right) => right.type === left.type && (left.type === 'uuid' || random(6) === 0))
        .map((right) => `${source.alias}.${left.name} = ${next.alias}.${right.name}`),
    ),
  );
  return pairs.length === 0 ? 'true' : pick(random, pairs);
}

function condition(shape: Shape, random: Random, sources: readonly Source[], depth: number): string {
  const kind = random(depth > 0 ? 10 : 6);
  const source = pick(random, sources);
  const column = pick(random, source.columns);
  const name = `${source.alias}.${column.name}`;
  const value = literal(shape, random, column.type);
  const inner = () => condition(shape, random, sources, depth - 1);
  if (kind === 6) return `(${inner()} ${pick(random, ['and', 'or'])} ${inner()})`;
  if (kind === 7) return `(not coalesce(${inner()}, false))`;
  if (kind === 8) {
    const other = sourceOf(shape, random, `s${depth}`);
    return `${pick(random, ['', 'not '])}exists (select from kith.${other.table} s${depth} where ${joinCondition(random, [source], other)})`;
  }
  if (kind === 9) {
    const other = sourceOf(shape, random, `t${depth}`);
    const same = other.columns.find((each) => each.type === column.type);
    if (same) return `${name} ${pick(random, ['in', 'not in'])} (select t${depth}.${same.name} from kith.${other.table} t${depth})`;
  }
  if (column.type === 'text' && kind < 3) {
    const part = value
      .slice(1, 1 + 3 + random(20))
      .replaceAll("'", '')
      .replaceAll(/[%_\\()[\]{}*+?.|^$]/g, '');
    return pick(random, [`${name} like '%${part}%'`, `${name} ~ '${part}'`, `${name} ilike '${part}%'`, `length(${name}) > ${random(40)}`]);
  }
  if (kind === 3) return `${name} is ${pick(random, ['', 'not '])}null`;
  if (kind === 4) return `${name}::text ${pick(random, ['<', '>=', '='])} ${value}::text`;
  return `${name} ${pick(random, ['=', '<>', '<', '>=', 'is distinct from'])} ${value}`;
}

/**
 * Divides by zero exactly when a row holds this value; over rows that must stay hidden, no error may come. A function of the column itself
 * stands before the question, which a careless planner would call early.
 */
export function errorOracle(table: string, column: Column, value: string): string {
  const text = `a.${column.name}::text`;
  return `select count(*) from kith.${table} a where length(${text}) >= 0 and 1 / (case when ${text} = ${value}::text then 0 else 1 end) > 0`;
}

function sourceOf(shape: Shape, random: Random, alias: string): Source {
  const [table, columns] = pick(random, [...shape.tables]);
  return { alias, table, columns };
}

function ofType(random: Random, columns: readonly Column[], type: string): string {
  const fitting = columns.filter((column) => column.type === type);
  return fitting.length === 0 ? `null::${type}` : pick(random, fitting).name;
}

export function literal(shape: Shape, random: Random, type: string): string {
  const known = shape.samples.get(type) ?? [];
  return known.length === 0 ? `null::${type}` : `'${pick(random, known).replaceAll("'", "''")}'::${type}`;
}

export function pick<T>(random: Random, from: readonly T[]): T {
  const found = from[random(from.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}
