/** Other arguments a phone might send, found by walking the schema around one complete example. */
import { withoutValueAt, withValueAt } from './argument-paths.ts';

type JsonSchema = {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
};

type Place = { path: string; mayBeNull: boolean; mayBeMissing: boolean; choices: unknown[] };

/**
 * The example itself; as bare as the schema lets it be; and the example with each choice of each list of choices, several in one sample.
 * Some may break a rule the schema's text cannot say: who calls judges them.
 */
export function samplesAround(example: unknown, schema: unknown): unknown[] {
  const places = placesOf(schema as JsonSchema, example, '');
  const samples: unknown[] = [example];
  let bare = example;
  for (const { path, mayBeNull, mayBeMissing } of places) {
    if (mayBeMissing) bare = without(bare, path);
    else if (mayBeNull) bare = withValueIfThere(bare, path, null);
  }
  samples.push(bare);
  // An edit of one thing only: most edits are.
  const [kept, ...others] = places.filter((place) => place.mayBeMissing).map(({ path }) => path);
  if (kept !== undefined) samples.push(others.reduce<unknown>((args, path) => without(args, path), example));
  const nulls = places.filter((place) => place.mayBeNull).reduce<unknown>((args, { path }) => withValueIfThere(args, path, null), example);
  samples.push(nulls);
  const most = Math.max(0, ...places.map((place) => place.choices.length));
  for (let n = 0; n < most; n++) {
    const chosen = places.filter((place) => place.choices.length > 0);
    samples.push(chosen.reduce<unknown>((args, { path, choices }) => withValueIfThere(args, path, choices[n % choices.length]), example));
  }
  return [...new Map(samples.map((sample) => [JSON.stringify(sample), sample])).values()];
}

function placesOf(schema: JsonSchema, value: unknown, at: string): Place[] {
  const kinds = schema.anyOf ?? [schema];
  const inner = kinds.find((kind) => kind.type !== 'null') ?? schema;
  const here: Place[] = [];
  const mayBeNull = kinds.some((kind) => kind.type === 'null');
  const choices = kinds
    .flatMap((kind) => kind.enum ?? (kind.const === undefined ? [] : [kind.const]))
    .concat(inner.type === 'boolean' ? [true, false] : []);
  if (at !== '' && (mayBeNull || choices.length > 1)) here.push({ path: at, mayBeNull, mayBeMissing: false, choices });
  const key = (name: string | number) => (at === '' ? String(name) : `${at}.${name}`);
  if (Array.isArray(value) && inner.items) {
    const { items } = inner;
    return [...here, ...value.flatMap((item, n) => placesOf(items, item, key(n)))];
  }
  if (value === null || typeof value !== 'object') return here;
  const below = Object.entries(inner.properties ?? {}).flatMap(([name, property]): Place[] => {
    const mayBeMissing = !(inner.required ?? []).includes(name);
    const places = placesOf(property, (value as Record<string, unknown>)[name], key(name));
    return mayBeMissing ? [{ path: key(name), mayBeNull: false, mayBeMissing, choices: [] }, ...places] : places;
  });
  return [...here, ...below];
}

const there = (args: unknown, path: string) => {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], args);
  return typeof parent === 'object' && parent !== null && last in parent;
};
const withValueIfThere = (args: unknown, path: string, value: unknown) => (there(args, path) ? withValueAt(args, path, value) : args);
const without = (args: unknown, path: string) => (there(args, path) ? withoutValueAt(args, path) : args);
