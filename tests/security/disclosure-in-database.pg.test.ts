/** The gate, the feed's queries and raw SQL as the server's role, asked the same: may this member of staff see this kind of this person's data? */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeDisclosure, type Relationship } from '../../src/features/disclosures/gate.ts';
import type { LockRow } from '../../src/features/locks/lock.ts';
import { roles } from '../../src/features/staff/role.ts';
import type { SharedClass } from '../../src/packs/consent-kinds.ts';
import { asActor } from '../../src/server/db.ts';
import { newId } from '../../src/shared/id.ts';
import {
  aContractWorld,
  type ContractWorld,
  relationships,
  type Stage,
  type Relationship as Standing,
} from '../contracts/contract-world.ts';
import { kinds } from '../factories/a-consent.ts';

let world: ContractWorld;
beforeAll(async () => {
  world = await aContractWorld();
});
afterAll(() => world.end());

/** What each way of standing to a person is in the gate's words. */
const stands: Record<Standing, Relationship[]> = {
  author: ['walks', 'programme', 'organisation'],
  assigned: ['walks', 'programme', 'organisation'],
  cover: ['walks', 'programme', 'organisation'],
  cover_expired: ['programme', 'organisation'],
  former: ['programme', 'organisation'],
  supervisor: ['supervises', 'programme', 'organisation'],
  none: ['programme', 'organisation'],
  other_programme: ['organisation'],
  other_tenant: [],
  self: [], // a person's own view is another reach, and not a colleague: tried in matrix.pg.test.ts
  representative: [], // the same
};
const tableOf: Partial<Record<SharedClass, string>> = {
  ...{
    identity: 'people',
    goal_plan: 'goals',
    peer_note: 'entries',
    programme_presence: 'contacts',
    consent: 'consents',
    accounting: 'disclosures',
  },
};

/** Whether a row is there, by the feed's own query, and by SQL under either reach that could have it. */
async function seen(stage: Stage, table: string, id: string): Promise<boolean> {
  const fed = (await world.rowsFor(stage.by, table, [id])).has(id);
  const raw: boolean[] = [];
  for (const reach of ['near', 'wide'] as const) {
    const found = await asActor(world.database, stage.by, reach, (_tx, client) =>
      client.query(`select id from kith.${table} where id = $1`, [id]),
    ).catch((error: { code?: string }) => {
      if (error.code !== '42501') throw error;
      return { rowCount: 0 };
    });
    raw.push(found.rowCount === 1);
  }
  if (fed !== raw[0]) throw new Error(`${table}: the feed says ${fed}, SQL says ${raw[0]}`);
  return raw.includes(true);
}

it('agree for every role, standing, kind and lock', { timeout: 300_000 }, async () => {
  const wrong: string[] = [];
  let cells = 0;
  let open = 0;
  for (const relationship of relationships) {
    for (const role of roles) {
      const stage = await world.stageFor(role, relationship);
      const { given, person, by, at, walker } = stage;
      const ids: Record<string, string> = {
        ...{ people: person, goals: await given.goal(), entries: await given.entry(), contacts: await given.contact() },
        ...{ consents: await given.consent(), disclosures: await given.disclosure() },
      };
      const emergencyId = newId();
      // Break-glass: for whoever has nothing, and for whoever walks with them and may be locked out. Nobody opens what is another organisation's.
      const mayHaveOpened = ['none', 'other_programme', 'assigned'].includes(relationship);
      const against: [string, Partial<LockRow>][] = [
        ['none', {}],
        ...['all', 'goal_plan', 'peer_note', 'programme_presence'].map((covers): [string, Partial<LockRow>] => [
          covers,
          { covers: covers as 'all', staffId: by.staffId },
        ]),
        ['all of a duty', { covers: 'all', role }],
        ['one goal', { covers: 'item', itemTable: 'goals', itemId: ids.goals ?? '' }],
      ];
      for (const [name, what, isOpened] of against.flatMap(([covered, lock]) =>
        (mayHaveOpened ? [false, true] : [false]).map((opened) => [covered, lock, opened] as const),
      )) {
        if (isOpened) {
          await world.admin.query(
            `insert into kith.emergencies (org_id, id, person_id, person_name, staff_id, opens, opened_at, ends_at, offline, medical_only, risk_test,
               complete_by, review_by)
             values ($1, $2, $3, '', $4, true, now() - interval '1 hour', now() + interval '3 hours', false, false, false, now(), now())`,
            [at.orgId, emergencyId, person, by.staffId],
          );
        }
        const lock: LockRow = {
          ...{
            id: newId(),
            personId: person,
            covers: 'all',
            itemTable: null,
            itemId: null,
            staffId: null,
            role: null,
            outsideName: null,
            outsideKey: null,
          },
          ...{ words: 'Not them', setBy: walker.staffId, setAt: world.now, liftedBy: null, liftedAt: null, version: 1, ...what },
        };
        if (name === 'one goal') lock.staffId = by.staffId;
        // A colleague of another organisation is nobody here, so no lock can name them.
        if (name !== 'none' && (at.orgId === by.orgId || lock.role !== null)) {
          await world.admin.query(
            `insert into kith.locks (org_id, id, person_id, covers, item_table, item_id, staff_id, role, words, set_by, set_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())`,
            [at.orgId, lock.id, person, lock.covers, lock.itemTable, lock.itemId, lock.staffId, lock.role, lock.words, lock.setBy],
          );
        }
        for (const [dataClass, table] of Object.entries(tableOf) as [SharedClass, string][]) {
          const verdict = describeDisclosure({
            actor: {
              staffId: by.staffId,
              roles: [role],
              relationships: [...stands[relationship], ...(isOpened ? (['opened'] as const) : [])],
            },
            ...{ dataClass, itemIds: [ids[table] ?? ''], day: null, isActorsOwn: false, isRecipientsOwn: false, consents: [] },
            ...{
              locks: name === 'none' ? [] : [lock],
              purpose: '',
              recipient: { kind: 'screen' },
              jurisdiction: kinds,
              today: world.now.slice(0, 10),
            },
          });
          const there = await seen(stage, table, ids[table] ?? '');
          cells += 1;
          if (there) open += 1;
          if (there !== (verdict.goes === 'whole'))
            wrong.push(
              `${role}, ${relationship}, ${dataClass}, lock ${name}${isOpened ? ', opened' : ''}: gate ${verdict.goes} (${verdict.reason}), database ${there}`,
            );
        }
        await world.admin.query('delete from kith.locks where id = $1', [lock.id]);
        await world.admin.query('delete from kith.emergencies where id = $1', [emergencyId]);
      }
    }
  }
  process.stderr.write(`[gate in the database] ${cells} cells, ${open} open\n`);
  expect(wrong).toEqual([]);
  expect(cells).toBeGreaterThan(2500);
  expect(open).toBeGreaterThan(200);
});
