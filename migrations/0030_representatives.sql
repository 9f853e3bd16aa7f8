-- A view of somebody's record for somebody else: whom the law or the person names, with exactly the parts it gives, and until when.
-- docs/decisions/0040-representatives.md
--
-- kith_representative    a transaction's reach: somebody reading, for a person, the parts of that person's record that were given to them
do $$
begin
  if not exists (select from pg_roles where rolname = 'kith_representative') then create role kith_representative nologin noinherit; end if;
end $$;
grant kith_representative to kith_app;
grant usage on schema kith to kith_representative;
grant create on schema kith to kith_reach, kith_eraser; -- only to make their functions; taken back below
set local role kith_reach;
grant execute on function kith.note_actor() to kith_owner; -- only to hang it on one more table
reset role;
set local role kith_owner;

alter table kith.actors drop constraint actors_kind_check;
alter table kith.actors add constraint actors_kind_check check (kind in ('staff', 'view', 'representative'));

create table kith.representatives (
  org_id uuid not null,
  id uuid not null,                   -- under which they act
  person_id uuid not null,
  kind text not null,                 -- code of a pack
  name text not null check (length(name) between 1 and 120),
  name_key text not null,             -- the name as locks compare names from outside
  basis text not null check (basis in ('wish', 'document')), -- the person said and signed so, or a document that was seen; never the document itself
  basis_on date not null,             -- its day
  parts text[] not null check (cardinality(parts) between 1 and 6
    and parts <@ array['matters', 'goals', 'coming', 'entries', 'looks', 'sharing']),
  last_day date,                      -- included, in the organisation's time zone; null where neither law nor person gives one
  pack_version text not null,         -- whose law stood behind it
  user_id text,                       -- account at the door; null until the invitation is taken up
  locale text not null,
  made_by uuid not null,              -- who gave it, and saw the document
  begins_at timestamptz not null default now(),
  ends_at timestamptz not null default 'infinity',
  ended_by uuid,                      -- null where its day came
  joined_at timestamptz,
  version integer not null default 1,
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, made_by) references kith.staff (org_id, id),
  foreign key (org_id, ended_by) references kith.actors (org_id, id),
  check (ends_at >= begins_at),
  check (ends_at < 'infinity' or (last_day is null and ended_by is null))
);
create index representatives_person on kith.representatives (org_id, person_id);
create index representatives_by_user on kith.representatives (user_id); -- as for views
alter table kith.representatives enable row level security;
alter table kith.representatives force row level security;
create trigger note_actor after insert on kith.representatives for each row execute function kith.note_actor('representative');

-- What was given does not grow: another scope is another row, with its own day and whoever gave it. Only its end comes sooner. The last day becomes a
-- moment here, so that no device's clock decides it.
create function kith.keep_representative() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.last_day is not null then
      new.ends_at := (new.last_day + 1)::timestamp at time zone (select o.time_zone from kith.organisations o where o.org_id = new.org_id);
    end if;
    return new;
  end if;
  if (new.person_id, new.kind, new.basis, new.basis_on, new.parts, new.last_day, new.pack_version, new.made_by, new.begins_at)
      is distinct from (old.person_id, old.kind, old.basis, old.basis_on, old.parts, old.last_day, old.pack_version, old.made_by, old.begins_at) then
    raise insufficient_privilege using message = 'what was given does not change';
  end if;
  if new.ends_at > old.ends_at then raise insufficient_privilege using message = 'it only ends sooner'; end if;
  return new;
end $$;
revoke all on function kith.keep_representative() from public;
create trigger keep_representative before insert or update on kith.representatives for each row execute function kith.keep_representative();

-- Whom an invitation lets in, and who looks, may be a representative.
do $$
declare
  named record;
  key text;
begin
  for named in select * from (values ('view_invitations', 'view_id', 'views'), ('looks', 'staff_id', 'staff')) as t (table_name, column_name, was) loop
    select k.conname into strict key from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attname = named.column_name
      where k.conrelid = format('kith.%I', named.table_name)::regclass and k.confrelid = format('kith.%I', named.was)::regclass
        and a.attnum = any (k.conkey);
    execute format('alter table kith.%I drop constraint %I', named.table_name, key);
    execute format('alter table kith.%I add foreign key (org_id, %I) references kith.actors (org_id, id)', named.table_name, named.column_name);
  end loop;
