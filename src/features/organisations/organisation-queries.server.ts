/** All SQL on the organisation's settings and its programmes. */
import type { RecordOrigin } from '../../packs/consent-kinds.ts';
import type { Tx } from '../../server/db.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { OrganisationRow, ProgrammeRow } from './organisation.ts';

export async function listOrganisationRows(tx: Tx, orgId: string): Promise<FeedRow[]> {
  const rows: OrganisationRow[] = await tx
    .selectFrom('organisations')
    .select(['orgId as id', 'name', 'peopleWord', 'jurisdiction', 'packs', 'languages', 'timeZone'])
    .select(['secondFactorRequired', 'offlineLeaseHours', 'version'])
    .where('orgId', '=', orgId)
    .execute();
  return rows.map((row) => ({ table: 'organisations', id: row.id, scopeId: orgId, row }));
}

type Tagged = { origin: RecordOrigin | null };

export async function listProgrammeRows(tx: Tx, orgId: string, ids: string[] | 'all'): Promise<FeedRow[]> {
  let asked = tx
    .selectFrom('programmes')
    .select(['id', 'name', 'cosignRequired', 'origin', 'endedOn', 'version'])
    .$narrowType<Tagged>()
    .where('orgId', '=', orgId);
  if (ids !== 'all') asked = asked.where('id', 'in', ids);
  const rows: ProgrammeRow[] = await asked.execute();
  return rows.map((row) => ({ table: 'programmes', id: row.id, scopeId: orgId, row }));
}

/** The version to compare with; the row stays locked until the transaction ends. */
export async function lockOrganisation(tx: Tx, orgId: string): Promise<{ version: number } | undefined> {
  return tx.selectFrom('organisations').select('version').where('orgId', '=', orgId).forUpdate().executeTakeFirst();
}

export async function lockProgramme(tx: Tx, orgId: string, id: string): Promise<{ version: number } | undefined> {
  return tx.selectFrom('programmes').select('version').where('orgId', '=', orgId).where('id', '=', id).forUpdate().executeTakeFirst();
}

export type OrganisationSettings = Pick<
  OrganisationRow,
  'name' | 'peopleWord' | 'languages' | 'secondFactorRequired' | 'offlineLeaseHours'
>;

export async function updateOrganisation(tx: Tx, orgId: string, set: OrganisationSettings): Promise<void> {
  await tx
    .updateTable('organisations')
    .set(set)
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('orgId', '=', orgId)
    .execute();
}

export async function insertProgramme(
  tx: Tx,
  orgId: string,
  programme: Pick<ProgrammeRow, 'id' | 'name' | 'cosignRequired' | 'origin'>,
): Promise<void> {
  await tx
    .insertInto('programmes')
    .values({ orgId, ...programme })
    .execute();
}

export async function updateProgramme(tx: Tx, orgId: string, programme: Omit<ProgrammeRow, 'version'>): Promise<void> {
  const { id, ...set } = programme;
  await tx
    .updateTable('programmes')
    .set(set)
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .execute();
}
