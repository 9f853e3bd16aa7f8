import { inflateSync } from 'node:zlib';
import * as fontkit from 'fontkit';
import { describe, expect, it } from 'vitest';
import { aReport, sharedThen } from '../../../tests/factories/a-report.ts';
import { fontFile, runsOf } from '../../server/pdf-paper.ts';
import { writePdf } from './report-pdf.server.ts';

/** What each glyph of a Tamil word is, from left to right as it stands on the paper. */
function glyphsOf(text: string, face: 'sans' | 'serif' = 'sans'): string[] {
  const font = fontkit.create(fontFile(face, 'tamil')) as fontkit.Font;
  return font.layout(text).glyphs.map((glyph) => String.fromCodePoint(...glyph.codePoints));
}

describe('Tamil is shaped', () => {
  it.each([
    ['கொ', ['ெ', 'க', 'ா']], // one sign written, two drawn, on both sides of the letter
    ['கோ', ['ே', 'க', 'ா']],
    ['கை', ['ை', 'க']], // drawn before the letter it follows
    ['க்ஷ', ['க்ஷ']], // three signs, one glyph
    ['கு', ['கு']],
    ['நானே', ['ந', 'ா', 'ே', 'ன']],
  ])('%s is drawn as %j', (text, drawn) => {
    for (const face of ['sans', 'serif'] as const) expect(glyphsOf(text, face)).toEqual(drawn);
  });

  it('with glyphs the fonts have: none of them is the empty box', () => {
    const font = fontkit.create(fontFile('sans', 'tamil')) as fontkit.Font;
    const text = aReport('ta').notice.long.replaceAll(/[^\p{Script=Tamil}]/gu, '');
    expect(font.layout(text).glyphs.filter((glyph) => glyph.id === 0)).toEqual([]);
  });
});

describe('a line is set in runs of one script', () => {
  it.each([
    ['Kavi', [['latin', 'Kavi']]],
    ['கவி', [['tamil', 'கவி']]],
    [
      'கவி, 40 நிமிடம்',
      [
        ['tamil', 'கவி'],
        ['latin', ', 40 '],
        ['tamil', 'நிமிடம்'],
      ],
    ],
    [
      '“கடல்”',
      [
        ['latin', '“'],
        ['tamil', 'கடல்'],
        ['latin', '”'],
      ],
    ],
    ['', []],
  ])('%j', (text, runs) => {
    expect(runsOf(text).map((run) => [run.script, run.text])).toEqual(runs);
    expect(
      runsOf(text)
        .map((run) => run.text)
        .join(''),
    ).toBe(text);
  });
});

/** All text of a PDF as it is drawn, by way of each font's own table from glyphs to letters. */
function textOf(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  const objects = new Map<string, { head: string; data: string }>();
  for (const [, number = '', body = ''] of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body.indexOf('stream\n');
    const head = at < 0 ? body : body.slice(0, at);
    const bytes = at < 0 ? Buffer.alloc(0) : Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1');
    objects.set(number, { head, data: head.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1') });
  }
  const mapOf = (fontObject: string): string[] => {
    const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(fontObject)?.head ?? '')?.[1] ?? '';
    const letters: string[] = [];
    for (const [, from = '', list = ''] of (objects.get(map)?.data ?? '').matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
      [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex = ''], nth) => {
        letters[Number.parseInt(from, 16) + nth] = Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le');
      });
    }
    return letters;
  };
  const fonts = new Map<string, string[]>();
  for (const { head } of objects.values())
    for (const [, name = '', object = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) fonts.set(name, mapOf(object));
  let text = '';
  for (const { data } of objects.values()) {
    if (!data.includes(' Tf')) continue;
    let font: string[] = [];
    for (const [whole, name] of data.matchAll(/\/(F\d+) [\d.]+ Tf|\[[^\]]*\] TJ/g)) {
      if (name !== undefined) font = fonts.get(name) ?? [];
      else
        for (const [, hex = ''] of whole.matchAll(/<([0-9a-f]+)>/g))
          for (const glyph of hex.match(/.{4}/g) ?? []) text += font[Number.parseInt(glyph, 16)] ?? '�';
    }
  }
  return text;
}

describe.each(['en', 'ta'] as const)('the page in %s', (language) => {
  it('has the words, the notice and the consent, with Tamil drawn in shape', { timeout: 60_000 }, async () => {
    const report = aReport(language);
    const pdf = await writePdf(report, sharedThen);
    const text = textOf(pdf).replaceAll(' ', '');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(text).toContain('Seethesea&<listen>');
    // As drawn: the sign before the letter.
    expect(text).toContain('நாேன');
    expect(text).not.toContain('�');
    const squeezed = (words: string) => words.replaceAll(/[^\p{L}\p{N}]/gu, '');
    if (language === 'en') {
      expect(squeezed(text)).toContain(squeezed(report.notice.long));
      expect(squeezed(text)).toContain(squeezed(report.consent.lines.find((line) => line.code === 'right_to_revoke')?.text ?? ''));
    }
    expect(pdf.toString('latin1')).not.toMatch(/Kavi|Revathi/);
  });
});
