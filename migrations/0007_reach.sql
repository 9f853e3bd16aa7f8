-- Who am I, whom may I see. These functions are the only way a policy learns it.
--
-- They are SECURITY DEFINER and owned by kith_reach, which alone may read every row of the tables that grant reach; the search path is
-- pinned. Each is a UNION of index look-ups: written with OR they scanned the table on every query (35 ms instead of 0.9).

-- The signature names the reach, too: SQL that slipped into a near transaction may say SET ROLE (the counting job's role reads every shell
-- of the organisation), but then nobody is acting any more. The setting "role" is what SET ROLE said, also inside a definer function.
-- They are PL/pgSQL because it keeps its plans for the session; functions in plain SQL were planned anew on each call, which made a contact
-- three times as dear. Their bodies read no session state but the signed context, so a kept plan cannot answer for another role
-- (CVE-2016-2193, CVE-2023-2455: hence the oldest versions Kith accepts).

create function kith.me_signed() returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare key bytea := (select s.secret from reach.secrets s);
begin
  return coalesce(
    current_setting('app.sig', true) = encode(sha256(key || convert_to(
      current_setting('app.org', true) || '/' || current_setting('app.staff', true) || '/' || current_setting('role'), 'UTF8') || key), 'hex'),
    false);
end $$;

create function kith.me_org() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return case when kith.me_signed() then nullif(current_setting('app.org', true), '')::uuid end;
end $$;

create function kith.me_staff() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return case when kith.me_signed() then nullif(current_setting('app.staff', true), '')::uuid end;
end $$;

-- My organisation, if I am active and hold one of these roles.
create function kith.me_org_as(roles text[]) returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff();
begin
  return (
    select s.org_id from kith.staff s
    where s.org_id = org and s.id = me and s.active
      and exists (select from kith.staff_roles r where r.org_id = org and r.staff_id = me and r.role = any (roles)));
end $$;

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
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff(); whole uuid := kith.me_org_as(array['director', 'biller', 'evaluator']);
begin
  return array(
    select p.id from kith.programmes p where p.org_id = whole
    union
    select sp.programme_id from kith.staff_programmes sp where sp.org_id = org and sp.staff_id = me);
end $$;

-- The members of staff I supervise today.
create function kith.me_supervised() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := kith.me_staff(); org uuid := kith.me_org_as(array['supervisor', 'coordinator', 'director']);
begin
  return array(
    select v.staff_id from kith.supervisions v
    where v.org_id = org and v.supervisor_id = me and v.starts_at <= now() and v.ends_at > now());
end $$;

-- Asked several times in every transaction, so it checks the signature once and needs two queries.
create function kith.me_people() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid; me uuid; mine uuid[];
begin
  if not kith.me_signed() then return '{}'; end if;
  org := nullif(current_setting('app.org', true), '')::uuid;
  me := nullif(current_setting('app.staff', true), '')::uuid;
  mine := array(
    select a.person_id from kith.assignments a
    where a.org_id = org and a.staff_id = me and a.starts_at <= now() and a.ends_at > now()
      and exists (select from kith.staff s where s.org_id = org and s.id = me and s.active)
      -- Somebody who no longer walks with anyone reads no one, whatever assignment was left open.
      and exists (select from kith.staff_roles r where r.org_id = org and r.staff_id = me and r.role = any ('{peer,senior_peer,supervisor}'))
    union
    select a.person_id from kith.supervisions v
    join kith.assignments a on a.org_id = org and a.staff_id = v.staff_id and a.starts_at <= now() and a.ends_at > now()
    where v.org_id = org and v.supervisor_id = me and v.starts_at <= now() and v.ends_at > now()
      and exists (select from kith.staff s where s.org_id = org and s.id = me and s.active)
      and exists (select from kith.staff_roles r where r.org_id = org and r.staff_id = me and r.role = any ('{supervisor,coordinator,director}')));
  -- Records found to be of one person are read together.
  return mine || array(select p.id from kith.people p where p.org_id = org and p.merged_into = any (mine));
end $$;

-- What the feed may speak of: my people, and the organisation's own rows (their scope is the organisation's id).
create function kith.me_scopes() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.me_people() || kith.me_org();
end $$;

-- Readers an entry may name: myself ("just us"), or the nil id (team and care team, within my people).
create function kith.me_readers() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return array[kith.me_staff(), '00000000-0000-0000-0000-000000000000'::uuid];
end $$;

-- People I registered whom nobody walks with yet.
create function kith.me_new_people() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff();
begin
  return array(
    select p.id from kith.people p
    where p.org_id = org and p.registered_by = me
      and not exists (select from kith.assignments a where a.org_id = org and a.person_id = p.id));
end $$;

-- People of the peers I supervise: whom I may hand over or have covered.
create function kith.me_supervised_people() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); theirs uuid[] := kith.me_supervised();
begin
  return array(
    select a.person_id from kith.assignments a
    where a.org_id = org and a.staff_id = any (theirs) and a.starts_at <= now() and a.ends_at > now());
end $$;

-- Whom I may give someone to walk with: people I just registered, and people of the peers I supervise.
create function kith.me_assignable() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.me_new_people() || kith.me_supervised_people();
end $$;

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
