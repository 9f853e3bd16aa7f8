import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { consentsSchema } from './consent-kinds.ts';
import { deadlinesSchema } from './deadlines.ts';
import { mergePacks } from './merge-packs.ts';
import {
  crisisLinesSchema,
  emergenciesSchema,
  limitsSchema,
  listNames,
  listSchema,
  manifestSchema,
  mirrorSchema,
  type Pack,
  PackError,
  type PackManifest,
  type PackSet,
  packLocales,
  type RawList,
  unitRulesSchema,
} from './pack-schema.ts';
import { representativesSchema } from './representative-kinds.ts';
import { retentionSchema } from './retention-rules.ts';

/**
 * Reads the packs an organisation chose, with all they extend, and merges them. What a pack extends comes before it; otherwise the order
 * given is kept, and the last one has the last word.
 * @param packsFolder the folder that holds one folder for each pack
 * @throws PackError naming file and field, for the first thing that is wrong
 */
export async function loadPackSet(packsFolder: string, ids: readonly string[]): Promise<PackSet> {
  const loaded = new Map<string, Pack>();
  const visit = async (id: string, trail: readonly string[]): Promise<void> => {
    if (loaded.has(id)) return;
    const askedBy = trail.at(-1);
    if (trail.includes(id)) {
      throw new PackError(
        `${basename(packsFolder)}/${askedBy}/pack.json`,
        'extends',
        `goes round in a circle: ${[...trail, id].join(' → ')}`,
      );
    }
    if (!(await packFolders(packsFolder)).includes(id)) {
      if (askedBy === undefined) throw new PackError(`${basename(packsFolder)}/${id}`, '', 'there is no such pack');
      throw new PackError(`${basename(packsFolder)}/${askedBy}/pack.json`, 'extends', `there is no pack ${JSON.stringify(id)}`);
    }
    const pack = await loadPack(packsFolder, id);
    for (const base of pack.manifest.extends) await visit(base, [...trail, id]);
    loaded.set(id, pack);
  };
  for (const id of ids) await visit(id, []);
  return mergePacks([...loaded.values()]);
}

/** The packs there are, for the page on which a programme chooses. @throws PackError when a manifest is broken */
export async function listPacks(packsFolder: string): Promise<PackManifest[]> {
  return Promise.all((await packFolders(packsFolder)).map((id) => readManifest(packsFolder, id)));
}

/** Reads one pack, without what it extends. @throws PackError naming file and field */
export async function loadPack(packsFolder: string, id: string): Promise<Pack> {
  const manifest = await readManifest(packsFolder, id);
  const shown = (path: string) => `${basename(packsFolder)}/${id}/${path}`;
  const read = <S extends z.ZodType>(path: string, schema: S) =>
    readJson({ path: join(packsFolder, id, path), shown: shown(path), schema });
  const pack: Pack = { manifest, lists: {}, mirror: {} };

  for (const file of await jsonFiles(join(packsFolder, id, 'lists'))) {
    const path = `lists/${file}`;
    const list = listNames.find((each) => file === `${each}.json`);
    const locale = packLocales.find((each) => file === `mirror.${each}.json`);
    if (list) pack.lists[list] = (await read(path, listSchema(list))) as RawList;
    else if (locale) {
      const lexicon = await read(path, mirrorSchema);
      if (lexicon.language !== locale)
        throw new PackError(shown(path), 'language', `must be ${JSON.stringify(locale)}, as the file's name says`);
      pack.mirror[locale] = lexicon;
    } else throw new PackError(shown(path), '', `no such list; there are ${listNames.join(', ')} and mirror.<language>`);
  }
  for (const file of await jsonFiles(join(packsFolder, id, 'values'))) {
    const path = `values/${file}`;
    if (file === 'crisis-lines.json') pack.crisisLines = await read(path, crisisLinesSchema);
    else if (file === 'emergencies.json') pack.emergencies = await read(path, emergenciesSchema);
    else if (file === 'unit-rules.json') pack.unitRules = await read(path, unitRulesSchema);
    else if (file === 'limits.json') pack.limits = await read(path, limitsSchema);
    else if (file === 'consents.json') pack.consents = await read(path, consentsSchema);
    else if (file === 'retention.json') pack.retention = await read(path, retentionSchema);
    else if (file === 'representatives.json') pack.representatives = await read(path, representativesSchema);
    else if (file === 'deadlines.json') pack.deadlines = await read(path, deadlinesSchema);
    else
      throw new PackError(
        shown(path),
        '',
        'no such value; there are consents, crisis-lines, deadlines, representatives, unit-rules, retention and limits',
      );
  }
  return pack;
}

async function readManifest(packsFolder: string, id: string): Promise<PackManifest> {
  const shown = `${basename(packsFolder)}/${id}/pack.json`;
  const manifest = await readJson({ path: join(packsFolder, id, 'pack.json'), shown, schema: manifestSchema });
  if (manifest.id !== id) throw new PackError(shown, 'id', `must be ${JSON.stringify(id)}, as the folder's name says`);
  return manifest;
}

async function packFolders(packsFolder: string): Promise<string[]> {
  const entries = await readdir(packsFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function jsonFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // a pack without lists or without values is complete
    throw error;
  }
}

async function readJson<S extends z.ZodType>({ path, shown, schema }: { path: string; shown: string; schema: S }): Promise<z.infer<S>> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    throw new PackError(shown, '', (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'the file is missing' : 'the file cannot be read');
  }
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    throw new PackError(shown, '', `is not valid JSON: ${(error as Error).message}`);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (!issue) throw new PackError(shown, '', 'is not a valid pack file');
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => JSON.stringify(key)).join(', ');
    throw new PackError(shown, fieldPath([...issue.path, issue.keys[0] ?? '']), `unknown field ${keys}`);
  }
  const missing = issue.code === 'invalid_type' && issue.message.includes('received undefined');
  throw new PackError(shown, fieldPath(issue.path), missing ? `is missing (${issue.expected} expected)` : issue.message);
}

/** `lines[2].checkedOn`, as one would write it in code. */
function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((sofar, key) => {
    if (typeof key === 'number') return `${sofar}[${key}]`;
    return sofar === '' ? String(key) : `${sofar}.${String(key)}`;
  }, '');
}