end $$;

grant select, insert, update on kith.representatives to kith_reach;
create policy door on kith.representatives to kith_reach using (true) with check (true);
grant select, update on kith.representatives to kith_eraser;
create policy erase on kith.representatives to kith_eraser using (true) with check (true);
reset role;

-- ---- who I am, and what of whose record is mine to read ----
set local role kith_reach;
revoke execute on function kith.note_actor() from kith_owner;
create function kith.me_representative() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff();
begin
  return (select r.id from kith.representatives r where r.org_id = org and r.id = me and r.begins_at <= now() and r.ends_at > now());
end $$;

-- Exactly this record, as with a person's own view. Nobody's, where the person keeps everything from somebody of this name, or from everybody outside.
create function kith.me_represented() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); me uuid := kith.me_representative();
begin
  return (
    select r.person_id from kith.representatives r where r.org_id = org and r.id = me and not exists (
      select from kith.locks l where l.org_id = org and l.person_id = r.person_id and l.outside_key in (r.name_key, '*') and l.lifted_at is null
        and l.covers = 'all'));
end $$;

create function kith.me_represented_org() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return case when kith.me_representative() is not null then kith.me_org() end;
end $$;

-- The person, where this part was given and no lock of theirs keeps its kind from somebody of this name. For the functions below only.
create function kith.represented_in(part text, kept_by text) returns uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); person uuid := kith.me_represented(); me uuid := kith.me_staff();
begin
  return (
    select r.person_id from kith.representatives r where r.org_id = org and r.id = me and r.person_id = person and part = any (r.parts)
      and not exists (select from kith.locks l where l.org_id = org and l.person_id = person and l.outside_key in (r.name_key, '*') and l.lifted_at is null
        and l.covers = kept_by));
end $$;
create function kith.me_represented_goals() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.represented_in('goals', 'goal_plan');
end $$;
create function kith.me_represented_coming() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.represented_in('coming', 'programme_presence');
end $$;
create function kith.me_represented_entries() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.represented_in('entries', 'peer_note');
end $$;
create function kith.me_represented_looks() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.represented_in('looks', 'accounting');
end $$;
create function kith.me_represented_sharing() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.represented_in('sharing', 'consent');
end $$;
-- Meetings come with what was written on them; one may be kept without the other.
create function kith.me_represented_meetings() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.represented_in('entries', 'programme_presence');
end $$;

-- What matters to the person lies in the row that also says who they are; so it is asked for by itself.
create function kith.me_represented_matters() returns text
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); person uuid := kith.represented_in('matters', 'identity');
begin
  return (select p.matters from kith.people p where p.org_id = org and p.id = person);
end $$;

-- Single goals, contacts and entries that the person keeps from somebody of this name.
create function kith.me_represented_kept() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); person uuid := kith.me_represented(); me uuid := kith.me_staff();
begin
  return array(
    select l.item_id from kith.representatives r
    join kith.locks l on l.org_id = org and l.person_id = r.person_id and l.outside_key in (r.name_key, '*') and l.lifted_at is null and l.covers = 'item'
    where r.org_id = org and r.id = me and r.person_id = person);
end $$;

