/** Every sentence in every language. The compiler alone would quietly show English where Tamil is missing. */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const settings = JSON.parse(readFileSync(join(root, 'project.inlang/settings.json'), 'utf8')) as {
  locales: string[];
  'plugin.inlang.messageFormat': { pathPattern: string[] };
};
const patterns = settings['plugin.inlang.messageFormat'].pathPattern.map((pattern) => pattern.replace(/^\.\//, ''));

type Messages = Record<string, unknown>;
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Messages;
const keysOf = (messages: Messages) => Object.keys(messages).filter((key) => !key.startsWith('$'));
const placesIn = (message: unknown) => [...new Set(JSON.stringify(message).match(/\{[a-zA-Z]+\}/g) ?? [])].sort();

/** What is in one language and not in the other, empty, or says something about other things (`{name}`) in one than in the other. */
function differences(en: Messages, other: Messages): string[] {
  return [...new Set([...keysOf(en), ...keysOf(other)])].flatMap((key) => {
    if (!(key in en) || !(key in other)) return [`${key}: in one language only`];
    if ([en[key], other[key]].some((message) => typeof message === 'string' && message.length === 0)) return [`${key}: empty`];
    return String(placesIn(en[key])) === String(placesIn(other[key])) ? [] : [`${key}: ${placesIn(en[key])} and ${placesIn(other[key])}`];
  });
}

describe('The wording', () => {
  test.each(patterns)('%s says the same in every language', (pattern) => {
    const en = read(pattern.replace('{locale}', 'en'));
    for (const locale of settings.locales) expect(differences(en, read(pattern.replace('{locale}', locale))), locale).toEqual([]);
  });

  test('of every feature is compiled', () => {
    const files = globSync('src/**/wording/*.json', { cwd: root }).sort();
    const compiled = patterns.flatMap((pattern) => settings.locales.map((locale) => pattern.replace('{locale}', locale)));
    expect(files).toEqual(compiled.sort());
  });

  test('has no name twice, because the last one would win', () => {
    const names = patterns.flatMap((pattern) => keysOf(read(pattern.replace('{locale}', 'en'))));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('is compared by checks that find what is missing, empty, or about something else', () => {
    expect(differences({ a: 'One {n}', $schema: 'x' }, { a: 'ஒன்று {n}' })).toEqual([]);
    expect(differences({ a: 'One' }, {})).toHaveLength(1);
    expect(differences({ a: 'One' }, { a: '' })).toHaveLength(1);
    expect(differences({ a: 'One {n}' }, { a: 'ஒன்று {m}' })).toHaveLength(1);
  });
});
