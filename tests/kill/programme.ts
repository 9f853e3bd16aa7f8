/** A programme of 32 peers, each signed in, in a data folder or a database that real servers will work on. */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { makeWorld } from '../../src/bench/made-up-world.ts';
import { sessionCookieName } from '../../src/server/auth/session.server.ts';
import { prepareDatabase } from '../../src/server/prepare-database.ts';
import type { Secrets } from '../../src/server/secrets.ts';
import type { Writer } from './load.ts';

/** @param admin an existing database, as superuser */
export async function aProgrammeOfWriters(admin: pg.ClientConfig, secrets: Secrets, peers = 32): Promise<Writer[]> {
  await prepareDatabase(admin, secrets);
  const client = new pg.Client(admin);
  await client.connect();
  try {
    const today = new Date().toISOString().slice(0, 10);
    const world = await makeWorld(client, 'killed', { programmes: 1, people: peers * 2, peers, contacts: 0, days: 1, lastDay: today });
    const writers: Writer[] = [];
    for (const peer of world.peers) {
      const { rows } = await client.query<{ personId: string; programmeId: string }>(
        'select person_id as "personId", programme_id as "programmeId" from kith.assignments where org_id = $1 and staff_id = $2',
        [peer.orgId, peer.staffId],
      );
      writers.push({ orgId: peer.orgId, staffId: peer.staffId, people: rows, cookie: await signIn(client, secrets, peer) });
    }
    return writers;
  } finally {
    await client.end();
  }
}

/** A session as the door would have made it; guessing passwords is not what is tried here. */
async function signIn(client: pg.Client, secrets: Secrets, peer: { orgId: string; staffId: string; name: string }): Promise<string> {
  const [account, token] = [randomUUID(), randomBytes(24).toString('base64url')];
  await client.query(`insert into auth."user" (id, name, email, "emailVerified") values ($1, $2, $3, true)`, [
    account,
    peer.name,
    `${account}@example.org`,
  ]);
  await client.query(
    `insert into auth."session" (id, "expiresAt", token, "updatedAt", "userId", factor)
     values ($1, now() + interval '1 day', $2, now(), $3, 'password')`,
    [randomUUID(), token, account],
  );
  await client.query('update kith.staff set user_id = $3 where org_id = $1 and id = $2', [peer.orgId, peer.staffId, account]);
  const signature = createHmac('sha256', secrets.session).update(token).digest('base64');
  return `${sessionCookieName('http://127.0.0.1')}=${encodeURIComponent(`${token}.${signature}`)}`;
}
