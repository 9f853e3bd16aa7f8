/** All SQL on requests. What was asked and what was answered does not change: the database sees to it (migration 0025). */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import { isAsked, rowsOf, type Which } from '../../server/feed-rows.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { RequestRow } from './request.ts';

const columns = [
  ...([
    'id',
    'personId',
    'kind',
    'words',
    'askedHow as how',
    'itemTable',
    'itemId',
    'state',
    'askedBy',
    'askedAt',
    'rule',
    'dueOn',
  ] as const),
  ...(['identity', 'takenUpBy', 'takenUpAt', 'extendedTo', 'extendedWhy', 'extendedAt', 'outcome', 'reason', 'answerWords'] as const),
  ...(['correction', 'withheld', 'lockId', 'answeredBy', 'answeredAt', 'statement', 'statementBy', 'statementAt'] as const),
  ...(['reminder', 'version'] as const),
] as const;
type Codes = Pick<
  RequestRow,
  'kind' | 'how' | 'itemTable' | 'state' | 'identity' | 'outcome' | 'reason' | 'withheld' | 'reminder' | 'dueOn' | 'extendedTo'
>;

export async function insertRequest(
  tx: Tx,
  orgId: string,
  {
    how,
    ...request
  }: Pick<RequestRow, 'id' | 'personId' | 'kind' | 'words' | 'how' | 'itemTable' | 'itemId' | 'askedBy' | 'askedAt' | 'rule' | 'dueOn'>,
): Promise<void> {
  await tx
    .insertInto('requests')
    .values({ ...request, askedHow: how, orgId })
    .execute();
}

export async function listRequestRows(tx: Tx, orgId: string, which: Which): Promise<FeedRow[]> {
  const rows = await tx
    .selectFrom('requests')
    .select(columns)
    .$narrowType<Codes>()
    .where('orgId', '=', orgId)
    .where(isAsked(which))
    .execute();
  return rowsOf('requests', rows);
}

export async function findRequest(tx: Tx, orgId: string, of: { requestId: string; personId: string }): Promise<RequestRow | undefined> {
  return tx
    .selectFrom('requests')
    .select(columns)
    .$narrowType<Codes>()
    .where('orgId', '=', orgId)
    .where('id', '=', of.requestId)
    .where('personId', '=', of.personId)
    .executeTakeFirst();
}

export async function findRequestForChange(
  tx: Tx,
  orgId: string,
  of: { requestId: string; personId: string },
): Promise<RequestRow | undefined> {
  return tx
    .selectFrom('requests')
    .select(columns)
    .$narrowType<Codes>()
    .where('orgId', '=', orgId)
    .where('id', '=', of.requestId)
    .where('personId', '=', of.personId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateRequest(
  tx: Tx,
  orgId: string,
  id: string,
  set: Partial<Omit<RequestRow, 'how' | 'kind' | 'id'>>,
): Promise<void> {
  await tx
    .updateTable('requests')
    .set({ ...set, version: sql`version + 1` })
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .execute();
}

/** Requests of the actor's programmes with the person's name: those to be answered, and those answered in the last thirty days. */
export async function listDeskRequests(
  tx: Tx,
  orgId: string,
  asked: { personId: string | null; most: number },
): Promise<(RequestRow & { name: string })[]> {
  return tx
    .selectFrom('requests as r')
    .innerJoin('people as p', (join) => join.onRef('p.orgId', '=', 'r.orgId').onRef('p.id', '=', 'r.personId'))
    .select(columns.map((column) => `r.${column}` as const))
    .select('p.name')
    .$narrowType<Codes>()
    .where('r.orgId', '=', orgId)
    .where(sql<boolean>`r.person_id = coalesce(${asked.personId}::uuid, r.person_id)`)
    .where(sql<boolean>`coalesce(r.answered_at > now() - interval '30 days', true)`)
    .orderBy(sql`r.state = 'answered'`)
    .orderBy(sql`coalesce(r.extended_to, r.due_on)`)
    .orderBy('r.id')
    .limit(asked.most)
    .execute();
}

/** Whether this lock stands for this person, as far as the actor may know of it. */
export async function isStandingLockOf(tx: Tx, orgId: string, of: { lockId: string; personId: string }): Promise<boolean> {
  const found = await tx
    .selectFrom('locks')
    .select('id')
    .where('orgId', '=', orgId)
    .where('id', '=', of.lockId)
    .where('personId', '=', of.personId)
    .where('liftedAt', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}
