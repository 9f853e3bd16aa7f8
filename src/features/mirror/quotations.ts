/** Marks that look different at both ends. */
const closers: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['«', '»'],
  ['„', '“'],
]);

export type QuotedRange = { start: number; end: number };

/**
 * The ranges of a text that stand in quotation marks: "…", “…”, «…», '…' and ‘…’, in order, never overlapping, each within one paragraph.
 * A double mark that is still open reaches to the end of its paragraph, because someone is typing a quotation. A single mark needs its
 * partner: otherwise it is an apostrophe ('tis, the peers' room). Linear in the length of the text.
 */
export function quotedRanges(text: string): QuotedRange[] {
  const ranges: QuotedRange[] = [];
  let start = 0;
  for (const paragraph of text.split('\n')) {
    collect(paragraph, start, ranges);
    start += paragraph.length + 1;
  }
  return ranges;
}

function collect(paragraph: string, offset: number, ranges: QuotedRange[]): void {
  const closing = { straight: closingSingles(paragraph, "'"), curly: closingSingles(paragraph, '’') };
  let nextStraight = 0;
  let nextCurly = 0;
  let at = 0;
  while (at < paragraph.length) {
    const mark = paragraph.charAt(at);
    let end: number | undefined;
    if (mark === '"' && !isDigit(paragraph.charAt(at - 1))) end = endOf(paragraph, '"', at);
    else if (closers.has(mark)) end = endOf(paragraph, closers.get(mark) ?? mark, at);
    else if ((mark === "'" || mark === '‘') && !isWord(paragraph.charAt(at - 1)) && isWord(paragraph.charAt(at + 1))) {
      // Both pointers only ever move forward, so many lonely apostrophes cost no more than a few.
      while ((closing.straight[nextStraight] ?? Infinity) <= at) nextStraight += 1;
      while ((closing.curly[nextCurly] ?? Infinity) <= at) nextCurly += 1;
      const close = mark === "'" ? closing.straight[nextStraight] : closing.curly[nextCurly];
      if (close !== undefined) end = close + 1;
    }
    if (end === undefined) {
      at += 1;
    } else {
      ranges.push({ start: offset + at, end: offset + end });
      at = end;
    }
  }
}

function endOf(paragraph: string, closer: string, opener: number): number {
  const close = paragraph.indexOf(closer, opener + 1);
  return close < 0 ? paragraph.length : close + 1;
}

/** Where single marks stand that can close: after a word or a stop, not before a letter. */
function closingSingles(paragraph: string, mark: string): number[] {
  const places: number[] = [];
  for (let at = paragraph.indexOf(mark); at >= 0; at = paragraph.indexOf(mark, at + 1)) {
    const before = paragraph.charAt(at - 1);
    if (before !== '' && !/\s/.test(before) && !isWord(paragraph.charAt(at + 1))) places.push(at);
  }
  return places;
}

function isWord(character: string): boolean {
  return /[\p{L}\p{M}\p{N}]/u.test(character);
}

function isDigit(character: string): boolean {
  return /^[0-9]$/.test(character);
}
