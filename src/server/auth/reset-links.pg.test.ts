import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ada, origin, ravi, secret } from '../../../tests/factories/door-world.ts';
import { aResetWorld, notGood, type ResetWorld } from '../../../tests/factories/reset-world.ts';
import { changeStaffRoles } from '../../features/staff/change-staff.ts';
import { withdrawResetLink } from '../../features/staff/make-reset-link.ts';
import { newId } from '../../shared/id.ts';
import { linkTo } from './one-time-link.server.ts';

let w: ResetWorld;
beforeAll(async () => {
  w = await aResetWorld();
});
beforeEach(() => w.afresh());
afterAll(async () => {
  expect(w.world.faults).toEqual([]);
  await w.world.end();
});

const refused = (code: string) => ({ outcome: 'refused', refusal: { code } });

describe('who may make a link for whom', () => {
  it('a peer may for nobody, and an administrator not for themself, not for a director, not for whoever has no account or has left', async () => {
    const ravis = await w.signIn(ravi);
    expect(await w.make(ravis, w.ids.uma)).toMatchObject(refused('role_may_not'));
    expect(await w.make(w.adas, w.ids.ada)).toMatchObject(refused('staff_reset_own'));
    expect(await w.make(w.adas, w.ids.dina)).toMatchObject(refused('staff_reset_director'));
    expect(await w.make(w.adas, newId())).toMatchObject(refused('not_yours'));
    await w.world.owner.query('update kith.staff set active = false where id = $1', [w.ids.ravi]);
    expect(await w.make(w.adas, w.ids.ravi)).toMatchObject(refused('staff_inactive_already'));
    await w.world.owner.query('update kith.staff set active = true where id = $1', [w.ids.ravi]);
    const { rows } = await w.world.owner.query<{ user_id: string }>('select user_id from kith.staff where id = $1', [w.ids.ravi]);
    await w.world.owner.query('update kith.staff set user_id = null where id = $1', [w.ids.ravi]);
    expect(await w.make(w.adas, w.ids.ravi)).toMatchObject(refused('staff_not_joined'));
    await w.world.owner.query('update kith.staff set user_id = $2 where id = $1', [w.ids.ravi, rows[0]?.user_id]);
  });

  it('an administrator may for another, a director for an administrator', async () => {
    expect(await w.make(w.adas, w.ids.uma)).toMatchObject({ outcome: 'accepted' });
    expect(await w.make(w.dinas, w.ids.ada)).toMatchObject({ outcome: 'accepted' });
  });

  it('shows it to whoever made it, and to no other administrator', async () => {
    const resetId = newId();
    await w.make(w.adas, w.ids.ravi, resetId);
    expect(await w.umas.door('reset/link', { resetId })).toEqual(notGood);
    expect(await w.dinas.door('reset/link', { resetId })).toEqual(notGood);
    expect((await w.elsewhere().door('reset/link', { resetId })).status).toBe(401);
    expect((await (await w.signIn(ravi)).door('reset/link', { resetId })).status).toBe(403);
    expect((await w.adas.door('reset/link', { resetId })).status).toBe(200);
  });

  it('tells other administrators that there is one, and by whom', async () => {
    await w.make(w.adas, w.ids.ravi);
    const team = (await w.umas.ask('/api/queries/list-team', {})).body as unknown as { id: string; openReset: { madeBy: string } | null }[];
    expect(team.find(({ id }) => id === w.ids.ravi)?.openReset).toMatchObject({ madeBy: w.ids.ada });
    expect(team.find(({ id }) => id === w.ids.dina)?.openReset).toBeNull();
  });

  it('leaves an audit row for making and for taking back', async () => {
    const resetId = newId();
    await w.make(w.adas, w.ids.ravi, resetId);
    await w.adas.command(withdrawResetLink, { staffId: w.ids.ravi });
    const { rows } = await w.world.owner.query(
      `select event, actor_id, details from kith.audit_events where event like 'reset_link.%' and details ->> 'staffId' = $1
       order by position desc limit 2`,
      [w.ids.ravi],
    );
    expect(rows).toEqual([
      { event: 'reset_link.withdrawn', actor_id: w.ids.ada, details: { staffId: w.ids.ravi } },
      { event: 'reset_link.issued', actor_id: w.ids.ada, details: { staffId: w.ids.ravi, resetId } },
    ]);
  });
});

describe('without mail', () => {
  it('asking at the door is refused in the same words to everybody', async () => {
    for (const email of [ravi.email, 'nobody@example.org']) {
      expect(await w.elsewhere().door('reset/ask', { email })).toEqual({ status: 403, body: { code: 'reset_no_mail' } });
    }
    expect((await w.world.owner.query('select from auth.reset_asks')).rowCount).toBe(0);
  });
});

