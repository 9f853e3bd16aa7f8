/** SQL on files that left because of a request, and everything of a person for their own copy. */
import { sql } from 'kysely';
import type { Actor } from '../../server/actor.ts';
import type { Tx } from '../../server/db.ts';
import type { FileChannel, FileKind } from './request-file.ts';

type RequestFile = {
  id: string;
  requestId: string;
  personId: string;
  what: FileKind;
  channel: FileChannel;
  language: 'en' | 'ta';
  madeBy: string;
};

export async function insertRequestFile(tx: Tx, orgId: string, file: RequestFile): Promise<void> {
  await tx
    .insertInto('requestFiles')
    .values({ ...file, orgId })
    .execute();
}

/** One's own note, of the last hour: long enough to save the file, too short to become a second way out. */
export async function findOwnFile(tx: Tx, orgId: string, of: { fileId: string; madeBy: string }) {
  return tx
    .selectFrom('requestFiles')
    .select(['id', 'requestId', 'personId', 'what', 'channel', 'language', 'madeAt'])
    .$narrowType<Pick<RequestFile, 'what' | 'channel' | 'language'>>()
    .where('orgId', '=', orgId)
    .where('id', '=', of.fileId)
    .where('madeBy', '=', of.madeBy)
    .where('madeAt', '>', sql<string>`now() - interval '1 hour'`)
    .executeTakeFirst();
}

export const recordTables = [
  ...(['people', 'enrolments', 'assignments', 'goals', 'goal_steps', 'goal_ratings', 'contacts', 'entries', 'follow_ups'] as const),
  ...(['visits', 'consents', 'locks', 'disclosures', 'looks', 'requests'] as const),
] as const;
export type RecordTable = (typeof recordTables)[number];
/** As PostgreSQL writes a row: names of columns, instants as ISO text with a zone. */
export type RecordRow = { id: string } & Record<string, unknown>;
export type WholeRecord = Record<RecordTable, RecordRow[]> & { staff: Record<string, string> };

/**
 * Everything of this person, as far as whoever acts may have it: the person all of it, once it was granted (`kith.me_own_record`); a member of staff
 * what row security lets them read, with the records found to be of the same person.
 * @returns null where nothing was granted, or nobody is there
 */
export async function readRecord(tx: Tx, actor: Actor, of: { requestId: string; personId: string }): Promise<WholeRecord | null> {
  if (actor.view) {
    const { rows } = await sql<{ record: WholeRecord | null }>`select kith.me_own_record(${of.requestId}::uuid) as record`.execute(tx);
    return rows[0]?.record ?? null;
  }
  const { rows } = await sql<{ record: WholeRecord }>`
    select kith.record_of(array(select p.id from kith.people p
      where p.org_id = ${actor.orgId} and ${of.personId}::uuid = any (array[p.id, p.merged_into]))) as record`.execute(tx);
  const record = rows[0]?.record;
  return record && record.people.length > 0 ? record : null;
}