-- The tables behind the parts: of others not even that something changed.
create function kith.me_represented_tables() returns text[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return array['representatives', 'people']
    || case when kith.me_represented_goals() is not null then array['goals', 'goal_steps', 'goal_ratings'] else '{}' end
    || case when kith.me_represented_coming() is not null then array['visits'] else '{}' end
    || case when kith.me_represented_meetings() is not null then array['contacts'] else '{}' end
    || case when kith.me_represented_entries() is not null then array['entries'] else '{}' end
    || case when kith.me_represented_looks() is not null then array['looks', 'assignments'] else '{}' end
    || case when kith.me_represented_sharing() is not null then array['consents', 'disclosures'] else '{}' end;
end $$;

-- Changes with what I may read: a device that holds more then drops everything and starts again.
create function kith.me_represented_mark() returns text
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return concat_ws(',', kith.me_represented_tables()::text, kith.me_represented_kept()::text, kith.me_represented_matters() is null);
end $$;

-- The members of staff whose names stand in the parts I read, and who gave me the view.
create function kith.me_represented_around() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  org uuid := kith.me_org(); me uuid := kith.me_representative(); looks uuid := kith.me_represented_looks(); coming uuid := kith.me_represented_coming();
  meetings uuid := kith.me_represented_meetings(); entries uuid := kith.me_represented_entries(); sharing uuid := kith.me_represented_sharing();
begin
  return array(
    select r.made_by from kith.representatives r where r.org_id = org and r.id = me
    union select a.staff_id from kith.assignments a where a.org_id = org and a.person_id = looks
    union select l.staff_id from kith.looks l where l.org_id = org and l.person_id = looks
    union select t.staff_id from kith.visits t where t.org_id = org and t.person_id = coming
    union select c.author_id from kith.contacts c where c.org_id = org and c.person_id = meetings
    union select e.author_id from kith.entries e where e.org_id = org and e.person_id = entries and e.for_person and e.audience <> 'pair'
    union select c.signed_by from kith.consents c where c.org_id = org and c.person_id = sharing and c.signed_by is not null
    union select d.discloser_id from kith.disclosures d where d.org_id = org and d.person_id = sharing);
end $$;

-- Own views and views of representatives, of whom I may see: for whom I may show a code; and of them those that go on.
create function kith.me_viewers() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); people uuid[] := kith.me_people();
begin
  return array(
    select v.id from kith.views v where v.org_id = org and v.person_id = any (people)
    union select r.id from kith.representatives r where r.org_id = org and r.person_id = any (people));
end $$;
create function kith.me_living_viewers() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); people uuid[] := kith.me_people();
begin
  return array(
    select v.id from kith.views v where v.org_id = org and v.person_id = any (people) and v.ends_at = 'infinity'
    union select r.id from kith.representatives r where r.org_id = org and r.person_id = any (people) and r.ends_at > now());
end $$;

