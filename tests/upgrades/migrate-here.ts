/** Migrates the database that is named, in a process of its own, so that a test can kill it: `node migrate-here.ts HOST PORT DATABASE`. */
import { migrateDatabase } from '../../src/server/migrate.ts';

const [host, port, database] = process.argv.slice(2);
if (host === undefined || database === undefined) throw new Error('name host, port and database');
await migrateDatabase({ host, port: Number(port), database, user: 'postgres', password: '', ssl: false });
