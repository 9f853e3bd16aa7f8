/** SQL for what comes after a contact was recorded. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import type { Followed } from './add-entry-rules.ts';

/**
 * Holds the contact still until the transaction ends, so that a co-sign and later words, or two co-signs, cannot pass each other.
 * False when it is absent, hidden, or another person's.
 */
export async function lockContact(tx: Tx, orgId: string, contactId: string, personId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('contacts')
    .select('id')
    .where('orgId', '=', orgId)
    .where('id', '=', contactId)
    .where('personId', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  return found !== undefined;
}

/** Whether the actor may see this contact, and it is this person's. */
export async function isContactOf(tx: Tx, orgId: string, contactId: string, personId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('contacts')
    .select('id')
    .where('orgId', '=', orgId)
    .where('id', '=', contactId)
    .where('personId', '=', personId)
    .executeTakeFirst();
  return found !== undefined;
}

/** The entry that later words follow, if the actor may read it and it belongs to this contact. */
export async function findFollowed(tx: Tx, orgId: string, contactId: string, entryId: string): Promise<Followed | undefined> {
  const result = await sql<Followed>`
    select e.author_id, e.kind, e.voice, e.audience,
      exists (select from kith.entries s where s.org_id = e.org_id and s.contact_id = e.contact_id and s.follows_id = e.id and s.kind = 'strike') as struck
    from kith.entries e where e.org_id = ${orgId} and e.contact_id = ${contactId} and e.id = ${entryId}`.execute(tx);
  return result.rows[0];
}
