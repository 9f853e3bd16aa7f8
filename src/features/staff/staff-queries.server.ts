/** All SQL on staff, their roles, programmes and supervisors, and invitations. */
import { sql } from 'kysely';
import type { Tx } from '../../server/db.ts';
import type { FeedRow } from '../../shared/feed.ts';
import type { Role } from './role.ts';
import { invitationDays, type StaffRow } from './staff.ts';
import type { ColleagueFacts } from './staff-policy.ts';

export async function listStaffRows(tx: Tx, orgId: string, ids: string[] | 'all'): Promise<FeedRow[]> {
  const which = ids === 'all' ? sql`true` : sql`s.id = any(${ids}::uuid[])`;
  const result = await sql<StaffRow>`
    select s.id, s.name, s.title, s.locale, s.active, s.version,
      array(select r.role from kith.staff_roles r where r.org_id = s.org_id and r.staff_id = s.id order by r.role) as roles,
      array(select p.programme_id from kith.staff_programmes p where p.org_id = s.org_id and p.staff_id = s.id order by p.programme_id)
        as programme_ids,
      array(select distinct v.supervisor_id from kith.supervisions v
        where v.org_id = s.org_id and v.staff_id = s.id and v.starts_at <= now() and v.ends_at > now() order by v.supervisor_id) as supervisor_ids
    from kith.staff s where s.org_id = ${orgId} and ${which}`.execute(tx);
  return result.rows.map((row) => ({ table: 'staff', id: row.id, scopeId: orgId, row }));
}

/** As a representative gets them, of whom the database shows them: by name only. */
export async function listStaffNames(tx: Tx, orgId: string, ids: string[] | 'all'): Promise<FeedRow[]> {
  const which = ids === 'all' ? sql`true` : sql`s.id = any(${ids}::uuid[])`;
  const result = await sql<StaffRow>`
    select s.id, s.name, s.title, s.locale, s.active, s.version, '{}'::text[] as roles, '{}'::uuid[] as programme_ids, '{}'::uuid[] as supervisor_ids
    from kith.staff s where s.org_id = ${orgId} and ${which}`.execute(tx);
  return result.rows.map((row) => ({ table: 'staff', id: row.id, scopeId: orgId, row }));
}

/** What policy needs to know of a colleague. The organisation's row is locked first, so that two administrators cannot remove each other. */
export async function findColleague(tx: Tx, orgId: string, staffId: string): Promise<ColleagueFacts | undefined> {
  await tx.selectFrom('organisations').select('orgId').where('orgId', '=', orgId).forUpdate().execute();
  const found = await tx
    .selectFrom('staff')
    .select(['active', 'userId', 'version'])
    .where('orgId', '=', orgId)
    .where('id', '=', staffId)
    .forUpdate()
    .executeTakeFirst();
  if (!found) return undefined;
  const held = await tx.selectFrom('staffRoles').select('role').where('orgId', '=', orgId).where('staffId', '=', staffId).execute();
  const others = await tx
    .selectFrom('staffRoles as r')
    .innerJoin('staff as s', (join) => join.onRef('s.orgId', '=', 'r.orgId').onRef('s.id', '=', 'r.staffId'))
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('r.orgId', '=', orgId)
    .where('r.role', '=', 'administrator')
    .where('r.staffId', '<>', staffId)
    .where('s.active', '=', true)
    .where('s.userId', 'is not', null)
    .executeTakeFirstOrThrow();
  return {
    active: found.active,
    joined: found.userId !== null,
    version: found.version,
    roles: held.map((row) => row.role as Role),
    otherAdministrators: others.n,
  };
}

export async function isAddressTaken(tx: Tx, orgId: string, email: string): Promise<boolean> {
  const found = await tx
    .selectFrom('staff')
    .select('id')
    .where('orgId', '=', orgId)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .executeTakeFirst();
  return found !== undefined;
}

export type NewColleague = { staffId: string; name: string; email: string; title: string | null; locale: string };

export async function insertColleague(tx: Tx, orgId: string, colleague: NewColleague): Promise<void> {
  const { staffId, name, email, title, locale } = colleague;
  await tx.insertInto('staff').values({ orgId, id: staffId, name, email: email.toLowerCase(), title, locale }).execute();
}

export type Duties = { roles: readonly Role[]; programmeIds: readonly string[]; supervisorIds: readonly string[] };

