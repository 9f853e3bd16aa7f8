/** No page carries a row its reader may not see: judged by the model of `tests/security/reach-model.ts`, which knows none of Kith's SQL. */
import type { FeedPage, FeedRow } from '../../src/shared/feed.ts';
import { modelFor, type Row, type Tables } from '../security/reach-model.ts';
import { type Sim, Violation } from './sim.ts';
import type { Member } from './world.ts';

const relations = ['staff', 'staff_roles', 'staff_programmes', 'programmes', 'supervisions', 'assignments', 'people'];
const ofTheOrganisation = new Set(['organisations', 'programmes', 'staff', 'mirror_keeps']);

export type Seen = { member: Member; may: (row: FeedRow) => boolean; mayPerson: (personId: string) => boolean };

/** What the model says this member may see at this moment. */
export async function seenNow(sim: Sim, member: Member): Promise<Seen> {
  const asked = relations.map(
    (table) => `select '${table}' as name, to_jsonb(t) as row from kith.${table} t where org_id = '${member.orgId}'`,
  );
  const { rows } = await sim.admin.query<{ name: string; row: Row }>(asked.join(' union all '));
  const tables: Tables = new Map(relations.map((table) => [table, []]));
  for (const { name, row } of rows) tables.get(name)?.push({ ctid: '', row });
  const sees = modelFor(tables, 'near', { orgId: member.orgId, staffId: member.staffId, name: member.name });
  const mayPerson = (id: string) => sees('people', { org_id: member.orgId, id });
  return {
    member,
    mayPerson,
    may: ({ table, scopeId, row }) => {
      if (ofTheOrganisation.has(table)) return scopeId === member.orgId;
      if (table === 'people') return mayPerson(scopeId) && row.id === scopeId;
      const of = { org_id: member.orgId, person_id: scopeId, audience: row.audience, author_id: row.authorId };
      return row.personId === scopeId && sees(table, of);
    },
  };
}

/** @throws Violation */
export function checkPage({ member, may, mayPerson }: Seen, page: FeedPage): void {
  for (const row of page.rows) {
    if (!may(row)) throw new Violation('no leak', `${member.name} was sent ${row.table} ${row.id} of ${row.scopeId}`);
  }
  for (const id of page.gained) if (!mayPerson(id)) throw new Violation('no leak', `${member.name} was given person ${id}`);
  for (const id of page.lost) if (mayPerson(id)) throw new Violation('no skip', `${member.name} was told to delete person ${id}`);
}
