import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ada, codeOf, origin, ravi, secret } from '../../../tests/factories/door-world.ts';
import { aResetWorld, chosen, dina, notGood, type ResetWorld, uma } from '../../../tests/factories/reset-world.ts';
import { deactivateStaff } from '../../features/staff/change-staff.ts';
import { verifyDatabase } from '../verify.ts';
import { makeOperatorLink } from './operator-link.server.ts';

let w: ResetWorld;
beforeAll(async () => {
  w = await aResetWorld();
});
beforeEach(() => w.afresh());
afterAll(async () => {
  expect(w.world.faults).toEqual([]);
  await w.world.end();
});

describe('a link that is good', () => {
  it('says whose it is and who made it', async () => {
    const token = await w.aLink(w.adas, w.ids.ravi);
    expect(await w.look(token)).toEqual({
      status: 200,
      body: { name: ravi.name, email: ravi.email, locale: 'en', kind: 'administrator', madeBy: ada.name },
    });
  });

  it('keeps the rules of passwords, and stays good when one is refused', async () => {
    const token = await w.aLink(w.adas, w.ids.ravi);
    expect((await w.use(token, 'short')).body).toEqual({ code: 'password_short' });
    expect((await w.use(token, 'password1234')).body).toEqual({ code: 'password_weak' });
    expect((await w.use(token, 'ravi kumar 2026')).body).toEqual({ code: 'password_weak' });
    expect((await w.use(token, 'x'.repeat(201))).body).toEqual({ code: 'password_long' });
    expect((await w.look(token)).status).toBe(200);
  });

  it('works once, signs nobody in, ends every session of the account and nobody else’s, and the old password is gone', async () => {
    const before = await w.signIn(ravi);
    const token = await w.aLink(w.adas, w.ids.ravi);
    const browser = w.elsewhere();
    expect(await browser.door('reset/use', { token, password: chosen })).toEqual({ status: 200, body: { email: ravi.email } });
    expect(browser.sessionCookie).toBeUndefined();
    expect((await before.door('state')).body.state).toBe('signed_out');
    expect((await before.ask('/api/me')).status).toBe(401);
    expect((await w.adas.door('state')).body.state).toBe('ready');
    expect(await w.use(token)).toEqual(notGood);
    expect(await w.look(token)).toEqual(notGood);
    expect((await w.elsewhere().door('sign-in', { email: ravi.email, password: ravi.password })).status).toBe(401);
    expect((await w.elsewhere().door('sign-in', { email: ravi.email, password: chosen })).status).toBe(200);
    const { rows } = await w.world.owner.query(
      `select actor_id, details from kith.audit_events where event = 'password.reset' order by position desc limit 1`,
    );
    expect(rows).toEqual([{ actor_id: w.ids.ravi, details: { staffId: w.ids.ravi, kind: 'administrator' } }]);
  });

  it('used twice at the same moment, lets one of the two choose', async () => {
    const token = await w.aLink(w.adas, w.ids.ravi);
    const answers = await Promise.all([w.use(token, 'first of two at once ok'), w.use(token, 'second of two at once ok')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  it('lets its owner in even when a stranger’s guesses had made them wait', async () => {
    const token = await w.aLink(w.adas, w.ids.ravi);
    const stranger = w.elsewhere();
    for (let n = 0; n < 7; n += 1) await stranger.door('sign-in', { email: ravi.email, password: `guess ${n}` });
    expect((await w.elsewhere().door('sign-in', { email: ravi.email, password: 'x' })).status).toBe(429);
    expect((await w.use(token)).status).toBe(200);
    expect((await w.elsewhere().door('sign-in', { email: ravi.email, password: chosen })).status).toBe(200);
  });

  it('leaves the second step as it was, and a sign-in that waited for it is over', async () => {
    const ravis = await w.signIn({ email: ravi.email, password: chosen });
    const begun = await ravis.door('totp/begin', { password: chosen });
    const uri = String((begun.body as { uri?: string }).uri);
    expect((await ravis.door('totp/confirm', { code: await codeOf(uri) })).status).toBe(200);
    const halfway = w.elsewhere();
    expect((await halfway.door('sign-in', { email: ravi.email, password: chosen })).body.next).toBe('second_factor');

    expect((await w.use(await w.aLink(w.adas, w.ids.ravi), 'another nine words for him')).status).toBe(200);
    const recovery = (begun.body as unknown as { recoveryCodes: string[] }).recoveryCodes;
    expect((await halfway.door('second-factor', { code: recovery[0], recovery: true })).status).toBe(401);
    const next = w.elsewhere();
    const answered = await next.door('sign-in', { email: ravi.email, password: 'another nine words for him' });
    expect(answered.body).toEqual({ next: 'second_factor' });
    expect((await next.door('state')).body.state).toBe('signed_out');
    const second = await next.door('second-factor', { code: recovery[1], recovery: true });
    expect(second.body).toMatchObject({ next: 'ready', resets: expect.arrayContaining([expect.objectContaining({ madeBy: ada.name })]) });
    expect((await next.door('totp/stop', { password: 'another nine words for him' })).status).toBe(200);
  });
});

describe('a link from whoever runs the machine', () => {
  const asOperator = (email: string) => makeOperatorLink(w.world.config, { email, origin, secret });

  it('is made for nobody who has no account or has left', async () => {
    expect(await asOperator('nobody@example.org')).toBeNull();
    await w.world.owner.query('update kith.staff set active = false where id = $1', [w.ids.ravi]);
    expect(await asOperator(ravi.email)).toBeNull();
    await w.world.owner.query('update kith.staff set active = true where id = $1', [w.ids.ravi]);
  });

  it('lets the only one who could help in again, takes other links back, and is told at sign-in', async () => {
    const before = await w.aLink(w.dinas, w.ids.ada);
    const token = (await asOperator(' ADA@example.org'))?.split('/reset/')[1] ?? '';
    expect(await w.look(before)).toEqual(notGood);
    expect((await w.look(token)).body).toMatchObject({ email: ada.email, kind: 'operator', madeBy: null });
    expect((await w.use(token, ada.password)).status).toBe(200);
    expect(await w.use(token, ada.password)).toEqual(notGood);
    const answered = await w.elsewhere().door('sign-in', { email: ada.email, password: ada.password });
    expect(answered.body).toMatchObject({ next: 'ready', resets: [{ kind: 'operator', state: 'used', madeBy: null }] });
    w.adas = await w.signIn(ada);
  });
});

describe('nobody becomes a colleague in silence', () => {
  it('at every sign-in for a month, in every browser, whoever signs in reads who made the links; their page keeps it for a year', async () => {
    const mine = 'the password of dina herself';
    expect((await w.use(await w.aLink(w.dinas, w.ids.uma), 'what the director chose once')).status).toBe(200);
    // The director signs in as Uma, sees the notice, goes on.
    const director = await w.elsewhere().door('sign-in', { email: uma.email, password: 'what the director chose once' });
    expect(director.body).toMatchObject({ next: 'ready', resets: [{ kind: 'administrator', state: 'used', madeBy: dina.name }] });
    // Uma finds her password gone, asks Ada, and reads of both links; nothing the director did hides the first.
    expect((await w.use(await w.aLink(w.adas, w.ids.uma), mine)).status).toBe(200);
    for (let n = 0; n < 2; n += 1) {
      const told = (await w.elsewhere().door('sign-in', { email: uma.email, password: mine })).body as unknown as {
        resets: { madeBy: string }[];
      };
      expect(told.resets.map(({ madeBy }) => madeBy)).toEqual([ada.name, dina.name]);
    }
    await w.world.owner.query(`update kith.password_resets set used_at = used_at - interval '31 days' where used_at is not null`);
    const later = await w.signIn({ email: uma.email, password: mine });
    expect((await w.elsewhere().door('sign-in', { email: uma.email, password: mine })).body).toEqual({ next: 'ready' });
    const page = (await later.door('account')).body as unknown as { resets: { madeBy: string }[] };
    expect(page.resets.map(({ madeBy }) => madeBy)).toEqual([ada.name, dina.name]);
  });

  it('an open link is told, too, and other administrators read afterwards that it was used', async () => {
    await w.aLink(w.adas, w.ids.uma);
    const told = await w.elsewhere().door('sign-in', { email: uma.email, password: 'the password of dina herself' });
    expect(told.body).toMatchObject({ resets: [{ state: 'open', madeBy: ada.name }] });
    const token = await w.aLink(w.dinas, w.ids.ada);
    expect((await w.use(token, ada.password)).status).toBe(200);
    w.adas = await w.signIn(ada);
    const team = (await w.dinas.ask('/api/queries/list-team', {})).body as unknown as {
      id: string;
      lastReset: { madeBy: string } | null;
    }[];
    expect(team.find(({ id }) => id === w.ids.ada)?.lastReset).toMatchObject({ madeBy: w.ids.dina });
  });

  it('a colleague who is deactivated keeps nothing of a link made for them', async () => {
    const token = await w.aLink(w.adas, w.ids.ravi);
    expect(await w.adas.command(deactivateStaff, { staffId: w.ids.ravi, basedOn: await w.versionOf(w.ids.ravi) })).toMatchObject({
      outcome: 'accepted',
    });
    expect(await w.use(token)).toEqual(notGood);
  });
});

describe('the audit trail', () => {
  const wrong = async () => (await verifyDatabase(w.world.config)).findings.map(({ message }) => message);

  it('is found right after set-up, invitations and links that were used, for which there are no receipts', async () => {
    const { rows } = await w.world.owner.query<{ event: string }>('select distinct event from kith.audit_events');
    const events = rows.map(({ event }) => event);
    for (const event of ['organisation.set_up', 'invitation.accepted', 'password.reset']) expect(events).toContain(event);
    expect(await wrong()).toEqual([]);
  });

  it('is found wrong when a link was used and it does not say so, or it says so of a link that was not', async () => {
    await w.world.owner.query(
      `update kith.password_resets set used_at = now(), withdrawn_at = null where id =
         (select id from kith.password_resets where used_at is null order by made_at limit 1)`,
    );
    expect(await wrong()).toEqual([expect.stringMatching(/^link \S+ was used \(password\.reset\), but no audit row says so$/)]);
    await w.world.owner.query('update kith.password_resets set used_at = null, withdrawn_at = now()');
    expect((await wrong()).length).toBeGreaterThan(3);
    expect((await wrong()).every((message) => message.includes('(password.reset) has no receipt that says so'))).toBe(true);
  });
});
