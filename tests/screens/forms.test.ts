/** A form that the browser judges says so in the browser's language, in a bubble nobody styled, and then does nothing. Kith judges its own. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const screens = globSync('src/**/*.tsx', { cwd: root })
  .filter((path) => !path.startsWith('src/paraglide/') && !path.endsWith('.test.tsx'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** The opening tags of an element, with everything in them. */
function tagsOf(text: string, name: string): string[] {
  return text
    .split(new RegExp(`<${name}\\b`))
    .slice(1)
    .map((rest) => {
      let depth = 0;
      const end = [...rest].findIndex((letter) => {
        if (letter === '{') depth += 1;
        if (letter === '}') depth -= 1;
        return letter === '>' && depth === 0;
      });
      return rest.slice(0, end);
    });
}

test('no form is judged by the browser', () => {
  const judged = screens.filter(({ text }) => tagsOf(text, 'form').some((tag) => !/\bnoValidate\b/.test(tag)));
  expect(judged.map(({ path }) => path)).toEqual([]);
});

test('no field of the kit that may be wrong keeps a form from being sent', () => {
  const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;
  const blocking = screens.filter(({ text }) => count(text, /isInvalid[=:]/g) > count(text, /validationBehavior(=|: )["']aria["']/g));
  expect(blocking.map(({ path }) => path)).toEqual([]);
});