-- As `end_view_access`. Whoever may ask could end it; of one that goes on nothing is touched.
create function kith.end_representative_access(ended uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  org uuid := kith.me_org();
  account text;
begin
  select r.user_id into account from kith.representatives r where r.org_id = org and r.id = ended and r.ends_at <= now();
  if not found then return; end if;
  delete from auth."session" s where s."userId" = account;
  update kith.devices d set revoked_at = now() where d.org_id = org and d.staff_id = ended and d.revoked_at is null;
  update kith.view_invitations i set withdrawn_at = now()
    where i.org_id = org and i.view_id = ended and i.used_at is null and i.withdrawn_at is null;
end $$;

-- ---- the door, as before, and representatives ----
drop function kith.door_session(text, uuid, bytea);
create function kith.door_session(session_token text, device uuid, bound bytea)
returns table (session_id text, account text, factor text, enrolled boolean, org_id uuid, staff_id uuid, name text, locale text, active boolean,
  roles text[], programmes uuid[], second_factor_required boolean, device_revoked boolean, view_person uuid,
  represents uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_one record;
  seen timestamptz;
  revoked timestamptz;
begin
  select s.id, s."userId" as account, s.factor, coalesce(u."twoFactorEnabled", false) as enrolled, s."updatedAt" as used_at, s."deviceId" as device_id,
    coalesce(f.org_id, v.org_id, r.org_id) as org_id, coalesce(f.id, v.id, r.id) as staff_id, coalesce(f.name, p.name, r.name) as name,
    coalesce(f.locale, v.locale, r.locale) as locale,
    case when v.id is not null then v.begins_at <= now() and v.ends_at > now()
      when r.id is not null then r.begins_at <= now() and r.ends_at > now() else f.active end as active,
    o.second_factor_required and coalesce(v.id, r.id) is null as second_factor_required, v.person_id as view_person, r.person_id as represents
  into found_one
  from auth."session" s
  join auth."user" u on u.id = s."userId"
  left join kith.staff f on f.user_id = s."userId"
  left join kith.views v on v.user_id = s."userId" and f.id is null
  left join kith.representatives r on r.user_id = s."userId" and f.id is null and v.id is null
  left join kith.people p on p.org_id = v.org_id and p.id = v.person_id
  left join kith.organisations o on o.org_id = coalesce(f.org_id, v.org_id, r.org_id)
  where s.token = session_token and s."expiresAt" > now() and s."updatedAt" > now() - interval '7 days'
    and coalesce(s."boundTo" = bound, s."boundTo" is null);
  if found_one is null or found_one.id is null then return; end if;

  -- A view that ended by its day ends on its phones, too: they throw their store away when they next ask.
  if found_one.represents is not null and not found_one.active then
    update kith.devices d set revoked_at = now() where d.org_id = found_one.org_id and d.staff_id = found_one.staff_id and d.revoked_at is null;
  end if;

  if found_one.used_at < now() - interval '1 minute' or (device is not null and found_one.device_id is distinct from device) then
    update auth."session" s set "updatedAt" = now(), "deviceId" = coalesce(s."deviceId", device) where s.id = found_one.id;
  end if;
  -- The device a session began on stays its device: leaving the header out does not get round a revoked one.
  if coalesce(found_one.device_id, device) is not null and found_one.staff_id is not null then
    select d.last_seen_at, d.revoked_at into seen, revoked
    from kith.devices d
    where d.org_id = found_one.org_id and d.staff_id = found_one.staff_id and d.id = coalesce(found_one.device_id, device);
    if seen is null and found_one.active then
      insert into kith.devices (org_id, id, staff_id) values (found_one.org_id, coalesce(found_one.device_id, device), found_one.staff_id)
      on conflict do nothing;
    elsif seen < now() - interval '1 minute' and revoked is null then
      update kith.devices d set last_seen_at = now()
      where d.org_id = found_one.org_id and d.staff_id = found_one.staff_id and d.id = coalesce(found_one.device_id, device);
    end if;
  end if;
  return query select found_one.id, found_one.account, found_one.factor, found_one.enrolled, found_one.org_id, found_one.staff_id, found_one.name,
    found_one.locale, coalesce(found_one.active, false),
    array(select r.role from kith.staff_roles r where r.org_id = found_one.org_id and r.staff_id = found_one.staff_id order by r.role),
    array(select p.programme_id from kith.staff_programmes p
      where p.org_id = found_one.org_id and p.staff_id = found_one.staff_id order by p.programme_id),
    coalesce(found_one.second_factor_required, false), revoked is not null, found_one.view_person, found_one.represents;
end $$;

drop function kith.door_signer(uuid, uuid, uuid, uuid);
create function kith.door_signer(org uuid, author uuid, device uuid, key uuid)
returns table (public_key bytea, name text, locale text, active boolean, roles text[], programmes uuid[], device_ended boolean, view_person uuid,
  represents uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.public_key, coalesce(s.name, p.name, r.name), coalesce(s.locale, v.locale, r.locale),
    case when v.id is not null then v.begins_at <= now() and v.ends_at > now()
      when r.id is not null then r.begins_at <= now() and r.ends_at > now() else s.active end,
    array(select o.role from kith.staff_roles o where o.org_id = org and o.staff_id = author order by o.role),
    array(select w.programme_id from kith.staff_programmes w where w.org_id = org and w.staff_id = author order by w.programme_id),
    d.revoked_at is not null, v.person_id, r.person_id
  from kith.device_keys k
  join kith.devices d on d.org_id = k.org_id and d.staff_id = k.staff_id and d.id = k.device_id
  join kith.actors a on a.org_id = k.org_id and a.id = k.staff_id
  left join kith.staff s on s.org_id = a.org_id and s.id = a.id
  left join kith.views v on v.org_id = a.org_id and v.id = a.id
  left join kith.representatives r on r.org_id = a.org_id and r.id = a.id
  left join kith.people p on p.org_id = v.org_id and p.id = v.person_id
  where k.org_id = org and k.staff_id = author and k.device_id = device and k.id = key
$$;

drop function kith.door_join(uuid);
-- `represents`: the name of the person, where the view is for somebody else; `name` is always who comes in.
create function kith.door_join(invitation uuid)
returns table (org_id uuid, view_id uuid, person_id uuid, name text, locale text, salt uuid, invited_by_name text, account text, email text, represents text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.org_id, i.view_id, p.id, coalesce(r.name, p.name), coalesce(v.locale, r.locale), i.salt, b.name, coalesce(v.user_id, r.user_id), u.email,
    case when r.id is not null then p.name end
  from kith.view_invitations i
  left join kith.views v on v.org_id = i.org_id and v.id = i.view_id and v.begins_at <= now() and v.ends_at > now()
  left join kith.representatives r on r.org_id = i.org_id and r.id = i.view_id and r.begins_at <= now() and r.ends_at > now()
  join kith.people p on p.org_id = i.org_id and p.id = coalesce(v.person_id, r.person_id)
  join kith.staff b on b.org_id = i.org_id and b.id = i.made_by and b.active
  left join auth."user" u on u.id = coalesce(v.user_id, r.user_id)
  where i.id = invitation and i.used_at is null and i.withdrawn_at is null and i.expires_at > now()
$$;

create or replace function kith.door_accept_join(invitation uuid, new_account text, new_email text, pin_hash text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened record;
  at_position bigint;
begin
  perform from kith.view_invitations i where i.id = invitation for update;
  select d.* into opened from kith.door_join(invitation) d;
  if opened is null or opened.org_id is null then return null; end if;
  if opened.account is null then
    insert into auth."user" ("id", "name", "email", "emailVerified") values (new_account, '', lower(new_email), true);
    insert into auth."account" ("id", "accountId", "providerId", "userId", "password", "updatedAt")
      values (new_account, new_account, 'credential', new_account, pin_hash, now());
    update kith.views v set user_id = new_account, joined_at = now(), version = version + 1 where v.org_id = opened.org_id and v.id = opened.view_id;
    update kith.representatives r set user_id = new_account, joined_at = now(), version = version + 1
      where r.org_id = opened.org_id and r.id = opened.view_id;
  else
    update auth."account" a set "password" = pin_hash, "updatedAt" = now() where a."userId" = opened.account and a."providerId" = 'credential';
    delete from auth."session" s where s."userId" = opened.account;
    update kith.views v set version = version + 1 where v.org_id = opened.org_id and v.id = opened.view_id;
    update kith.representatives r set version = version + 1 where r.org_id = opened.org_id and r.id = opened.view_id;
  end if;
  update kith.view_invitations i set used_at = now(), code_hash = null, code_expires_at = null where i.org_id = opened.org_id and i.id = invitation;
  update kith.change_counters c set n = n + 1 where c.org_id = opened.org_id returning c.n into at_position;
  insert into kith.changes (org_id, scope_id, position, table_name, row_id)
    values (opened.org_id, opened.person_id, at_position, case when opened.represents is null then 'views' else 'representatives' end, opened.view_id);
  insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id)
    values (opened.org_id, at_position, gen_random_uuid(), opened.view_id,
      case when opened.represents is null then 'view.joined' else 'representative.joined' end, opened.person_id, invitation);
  return coalesce(opened.email, lower(new_email));
end $$;

do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'kith' and (p.proname like 'me\_represent%' or p.proname in ('me_viewers', 'me_living_viewers', 'end_representative_access',
      'door_session', 'door_signer', 'door_join', 'represented_in')) loop
    execute format('revoke all on function %s from public', f.signature);
    continue when f.proname = 'represented_in';
    execute format('grant execute on function %s to %s', f.signature, case
      when f.proname in ('door_session', 'door_signer') then 'kith_app'
      when f.proname = 'door_join' then 'kith_auth'
      when f.proname in ('me_viewers', 'me_living_viewers') then 'kith_near'
      when f.proname = 'end_representative_access' then 'kith_near, kith_self, kith_representative'
      else 'kith_representative' end);
  end loop;
end $$;
reset role;

-- What a record says is taken away with it, and so are those it was given to.
set local role kith_eraser;
create or replace function kith.erase_now(org uuid, erasure uuid) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  e record; who uuid[]; root uuid; t text; part text; k integer; n integer := 0; said bytea := ''; at_position bigint; ended uuid[]; accounts text[];
begin
  select * into e from kith.erasures x where x.org_id = org and x.id = erasure and x.stopped_at is null and x.erased_at is null for update;
  if not found then return null; end if;
  select coalesce(p.merged_into, p.id) into root from kith.people p where p.org_id = org and p.id = e.person_id;
  who := array(select p.id from kith.people p where p.org_id = org and root in (p.id, p.merged_into));
  foreach t in array array['people', 'entries', 'goals', 'goal_steps', 'goal_ratings', 'contact_goals', 'follow_ups', 'visits', 'locks', 'requests', 'legal_holds',
      'people_words', 'contacts', 'consents', 'disclosures', 'emergencies', 'representatives'] loop
    execute format('select count(*)::int, string_agg(to_jsonb(x)::text, E''\n'' order by to_jsonb(x)::text) from kith.%I x where x.org_id = $1 and x.%I = any ($2)',
      t, case t when 'people' then 'id' else 'person_id' end) into k, part using org, who;
    said := sha256(said || convert_to(t || E'\n' || coalesce(part, ''), 'UTF8'));
    n := n + k;
  end loop;

  -- Their own view and those of their representatives, with the accounts behind them: signed out everywhere, and devices throw their stores away.
  ended := array(
    select v.id from kith.views v where v.org_id = org and v.person_id = any (who)
    union select r.id from kith.representatives r where r.org_id = org and r.person_id = any (who));
  accounts := array(
    select v.user_id from kith.views v where v.org_id = org and v.id = any (ended) and v.user_id is not null
    union select r.user_id from kith.representatives r where r.org_id = org and r.id = any (ended) and r.user_id is not null);
  delete from kith.view_invitations i where i.org_id = org and i.view_id = any (ended);
  update kith.views v set user_id = null, ended_by = coalesce(v.ended_by, e.confirmed_by), ends_at = least(v.ends_at, greatest(now(), v.begins_at)),
    version = v.version + 1 where v.org_id = org and v.id = any (ended);
  update kith.representatives r set user_id = null, name = '—', name_key = '', ended_by = coalesce(r.ended_by, e.confirmed_by),
    ends_at = least(r.ends_at, greatest(now(), r.begins_at)), version = r.version + 1 where r.org_id = org and r.id = any (ended);
  update kith.devices d set revoked_at = now() where d.org_id = org and d.staff_id = any (ended) and d.revoked_at is null;
  delete from auth."user" u where u.id = any (accounts);

  foreach t in array array['contact_goals', 'goal_ratings', 'goal_steps', 'entries', 'follow_ups', 'visits', 'goals', 'request_files', 'requests', 'locks', 'legal_holds',
      'people_words'] loop
    execute format('delete from kith.%I x where x.org_id = $1 and x.person_id = any ($2)', t) using org, who;
  end loop;
  update kith.contacts c set struck_why = null where c.org_id = org and c.person_id = any (who);
  update kith.consents c set terms = '{}', recipient_key = '', document = null, signature = null, ended_words = null, explained_aids = '{}',
    state = case when c.ended_how is null then 'invalid' else c.state end, ended_how = coalesce(c.ended_how, 'erased'),
    ended_at = coalesce(c.ended_at, now()), ended_received_at = coalesce(c.ended_received_at, now()), version = c.version + 1
    where c.org_id = org and c.person_id = any (who);
  update kith.disclosures d set recipient_name = '—', recipient_address = null, content = '' where d.org_id = org and d.person_id = any (who);
  update kith.assignments a set ends_at = now(), version = a.version + 1
    where a.org_id = org and a.person_id = any (who) and a.ends_at > now() and a.starts_at <= now();
  update kith.assignments a set ends_at = a.starts_at, version = a.version + 1 where a.org_id = org and a.person_id = any (who) and a.starts_at > now();
  update kith.people p set name = '—', full_name = null, pronouns = null, languages = '{}', phone = null, email = null, safe_contact = '{}', birth_date = null,
    age_band = null, matters = null, strengths = null, culture = null, emergency = '{}', erased_at = now(), version = p.version + 1, updated_at = now()
    where p.org_id = org and p.id = any (who);

  -- After the people: what was written of an emergency (0023) is kept from every other change.
  update kith.emergencies x set person_name = '—', nature = '—' || left(x.nature, 0), recipient_name = '—' || left(x.recipient_name, 0),
    recipient_facility = '—' || left(x.recipient_facility, 0), risk = '—' || left(x.risk, 0), review_words = '—' || left(x.review_words, 0),
    ends_at = greatest(x.opened_at, least(x.ends_at, now())), version = x.version + 1
    where x.org_id = org and x.person_id = any (who);

  update kith.erasures x set erased_at = now(), row_count = n, content_hash = encode(said, 'hex') where x.org_id = org and x.id = erasure;
  update kith.change_counters cc set n = cc.n + 1 where cc.org_id = org returning cc.n into at_position;
  insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id, details)
    values (org, at_position, gen_random_uuid(), e.confirmed_by, 'person.erased', e.person_id, e.id,
      jsonb_build_object('rule', e.rule, 'packVersion', e.pack_version, 'rows', n, 'contentHash', encode(said, 'hex')));
  return n;
end $$;
reset role;
revoke create on schema kith from kith_reach, kith_eraser;
grant execute on function kith.me_org(), kith.me_staff(), kith.me_now(), kith.note_sync(uuid, uuid[], uuid[], boolean) to kith_representative;
set local role kith_owner;

-- ---- staff: whoever may give a person their own view ----
grant select (org_id, id, person_id, kind, name, basis, basis_on, parts, last_day, pack_version, locale, made_by, begins_at, ends_at, ended_by, joined_at,
  version), insert (org_id, id, person_id, kind, name, name_key, basis, basis_on, parts, last_day, pack_version, locale, made_by),
  update (ends_at, ended_by, version) on kith.representatives to kith_near; -- not the account
create policy near_read on kith.representatives for select to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]));
create policy near_make on kith.representatives for insert to kith_near
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]) and made_by = (select kith.me_staff()));
create policy near_end on kith.representatives for update to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]) and ended_by is null and ends_at > now())
  with check (org_id = (select kith.me_org()) and ends_at <= now() and ended_by = (select kith.me_staff()));
