/** The database is put back to an earlier state of itself, as after a restore: a new epoch, everybody signs in again, phones are ahead. */
import type pg from 'pg';
import { beginEpochs } from '../../src/server/epochs.ts';
import type { Sim } from './sim.ts';
import type { SimPostgres } from './sim-postgres.ts';
import { signIn } from './world.ts';

export type Past = {
  /** Copies the database as it is. */
  remember: (sim: Sim) => Promise<void>;
  /** Puts the copy in its place. */
  putBack: (sim: Sim) => Promise<void>;
};

export function openPast(postgres: SimPostgres, database: string, connect: () => Promise<pg.Client>): Past {
  const copy = `${database}_copy`;
  /** A database can only be copied while nobody is in it. */
  const alone = async (sim: Sim, work: () => Promise<void>) => {
    for (const server of sim.servers) server.end();
    await sim.admin.end();
    await work();
    sim.admin = await connect();
    sim.servers = sim.servers.map(() => sim.startServer());
  };
  return {
    remember: (sim) => alone(sim, () => postgres.make(copy, database)),
    putBack: async (sim) => {
      await alone(sim, () => postgres.make(database, copy));
      await sim.admin.query('begin');
      await sim.admin.query(`set local sim.now = '${new Date(sim.time.now()).toISOString()}'`);
      await beginEpochs(sim.admin, 'restored');
      await sim.admin.query(sim.world.organisations.flatMap((one) => one.members.map(signIn)).join(';\n'));
      await sim.admin.query('commit');
      sim.ledger.forget();
      sim.count('restores');
    },
  };
}
