/** Documents that nobody checks go wrong: what they name must exist, and what exists must be named. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/cli/commands.ts';

const root = resolve(import.meta.dirname, '..');

/** One document, by its path from the project's folder. */
type Text = { path: string; text: string };

const scripts = Object.keys((JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts);

const texts: Text[] = globSync(['*.md', 'docs/**/*.md', 'packs/**/*.md', 'src/**/README.md'], { cwd: root })
  .filter((path) => !path.startsWith('src/paraglide/')) // made by `npm run wording`
  .sort()
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const decisions = texts.filter(({ path }) => path.startsWith('docs/decisions/'));
const exists = (path: string) => existsSync(join(root, path));

/** Links to files and pictures, and headings within them, that lead nowhere. */
function brokenLinks({ path, text }: Text): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^(https?:|mailto:)/.test(link))
    .filter((link) => {
      const [file = '', heading] = link.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      if (!exists(target)) return true;
      return heading !== undefined && !headingsOf(readFileSync(join(root, target), 'utf8')).includes(heading);
    });
}

function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

const folders = 'src|tests|docs|packs|migrations|public|project\\.inlang|\\.ci';

/** Paths in code marks that begin with a folder of ours and are not there. Stars stand for any name. */
function missingPaths({ text }: Text): string[] {
  return codeOf(text)
    .filter((code) => new RegExp(`^(${folders})/[\\w./*-]*$`).test(code))
    .filter((code) => !code.includes('src/paraglide')) // made by `npm run wording`
    .filter((code) => (code.includes('*') ? globSync(code, { cwd: root }).length === 0 : !exists(code)));
}

/** What stands in code marks, and each line of a block of code. */
function codeOf(text: string): string[] {
  const blocks = [...text.matchAll(/^```.*\n([\s\S]*?)^```/gm)].flatMap((match) => (match[1] ?? '').split('\n'));
  const inline = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return [...blocks, ...inline];
}

/** `./kith` commands and options of theirs, and npm scripts, that there are not. */
function unknownCommands({ text }: Text): string[] {
  return codeOf(text).flatMap((code) => [...unknownKith(code), ...unknownScripts(code)]);
}

