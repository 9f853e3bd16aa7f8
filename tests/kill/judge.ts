/** Holds what was promised against what is stored. */
import pg from 'pg';
import type { Ledger, Sent } from './load.ts';

export type Verdict = {
  acknowledged: number;
  /** Acknowledged, but not whole: receipt, contact, words or audit row is missing. */
  lost: number;
  /** In there more than once, by whatever name. */
  doubled: number;
  /** In there although nobody sent it, or although it was never finished. */
  stray: number;
  /** Stored at another position than was answered. */
  elsewhere: number;
};

/** @param connection the superuser; the load has ended, so that everything sent was acknowledged */
export async function judge(connection: pg.ClientConfig, ledger: Ledger): Promise<Verdict> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query(
      `create temp table promised (command_id uuid primary key, actor_id uuid, occasion_id uuid, contact_id uuid, entry_id uuid, position bigint)`,
    );
    const promised = [...ledger.acknowledged].map(([id, position]) => ({ ...(ledger.sent.get(id) as Sent), position }));
    for (let at = 0; at < promised.length; at += 5000) {
      const some = promised.slice(at, at + 5000);
      await client.query(
        'insert into promised select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[])',
        [
          some.map((one) => one.commandId),
          some.map((one) => one.actorId),
          some.map((one) => one.occasionId),
          some.map((one) => one.contactId),
          some.map((one) => one.entryId),
          some.map((one) => one.position),
        ],
      );
    }
    const count = async (sql: string) => Number((await client.query<{ n: string }>(`select count(*) as n from (${sql}) found`)).rows[0]?.n);
    return {
      acknowledged: promised.length,
      lost: await count(`
        select from promised p where not exists (
            select from kith.receipts r where r.actor_id = p.actor_id and r.command_id = p.command_id and r.position is not null)
          or not exists (select from kith.contacts c where c.id = p.contact_id and c.occasion_id = p.occasion_id)
          or not exists (select from kith.entries e where e.id = p.entry_id and e.contact_id = p.contact_id)
          or not exists (select from kith.audit_events a where a.actor_id = p.actor_id and a.command_id = p.command_id and a.event = 'contact.recorded')
          or not exists (select from kith.changes h where h.row_id = p.contact_id and h.position = p.position)`),
      doubled: await count(`
        select occasion_id from kith.contacts group by 1 having count(*) > 1
        union all select contact_id from kith.entries group by 1 having count(*) > 1
        union all select command_id from kith.receipts group by 1 having count(*) > 1
        union all select command_id from kith.audit_events group by 1 having count(*) > 1`),
      stray: await count(`
        select c.id from kith.contacts c where not exists (select from promised p where p.contact_id = c.id)
        union all select e.id from kith.entries e where not exists (select from promised p where p.entry_id = e.id)
        union all select r.command_id from kith.receipts r where not exists (select from promised p where p.command_id = r.command_id)`),
      elsewhere: await count(`select from promised p join kith.receipts r on r.actor_id = p.actor_id and r.command_id = p.command_id
        where r.position is distinct from p.position`),
    };
  } finally {
    await client.end();
  }
}
