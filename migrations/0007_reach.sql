-- Who am I, whom may I see. These functions are the only way a policy learns it.
--
-- They are SECURITY DEFINER and owned by kith_reach, which alone may read every row of the tables that grant reach; the search path is
-- pinned. Each is a UNION of index look-ups: written with OR they scanned the table on every query (35 ms instead of 0.9).

-- The signature names the reach, too: SQL that slipped into a near transaction may say SET ROLE (the counting job's role reads every shell
-- of the organisation), but then nobody is acting any more. The setting "role" is what SET ROLE said, also inside a definer function.
create function kith.me_signed() returns boolean
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(
    (select current_setting('app.sig', true)
      = encode(sha256(s.secret || convert_to(
          current_setting('app.org', true) || '/' || current_setting('app.staff', true) || '/' || current_setting('role'), 'UTF8') || s.secret), 'hex')
     from reach.secrets s),
    false)
$$;

create function kith.me_org() returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select case when kith.me_signed() then nullif(current_setting('app.org', true), '')::uuid end
$$;

create function kith.me_staff() returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select case when kith.me_signed() then nullif(current_setting('app.staff', true), '')::uuid end
$$;

-- My organisation, if I am active and hold one of these roles.
create function kith.me_org_as(roles text[]) returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select s.org_id from kith.staff s
  where s.org_id = kith.me_org() and s.id = kith.me_staff() and s.active
    and exists (select from kith.staff_roles r where r.org_id = s.org_id and r.staff_id = s.id and r.role = any (roles))
$$;

create function kith.me_wide_org() returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select kith.me_org_as(array['director', 'coordinator', 'biller'])
$$;

create function kith.me_coordinating_org() returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select kith.me_org_as(array['director', 'coordinator'])
$$;

-- Counted facts (never one person's row) are for these too.
create function kith.me_counting_org() returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select kith.me_org_as(array['director', 'coordinator', 'biller', 'evaluator', 'supervisor'])
$$;

create function kith.me_admin_org() returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select kith.me_org_as(array['administrator', 'director'])
$$;

-- Directors, billers and evaluators answer for every programme; others for the ones they belong to.
create function kith.me_programmes() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select array(
    select p.id from kith.programmes p
    where p.org_id = kith.me_org_as(array['director', 'biller', 'evaluator'])
    union
    select sp.programme_id from kith.staff_programmes sp
    where sp.org_id = kith.me_org() and sp.staff_id = kith.me_staff())
$$;

-- The members of staff whose people I may see: those I supervise today, and I myself.
create function kith.me_supervised() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select array(
    select v.staff_id from kith.supervisions v
    where v.org_id = kith.me_org_as(array['supervisor', 'coordinator', 'director']) and v.supervisor_id = kith.me_staff()
      and v.starts_at <= now() and v.ends_at > now())
$$;

create function kith.me_people() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  with mine as (
    select a.person_id from kith.assignments a join kith.staff s on s.org_id = a.org_id and s.id = a.staff_id and s.active
    where a.org_id = kith.me_org() and a.staff_id = kith.me_staff() and a.starts_at <= now() and a.ends_at > now()
    union
    select a.person_id from kith.assignments a
    where a.org_id = kith.me_org() and a.staff_id = any (kith.me_supervised()) and a.starts_at <= now() and a.ends_at > now()
  )
  select array(
    select person_id from mine
    union
    select p.id from mine m join kith.people p on p.org_id = kith.me_org() and p.merged_into = m.person_id)
$$;

-- What the feed may speak of: my people, and the organisation's own rows (their scope is the organisation's id).
create function kith.me_scopes() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select kith.me_people() || kith.me_org()
$$;

-- Readers an entry may name: myself ("just us"), or the nil id (team and care team, within my people).
create function kith.me_readers() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select array[kith.me_staff(), '00000000-0000-0000-0000-000000000000'::uuid]
$$;

-- People I registered whom nobody walks with yet.
create function kith.me_new_people() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select array(
    select p.id from kith.people p
    where p.org_id = kith.me_org() and p.registered_by = kith.me_staff()
      and not exists (select from kith.assignments a where a.org_id = p.org_id and a.person_id = p.id))
$$;

-- People of the peers I supervise: whom I may hand over or have covered.
create function kith.me_supervised_people() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select array(
    select a.person_id from kith.assignments a
    where a.org_id = kith.me_org() and a.staff_id = any (kith.me_supervised()) and a.starts_at <= now() and a.ends_at > now())
$$;

-- Whom I may give someone to walk with: people I just registered, and people of the peers I supervise.
create function kith.me_assignable() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select kith.me_new_people() || kith.me_supervised_people()
$$;

-- At the door, before an actor exists: which member of staff this account is. Only the server's own role may ask.
create function kith.door_actor(account text)
returns table (org_id uuid, staff_id uuid, name text, locale text, roles text[], programmes uuid[], second_factor_required boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.org_id, s.id, s.name, s.locale,
    array(select r.role from kith.staff_roles r where r.org_id = s.org_id and r.staff_id = s.id order by r.role),
    array(select p.programme_id from kith.staff_programmes p where p.org_id = s.org_id and p.staff_id = s.id order by p.programme_id),
    o.second_factor_required
  from kith.staff s join kith.organisations o on o.org_id = s.org_id
  where s.user_id = account and s.active
$$;

do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'kith' loop
    execute format('alter function %s owner to kith_reach', f.signature);
    execute format('revoke all on function %s from public', f.signature);
    execute format('grant execute on function %s to %s', f.signature,
      case when f.proname like 'door%' then 'kith_app' else 'kith_near, kith_wide, kith_admin, kith_rollup' end);
  end loop;
end $$;
