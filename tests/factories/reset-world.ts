/** A door world with two administrators, a director and a peer, and links made and used among them. */
import { expect } from 'vitest';
import { makeResetLink } from '../../src/features/staff/make-reset-link.ts';
import { newId } from '../../src/shared/id.ts';
import { aDoorWorld, ada, type Browser, ravi } from './door-world.ts';

export const uma = { name: 'Uma Second', email: 'uma@example.org', password: 'seven paper boats drift' };
export const dina = { name: 'Dina Chief', email: 'dina@example.org', password: 'grey pebbles under bridges' };
/** A password that is good enough and nobody's yet. */
export const chosen = 'tall lamps hum at dusk';
/** What every link that opens nothing is answered. */
export const notGood = { status: 404, body: { code: 'link_not_good' } };

export async function aResetWorld() {
  const world = await aDoorWorld();
  let nextAddress = 1;
  /** A browser somewhere else, so that tests do not share a count of tries. */
  const elsewhere = (which = world.one) => {
    const browser = world.browser(which);
    browser.address = `198.51.100.${nextAddress++ % 250}`;
    return browser;
  };
  const signIn = async (who: { email: string; password: string }): Promise<Browser> => {
    const browser = elsewhere();
    const answered = await browser.door('sign-in', { email: who.email, password: who.password });
    expect(answered.status).toBe(200);
    return browser;
  };
  const adas = await world.setUp();
  const ids = {
    uma: (await world.joins(adas, uma, ['administrator'])).staffId,
    dina: (await world.joins(adas, dina, ['director'])).staffId,
    ravi: (await world.joins(adas, ravi, ['peer'])).staffId,
    ada: (await world.owner.query<{ id: string }>('select id from kith.staff where email = $1', [ada.email])).rows[0]?.id ?? '',
  };
  const make = (by: Browser, staffId: string, resetId = newId()) => by.command(makeResetLink, { staffId, resetId });

  return {
    ...{ world, ids, elsewhere, signIn, make },
    adas,
    umas: await signIn(uma),
    dinas: await signIn(dina),
    /** A link made and shown. @returns its token */
    aLink: async (by: Browser, staffId: string): Promise<string> => {
      const resetId = newId();
      expect(await make(by, staffId, resetId)).toMatchObject({ outcome: 'accepted' });
      const shown = await by.door('reset/link', { resetId });
      expect(shown.status).toBe(200);
      return String((shown.body as { link?: string }).link).split('/reset/')[1] ?? '';
    },
    look: (token: string) => elsewhere().door('reset/look', { token }),
    use: (token: string, password = chosen) => elsewhere(world.two).door('reset/use', { token, password }),
    versionOf: async (staffId: string) =>
      (await world.owner.query<{ version: number }>('select version from kith.staff where id = $1', [staffId])).rows[0]?.version,
    /** Nobody waits, and no link is open. */
    afresh: async () => {
      await world.owner.query('delete from auth.tries');
      await world.owner.query('update kith.password_resets set withdrawn_at = now() where used_at is null and withdrawn_at is null');
    },
  };
}

export type ResetWorld = Awaited<ReturnType<typeof aResetWorld>>;