function unknownKith(code: string): string[] {
  return [...code.matchAll(/\.\/kith ([a-z]+(?:-[a-z]+)*)([^#|;]*)/g)].flatMap((match) => {
    const command = commands.find(({ name }) => name === match[1]);
    if (!command) return [`./kith ${match[1]}`];
    const options = [...(match[2] ?? '').matchAll(/--[a-z-]+/g)].map((option) => option[0]);
    const known = command.name === 'dev' ? `${command.usage} --data --port` : command.usage;
    return options.filter((option) => option !== '--help' && !known.includes(option)).map((option) => `./kith ${command.name} ${option}`);
  });
}

function unknownScripts(code: string): string[] {
  return [...code.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '').filter((name) => !scripts.includes(name));
}

/** Lines that say where somebody once worked, instead of something that holds everywhere. */
function linesOfOneMachine({ text }: Text): string[] {
  const machine =
    /\/(home|root|Users|work|tmp)\/|\/usr\/bin\/|\bregistry\.(?!ts\b)|\bnpmjs\b|artifactory|\b10\.\d+\.\d+\.\d+\b|\b192\.168\./i;
  return text.split('\n').filter((line) => machine.test(line));
}

function decisionProblems(all: readonly Text[]): string[] {
  const problems: string[] = [];
  const numbers = new Map<string, string>();
  for (const { path, text } of all) {
    const number = /\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1];
    if (number === undefined) {
      problems.push(`${path}: its name is not NNNN-some-words.md`);
      continue;
    }
    const taken = numbers.get(number);
    if (taken !== undefined) problems.push(`${path}: ${taken} has the same number`);
    numbers.set(number, path);
    if (!text.startsWith(`# ${number} `)) problems.push(`${path}: its title does not begin with its number`);
    const status = /^Status: (accepted|accepted for now|proposed|superseded by (\d{4})), \d{4}-\d\d-\d\d/m.exec(text);
    if (!status) problems.push(`${path}: it has no status with a date`);
    for (const part of ['Context', 'Choice', 'Rejected', 'Consequences']) {
      if (!new RegExp(`^## ${part}\\n(?!#)\\s*\\S`, 'm').test(text)) problems.push(`${path}: nothing stands under ${part}`);
    }
  }
  for (const { path, text } of all) {
    const by = /^Status: superseded by (\d{4})/m.exec(text)?.[1];
    if (by !== undefined && !numbers.has(by)) problems.push(`${path}: superseded by ${by}, which there is not`);
    for (const [, old = ''] of text.matchAll(/^Supersedes: (\d{4})$/gm)) {
      const former = all.find((each) => each.path.includes(`/${old}-`));
      if (!former?.text.includes('Status: superseded by')) problems.push(`${path}: supersedes ${old}, which does not say so`);
    }
  }
  return problems;
}

/** Whoever reads the README may be on a slow network. */
const mostPictureBytes = 150 * 1024;

describe('The documents', () => {
  test('are there at all', () => {
    expect(texts.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['ARCHITECTURE.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'README.md', 'docs/glossary.md', 'docs/operating.md']),
    );
  });

  test.each(texts)('$path: links, paths, commands and scripts exist, and no line belongs to one machine', (document) => {
    expect(brokenLinks(document)).toEqual([]);
    expect(missingPaths(document)).toEqual([]);
    expect(unknownCommands(document)).toEqual([]);
    expect(linesOfOneMachine(document)).toEqual([]);
  });

  test('tell of every ./kith command, with all its options', () => {
    const operating = texts.find(({ path }) => path === 'docs/operating.md')?.text ?? '';
    for (const { name, usage } of commands) {
      const [firstLine = ''] = usage.split('\n');
      expect(operating, `docs/operating.md says nothing of \`${firstLine}\``).toContain(`\`${firstLine}\``);
      expect(firstLine).toContain(`./kith ${name}`);
    }
  });

  test('tell of every setting', () => {
    const operating = texts.find(({ path }) => path === 'docs/operating.md')?.text ?? '';
    const settings = readFileSync(join(root, 'src/server/config.ts'), 'utf8').match(/^ {2}[A-Z_]+(?=:)/gm) ?? [];
    expect(settings.length).toBeGreaterThan(4);
    for (const setting of settings) expect(operating).toContain(`\`${setting.trim()}\``);
  });

  test('have a page for every role', () => {
    for (const role of ['peer', 'supervisor', 'coordinator', 'director', 'biller', 'evaluator', 'administrator']) {
      expect(exists(`docs/roles/${role}.md`), role).toBe(true);
    }
  });

  test('show pictures that a slow network can carry', () => {
    const pictures = globSync('docs/pictures/*.png', { cwd: root });
    const readme = texts.find(({ path }) => path === 'README.md')?.text ?? '';
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) {
      expect(readFileSync(join(root, picture)).byteLength, picture).toBeLessThanOrEqual(mostPictureBytes);
      expect(readme).toContain(picture);
    }
  });
});

describe('Decisions', () => {
  test('have numbers of their own, a status, and something under every heading', () => {
    expect(decisions.length).toBeGreaterThan(4);
    expect(decisionProblems(decisions)).toEqual([]);
  });
});

/** The same checks on texts with one fault each: a check that finds nothing proves nothing. */
describe('These checks find', () => {
  const said = (text: string, path = 'README.md'): Text => ({ path, text });
  const whole = '## Context\nA\n## Choice\nB\n## Rejected\nC\n## Consequences\nD\n';
  const decision = (number: string, status: string, body = whole) =>
    said(`# ${number} Something\n\nStatus: ${status}, 2026-11-23\n\n${body}`, `docs/decisions/${number}-something.md`);

  test('a link that leads nowhere, also to a heading', () => {
    expect(brokenLinks(said('[a](docs/nowhere.md) [b](docs/operating.md#upgrades) [c](docs/operating.md#downgrades)'))).toEqual([
      'docs/nowhere.md',
      'docs/operating.md#downgrades',
    ]);
  });

  test('a path that is not there, also with a star', () => {
    expect(missingPaths(said('`src/cli.ts` `src/gone.ts` `tests/**/*.pg.test.ts` `src/*/gone.ts`'))).toEqual([
      'src/gone.ts',
      'src/*/gone.ts',
    ]);
  });

  test('a command, an option or a script that there is not', () => {
    const text = '`./kith demo --port 1` `./kith undo` `./kith migrate --port 1`\n```sh\nnpm run types\nnpm run nothing\n```\n';
    expect(unknownCommands(said(text))).toEqual(['nothing', './kith undo', './kith migrate --port']);
  });

  test('a line of one machine', () => {
    expect(linesOfOneMachine(said(`it is in ${['', 'home', 'someone'].join('/')}/kith\nfetched from 10.1.2.3\nfine`))).toHaveLength(2);
  });

  test('decisions with one number, without a status, with nothing to say, or superseded by none', () => {
    expect(decisionProblems([decision('0001', 'accepted'), decision('0002', 'superseded by 0001')])).toEqual([]);
    expect(decisionProblems([decision('0001', 'accepted'), decision('0001', 'accepted')])).toHaveLength(1);
    expect(decisionProblems([decision('0001', 'perhaps')])).toHaveLength(1);
    expect(decisionProblems([decision('0001', 'accepted', whole.replace('C\n', ''))])).toHaveLength(1);
    expect(decisionProblems([decision('0001', 'superseded by 0009')])).toHaveLength(1);
    const later = decision('0002', 'accepted', `Supersedes: 0001\n\n${whole}`);
    expect(decisionProblems([decision('0001', 'accepted'), later])).toHaveLength(1);
    expect(decisionProblems([decision('0001', 'superseded by 0002'), later])).toEqual([]);
  });
});
