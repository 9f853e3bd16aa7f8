/** Which fields the rows of each feed had, by shape: `contracts/feeds@<shape>.json`. Phones of two releases ago still read them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractsFolder } from './released-commands.ts';

export type ReleasedFeeds = { shape: number; tables: Record<string, string[]> };

export const feedsFileOf = (shape: number) => join(contractsFolder, `feeds@${shape}.json`);

export function readReleasedFeeds(): ReleasedFeeds[] {
  if (!existsSync(contractsFolder)) return [];
  const names = readdirSync(contractsFolder).filter((name) => name.startsWith('feeds@'));
  return names.map((name) => JSON.parse(readFileSync(join(contractsFolder, name), 'utf8')) as ReleasedFeeds);
}

/** How many shapes behind today's phones may be. */
const shapesBehind = 2;

/** What is wrong with what the feeds say today; nothing means that phones of the last two releases find every field they knew. */
export function findBrokenFeeds(today: ReleasedFeeds, released: readonly ReleasedFeeds[]): string[] {
  const found: string[] = [];
  const current = released.find((one) => one.shape === today.shape);
  if (!current)
    found.push(`shape ${today.shape} has no file: write ${feedsFileOf(today.shape).split('/').at(-1)} with KITH_WRITE_CONTRACTS=yes`);
  for (const [table, fields] of Object.entries(today.tables)) {
    const known = new Set(current?.tables[table]);
    const added = fields.filter((field) => !known.has(field));
    if (current && added.length > 0) found.push(`${table} has more than shape ${today.shape} says (${added.join(', ')}): raise feedShape`);
  }
  for (const { shape, tables } of released) {
    if (shape > today.shape) found.push(`shape ${shape} is newer than this code`);
    if (shape < today.shape - shapesBehind) continue;
    for (const [table, fields] of Object.entries(tables)) {
      const missing = fields.filter((field) => !today.tables[table]?.includes(field));
      if (missing.length > 0) found.push(`${table} no longer says ${missing.join(', ')}, which phones of shape ${shape} show`);
    }
  }
  return found;
}
