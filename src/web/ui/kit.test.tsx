import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Button } from './button.tsx';
import { firstLetter } from './initial.tsx';
import { Receipt } from './receipt.tsx';
import { Row } from './rows.tsx';
import { Say } from './say.tsx';
import { Voice } from './voices.tsx';

describe('a receipt', () => {
  it.each([0, 1, 2] as const)('shows no check code at step %i, because nothing was read back yet', (step) => {
    expect(renderToStaticMarkup(<Receipt step={step} label="on its way" code="7F3K" />)).not.toContain('7F3K');
  });

  it('shows the check code once matched', () => {
    expect(renderToStaticMarkup(<Receipt step={3} label="matched" code="7F3K" />)).toContain('<span class="code">7F3K</span>');
  });

  it('keeps its words for screen readers when they are not shown', () => {
    expect(renderToStaticMarkup(<Receipt step={1} label="only on this phone" labelHidden />)).toContain(
      '<span class="vh">only on this phone</span>',
    );
  });
});

describe('a row', () => {
  it('is one link with the title as its name', () => {
    const html = renderToStaticMarkup(<Row title="Kavi" href="/people/1" detail="At home" />);
    expect(html.match(/<a /gu)).toHaveLength(1);
    expect(html).toContain('<h3 class="row__title"><a href="/people/1">Kavi</a></h3>');
  });

  it('is no heading and no link where there is nowhere to go', () => {
    const html = renderToStaticMarkup(<Row title="Next step" />);
    expect(html).not.toContain('<a ');
    expect(html).not.toContain('<h3');
  });
});

describe('the rest of the kit', () => {
  it('does not start work again while a button is busy', () => {
    expect(renderToStaticMarkup(<Button isBusy>Save</Button>)).toContain('aria-disabled="true"');
  });

  it('speaks a statement politely, and a standing one not at all', () => {
    expect(renderToStaticMarkup(<Say>No network</Say>)).toContain('role="status"');
    expect(renderToStaticMarkup(<Say live={false}>Locked</Say>)).not.toContain('role=');
  });

  it('makes each line of an entry a paragraph and drops empty ones', () => {
    const html = renderToStaticMarkup(
      <Voice voice="peer" name="Meena" label="Meena’s words">
        {'We went up.\n\nShe asked.'}
      </Voice>,
    );
    expect(html).toContain('<p>We went up.</p><p>She asked.</p>');
  });

  it('writes markup in an entry as text', () => {
    const html = renderToStaticMarkup(
      <Voice voice="person" name="Kavi" label="Kavi’s words">
        {'<img src=x onerror=alert(1)>'}
      </Voice>,
    );
    expect(html).not.toContain('<img');
  });

  it('keeps a Tamil letter whole in an initial', () => {
    expect(firstLetter('மீனா')).toBe('மீ');
    expect(firstLetter(' kavi')).toBe('K');
    expect(firstLetter('')).toBe('');
  });
});

/** Every module of ours that a file reaches, and the packages they name. */
function reach(file: string, seen = new Set<string>(), packages = new Set<string>()): Set<string> {
  if (seen.has(file)) return packages;
  seen.add(file);
  for (const [, from] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s(?:(?!type\s)[^;]*?\sfrom\s)?'([^']+)'/gmu)) {
    if (from === undefined || from.endsWith('.css') || from.includes('/paraglide/')) continue;
    if (from.startsWith('.')) reach(resolve(dirname(file), from), seen, packages);
    else packages.add(from);
  }
  return packages;
}

describe('what Today loads', () => {
  const pieces = ['rows', 'receipt', 'say', 'head', 'section-head', 'button', 'icon', 'words', 'spread', 'empty', 'initial', 'fold'];
  const frames = ['app-frame', 'plain-frame', 'focus-frame', 'error-pages', 'loading', 'locale', 'network-band'];
  const files = [...pieces.map((name) => `${name}.tsx`), ...frames.map((name) => `../frame/${name}.tsx`)];

  it.each(files)('%s does not bring the form controls along', (name) => {
    const packages = [...reach(resolve(import.meta.dirname, name))];
    expect(packages.filter((each) => each.includes('aria'))).toEqual([]);
  });

  it('would notice if it did', () => {
    expect([...reach(resolve(import.meta.dirname, 'chips.tsx'))]).toContain('react-aria-components/RadioGroup');
  });
});