alter policy near_read on kith.view_invitations using (org_id = (select kith.me_org()) and view_id = any ((select kith.me_viewers())::uuid[]));
alter policy near_make on kith.view_invitations
  with check (org_id = (select kith.me_org()) and made_by = (select kith.me_staff()) and view_id = any ((select kith.me_living_viewers())::uuid[]));
alter policy near_withdraw on kith.view_invitations
  using (org_id = (select kith.me_org()) and view_id = any ((select kith.me_viewers())::uuid[]))
  with check (org_id = (select kith.me_org()) and withdrawn_at is not null);

-- ---- the person: sees who has a view of their record, and takes back what they gave themselves ----
grant select (org_id, id, person_id, kind, name, basis, basis_on, parts, last_day, pack_version, locale, made_by, begins_at, ends_at, ended_by, joined_at,
  version), update (ends_at, ended_by, version) on kith.representatives to kith_self;
create policy self_read on kith.representatives for select to kith_self
  using (org_id = (select kith.me_org()) and person_id = (select kith.me_person()));
create policy self_end on kith.representatives for update to kith_self
  using (org_id = (select kith.me_org()) and person_id = (select kith.me_person()) and basis = 'wish' and ended_by is null and ends_at > now())
  with check (org_id = (select kith.me_org()) and person_id = (select kith.me_person()) and ends_at = now() and ended_by = (select kith.me_view()));

