import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDoorWorld, ada, type Browser, type DoorWorld } from '../../../tests/factories/door-world.ts';
import type { CommandDefinition } from '../../shared/command.ts';
import type { FeedPage } from '../../shared/feed.ts';
import { newId } from '../../shared/id.ts';
import { addProgramme, editOrganisation, editProgramme } from '../organisations/edit-organisation.ts';
import { changeOwnLocale, changeStaffRoles, deactivateStaff, reactivateStaff } from './change-staff.ts';
import { inviteStaff, renewInvitation, withdrawInvitation } from './invite-staff.ts';

let world: DoorWorld;
let adas: Browser;
let me: { orgId: string; staffId: string; programmes: string[] };
beforeAll(async () => {
  world = await aDoorWorld();
  adas = await world.setUp();
  me = (await adas.door('state')).body.me as unknown as typeof me;
});
afterAll(async () => {
  expect(world.faults).toEqual([]);
  await world.end();
});

const pageFrom = async (): Promise<FeedPage> =>
  (await adas.ask('/api/feed', { cursor: null, held: [], reachMark: null })).body as unknown as FeedPage;
const rowOf = async (table: string, id: string) => (await pageFrom()).rows.find((row) => row.table === table && row.id === id)?.row;

/** Sends a command and holds every previewed field against what the feed then says: "read back and matched". */
async function readBack(command: CommandDefinition, args: unknown): Promise<void> {
  const context = { orgId: me.orgId, staffId: me.staffId, recordedAt: new Date().toISOString(), packVersion: 'core@1' };
  expect(await adas.command(command, args)).toEqual({ id: expect.any(String), outcome: 'accepted', position: expect.any(Number) });
  for (const preview of command.preview(args, context)) expect(await rowOf(preview.table, preview.id)).toMatchObject(preview.set);
}

describe('staff commands', () => {
  const staffId = newId();
  const supervisorId = newId();
  const programmeId = newId();
  const duties = (more: Record<string, unknown> = {}) => ({ title: null, roles: ['peer'], programmeIds: [], supervisorIds: [], ...more });

  it('are read back as previewed', async () => {
    await readBack(addProgramme, { id: programmeId, name: 'ஆதரவு', cosignRequired: true });
    await readBack(editProgramme, { id: programmeId, basedOn: 1, name: 'Aadharavu', cosignRequired: false, endedOn: '2026-12-31' });
    const mani = { name: 'Mani', email: 'mani@example.org', locale: 'en' };
    await readBack(inviteStaff, { staffId: supervisorId, invitationId: newId(), ...mani, ...duties({ roles: ['supervisor', 'peer'] }) });
    const kala = { name: 'கலா', email: 'kala@example.org', locale: 'ta' };
    const all = duties({
      title: 'Peer',
      programmeIds: [programmeId, me.programmes[0]],
      supervisorIds: [supervisorId],
      roles: ['senior_peer', 'peer'],
    });
    await readBack(inviteStaff, { staffId, invitationId: newId(), ...kala, ...all });
    await readBack(changeStaffRoles, { staffId, basedOn: 1, ...duties({ supervisorIds: [supervisorId, me.staffId] }) });
    await readBack(changeStaffRoles, { staffId, basedOn: 2, ...duties({ supervisorIds: [me.staffId] }) });
    await readBack(withdrawInvitation, { staffId });
    await readBack(renewInvitation, { staffId, invitationId: newId() });
    await readBack(deactivateStaff, { staffId, basedOn: 5 });
    await readBack(reactivateStaff, { staffId, basedOn: 6 });
    await readBack(changeOwnLocale, { locale: 'ta' });
    await readBack(changeOwnLocale, { locale: 'en' });
    const settings = {
      name: 'Harbour House',
      peopleWord: 'peer',
      languages: ['ta', 'en'],
      secondFactorRequired: false,
      offlineLeaseHours: 24,
    };
    await readBack(editOrganisation, { basedOn: 1, ...settings });
  });

  it('refuse an edit of what has moved on, and show what it is now', async () => {
    expect(await adas.command(changeStaffRoles, { staffId, basedOn: 1, ...duties() })).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'conflict', current: { table: 'staff', row: { id: staffId, version: 7 } } },
    });
    const settings = { name: 'Other', peopleWord: 'peer', languages: ['en'], secondFactorRequired: true, offlineLeaseHours: 24 };
    expect(await adas.command(editOrganisation, { basedOn: 1, ...settings })).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'conflict', current: { table: 'organisations', row: { name: 'Harbour House' } } },
    });
    expect(
      await adas.command(editProgramme, { id: programmeId, basedOn: 1, name: 'x', cosignRequired: false, endedOn: null }),
    ).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'conflict' },
    });
  });

  it.each<[string, CommandDefinition, Record<string, unknown>, string]>([
    ['someone who is not here', deactivateStaff, { staffId: newId(), basedOn: 1 }, 'not_yours'],
    [
      'a programme that is not here',
      editProgramme,
      { id: newId(), basedOn: 1, name: 'x', cosignRequired: false, endedOn: null },
      'not_yours',
    ],
    ['an unknown field', changeOwnLocale, { locale: 'en', roles: ['administrator'] }, 'unknown_field'],
    ['a language Kith does not speak', changeOwnLocale, { locale: 'xx' }, 'invalid'],
    [
      'an unknown role',
      inviteStaff,
      { staffId: newId(), invitationId: newId(), name: 'X', email: 'x@example.org', locale: 'en', ...duties({ roles: ['root'] }) },
      'invalid',
    ],
    [
      'no role',
      inviteStaff,
      { staffId: newId(), invitationId: newId(), name: 'X', email: 'x@example.org', locale: 'en', ...duties({ roles: [] }) },
      'invalid',
    ],
    [
      'a line break in an address',
      inviteStaff,
      { staffId: newId(), invitationId: newId(), name: 'X', email: 'x@example.org\r\nBcc: all@example.org', locale: 'en', ...duties() },
      'invalid',
    ],
    [
      'NUL in a name',
      inviteStaff,
      { staffId: newId(), invitationId: newId(), name: 'X\u0000', email: 'x@example.org', locale: 'en', ...duties() },
      'invalid',
    ],
    ['their own supervisor', changeStaffRoles, { staffId, basedOn: 7, ...duties({ supervisorIds: [staffId] }) }, 'invalid'],
    ['a supervisor who is not here', changeStaffRoles, { staffId, basedOn: 7, ...duties({ supervisorIds: [newId()] }) }, 'not_yours'],
    [
      'a lease of no hours',
      editOrganisation,
      { basedOn: 2, name: 'x', peopleWord: 'peer', languages: ['en'], secondFactorRequired: false, offlineLeaseHours: 0 },
      'invalid',
    ],
  ])('refuse %s', async (_what, command, args, code) => {
    expect(await adas.command(command, args)).toMatchObject({ outcome: 'refused', refusal: { code } });
  });

  it('keep the history of supervision', async () => {
    const { rows } = await world.owner.query(
      'select supervisor_id, ends_at = $2 as goes_on from kith.supervisions where staff_id = $1 order by id',
      [staffId, 'infinity'],
    );
    expect(rows.filter((row) => row.supervisor_id === supervisorId)).toMatchObject([{ goes_on: false }]);
  });

  it('never put an address in the feed or a name in the audit trail', async () => {
    expect(JSON.stringify(await pageFrom())).not.toMatch(/example\.org/);
    const { rows } = await world.owner.query<{ details: unknown }>('select details from kith.audit_events');
    expect(JSON.stringify(rows)).not.toMatch(/Mani|கலா|example\.org|Harbour/);
  });

  it('tell administrators where each invitation is', async () => {
    const team = (await adas.ask('/api/queries/list-team', {})).body as unknown as { id: string; email: string; invitationState: string }[];
    expect(team.find((each) => each.id === staffId)).toMatchObject({ email: 'kala@example.org', joined: false, invitationState: 'open' });
    expect(team.find((each) => each.id === me.staffId)).toMatchObject({ email: ada.email, joined: true, invitationState: null });
  });
});