/** Makes someone's roles, programmes and supervisors exactly these. A supervision that goes on is left untouched: it has a history. */
export async function setDuties(tx: Tx, orgId: string, staffId: string, duties: Duties): Promise<void> {
  await tx.deleteFrom('staffRoles').where('orgId', '=', orgId).where('staffId', '=', staffId).execute();
  await tx.deleteFrom('staffProgrammes').where('orgId', '=', orgId).where('staffId', '=', staffId).execute();
  await sql`insert into kith.staff_roles (org_id, staff_id, role)
    select ${orgId}, ${staffId}, r from unnest(${[...duties.roles]}::text[]) as r`.execute(tx);
  await sql`insert into kith.staff_programmes (org_id, staff_id, programme_id)
    select ${orgId}, ${staffId}, p from unnest(${[...duties.programmeIds]}::uuid[]) as p`.execute(tx);
  await sql`update kith.supervisions set ends_at = now()
    where org_id = ${orgId} and staff_id = ${staffId} and ends_at > now() and supervisor_id <> all (${[...duties.supervisorIds]}::uuid[])`.execute(
    tx,
  );
  await sql`insert into kith.supervisions (org_id, id, supervisor_id, staff_id)
    select ${orgId}, gen_random_uuid(), s, ${staffId} from unnest(${[...duties.supervisorIds]}::uuid[]) as s
    where not exists (select from kith.supervisions v
      where v.org_id = ${orgId} and v.staff_id = ${staffId} and v.supervisor_id = s and v.ends_at > now())`.execute(tx);
}

export async function changeColleague(
  tx: Tx,
  orgId: string,
  staffId: string,
  set: { title?: string | null; active?: boolean; locale?: string },
): Promise<void> {
  await tx
    .updateTable('staff')
    .set({ ...set, ...(set.active === undefined ? {} : { deactivatedAt: set.active ? null : sql<string>`now()` }) })
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('orgId', '=', orgId)
    .where('id', '=', staffId)
    .execute();
}

/** Opens a new invitation in place of any earlier one, and queues its mail in the same transaction. */
export async function openInvitation(tx: Tx, orgId: string, invitation: { id: string; staffId: string; invitedBy: string }): Promise<void> {
  await withdrawInvitations(tx, orgId, invitation.staffId);
  await tx
    .insertInto('invitations')
    .values({ orgId, ...invitation, expiresAt: sql<string>`now() + ${`${invitationDays} days`}::interval` })
    .execute();
  await sql`select kith.enqueue('send-invitation', ${invitation.id})`.execute(tx);
}

export async function withdrawInvitations(tx: Tx, orgId: string, staffId: string): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ withdrawnAt: sql<string>`now()` })
    .where('orgId', '=', orgId)
    .where('staffId', '=', staffId)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .execute();
}

/** Sessions end in schema auth, which only a function of the database may touch. */
export async function endAccess(tx: Tx, staffId: string): Promise<void> {
  await sql`select kith.admin_end_access(${staffId})`.execute(tx);
}

/** Devices that ended with the account may begin again with it; those ended one by one stay ended. */
export async function reopenDevices(tx: Tx, orgId: string, staffId: string): Promise<void> {
  await sql`update kith.devices d set revoked_at = null, wiped_at = null from kith.staff s
    where d.org_id = ${orgId} and d.staff_id = ${staffId} and s.org_id = d.org_id and s.id = d.staff_id
      and d.revoked_at = s.deactivated_at`.execute(tx);
}

export type TeamMember = {
  id: string;
  email: string;
  joined: boolean;
  invitationId: string | null;
  invitationState: 'open' | 'expired' | 'withdrawn' | null;
  expiresAt: string | null;
  lastSeenAt: string | null;
  /** A colleague's link for them that may still be used. */
  openReset: { id: string; madeBy: string; expiresAt: string } | null;
  /** The last time in a month that their password was chosen by a link which did not come to their own mailbox. `madeBy`: null is the operator. */
  lastReset: { at: string; madeBy: string | null } | null;
};

export async function listTeam(tx: Tx, orgId: string): Promise<TeamMember[]> {
  const result = await sql<TeamMember>`
    select s.id, s.email, s.user_id is not null as joined, i.id as invitation_id,
      case when i.id is null or s.user_id is not null then null when i.withdrawn_at is not null then 'withdrawn'
        when i.expires_at <= now() then 'expired' else 'open' end as invitation_state,
      i.expires_at, (select max(d.last_seen_at) from kith.devices d where d.org_id = s.org_id and d.staff_id = s.id) as last_seen_at,
      (select jsonb_build_object('id', r.id, 'madeBy', r.made_by, 'expiresAt', r.expires_at) from kith.password_resets r
        where r.org_id = s.org_id and r.staff_id = s.id and r.kind = 'administrator' and r.used_at is null and r.withdrawn_at is null
          and r.expires_at > now() order by r.made_at desc limit 1) as open_reset,
      (select jsonb_build_object('at', r.used_at, 'madeBy', r.made_by) from kith.password_resets r
        where r.org_id = s.org_id and r.staff_id = s.id and r.kind <> 'mail' and r.used_at > now() - interval '30 days'
        order by r.used_at desc limit 1) as last_reset
    from kith.staff s
    left join lateral (select * from kith.invitations i where i.org_id = s.org_id and i.staff_id = s.id order by i.id desc limit 1) i on true
    where s.org_id = ${orgId} order by s.name`.execute(tx);
  return result.rows;
}