-- ---- the representative: their own row, the parts that were given, and nothing else ----
grant select (org_id, id, person_id, kind, name, basis, basis_on, parts, last_day, pack_version, locale, made_by, begins_at, ends_at, ended_by, joined_at,
  version), update (ends_at, ended_by, version) on kith.representatives to kith_representative;
create policy representative_read on kith.representatives for select to kith_representative
  using (org_id = (select kith.me_org()) and id = (select kith.me_representative()));
create policy representative_end on kith.representatives for update to kith_representative
  using (org_id = (select kith.me_org()) and id = (select kith.me_representative()))
  with check (org_id = (select kith.me_org()) and id = (select kith.me_staff()) and ends_at = now() and ended_by = (select kith.me_staff()));
grant select (org_id, id, programme_id, name, registered_by, registered_at, version) on kith.people to kith_representative;
create policy represented on kith.people for select to kith_representative
  using (org_id = (select kith.me_org()) and id = (select kith.me_represented()));

grant select on kith.goals, kith.goal_steps, kith.goal_ratings, kith.contacts, kith.contact_goals, kith.entries, kith.looks, kith.assignments, kith.consents
  to kith_representative;
grant select (org_id, id, person_id, staff_id, starts_at, place, mode, status, contact_id, version) on kith.visits to kith_representative;
grant select (org_id, id, person_id, consent_id, disclosed_at, discloser_id, recipient_name, recipient_address, description, purpose, legal_basis,
  channel, notice_id, consent_attached, via_ehr, partial_because_locked, from_day, to_day, content_hash) on kith.disclosures to kith_representative;