describe('the database, asked directly', () => {
  const denied = async (role: string, statement: string) => {
    const client = await world.owner.connect();
    try {
      await client.query(`begin; set local role ${role}`);
      await expect(client.query(statement), `${role}: ${statement}`).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.query('rollback');
      client.release();
    }
  };

  it.each(['user', 'session', 'account', 'verification', 'twoFactor', 'passkey', 'tries', 'set_up_link'])(
    "shows auth.%s to none of the server's own roles",
    async (table) => {
      for (const role of ['kith_app', 'kith_near', 'kith_wide', 'kith_admin', 'kith_rollup', 'kith_jobs']) {
        await denied(role, `select * from auth."${table}"`);
        await denied(role, `delete from auth."${table}"`);
      }
    },
  );

  it('shows the accounts library and the job worker nothing of anyone', async () => {
    for (const role of ['kith_auth', 'kith_jobs']) {
      for (const table of ['staff', 'people', 'entries', 'organisations', 'invitations', 'audit_events']) {
        await denied(role, `select * from kith.${table}`);
      }
      await denied(role, `select * from kith.door_session('x', null, null)`);
      await denied(role, `select kith.enqueue('send-invitation', '${newId()}')`);
      await denied(role, 'create table kith.x ()');
    }
    await denied('kith_auth', 'create table auth.x ()');
    await denied('kith_auth', 'select * from pgboss.job');
  });

  it('lets no reach sign in, set up, take up an invitation or end access on its own', async () => {
    for (const role of ['kith_near', 'kith_wide', 'kith_rollup', 'kith_app'])
      await denied(role, `select kith.admin_end_access('${newId()}')`);
    for (const role of ['kith_near', 'kith_wide', 'kith_admin', 'kith_rollup']) {
      await denied(role, `select * from kith.door_session('x', null, null)`);
      await denied(role, `select kith.door_set_up('\\x00', '{}', 'a', 'b')`);
      await denied(role, `select kith.door_accept_invitation('${newId()}', 'a', 'b')`);
      await denied(role, `select * from kith.door_invitation('${newId()}')`);
      await denied(role, 'select data from pgboss.job');
    }
  });

  it('queues nothing and ends nothing for who has not signed the transaction', async () => {
    const client = await world.owner.connect();
    try {
      const before = await client.query<{ n: number }>(
        'select (select count(*) from pgboss.job)::int as n, (select count(*) from auth.session)::int as m',
      );
      await client.query('begin; set local role kith_admin');
      await client.query(`select kith.enqueue('send-invitation', '${newId()}')`);
      await client.query(`select kith.admin_end_access('${me.staffId}')`);
      await client.query('reset role');
      const after = await client.query('select (select count(*) from pgboss.job)::int as n, (select count(*) from auth.session)::int as m');
      expect(after.rows).toEqual(before.rows);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
