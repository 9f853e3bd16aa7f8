/**
 * Which files of the app lie together, for the build. Packed as one, what a page needs weighs a tenth less than in fifty pieces, and comes in one go.
 *
 * `first`: what everybody needs, whoever's notebook it is. `own`: a person's first page. `staff`: the frame and first page of those who work here.
 * All other pages lie alone, as the bundler finds best.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const entries = {
  // The page itself, so that its first stylesheet, which fixes the order of the layers, stays first.
  first: 'index.html',
  join: 'src/features/views/join-page.tsx',
  own: 'src/web/own-routes.tsx',
  staff: 'src/web/routes.tsx',
} as const;
type Part = 'first' | 'own' | 'staff';

const sentenceFile = /\/src\/paraglide\/messages\/(.+)\.js$/;
const allSentences = /\/src\/paraglide\/messages(\/_index)?\.js$/;

type Seen = { imports: readonly string[]; sentences: readonly string[] };

const everySentence = "import * as messages from '../paraglide/messages.js';";

function refusalsOnly(): string {
  const names = readdirSync(join(import.meta.dirname, '../paraglide/messages'))
    .filter((file) => file.startsWith('refusal_') && file.endsWith('.js'))
    .map((file) => file.slice(0, -'.js'.length));
  return `import { ${names.join(', ')} } from '../paraglide/messages.js'; const messages = { ${names.join(', ')} };`;
}

export function buildParts(): { plugin: Plugin; partOf: (id: string) => Part | null } {
  const seen = new Map<string, Seen>();
  let parts: Map<string, Part> | null = null;

  /** What comes with a file by plain imports: files, and the sentences they say. The file with all sentences is left out: most are not said there. */
  const reached = (entry: string): Set<string> => {
    const found = new Set<string>();
    const wait = [...seen.keys()].filter((id) => id.endsWith(`/${entry}`));
    for (let id = wait.pop(); id !== undefined; id = wait.pop()) {
      if (found.has(id) || allSentences.test(id)) continue;
      found.add(id);
      const { imports, sentences } = seen.get(id) ?? { imports: [], sentences: [] };
      wait.push(...imports);
      for (const sentence of sentences) found.add(sentence);
    }
    return found;
  };
  const sorted = (): Map<string, Part> => {
    const [first, joining, own, staff] = [reached(entries.first), reached(entries.join), reached(entries.own), reached(entries.staff)];
    const all = new Map<string, Part>();
    for (const id of staff) all.set(id, 'staff');
    // Needed by two of them: it lies with what everybody needs.
    for (const id of own) all.set(id, staff.has(id) || joining.has(id) ? 'first' : 'own');
    for (const id of first) all.set(id, 'first');
    return all;
  };

  return {
    plugin: {
      name: 'kith-build-parts',
      apply: 'build',
      enforce: 'pre',
      // Sentences asked for by name bring all there are; only refusals are asked for so.
      transform: (code, id) => (id.endsWith('/src/web/refusal-text.ts') ? code.replace(everySentence, refusalsOnly()) : null),
      moduleParsed: ({ id, importedIds, code }) => {
        const sentences = sentenceFile.test(id) ? [] : (code ?? '').matchAll(/\bm\.(\w+)/g);
        seen.set(id, { imports: importedIds, sentences: [...sentences].map(([, name]) => `sentence:${name}`) });
      },
    },
    partOf: (id) => {
      parts ??= sorted();
      const [, sentence] = sentenceFile.exec(id) ?? [];
      return parts.get(sentence === undefined ? id : `sentence:${sentence}`) ?? null;
    },
  };
}
