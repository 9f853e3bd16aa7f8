/**
 * Values from a schema: valid, near-valid and hostile (reliability.md §2(f)). The JSON Schema of an operation says what is valid; values
 * beside it are what the wire can carry and a form never would.
 */
import fc from 'fast-check';

type JsonSchema = {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  format?: string;
  pattern?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
};

const hex = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const uuid = fc.tuple(hex(8), hex(4), hex(3), hex(3), hex(12)).map(([a, b, c, d, e]) => `${a}-${b}-7${c}-8${d}-${e}`);

/** Stands for `[[[…]]]`, ten thousand deep, put in by `asJson`: as a value it would be too deep for our own tools, too. */
const deepMark = '@@deep@@';
const tenThousandDeep = '['.repeat(10_000) + ']'.repeat(10_000);

/** What goes over the wire. */
export function asJson(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replaceAll(`"${deepMark}"`, tenThousandDeep);
}

/** What no form sends. Numbers that JSON cannot write (NaN) are left out: they arrive as null. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...['\u0000', 'a\u0000b', '\ud800', 'x\udfff', '\ufeff', '\u202e\u2066', 'a'.repeat(300_000), '\u0bb8\u0bcd'.repeat(9_000)],
    ...[1e308, -1e308, -0, 5e-324, 2 ** 53, -(2 ** 63), 0.1, 1e21, 2147483648, 32768],
    ...['0000-01-01', '9999-12-31', '2026-02-30', '0001-01-01', '2026-13-01', '10000-01-01', '-271821-04-20'],
    ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '0001-01-01T00:00:00+14:00', '2026-10-12T12:35:60Z', '2026-10-12T24:00:00Z'],
    ...['2026-10-12T12:35:00+15:59', '2026-10-12T12:35:00-23:59', '2026-10-12T12:35:00.123456789123Z'],
    ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '00000000-0000-7000-8000-000000000000'],
    ...[
      null,
      true,
      false,
      '',
      ' ',
      [],
      {},
      [[]],
      [null],
      { length: 1e9 },
      { toString: 1 },
      { __proto__: null, constructor: { prototype: 1 } },
    ],
    ...["'; drop table kith.people; --", '${7*7}', '{{7*7}}', '../../etc/passwd', '%00', '\\u0000', '=cmd()', '<script>alert(1)</script>'],
    ...['1e308', 'NaN', 'Infinity', '-Infinity', 'infinity', 'undefined', '__proto__', 'constructor', 'hasOwnProperty'],
    deepMark,
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 4 }),
);

/** Values the schema describes; `ids` are ids that mean something here, so that generated commands also reach rows. */
export function valid(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((each) => valid(each, ids)));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(schema.minimum ?? 0, -1000), max: Math.min(schema.maximum ?? 5000, 5000) });
    case 'array': {
      const most = Math.min(schema.maxItems ?? 3, 3);
      return fc.array(valid(schema.items ?? {}, ids), { minLength: schema.minItems ?? 0, maxLength: Math.max(most, schema.minItems ?? 0) });
    }
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, each]) => [key, valid(each, ids)])), {
        requiredKeys: (schema.required ?? []) as never[],
      });
    case 'string':
      return text(schema, ids);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function text(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<string> {
  const day = fc.integer({ min: -600, max: 600 }).map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  const isId = schema.format?.startsWith('uuid') || (schema.pattern?.includes('[0-9a-f') && schema.pattern.includes('{12}'));
  if (isId) return ids.length > 0 ? fc.oneof(uuid, fc.constantFrom(...ids)) : uuid;
  if (schema.format === 'date-time') return day;
  if (schema.format === 'date') return day.map((iso) => iso.slice(0, 10));
  if (schema.format === 'email') return fc.constant('someone@example.org');
  if (schema.pattern) return fc.constantFrom('ta', 'en', 'home', 'in_person', 'listened', '35_44');
  const most = Math.min(schema.maxLength ?? 40, 40);
  return fc.string({ unit: 'grapheme', minLength: schema.minLength ?? 0, maxLength: most });
}

/** A valid value in which one or two places were broken: another type, something hostile, a key too many, a key too few. */
export function nearValid(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(
      valid(schema, ids),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'drop', 'add'), hostile), { minLength: 1, maxLength: 2 }),
    )
    .map(([value, harms]) => harms.reduce<unknown>((at, [where, how, with_]) => harm(at, where, { how, with_ }), value));
}

function harm(value: unknown, where: number, harmed: { how: string; with_: unknown }): unknown {
  const root: Record<string, unknown> = { value: structuredClone(value) };
  const places: [Record<string, unknown>, string][] = [];
  const collect = (parent: Record<string, unknown>, key: string) => {
    places.push([parent, key]);
    const inner = parent[key];
    if (inner !== null && typeof inner === 'object') for (const each of Object.keys(inner)) collect(inner as Record<string, unknown>, each);
  };
  collect(root, 'value');
  const [parent, key] = places[where % places.length] ?? [root, 'value'];
  const inner = parent[key];
  if (harmed.how === 'drop' && parent !== root) delete parent[key];
  else if (harmed.how === 'add' && inner !== null && typeof inner === 'object') (inner as Record<string, unknown>).surprise = harmed.with_;
  else parent[key] = harmed.with_;
  return root.value;
}
