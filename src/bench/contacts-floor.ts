/** The plainest thing that could hold the same rows as a recorded contact, to measure it by. */
import pg from 'pg';
import type { RecordContactArgs } from '../features/contacts/record-contact.ts';
import { newId } from '../shared/id.ts';
import { hammer, type Load } from './load.ts';
import { processorSeconds } from './processor-time.ts';
import type { Served } from './serve-for-bench.ts';

/** The same rows in one transaction each, as the superuser, past all checks. */
export async function floorOf(
  served: Served,
  load: { writers: number; seconds: number },
  contact: () => RecordContactArgs,
): Promise<Load & { cpu: number }> {
  const { writers, seconds } = load;
  const pool = new pg.Pool({ ...served.admin, max: writers });
  const { orgId } = served.world;
  const staffId = served.world.peers[0]?.staffId;
  const insert = async () => {
    const args = contact();
    const [one] = args.with;
    if (!one) return;
    const client = await pool.connect();
    const commandId = newId();
    await client.query('begin');
    await client.query(
      `insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, late, pack_version, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        orgId,
        one.contactId,
        args.occasionId,
        one.personId,
        one.programmeId,
        staffId,
        args.startedAt,
        45,
        args.day,
        args.place,
        args.mode,
        args.did,
        'none',
        false,
        'core@2026.1',
        args.startedAt,
      ],
    );
    await client.query('insert into kith.receipts (org_id, actor_id, command_id, args_hash, position) values ($1, $2, $3, $4, 1)', [
      orgId,
      staffId,
      commandId,
      Buffer.alloc(16),
    ]);
    await client.query(
      `insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id) values ($1, 1, $2, $3, 'floor', $4, $5)`,
      [orgId, newId(), staffId, one.personId, commandId],
    );
    await client.query(`insert into kith.changes (org_id, scope_id, position, table_name, row_id) values ($1, $2, 1, 'contacts', $3)`, [
      orgId,
      one.personId,
      one.contactId,
    ]);
    await client.query('commit');
    client.release();
  };
  await hammer(writers, 1, insert);
  const before = processorSeconds(served.pid).database;
  const done = await hammer(writers, seconds, insert);
  const cpu = ((processorSeconds(served.pid).database - before) * 1000) / done.done;
  await pool.end();
  return { ...done, cpu };
}
