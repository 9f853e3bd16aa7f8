/** What must be true of the stored rows, each as one query that answers what is not: nothing, when all is well. */

export type Invariant = {
  name: string;
  /** Rows (org_id, message), one for each thing found. */
  sql: string;
};

/** A contact and everything said about it are about one person; two records found to be one person count as one. */
const samePerson = (table: string, what: string) => `
  select x.org_id, '${what} ' || x.id || ' is about another person than its contact' as message
  from kith.${table} x
  join kith.contacts c on c.org_id = x.org_id and c.id = x.contact_id
  left join kith.people xp on xp.org_id = x.org_id and xp.id = x.person_id
  left join kith.people cp on cp.org_id = c.org_id and cp.id = c.person_id
  where x.person_id <> c.person_id and coalesce(xp.merged_into, x.person_id) <> coalesce(cp.merged_into, c.person_id)`;

/** Weeks with a contact that changed since the mark are the next roll-up's; the others must agree. */
const countedWeeks = `
  with marked as (
    select org_id, position from kith.rollup_marks
  ), waiting as (
    select c.org_id, c.programme_id, date_trunc('week', c.day::timestamp)::date as week
    from marked m
    join kith.changes h on h.org_id = m.org_id and h.position > m.position and h.table_name = 'contacts'
    join kith.contacts c on c.org_id = h.org_id and c.id = h.row_id
    union
    select c.org_id, c.programme_id, date_trunc('week', c.day::timestamp)::date
    from marked m
    join kith.changes h on h.org_id = m.org_id and h.position > m.position and h.table_name = 'people'
    join kith.contacts c on c.org_id = h.org_id and c.person_id = h.row_id
  ), fresh as (
    select c.org_id, c.programme_id, date_trunc('week', c.day::timestamp)::date as week, c.place, c.mode,
      count(*) as contacts, sum(c.minutes) as minutes, count(distinct coalesce(p.merged_into, p.id)) as people
    from marked m join kith.contacts c on c.org_id = m.org_id
    join kith.people p on p.org_id = c.org_id and p.id = c.person_id
    where c.struck_at is null group by 1, 2, 3, 4, 5
  ), whole as (
    select c.org_id, c.programme_id, date_trunc('week', c.day::timestamp)::date as week, count(distinct coalesce(p.merged_into, p.id)) as people
    from marked m join kith.contacts c on c.org_id = m.org_id
    join kith.people p on p.org_id = c.org_id and p.id = c.person_id
    where c.struck_at is null group by 1, 2, 3
  ), differing as (
    select org_id, programme_id, week from fresh full join kith.contact_weeks w using (org_id, programme_id, week, place, mode)
    where (fresh.contacts, fresh.minutes, fresh.people) is distinct from (w.contacts::bigint, w.minutes::bigint, w.people::bigint)
    union
    select org_id, programme_id, week from whole full join kith.programme_weeks w using (org_id, programme_id, week)
    where whole.people is distinct from w.people::bigint or bit_count(w.who) is distinct from whole.people
  )
  select org_id, 'the counted week of ' || week || ' of programme ' || programme_id || ' differs from its contacts' as message
  from differing where (org_id, programme_id, week) not in (select org_id, programme_id, week from waiting) order by 1, 2`;