describe('a link opens nothing', () => {
  it.each(['', 'x', 'A'.repeat(65), `${'A'.repeat(64)}=`, '../../etc/passwd'])('when it is made up: %j', async (token) => {
    expect([400, 404]).toContain((await w.look(token)).status);
    expect([400, 404]).toContain((await w.use(token)).status);
  });

  it('when its last letter was changed, or it is one for something else', async () => {
    const token = await w.aLink(w.adas, w.ids.ravi);
    const other = token.endsWith('A') ? 'B' : 'A';
    expect(await w.look(`${token.slice(0, -1)}${other}`)).toEqual(notGood);
    expect(await w.elsewhere().door('invitation/look', { token })).toEqual(notGood);
    const { rows } = await w.world.owner.query<{ id: string; salt: string }>(
      'select id, salt from kith.password_resets where withdrawn_at is null and used_at is null',
    );
    const [row = { id: '', salt: '' }] = rows;
    const asInvitation = linkTo({ origin, secret }, 'invitation', row).split('/').at(-1) ?? '';
    expect(await w.look(asInvitation)).toEqual(notGood);
    expect((await w.look(token)).status).toBe(200);
  });

  it('when it was taken back, or a newer one was made', async () => {
    const first = await w.aLink(w.adas, w.ids.ravi);
    const second = await w.aLink(w.umas, w.ids.ravi);
    expect(await w.use(first)).toEqual(notGood);
    await w.adas.command(withdrawResetLink, { staffId: w.ids.ravi });
    expect(await w.use(second)).toEqual(notGood);
  });

  it('after a day', async () => {
    const token = await w.aLink(w.adas, w.ids.ravi);
    await w.world.owner.query(
      `update kith.password_resets set made_at = made_at - interval '1 day 1 second', expires_at = expires_at - interval '1 day 1 second'`,
    );
    expect(await w.look(token)).toEqual(notGood);
    expect(await w.use(token)).toEqual(notGood);
  });

  it('when the colleague has left', async () => {
    const token = await w.aLink(w.adas, w.ids.ravi);
    await w.world.owner.query('update kith.staff set active = false where id = $1', [w.ids.ravi]);
    expect(await w.use(token)).toEqual(notGood);
    await w.world.owner.query('update kith.staff set active = true where id = $1', [w.ids.ravi]);
  });

  it('when who made it has left, or may no longer make one', async () => {
    const token = await w.aLink(w.umas, w.ids.ravi);
    await w.world.owner.query('update kith.staff set active = false where id = $1', [w.ids.uma]);
    expect(await w.use(token)).toEqual(notGood);
    await w.world.owner.query('update kith.staff set active = true where id = $1', [w.ids.uma]);
    await w.world.owner.query(`update kith.staff_roles set role = 'peer' where staff_id = $1`, [w.ids.uma]);
    expect(await w.use(token)).toEqual(notGood);
    await w.world.owner.query(`update kith.staff_roles set role = 'administrator' where staff_id = $1`, [w.ids.uma]);
    expect((await w.look(token)).status).toBe(200);
  });

  it('when the colleague has become a director meanwhile, and an administrator made it', async () => {
    const token = await w.aLink(w.adas, w.ids.ravi);
    const byDirector = newId();
    const duties = { title: null, programmeIds: [], supervisorIds: [] };
    const promote = async (roles: string[]) =>
      w.adas.command(changeStaffRoles, { staffId: w.ids.ravi, basedOn: await w.versionOf(w.ids.ravi), roles, ...duties });
    expect(await promote(['director'])).toMatchObject({ outcome: 'accepted' });
    expect(await w.use(token)).toEqual(notGood);
    expect(await w.make(w.dinas, w.ids.ravi, byDirector)).toMatchObject({ outcome: 'accepted' });
    expect((await w.dinas.door('reset/link', { resetId: byDirector })).status).toBe(200);
    expect(await promote(['peer'])).toMatchObject({ outcome: 'accepted' });
  });

  it('when its owner remembers: a password changed on one’s own page takes it back', async () => {
    const token = await w.aLink(w.adas, w.ids.ravi);
    const ravis = await w.signIn(ravi);
    const other = 'soft rain on tin roofs';
    expect((await ravis.door('password', { current: ravi.password, next: other })).status).toBe(200);
    expect(await w.use(token)).toEqual(notGood);
    expect((await ravis.door('password', { current: other, next: ravi.password })).status).toBe(200);
  });

  it('when its owner takes it back on their own page', async () => {
    const token = await w.aLink(w.adas, w.ids.ravi);
    const ravis = await w.signIn(ravi);
    const shown = (await ravis.door('account')).body as unknown as { resets: unknown[] };
    expect(shown.resets).toEqual([{ kind: 'administrator', state: 'open', at: expect.any(String), madeBy: ada.name }]);
    expect((await ravis.door('reset/stop', {})).status).toBe(200);
    expect(((await ravis.door('account')).body as unknown as { resets: unknown[] }).resets).toEqual([]);
    expect(await w.use(token)).toEqual(notGood);
  });
});

describe('whoever can put SQL of their own into a query of the server', () => {
  it('can neither ask for a link, read one, nor use one', async () => {
    const { pool } = w.world.one.database;
    for (const sql of [
      `select kith.door_ask_reset(gen_random_uuid(), 'ada@example.org')`,
      `select * from kith.door_reset('${newId()}')`,
      `select * from kith.door_reset_to_mail('${newId()}')`,
      `select kith.door_use_reset('${newId()}', 'hash')`,
      `select kith.door_withdraw_resets('account')`,
      `select * from kith.door_resets_of('account')`,
      `select * from kith.door_reset_used('${newId()}')`,
      `select kith.door_enqueue('send-password-reset', null, gen_random_uuid())`,
      `select kith.operator_make_reset('ada@example.org', gen_random_uuid())`,
      'select * from auth.reset_asks',
    ]) {
      await expect(pool.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    }
  });
});
