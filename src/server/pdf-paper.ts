/**
 * Paper for whatever leaves as PDF. pdfkit lays out with fontkit, which shapes Tamil (vowel signs before their consonant, ligatures); it has no
 * fallback from one font to another, so a line is set in runs of one script each. Serif is speech here, too: the person's words and nothing else.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

type Face = 'sans' | 'bold' | 'serif';
type Script = 'latin' | 'tamil';

const require = createRequire(import.meta.url);
const files: Record<Face, Record<Script, string>> = {
  sans: {
    latin: '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff',
    tamil: '@fontsource/noto-sans-tamil/files/noto-sans-tamil-tamil-400-normal.woff',
  },
  bold: {
    latin: '@fontsource/noto-sans/files/noto-sans-latin-700-normal.woff',
    tamil: '@fontsource/noto-sans-tamil/files/noto-sans-tamil-tamil-700-normal.woff',
  },
  serif: {
    latin: '@fontsource/noto-serif/files/noto-serif-latin-400-normal.woff',
    tamil: '@fontsource/noto-serif-tamil/files/noto-serif-tamil-tamil-400-normal.woff',
  },
};

/** The bytes of a font, as it is embedded. */
export function fontFile(face: Face, script: Script): Buffer {
  return readFileSync(require.resolve(files[face][script]));
}

/** Stretches of one script. What belongs to no script (spaces, digits, marks) stays with what it follows. */
export function runsOf(text: string): { script: Script; text: string }[] {
  const runs: { script: Script; text: string }[] = [];
  for (const sign of text) {
    const last = runs.at(-1);
    const own: Script | null = /\p{Script=Tamil}/u.test(sign) ? 'tamil' : /[\p{L}\p{N}\p{P}\p{S}]/u.test(sign) ? 'latin' : null;
    const script = own ?? last?.script ?? 'latin';
    if (last && last.script === script) last.text += sign;
    else runs.push({ script, text: sign });
  }
  return runs;
}

const ink = '#20241f';
const soft = '#54594f';

/** How a line looks. Sizes and gaps in points; `gap` is the room above it. */
export type Look = { face?: Face; size?: number; isSoft?: boolean; gap?: number };

export type Paper = {
  line: (text: string, look?: Look) => void;
  /** A heading of a part. */
  heading: (text: string, gap?: number) => void;
  /** Ends the paper. `foot` stands at the foot of each page, above the mark and the page's number. */
  end: (foot: { text: string | null; mark: string }) => Promise<Buffer>;
};

/**
 * @param title seen by whoever lists files, so it says nothing of what is inside
 * @param at the moment that stands in the file as its own
 */
export function openPaper({ language, title, at }: { language: string; title: string; at: string }): Paper {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: 56, left: 56, right: 56, bottom: 84 },
    bufferPages: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, CreationDate: new Date(at), Producer: 'Kith', Creator: 'Kith' },
  });
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  for (const face of ['sans', 'bold', 'serif'] as const)
    for (const script of ['latin', 'tamil'] as const) doc.registerFont(`${face}-${script}`, fontFile(face, script));

  /** One paragraph, run by run. */
  const line = (text: string, look: Look = {}) => {
    if (look.gap !== undefined) doc.y += look.gap;
    doc.x = doc.page.margins.left;
    doc.fontSize(look.size ?? 11).fillColor(look.isSoft ? soft : ink);
    const runs = runsOf(text);
    for (const [nth, run] of runs.entries()) {
      doc.font(`${look.face ?? 'sans'}-${run.script}`).text(run.text, { continued: nth < runs.length - 1, lineGap: 2 });
    }
  };
  return {
    line,
    heading: (text, gap = 16) => line(text, { face: 'bold', size: 14, gap }),
    end: ({ text, mark }) => {
      const pages = doc.bufferedPageRange();
      for (let page = 0; page < pages.count; page += 1) {
        doc.switchToPage(pages.start + page);
        // Below the margin text would begin a new page.
        doc.page.margins.bottom = 0;
        doc.y = doc.page.height - 64;
        if (text !== null) line(text, { size: 8, isSoft: true });
        line(`${mark} · ${page + 1}/${pages.count}`, { size: 8, isSoft: true });
      }
      doc.end();
      return whole;
    },
  };
}
