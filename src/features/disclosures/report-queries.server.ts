/**
 * What a progress report is made of. Like src/features/reports/ this joins across owners, and only reads: everything comes under the row security of
 * whoever shares, so that a lock against them holds here as well.
 */
import { sql } from 'kysely';
import type { RecordOrigin, SharedClass } from '../../packs/consent-kinds.ts';
import type { Tx } from '../../server/db.ts';
import type { ConsentRow } from '../consents/consent.ts';
import type { ReportBeside } from './disclosure.ts';

type Asked = { personId: string; from: string; to: string };
type Tagged = { origin: RecordOrigin | null };

export async function findPerson(tx: Tx, orgId: string, personId: string) {
  return tx
    .selectFrom('people')
    .select(['id', 'name', 'birthDate', 'mergedInto'])
    .where('orgId', '=', orgId)
    .where('id', '=', personId)
    .executeTakeFirst();
}

/** How the actor stands to the person, by the database's own answer. */
export async function findStanding(tx: Tx, orgId: string, personId: string): Promise<{ walks: boolean; supervises: boolean }> {
  const { rows } = await sql<{ walks: boolean; supervises: boolean }>`
    select coalesce(bool_or(a.staff_id = (select kith.me_staff())), false) as walks,
      coalesce(bool_or(a.staff_id = any (array(
        select v.staff_id from kith.supervisions v
        where v.org_id = ${orgId} and v.supervisor_id = (select kith.me_staff()) and v.starts_at <= now() and v.ends_at > now()))), false) as supervises
    from kith.people p join kith.assignments a on a.org_id = p.org_id and a.person_id = any (array[p.id, p.merged_into])
      and a.starts_at <= now() and a.ends_at > now()
    where p.org_id = ${orgId} and p.id = ${personId}`.execute(tx);
  return rows[0] ?? { walks: false, supervises: false };
}

export async function findOrganisation(tx: Tx, orgId: string): Promise<{ name: string; timeZone: string; today: string }> {
  const { rows } = await sql<{ name: string; timeZone: string; today: string }>`
    select o.name, o.time_zone as "timeZone", (now() at time zone o.time_zone)::date as today
    from kith.organisations o where o.org_id = ${orgId}`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('the organisation is not there');
  return row;
}

/** The consent with whether its document is still what was signed, worked out by the database from the document itself. */
export async function findConsentToGate(tx: Tx, orgId: string, of: { consentId: string; personId: string }) {
  return tx
    .selectFrom('consents')
    .select(['id', 'kind', 'state', 'expiresOn', 'recipientKey', 'terms', 'signature', 'signedAt', 'document', 'documentHash'])
    .select(sql<boolean>`coalesce(document_hash = encode(sha256(convert_to(document, 'UTF8')), 'hex'), false)`.as('isIntact'))
    .$narrowType<Pick<ConsentRow, 'state' | 'terms' | 'signature'>>()
    .where('orgId', '=', orgId)
    .where('id', '=', of.consentId)
    .where('personId', '=', of.personId)
    .executeTakeFirst();
}

/** Kinds of this person's data that are locked against the actor. */
export async function listKeptFromMe(tx: Tx, personId: string): Promise<SharedClass[]> {
  const { rows } = await sql<{ kept: SharedClass }>`
    select kept from (values ('goal_plan', (select kith.me_locked_goals())), ('prom_score', (select kith.me_locked_goals())),
      ('peer_note', (select kith.me_locked_notes())), ('programme_presence', (select kith.me_locked_meetings()))) as t (kept, people)
    where ${personId}::uuid = any (people)`.execute(tx);
  return rows.map((row) => row.kept);
}

export async function listGoals(tx: Tx, orgId: string, { personId, from, to }: Asked, timeZone: string) {
  const goals = await tx
    .selectFrom('goals')
    .select(['id', 'words', 'wordsLanguage', 'status', 'origin'])
    .$narrowType<Tagged>()
    .where('orgId', '=', orgId)
    .where('personId', '=', personId)
    .where('status', '<>', 'let_go')
    .where(sql<string>`(created_at at time zone ${timeZone})::date`, '<=', to)
    .orderBy('id')
    .execute();
  const steps = await tx
    .selectFrom('goalSteps')
    .select(['id', 'goalId', 'words', 'doneOn'])
    .where('orgId', '=', orgId)
    .where('personId', '=', personId)
    .where('dropped', '=', false)
    .orderBy('id')
    .execute();
  const ratings = await tx
    .selectFrom('goalRatings')
    .select(['id', 'goalId', 'closeness', 'origin'])
    .$narrowType<Tagged>()
    .select(sql<string>`(rated_at at time zone ${timeZone})::date`.as('on'))
    .where('orgId', '=', orgId)
    .where('personId', '=', personId)
    .where(sql<string>`(rated_at at time zone ${timeZone})::date`, '>=', from)
    .where(sql<string>`(rated_at at time zone ${timeZone})::date`, '<=', to)
    .orderBy('ratedAt')
    .orderBy('id')
    .execute();
  return { goals, steps, ratings };
}

/** Corrections that were agreed, and the person's words where one was not: each stands beside what it is about. */
export async function listBeside(tx: Tx, orgId: string, personId: string, timeZone: string): Promise<ReportBeside[]> {
  const rows = await tx
    .selectFrom('requests')
    .select(['id', 'itemId', 'words', 'correction', 'statement'])
    .select(sql<string>`(coalesce(statement_at, answered_at) at time zone ${timeZone})::date`.as('on'))
    .where('orgId', '=', orgId)
    .where('personId', '=', personId)
    .where('kind', '=', 'correction')
    .where('state', '=', 'answered')
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, itemId, words: asked, correction, statement, on }) => [
    ...(correction === null ? [] : [{ id, kind: 'correction' as const, about: itemId, asked, words: correction, on }]),
    ...(statement === null ? [] : [{ id, kind: 'disagreement' as const, about: itemId, asked, words: statement, on }]),
  ]);
}

/** Meetings that were not taken back. */
export async function listMeetings(tx: Tx, orgId: string, { personId, from, to }: Asked) {
  return tx
    .selectFrom('contacts')
    .select(['id', 'day', 'minutes', 'place', 'mode', 'did', 'origin'])
    .$narrowType<Tagged>()
    .where('orgId', '=', orgId)
    .where('personId', '=', personId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('struckAt', 'is', null)
    .orderBy('day')
    .orderBy('id')
    .execute();
}

/** Words of either voice that were written for the care team, without what was struck through. */
export async function listWords(tx: Tx, orgId: string, { personId, from, to }: Asked, timeZone: string) {
  return tx
    .selectFrom('entries as e')
    .select(['e.id', 'e.contactId', 'e.voice', 'e.words', 'e.felt', 'e.language', 'e.origin'])
    .select(sql<string>`(e.written_at at time zone ${timeZone})::date`.as('on'))
    .$narrowType<Tagged & { voice: 'person' | 'peer' }>()
    .where('e.orgId', '=', orgId)
    .where('e.personId', '=', personId)
    .where('e.audience', '=', 'care_team')
    .where('e.kind', '<>', 'strike')
    .where(sql<string>`(e.written_at at time zone ${timeZone})::date`, '>=', from)
    .where(sql<string>`(e.written_at at time zone ${timeZone})::date`, '<=', to)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('entries as s')
            .select('s.id')
            .whereRef('s.orgId', '=', 'e.orgId')
            .whereRef('s.followsId', '=', 'e.id')
            .where('s.kind', '=', 'strike'),
        ),
      ),
    )
    .orderBy('e.writtenAt')
    .orderBy('e.id')
    .execute();
}