do $$
declare named record;
begin
  for named in select * from (values
      ('goals', 'goals', ' and id <> all ((select kith.me_represented_kept())::uuid[])'),
      ('goal_steps', 'goals', ' and goal_id <> all ((select kith.me_represented_kept())::uuid[])'),
      ('goal_ratings', 'goals', ' and goal_id <> all ((select kith.me_represented_kept())::uuid[])'),
      -- Which goal a contact was about needs both parts.
      ('contact_goals', 'goals', ' and person_id = (select kith.me_represented_meetings())
        and goal_id <> all ((select kith.me_represented_kept())::uuid[])'),
      ('visits', 'coming', ''), ('looks', 'looks', ''), ('assignments', 'looks', ''), ('consents', 'sharing', ''), ('disclosures', 'sharing', ''),
      ('contacts', 'meetings', ' and id <> all ((select kith.me_represented_kept())::uuid[])'),
      -- What reaches the person themself; "Just us" stays between the two.
      ('entries', 'entries', ' and for_person and audience <> ''pair'' and id <> all ((select kith.me_represented_kept())::uuid[])
        and contact_id <> all ((select kith.me_represented_kept())::uuid[])')) as t (table_name, part, more) loop
    execute format('create policy represented on kith.%I for select to kith_representative
      using (org_id = (select kith.me_org()) and person_id = (select kith.me_represented_%s())%s)', named.table_name, named.part, named.more);
  end loop;
end $$;
-- A representative who looks is seen to have looked.
grant insert (org_id, id, person_id, staff_id, what, looked_at, offline) on kith.looks to kith_representative;
create policy representative_look on kith.looks for insert to kith_representative
  with check (org_id = (select kith.me_org()) and person_id = (select kith.me_represented()) and staff_id = (select kith.me_representative()));

grant select on kith.organisations to kith_representative;
grant select (org_id, id, name, title, locale, active, version) on kith.staff to kith_representative;
create policy represented on kith.organisations for select to kith_representative using (org_id = (select kith.me_represented_org()));
create policy represented on kith.staff for select to kith_representative
  using (org_id = (select kith.me_represented_org()) and id = any ((select kith.me_represented_around())::uuid[]));

grant select, insert (org_id, id, staff_id, label, app_version), update (label, app_version, last_seen_at) on kith.devices to kith_representative;
create policy representative_own on kith.devices to kith_representative
  using (org_id = (select kith.me_org()) and staff_id = (select kith.me_representative()))
  with check (org_id = (select kith.me_org()) and staff_id = (select kith.me_representative()));
grant select, insert on kith.device_keys to kith_representative;
create policy representative_own on kith.device_keys to kith_representative
  using (org_id = (select kith.me_org()) and staff_id = (select kith.me_representative()))
  with check (org_id = (select kith.me_org()) and staff_id = (select kith.me_representative()));

grant select, update (n) on kith.change_counters to kith_representative;
create policy representative_org on kith.change_counters to kith_representative
  using (org_id = (select kith.me_org())) with check (org_id = (select kith.me_org()));
grant select, insert on kith.changes to kith_representative;
create policy represented on kith.changes for select to kith_representative
  using (org_id = (select kith.me_org()) and scope_id = (select kith.me_represented())
    and table_name = any ((select kith.me_represented_tables())::text[]));
create policy representative_write on kith.changes for insert to kith_representative with check (org_id = (select kith.me_org()));
grant select, insert on kith.receipts to kith_representative;
create policy representative_own on kith.receipts to kith_representative
  using (org_id = (select kith.me_org()) and actor_id = (select kith.me_staff()))
  with check (org_id = (select kith.me_org()) and actor_id = (select kith.me_staff()));
grant insert on kith.audit_events to kith_representative;
create policy representative_write on kith.audit_events for insert to kith_representative
  with check (org_id = (select kith.me_org()) and actor_id = (select kith.me_staff()));
reset role;
