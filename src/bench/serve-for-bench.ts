/** A whole Kith in a process of its own, so that its processor time can be told from the load generator's. Speaks JSON lines on stdout. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { demoPassphrase, hashPassphrase, makeDemoAccounts } from '../demo/demo-accounts.server.ts';
import { readConfig } from '../server/config.ts';
import { startServer } from '../server/main.ts';
import { makeWorld, type World } from './made-up-world.ts';

export type Served = { origin: string; pid: number; admin: pg.ClientConfig; world: World; peers: SignIn[]; passphrase: string };

/** A peer, and how they sign in. */
export type SignIn = { staffId: string; email: string };

const dataDir = mkdtempSync(join(tmpdir(), 'kith-bench-'));
const port = Number(process.argv[2]);
const passphrase = demoPassphrase();
let served: Omit<Served, 'origin'> | undefined;
const server = await startServer(readConfig({ KITH_LOG_LEVEL: 'warn' }, { dataDir, port }), {
  serveWeb: false,
  beforeServing: async ({ admin }) => {
    const client = new pg.Client(admin);
    await client.connect();
    const world = await makeWorld(client, 'bench', {
      programmes: 2,
      people: 600,
      peers: 10,
      contacts: 30_000,
      days: 365,
      lastDay: new Date().toISOString().slice(0, 10),
    });
    // As autovacuum would have by the time anybody works with it.
    await client.query('vacuum analyze');
    const peers = world.peers.map((peer) => {
      return { ...peer, organisation: 'bench', email: `${peer.staffId}@example.org`, roles: [...peer.roles] };
    });
    await makeDemoAccounts(client, peers, await hashPassphrase(passphrase));
    await client.end();
    served = { pid: process.pid, admin, world, peers: peers.map(({ staffId, email }) => ({ staffId, email })), passphrase };
  },
});
process.stdout.write(`${JSON.stringify({ origin: server.origin, ...served })}\n`);
process.stdin.resume();
process.stdin.on('end', () => {
  void server.stop().then(() => {
    rmSync(dataDir, { recursive: true, force: true });
    process.exit(0);
  });
});
