/** All SQL on consents. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { isAsked, rowsOf, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { ConsentRow, ConsentSignature, ConsentState, ConsentTerms } from './consent.ts';

const columns = [
  ...(['id', 'personId', 'kind', 'terms', 'recipientKey', 'expiresOn', 'packVersion', 'supersedesId', 'draftedBy', 'draftedAt'] as const),
  ...(['state', 'explainedBy', 'explainedAt', 'explainedLanguage', 'explainedAids', 'signature', 'signedBy', 'signedAt'] as const),
  ...(['document', 'documentHash', 'copyOffered', 'endedAt', 'endedBy', 'endedHow', 'endedWords', 'version'] as const),
] as const;
type Narrow = {
  terms: ConsentTerms;
  state: ConsentState;
  signature: ConsentSignature | null;
  copyOffered: ConsentRow['copyOffered'];
  endedHow: ConsentRow['endedHow'];
};

export async function listConsentRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows: ConsentRow[] = await tx
    .selectFrom('consents')
    .select(columns)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('consents', rows);
}

/**
 * Until the transaction ends, nobody else gives, stops or shares for this person: else a yes and a stop that arrive in the same moment would not see
 * each other. Asked before any row is held, so that two of them cannot wait for each other.
 */
export async function holdSharing(tx: Tx, orgId: string, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sharing ${orgId} ${personId}`}, 0))`.execute(tx);
}

/** The whole row, held until the transaction ends: of a yes and a stop that arrive at once, the second sees what the first did. */
export async function findConsentForChange(
  tx: Tx,
  orgId: string,
  of: { consentId: string; personId: string },
): Promise<ConsentRow | undefined> {
  return tx
    .selectFrom('consents')
    .select(columns)
    .$narrowType<Narrow>()
    .where('orgId', '=', orgId)
    .where('id', '=', of.consentId)
    .where('personId', '=', of.personId)
    .forUpdate()
    .executeTakeFirst();
}

/** The state alone, held: also for whoever may by now only write that the person said stop. */
export async function findStateForChange(
  tx: Tx,
  orgId: string,
  of: { consentId: string; personId: string },
): Promise<{ state: ConsentState; recipientKey: string } | undefined> {
  return tx
    .selectFrom('consents')
    .select(['state', 'recipientKey'])
    .$narrowType<{ state: ConsentState }>()
    .where('orgId', '=', orgId)
    .where('id', '=', of.consentId)
    .where('personId', '=', of.personId)
    .forUpdate()
    .executeTakeFirst();
}

/** The languages the person chose; none when nobody has asked. */
export async function findLanguages(tx: Tx, orgId: string, personId: string): Promise<string[]> {
  const found = await tx.selectFrom('people').select('languages').where('orgId', '=', orgId).where('id', '=', personId).executeTakeFirst();
  return found?.languages ?? [];
}

export async function insertConsent(
  tx: Tx,
  orgId: string,
  consent: Pick<
    ConsentRow,
    'id' | 'personId' | 'kind' | 'terms' | 'recipientKey' | 'expiresOn' | 'packVersion' | 'supersedesId' | 'draftedBy' | 'draftedAt'
  >,
): Promise<void> {
  await tx
    .insertInto('consents')
    .values({ ...consent, orgId, terms: JSON.stringify(consent.terms) })
    .execute();
}

export async function updateConsent(
  tx: Tx,
  orgId: string,
  consentId: string,
  set: Partial<
    Pick<
      ConsentRow,
      | 'state'
      | 'explainedBy'
      | 'explainedAt'
      | 'explainedLanguage'
      | 'explainedAids'
      | 'signedBy'
      | 'signedAt'
      | 'document'
      | 'documentHash'
      | 'copyOffered'
      | 'endedAt'
      | 'endedBy'
      | 'endedHow'
      | 'endedWords'
    > & { signedReceivedAt: string; endedReceivedAt: string; signature: string }
  >,
): Promise<void> {
  await tx
    .updateTable('consents')
    .set({ ...set, version: sql`version + 1` })
    .where('orgId', '=', orgId)
    .where('id', '=', consentId)
    .execute();
}

/**
 * Everything that stands with the same recipient, and whatever took the place of the one that is stopped. A stop that arrives late meets yeses that
 * were given without knowing of it; it wins over them.
 */
export async function listStoppedToo(
  tx: Tx,
  orgId: string,
  of: { consentId: string; personId: string; recipientKey: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive after as (
      select c.id from kith.consents c where c.org_id = ${orgId} and c.supersedes_id = ${of.consentId}::uuid
      union
      select c.id from kith.consents c join after a on c.org_id = ${orgId} and c.supersedes_id = a.id
    )
    select c.id from kith.consents c
    where c.org_id = ${orgId} and c.person_id = ${of.personId}::uuid and c.state = 'active' and c.id <> ${of.consentId}::uuid
      and c.recipient_key = ${of.recipientKey}
    union
    select c.id from kith.consents c
    where c.org_id = ${orgId} and c.person_id = ${of.personId}::uuid and c.state = any ('{draft,explained,active}') and c.id in (select id from after)`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** Whether the person has stopped sharing with this recipient since a moment, as far as the server knows. */
export async function wasStoppedSince(
  tx: Tx,
  orgId: string,
  asked: { personId: string; recipientKey: string; since: string },
): Promise<boolean> {
  const found = await tx
    .selectFrom('consents')
    .select('id')
    .where('orgId', '=', orgId)
    .where('personId', '=', asked.personId)
    .where('recipientKey', '=', asked.recipientKey)
    .where('state', '=', 'revoked')
    .where('signedAt', 'is not', null)
    .where('endedReceivedAt', '>=', asked.since)
    .executeTakeFirst();
  return found !== undefined;
}

/** Today where the organisation is. */
export async function findToday(tx: Tx, orgId: string): Promise<string> {
  const { rows } = await sql<{ today: string }>`
    select (now() at time zone o.time_zone)::date as today from kith.organisations o where o.org_id = ${orgId}`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('the organisation is not there');
  return row.today;
}
