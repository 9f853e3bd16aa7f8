/**
 * The copy of the signed seals that lies outside the database: a file that only grows, one JSON object a line, for the operator to carry to
 * another machine. Who owns the database could cut off the newest seals with their rows; who owns the secrets as well could sign a whole new
 * chain. Neither can change what lies elsewhere. It holds ids, counts and hashes: nothing of what the rows say.
 */
import { z } from 'zod';
import { headOf, type StoredSeal, whatIsWrongWithSignature } from './audit-check.ts';
import { believe, isSigned, type KnownKeys, type PublicAuditKey, publicAuditKey, type Signer, trust } from './audit-keys.ts';
import { hashOfHead } from './audit-seals.ts';

const hashText = z.hex().length(64);
const signatureText = z.hex().length(128);
const count = z.int().min(0);

const sealLine = z.strictObject({
  line: z.literal('seal'),
  orgId: z.uuid(),
  seq: count,
  from: count,
  to: count,
  rowCount: count,
  root: hashText,
  previousHash: hashText,
  sealedAt: z.iso.datetime(),
  keyId: z.string(),
  signature: signatureText,
});
/** A backup was put back: from here each organisation goes on after the seal that is named. What came after it is gone, and that is known. */
const restoredLine = z.strictObject({
  line: z.literal('restored'),
  at: z.iso.datetime(),
  chains: z.array(z.strictObject({ orgId: z.uuid(), seq: count, hash: hashText })),
  keyId: z.string(),
  signature: signatureText,
});
/** Somebody's record was erased. Whoever puts an older backup back has to erase it again. */
const erasedLine = z.strictObject({
  line: z.literal('erased'),
  orgId: z.uuid(),
  personId: z.uuid(),
  erasureId: z.uuid(),
  rule: z.string(),
  packVersion: z.string(),
  confirmedBy: z.uuid(),
  erasedAt: z.iso.datetime(),
  rowCount: count,
  contentHash: hashText,
  keyId: z.string(),
  signature: signatureText,
});
const keyLine = publicAuditKey.extend({ line: z.literal('key') });
const copyLine = z.discriminatedUnion('line', [keyLine, sealLine, restoredLine, erasedLine]);
type CopyLine = z.output<typeof copyLine>;
type RestoredLine = z.output<typeof restoredLine>;
/** What is known of an erasure, wherever it was done. */
export type Erased = Omit<z.output<typeof erasedLine>, 'line' | 'keyId' | 'signature'>;

/** What a copy says there must be. */
export type AuditCopy = {
  /** By organisation, by number: the hash of each seal that must still be there. */
  seals: Map<string, Map<number, string>>;
  keys: KnownKeys;
  erased: Erased[];
  /** Seals that a signed restore took away: known, and so not a finding. */
  lostInRestores: number;
  /** What is wrong with the copy itself, each one plain line. */
  problems: string[];
};

/**
 * Reads copies, one after the other: an installation that was put back elsewhere begins a new file, and the old one goes before it.
 * @param ours keys of this installation; without them the first key of the copy is believed, and whom it handed over to
 */
export function readCopy(texts: readonly string[], ours: KnownKeys | null): AuditCopy {
  const copy: AuditCopy = { seals: new Map(), keys: new Map(), erased: [], lostInRestores: 0, problems: [] };
  const lines: { at: string; line: CopyLine }[] = [];
  texts.forEach((text, file) => {
    const raw = text.split('\n');
    raw.forEach((one, n) => {
      if (one === '') return;
      const at = texts.length > 1 ? `line ${n + 1} of copy ${file + 1}` : `line ${n + 1} of the copy`;
      const parsed = understood(one);
      // Half a line at the end: it was copied while it was being written. Half a line and then the whole one: a crash came in between.
      if (!parsed && (n === raw.length - 1 || raw[n + 1]?.startsWith(one))) return;
      if (parsed) lines.push({ at, line: parsed });
      else copy.problems.push(`${at} cannot be read: it was changed`);
    });
  });
  const offered = lines.flatMap(({ line }) => (line.line === 'key' ? [keyOf(line)] : []));
  const { known, strange } = believe(ours ?? trust(offered.slice(0, 1)), offered);
  copy.keys = known;
  for (const id of strange) copy.problems.push(`key ${id} of the copy was handed over by no key that is known`);
  for (const { at, line } of lines) take(copy, at, line);
  return copy;
}

