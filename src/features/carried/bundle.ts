/**
 * Sealed copies on their way from one phone to another: as a file, or as a series of QR codes. The packet itself protects nothing, its copies
 * are sealed and signed each for itself; it only finds out whether all of it arrived as it left.
 *
 * A packet: "KB" · 1 version · 2 how many · each copy with its length in 4 bytes before it · 16 bytes of SHA-256 over all of that.
 */
import { type Bytes, bytesToText, textToBytes } from '../../shared/sealed-copy.ts';

export type BundleProblem = 'bundle_unknown' | 'bundle_newer' | 'bundle_cut_short' | 'bundle_edited';

/** Each problem has a sentence (`refusal_<code>`). */
export class BundleBroken extends Error {
  readonly code: BundleProblem;
  constructor(code: BundleProblem) {
    super(code);
    this.code = code;
  }
}

const mark = [0x4b, 0x42];
const version = 1;
const headBytes = 5;
const digestBytes = 16;

export async function packBundle(copies: readonly Bytes[]): Promise<Bytes> {
  const length = headBytes + copies.reduce((sum, copy) => sum + 4 + copy.length, 0);
  const packed = new Uint8Array(length + digestBytes);
  const view = new DataView(packed.buffer);
  packed.set([...mark, version]);
  view.setUint16(3, copies.length);
  let at = headBytes;
  for (const copy of copies) {
    view.setUint32(at, copy.length);
    packed.set(copy, at + 4);
    at += 4 + copy.length;
  }
  packed.set(await digestOf(packed.subarray(0, length)), length);
  return packed;
}

/** @throws BundleBroken */
export async function unpackBundle(packed: Bytes): Promise<Bytes[]> {
  if (packed[0] !== mark[0] || packed[1] !== mark[1]) throw new BundleBroken('bundle_unknown');
  if (packed.length < headBytes + digestBytes) throw new BundleBroken('bundle_cut_short');
  if (packed[2] !== version) throw new BundleBroken('bundle_newer');
  const end = packed.length - digestBytes;
  const view = new DataView(packed.buffer, packed.byteOffset);
  const copies: Bytes[] = [];
  let at = headBytes;
  for (let left = view.getUint16(3); left > 0; left -= 1) {
    if (at + 4 > end) throw new BundleBroken('bundle_cut_short');
    const length = view.getUint32(at);
    if (at + 4 + length > end) throw new BundleBroken('bundle_cut_short');
    copies.push(packed.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  const digest = await digestOf(packed.subarray(0, end));
  if (at !== end || digest.some((byte, place) => byte !== packed[end + place])) throw new BundleBroken('bundle_edited');
  return copies;
}

async function digestOf(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).subarray(0, digestBytes);
}

// ---- as a file: plain text, which every messenger carries ----

const firstLine = /^KITH SEALED (\d+)$/;
const lastLine = 'END';

export function bundleToText(packed: Bytes): string {
  const lines = bytesToText(packed).match(/.{1,76}/g) ?? [];
  return [`KITH SEALED ${version}`, ...lines, lastLine, ''].join('\n');
}

/** @throws BundleBroken */
export function textToBundle(text: string): Bytes {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const said = firstLine.exec(lines[0] ?? '')?.[1];
  if (said === undefined) throw new BundleBroken('bundle_unknown');
  if (Number(said) !== version) throw new BundleBroken('bundle_newer');
  if (lines.at(-1) !== lastLine) throw new BundleBroken('bundle_cut_short');
  const packed = textToBytes(lines.slice(1, -1).join(''));
  if (!packed) throw new BundleBroken('bundle_edited');
  return packed;
}

// ---- as QR codes: the letters of their densest alphabet, in pieces a cheap camera reads ----

const frameBytes = 480;
const frameShape = /^KITH1:([0-9A-F]{8}):(\d{1,4}):(\d{1,4}):([0-9A-Z $%*+\-./:]*)$/;

/** One text for each code, in order. Each says which packet it is of, and which piece of how many. */
export function bundleToFrames(packed: Bytes): string[] {
  const name = Array.from(packed.subarray(-4), (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
  const count = Math.ceil(packed.length / frameBytes);
  return Array.from({ length: count }, (_, at) => {
    const piece = packed.subarray(at * frameBytes, (at + 1) * frameBytes);
    return `KITH1:${name}:${at + 1}:${count}:${toBase45(piece)}`;
  });
}

export type FrameReader = {
  /** Takes what a camera read, in any order and any number of times. @returns false for a code that is none of ours */
  take: (text: string) => boolean;
  progress: () => { read: number; of: number };
  /** The whole packet once every piece was read. */
  whole: () => Bytes | null;
};

export function readFrames(): FrameReader {
  let name: string | null = null;
  let of = 0;
  let pieces = new Map<number, Uint8Array>();
  return {
    take: (text) => {
      const found = frameShape.exec(text);
      if (!found) return false;
      const [, packet = '', at = '', count = '', data = ''] = found;
      const piece = fromBase45(data);
      const place = Number(at);
      if (!piece || place < 1 || place > Number(count)) return false;
      // Another packet begins: the camera has been turned to another phone.
      if (packet !== name || Number(count) !== of) {
        name = packet;
        of = Number(count);
        pieces = new Map();
      }
      pieces.set(place, piece);
      return true;
    },
    progress: () => ({ read: pieces.size, of }),
    whole: () => {
      if (of === 0 || pieces.size < of) return null;
      const all = Array.from({ length: of }, (_, at) => pieces.get(at + 1) ?? new Uint8Array());
      const packed = new Uint8Array(all.reduce((sum, piece) => sum + piece.length, 0));
      let at = 0;
      for (const piece of all) {
        packed.set(piece, at);
        at += piece.length;
      }
      return packed;
    },
  };
}

/** RFC 9285: two bytes as three letters of the alphabet QR codes pack tightest. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    let value = isPair ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0);
    for (let letter = isPair ? 3 : 2; letter > 0; letter -= 1) {
      text += alphabet[value % 45];
      value = Math.floor(value / 45);
    }
  }
  return text;
}

function fromBase45(text: string): Uint8Array | null {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const digits = Array.from(text.slice(at, at + 3), (letter) => alphabet.indexOf(letter));
    if (digits.includes(-1) || digits.length === 1) return null;
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
    if (digits.length === 3) {
      if (value > 0xffff) return null;
      bytes.push(value >> 8, value & 0xff);
    } else {
      if (value > 0xff) return null;
      bytes.push(value);
    }
  }
  return Uint8Array.from(bytes);
}
