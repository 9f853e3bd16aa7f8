/**
 * What a row says, as one hash. The device compares the hash of what it sent with the hash of what the feed returned; two people compare its
 * first letters by voice. What counts as content, and in which form it is hashed, is stated here and nowhere else.
 */
import type { FeedTable, PreviewRow } from './command.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Fields that make up the check code of a row. Named one by one, because a newer server may send more, and because what others add to a row
 * later (a signature, a strike) does not change what its author wrote.
 */
const codeFields: Partial<Record<FeedTable, readonly string[]>> = {
  contacts: [
    ...['id', 'occasionId', 'personId', 'programmeId', 'authorId', 'startedAt', 'minutes', 'day', 'place', 'mode', 'did', 'goalIds'],
    ...['words', 'late', 'packVersion', 'recordedAt'],
  ],
  entries: [
    ...[
      'id',
      'contactId',
      'personId',
      'authorId',
      'voice',
      'audience',
      'kind',
      'followsId',
      'words',
      'felt',
      'language',
      'shown',
      'writtenAt',
    ],
  ],
  goals: ['id', 'personId', 'words', 'wordsLanguage', 'peerWords', 'lifeArea', 'status', 'version'],
};

/** Fields of which the server has the last word: what was sent there is no claim. A look's moment is put right where a clock is wrong. */
const decidedByServer: Partial<Record<FeedTable, ReadonlySet<string>>> = { looks: new Set(['lookedAt']) };

/**
 * Letters that are told apart when read out on a bad line, in English and in Tamil: no vowels, so that no word comes out by accident; no C, Q,
 * W or Z, which sound like K, S, V or J.
 */
const letters = 'BDFGHJKLMNPRSTVX';
const lettersInCode = 6;

/** Keys in order, at every depth; fields without a value left out. The one form in which content is hashed. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** SHA-256, as hex, over table, id and those fields that say something: null means "not set yet" and may have been set since. */
export async function contentHash(table: FeedTable, id: string, fields: Fields): Promise<string> {
  const open = decidedByServer[table];
  const said = Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => value !== null && value !== undefined && !open?.has(field)),
  );
  return hashOfText(canonicalText([table, id, said]));
}

/** SHA-256 of the text's UTF-8, as hex: the same as PostgreSQL works out when it checks. */
export async function hashOfText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The hash of a row restricted to the fields that were sent, to compare with the hash of what was sent. */
export function hashOfSame(sent: PreviewRow, row: Fields): Promise<string> {
  const asked = Object.entries(sent.set).flatMap(([field, value]) => (value === null || value === undefined ? [] : [[field, row[field]]]));
  return contentHash(sent.table, sent.id, Object.fromEntries(asked) as Fields);
}

/**
 * The check code of a row: six letters of its content's hash, the same on every screen that holds the row as it was sent. For people to
 * compare, not for security: one in 16.7 million pairs of rows share a code.
 */
export async function checkCode(table: FeedTable, row: Fields & { id: string }): Promise<string> {
  const asked = codeFields[table];
  const fields = asked === undefined ? row : Object.fromEntries(asked.map((field) => [field, row[field]]));
  return lettersOf(await contentHash(table, row.id, fields));
}

/** The code of a command: that of the first row it makes or changes, by what it says of it. Null when it makes none. */
export async function checkCodeOfCommand(previews: readonly PreviewRow[]): Promise<string | null> {
  const [first] = previews;
  return first ? checkCode(first.table, { ...first.set, id: first.id }) : null;
}

/** Two groups of three, as one reads them out: "BKR TPL". */
function lettersOf(hash: string): string {
  const code = Array.from(hash.slice(0, lettersInCode), (digit) => letters[Number.parseInt(digit, 16)]).join('');
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
