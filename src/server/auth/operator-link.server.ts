/** A link from whoever runs the machine. No role of the server may ask for one: only the role that migrates can become who may. */
import pg from 'pg';
import { newId } from '../../shared/id.ts';
import { linkTo } from './one-time-link.server.ts';

/**
 * @param admin a connection to Kith's database whose role made it
 * @returns null when no active member of staff has an account with this address
 */
export async function makeOperatorLink(
  admin: pg.ClientConfig,
  asked: { email: string; origin: string; secret: string },
): Promise<string | null> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await client.query('set role kith_reach');
    const id = newId();
    const { rows } = await client.query<{ salt: string | null }>('select kith.operator_make_reset($1, $2) as salt', [
      asked.email.trim(),
      id,
    ]);
    const salt = rows[0]?.salt;
    return salt ? linkTo(asked, 'reset', { id, salt }) : null;
  } finally {
    await client.end();
  }
}
