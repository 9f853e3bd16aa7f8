/** How long the programme page's question takes, beside a plain count over the contacts themselves. */
import type pg from 'pg';
import { countContactsQuery } from '../features/reports/count-contacts.server.ts';
import type { Actor } from '../server/actor.ts';
import { asActor, type Database } from '../server/db.ts';

export type Measured = {
  name: string;
  ours: number;
  /** The same work done the plainest way, in the same run. */
  floor: number;
  /** ours / floor. */
  ratio: number;
  unit: string;
};

export type ProgrammePageBench = {
  database: Database;
  /** A superuser's connection: no row security. */
  owner: pg.Client;
  /** Someone who counts every programme. */
  director: Actor;
  range: { from: string; to: string };
  /** How often each is measured; the median is told. */
  rounds?: number;
};

/**
 * The page as it is asked: what is new is rolled up, then the question runs under row security.
 * Measured when nothing is new, and again right after `contactsBetween` contacts were struck or signed in the last weeks.
 */
export async function benchProgrammePage(bench: ProgrammePageBench, contactsBetween = 1000): Promise<Measured[]> {
  const { database, owner, director, range, rounds = 5 } = bench;
  const args = { programmeId: null, ...range };
  const page = async () => {
    await countContactsQuery.prepare(database, director);
    await asActor(database, director, 'wide', (tx) => countContactsQuery.run({ tx, args, actor: director }), { snapshot: true });
  };
  const plain = () =>
    owner.query(
      `select date_trunc('week', day::timestamp), place, mode, count(*), count(distinct person_id), sum(minutes) from kith.contacts
       where org_id = $1 and day between $2 and $3 and struck_at is null group by 1, 2, 3`,
      [director.orgId, range.from, range.to],
    );
  await page();
  await plain();
  const floor = await median(rounds, plain);
  const quiet = await median(rounds, page);
  const busy = await median(rounds, page, () => touchContacts(owner, director.orgId, { upTo: range.to, count: contactsBetween }));
  return [
    measured('programme page, nothing new', quiet, floor),
    measured(`programme page, after ${contactsBetween} changed contacts`, busy, floor),
  ];
}

/** Says of contacts of the last two weeks that they changed, as commands would; what changed is no matter to the roll-up. */
async function touchContacts(owner: pg.Client, orgId: string, { upTo, count }: { upTo: string; count: number }): Promise<void> {
  await owner.query(
    `with counter as (update kith.change_counters set n = n + 1 where org_id = $1 returning n)
     insert into kith.changes (org_id, scope_id, position, table_name, row_id)
     select $1, c.person_id, counter.n, 'contacts', c.id from counter, lateral (
       select id, person_id from kith.contacts where org_id = $1 and day between $2::date - 13 and $2::date order by id limit $3) c`,
    [orgId, upTo, count],
  );
}

/** @param before done each round and not measured */
async function median(rounds: number, work: () => Promise<unknown>, before?: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await before?.();
    const begun = performance.now();
    await work();
    took.push(performance.now() - begun);
  }
  took.sort((a, b) => a - b);
  return took[Math.floor(took.length / 2)] ?? Number.NaN;
}

function measured(name: string, ours: number, floor: number): Measured {
  return { name, ours, floor, ratio: ours / floor, unit: 'ms' };
}