export const invariants: readonly Invariant[] = [
  {
    name: 'change counters',
    sql: `
      select o.org_id, 'the organisation has no change counter' as message
      from kith.organisations o where not exists (select from kith.change_counters c where c.org_id = o.org_id)
      union all
      select c.org_id, 'the change counter says ' || c.n || ', but ' || seen.what || ' have reached ' || seen.position
      from kith.change_counters c join (
        select org_id, 'changes' as what, max(position) as position from kith.changes group by 1
        union all select org_id, 'audit rows', max(position) from kith.audit_events group by 1
        union all select org_id, 'receipts', max(position) from kith.receipts group by 1
        union all select org_id, 'audit seals', max(to_position) from kith.audit_seals group by 1
        union all select org_id, 'counted weeks', max(position) from kith.rollup_marks group by 1) seen on seen.org_id = c.org_id
      where seen.position > c.n`,
  },
  {
    name: 'receipts and audit rows',
    sql: `
      select r.org_id, 'command ' || r.command_id || ' was answered "accepted" at ' || r.position || ', but no audit row says so' as message
      from kith.receipts r where r.position is not null and not exists (
        select from kith.audit_events a where a.org_id = r.org_id and a.position = r.position and a.actor_id = r.actor_id and a.command_id = r.command_id)
      union all
      select a.org_id, 'audit row ' || a.id || ' at ' || a.position || ' (' || a.event || ') has no receipt that says so'
      from kith.audit_events a where not exists (
        select from kith.receipts r where r.org_id = a.org_id and r.actor_id = a.actor_id and r.command_id = a.command_id
          and r.position is not distinct from case when a.event = 'command.refused' then null else a.position end)`,
  },
  {
    name: 'people and programmes of contacts',
    sql: `
      select c.org_id, 'contact ' || c.id || ' names a person or programme that is not of its organisation' as message
      from kith.contacts c
      left join kith.people p on p.org_id = c.org_id and p.id = c.person_id
      left join kith.programmes g on g.org_id = c.org_id and g.id = c.programme_id
      where p.id is null or g.id is null
      union all ${samePerson('entries', 'entry')}
      union all
      select x.org_id, 'contact ' || x.contact_id || ' touches goal ' || x.goal_id || ' of another person'
      from kith.contact_goals x join kith.goals g on g.org_id = x.org_id and g.id = x.goal_id
      left join kith.people xp on xp.org_id = x.org_id and xp.id = x.person_id
      left join kith.people gp on gp.org_id = g.org_id and gp.id = g.person_id
      where x.person_id <> g.person_id and coalesce(xp.merged_into, x.person_id) <> coalesce(gp.merged_into, g.person_id)`,
  },
  {
    name: 'readers of entries',
    sql: `
      select org_id, 'entry ' || id || ' is for ' || audience || ', but row security reads another reader' as message from kith.entries
      where reader_id is distinct from
        case when audience = 'pair' then author_id else '00000000-0000-0000-0000-000000000000'::uuid end`,
  },
  {
    name: 'row security',
    sql: `
      select null::uuid as org_id, 'table ' || c.relname || ' has row security '
        || case when c.relrowsecurity then 'that its owner may pass' else 'switched off' end as message
      from pg_class c where c.relnamespace = 'kith'::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
      union all
      select null, 'role ' || rolname || ' can pass row security' from pg_roles where rolname like 'kith\\_%' and (rolsuper or rolbypassrls)
      union all
      select null, 'policy ' || policyname || ' on ' || tablename || ' joins two ways in with OR' from pg_policies
      where schemaname = 'kith' and (qual ~* '\\mor\\M' or with_check ~* '\\mor\\M')
      union all
      select null, 'audit rows may be changed by role ' || grantee from information_schema.role_table_grants
      where table_schema = 'kith' and table_name in ('audit_events', 'audit_seals') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
        and grantee not in (select rolname from pg_roles where rolsuper) and grantee <> 'kith_owner'`,
  },
  {
    name: 'keys begin with the organisation',
    sql: `
      select null::uuid as org_id, 'table ' || c.relname || ' has no primary key that begins with org_id' as message
      from pg_class c where c.relnamespace = 'kith'::regnamespace and c.relkind in ('r', 'p') and not exists (
        select from pg_constraint k join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
        where k.conrelid = c.oid and k.contype = 'p' and a.attname = 'org_id')
      union all
      select null, 'foreign key ' || k.conname || ' could point across organisations'
      from pg_constraint k where k.contype = 'f' and k.connamespace = 'kith'::regnamespace and not exists (
        select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'org_id' and a.attnum = any (k.conkey))`,
  },
  { name: 'counted weeks', sql: countedWeeks },
];
