/** How long the programme page's question takes, beside a plain count over the contacts themselves. */
import pg from 'pg';
import { countContactsQuery } from '../features/reports/count-contacts.server.ts';
import { countAnswer, wholeWeeks } from '../features/reports/counts.ts';
import type { Actor } from '../server/actor.ts';
import { asActor, type Database } from '../server/db.ts';
import { quantile } from './measurement.ts';

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
  /** A superuser: no row security. */
  admin: pg.ClientConfig;
  /** Someone who counts every programme. */
  director: Actor;
  range: { from: string; to: string };
  /** How often each is measured; the median is told. */
  rounds?: number;
};

const contactsAtOnce = 1000;
const secondsOfWriting = 5;
const writers = 4;

/**
 * The page as it is asked: what is new is rolled up, then the question runs under row security.
 * Measured when nothing is new; right after contacts all over the last two weeks were signed; right after as many were recorded; and again and
 * again while they are being recorded. Each number is compared with what must be counted by then: a quick wrong number is no number.
 */
export async function benchProgrammePage(bench: ProgrammePageBench): Promise<Measured[]> {
  const { director, range, rounds = 5 } = bench;
  const owner = new pg.Client(bench.admin);
  await owner.connect();
  try {
    const asked = wholeWeeks(range);
    const page = () => askPage(bench);
    const plain = async () => {
      const { rows } = await owner.query<{ contacts: number }>(
        `select sum(contacts)::int as contacts from (
           select date_trunc('week', day::timestamp), place, mode, count(*) as contacts, count(distinct person_id), sum(minutes) from kith.contacts
           where org_id = $1 and day between $2 and $3 and struck_at is null group by 1, 2, 3) cells`,
        [director.orgId, asked.from, asked.to],
      );
      return rows[0]?.contacts ?? 0;
    };
    // A million contacts came in bulk. Those that will be signed are to be known to `changes`, as any that was recorded is.
    const change = { orgId: director.orgId, upTo: range.to, count: contactsAtOnce };
    await touchContacts(owner, change);
    await page();
    let counted = await plain();
    const check = (told: number) => {
      if (told !== counted) throw new Error(`the page told ${told} contacts where ${counted} are to be counted`);
    };
    const floor = await median(rounds, plain, { check });
    const quiet = await median(rounds, page, { check });
    const signed = await median(rounds, page, { before: () => touchContacts(owner, change), check });
    const recorded = await median(rounds, page, {
      before: async () => {
        await recordContacts(owner, change);
        counted += contactsAtOnce;
      },
      check,
    });
    const busy = await whileWriting(bench, { ...change, count: 1 }, { page, countedBefore: counted });
    counted += busy.written;
    check(await page());
    return [
      measured('programme page, nothing new', quiet, floor),
      measured(`programme page, after ${contactsAtOnce} contacts of two weeks were signed`, signed, floor),
      measured(`programme page, after ${contactsAtOnce} contacts were recorded`, recorded, floor),
      measured(
        `programme page, while ${Math.round(busy.written / secondsOfWriting)} contacts a second are recorded (p95)`,
        quantile(busy.took, 0.95),
        floor,
      ),
    ];
  } finally {
    await owner.end();
  }
}

async function askPage({ database, director, range }: ProgrammePageBench): Promise<number> {
  const args = { programmeId: null, ...range };
  await countContactsQuery.prepare(database, director);
  const ask = () => asActor(database, director, 'wide', (tx) => countContactsQuery.run({ tx, args, actor: director }), { snapshot: true });
  return countAnswer.parse(await ask()).totals.contacts ?? 0;
}

type Change = { orgId: string; upTo: string; count: number };

/** Says of contacts of the last two weeks that they changed, as signing them would. */
async function touchContacts(owner: pg.Client, { orgId, upTo, count }: Change): Promise<void> {
  await owner.query(
    `with counter as (update kith.change_counters set n = n + 1 where org_id = $1 returning n)
     insert into kith.changes (org_id, scope_id, position, table_name, row_id)
     select $1, c.person_id, counter.n, 'contacts', c.id from counter, lateral (
       select id, person_id from kith.contacts where org_id = $1 and day between $2::date - 13 and $2::date order by id limit $3) c`,
    [orgId, upTo, count],
  );
}

/** New contacts of the last day, with people all over the organisation, and what `changes` says of them. */
async function recordContacts(owner: pg.Client, { orgId, upTo, count }: Change): Promise<void> {
  await owner.query(
    `with made as (
       insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words,
         pack_version, recorded_at)
       select $1, gen_random_uuid(), gen_random_uuid(), p.id, p.programme_id, p.registered_by, now(), 30, $2::date,
         'home', 'phone', '{listening}', 'none', 'core@2026.1', now()
       from (select * from kith.people where org_id = $1 and id >= gen_random_uuid() order by id limit $3) p
       returning id, person_id
     ), counter as (update kith.change_counters set n = n + 1 where org_id = $1 returning n)
     insert into kith.changes (org_id, scope_id, position, table_name, row_id)
     select $1, made.person_id, counter.n, 'contacts', made.id from made, counter`,
    [orgId, upTo, count],
  );
}

/** Asks for the page five times a second while others record contacts, one transaction each, for some seconds. */
async function whileWriting(
  { admin }: ProgrammePageBench,
  change: Change,
  { page, countedBefore }: { page: () => Promise<number>; countedBefore: number },
): Promise<{ took: number[]; written: number }> {
  const until = performance.now() + secondsOfWriting * 1000;
  const took: number[] = [];
  let written = 0;
  const write = async () => {
    const writer = new pg.Client(admin);
    await writer.connect();
    while (performance.now() < until) {
      await recordContacts(writer, change);
      written += 1;
    }
    await writer.end();
  };
  const ask = async () => {
    while (performance.now() < until) {
      const [at, least] = [performance.now(), countedBefore + written];
      const told = await page();
      took.push(performance.now() - at);
      // What was accepted before the question is in the answer.
      if (told < least) throw new Error(`the page told ${told} contacts where ${least} had been accepted`);
      await new Promise((rest) => setTimeout(rest, Math.max(0, 200 - (performance.now() - at))));
    }
  };
  await Promise.all([ask(), ...Array.from({ length: writers }, write)]);
  return { took, written };
}

/** @param around what is done before each round and not measured, and what must hold of its answer */
async function median(
  rounds: number,
  work: () => Promise<number>,
  around: { before?: () => Promise<unknown>; check: (told: number) => void },
): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await around.before?.();
    const begun = performance.now();
    const told = await work();
    took.push(performance.now() - begun);
    around.check(told);
  }
  return quantile(took, 0.5);
}

function measured(name: string, ours: number, floor: number): Measured {
  return { name, ours, floor, ratio: ours / floor, unit: 'ms' };
}
