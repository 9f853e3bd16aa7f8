/** All SQL on disclosures. They are only ever added: nobody is granted UPDATE or DELETE. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { isAsked, rowsOf, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { Channel, DisclosureRow } from './disclosure.ts';

type Stored = Omit<DisclosureRow, 'parts' | 'disclosedBy'> & { description: string; discloserId: string };
const columns = [
  ...([
    'id',
    'personId',
    'consentId',
    'disclosedAt',
    'discloserId',
    'recipientName',
    'recipientAddress',
    'description',
    'purpose',
  ] as const),
  ...([
    'legalBasis',
    'channel',
    'noticeId',
    'consentAttached',
    'viaEhr',
    'partialBecauseLocked',
    'fromDay',
    'toDay',
    'contentHash',
  ] as const),
] as const;

const asRow = ({ description, discloserId, ...rest }: Stored): DisclosureRow => ({
  ...rest,
  disclosedBy: discloserId,
  parts: description === '' ? [] : description.split(' '),
});

export async function listDisclosureRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows = await tx
    .selectFrom('disclosures')
    .select(columns)
    .$narrowType<{ channel: Channel }>()
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('disclosures', rows.map(asRow));
}

export async function insertDisclosure(
  tx: Tx,
  orgId: string,
  { parts, disclosedBy, ...row }: Omit<DisclosureRow, 'disclosedAt'> & { content: string },
): Promise<void> {
  await tx
    .insertInto('disclosures')
    .values({ ...row, orgId, discloserId: disclosedBy, description: parts.join(' ') })
    .execute();
}

/** One's own act of sharing, of the last hour: long enough to save the file, too short to become a second way out. */
export async function findOwnDisclosure(tx: Tx, orgId: string, of: { disclosureId: string; staffId: string }) {
  return tx
    .selectFrom('disclosures')
    .select(['id', 'personId', 'consentId', 'channel', 'fromDay', 'toDay', 'content', 'contentHash', 'disclosedAt'])
    .$narrowType<{ channel: Channel }>()
    .where('orgId', '=', orgId)
    .where('id', '=', of.disclosureId)
    .where('discloserId', '=', of.staffId)
    .where('disclosedAt', '>', sql<string>`now() - interval '1 hour'`)
    .executeTakeFirst();
}