function take(copy: AuditCopy, at: string, line: CopyLine): void {
  if (line.line === 'key') return;
  if (line.line === 'restored') {
    const key = copy.keys.get(line.keyId);
    if (!key || !isSigned(key, restoredText(line), Buffer.from(line.signature, 'hex')))
      copy.problems.push(`${at} says that a backup was put back, and is not signed by this installation`);
    else goBack(copy, line);
    return;
  }
  if (line.line === 'erased') {
    const { line: _kind, keyId, signature, ...erased } = line;
    const key = copy.keys.get(keyId);
    if (key && isSigned(key, erasedText(erased, keyId), Buffer.from(signature, 'hex'))) copy.erased.push(erased);
    else copy.problems.push(`${at} says that a record was erased, and is not signed by this installation`);
    return;
  }
  const { line: _kind, signature, ...head } = line;
  const wrong = whatIsWrongWithSignature(head, signature, copy.keys);
  if (wrong !== null) {
    copy.problems.push(`${at}: seal ${head.seq} of organisation ${head.orgId} ${wrong}`);
    return;
  }
  const seals = copy.seals.get(head.orgId) ?? new Map<number, string>();
  copy.seals.set(head.orgId, seals);
  const hash = hashOfHead(head).toString('hex');
  const known = seals.get(head.seq);
  if (known !== undefined && known !== hash)
    copy.problems.push(`${at}: seal ${head.seq} of organisation ${head.orgId} was made twice, with different rows`);
  seals.set(head.seq, known ?? hash);
}

function goBack(copy: AuditCopy, { chains }: RestoredLine): void {
  const goesOnAfter = new Map(chains.map((chain) => [chain.orgId, chain.seq]));
  for (const [orgId, seals] of copy.seals) {
    const last = goesOnAfter.get(orgId) ?? 0;
    for (const seq of [...seals.keys()]) {
      if (seq <= last) continue;
      seals.delete(seq);
      copy.lostInRestores += 1;
    }
  }
}

/** What the database holds otherwise than the copy: the first seal that differs, and what was taken out or cut off. @param stored all seals of the organisation */
export function compareWithCopy(copy: AuditCopy, orgId: string, stored: readonly StoredSeal[]): { orgId: string; message: string }[] {
  const expected = copy.seals.get(orgId) ?? new Map<number, string>();
  const now = new Map(stored.map((seal) => [seal.seq, hashNow(seal)]));
  const found: { orgId: string; message: string }[] = [];
  const changed = [...expected].find(([seq, hash]) => now.has(seq) && now.get(seq) !== hash)?.[0];
  if (changed !== undefined)
    found.push({ orgId, message: `seal ${changed} of organisation ${orgId} is another than in the copy: it and its rows were made anew` });
  const missing = [...expected.keys()].filter((seq) => !now.has(seq));
  if (missing.length > 0) {
    const which = missing.length === 1 ? `seal ${missing[0]}` : `seals ${missing[0]} to ${missing.at(-1)}`;
    const are = missing.length === 1 ? 'is' : 'are';
    found.push({ orgId, message: `${which} of organisation ${orgId}, which the copy holds, ${are} gone with all rows` });
  }
  return found;
}

/** Of what is stored as its head, so that a seal whose own hash was left as it was is still another. */
function hashNow(seal: StoredSeal): string {
  const head = headOf(seal);
  return head === null ? seal.hash : hashOfHead(head).toString('hex');
}

/** The signed line that says a backup was put back, or that an operator declared an older state to be the one that counts. */
export function lineOfRestore(chains: RestoredLine['chains'], signer: Signer): string {
  const line = { line: 'restored' as const, at: new Date().toISOString(), chains, keyId: signer.keyId };
  return JSON.stringify({ ...line, signature: signer.sign(restoredText(line)).toString('hex') });
}

const restoredText = ({ at, chains, keyId }: Omit<RestoredLine, 'signature'>) =>
  JSON.stringify(['kith-restored', at, chains.map(({ orgId, seq, hash }) => [orgId, seq, hash]), keyId]);

/** The signed line that says a record was erased. */
export function lineOfErased(erased: Erased, signer: Signer): string {
  const signature = signer.sign(erasedText(erased, signer.keyId)).toString('hex');
  return JSON.stringify({ line: 'erased', ...erased, keyId: signer.keyId, signature });
}

function erasedText(erased: Erased, keyId: string): string {
  const { orgId, personId, erasureId, rule, packVersion, confirmedBy, erasedAt, rowCount, contentHash } = erased;
  return JSON.stringify([
    'kith-erased',
    orgId,
    personId,
    erasureId,
    rule,
    packVersion,
    confirmedBy,
    erasedAt,
    rowCount,
    contentHash,
    keyId,
  ]);
}

function understood(text: string): CopyLine | null {
  try {
    return copyLine.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function keyOf({ line: _kind, ...key }: z.output<typeof keyLine>): PublicAuditKey {
  return key;
}
