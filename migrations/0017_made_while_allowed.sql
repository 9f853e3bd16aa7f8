-- What was made offline while it was allowed, and arrives when it no longer is; and what devices deleted because they may no longer hold it.
-- The rule, and what it cannot know, are in docs/decisions/0029-made-while-it-was-allowed.md.
--
-- kith_past    a transaction's reach: adding (never changing, never reading words) to the records of people whom I walked with, or whose peers I
--              supervised, at one named moment in the past
do $$
begin
  if not exists (select from pg_roles where rolname = 'kith_past') then create role kith_past nologin noinherit; end if;
end $$;
grant kith_past to kith_app;
grant usage on schema kith to kith_past;
grant create on schema kith to kith_reach; -- only to hand the functions over; taken back below
set local role kith_owner;

-- ---- what has to be remembered, to say later what was allowed when ----

-- An assignment may be ended for a moment that has passed. Until that was written down, the server itself would have allowed what it now
-- says was not. Null: its end has not been changed since it was made (or since this is kept); then it is taken as it stands.
alter table kith.assignments add column ends_recorded_at timestamptz;
create function kith.note_ending() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  new.ends_recorded_at := case tg_op when 'UPDATE' then now() end;
  return new;
end $$;
create trigger note_ending before insert or update of ends_at on kith.assignments for each row execute function kith.note_ending();

-- Which roles somebody held when. staff_roles says it of now only.
create table kith.staff_role_periods (
  org_id uuid not null,
  staff_id uuid not null,
  role text not null,
  held_from timestamptz not null,
  held_until timestamptz not null default 'infinity',
  primary key (org_id, staff_id, role, held_from),
  foreign key (org_id, staff_id) references kith.staff (org_id, id)
);
insert into kith.staff_role_periods (org_id, staff_id, role, held_from)
  select r.org_id, r.staff_id, r.role, s.created_at from kith.staff_roles r join kith.staff s on s.org_id = r.org_id and s.id = r.staff_id;
alter table kith.staff_role_periods enable row level security;
alter table kith.staff_role_periods force row level security;
grant select, insert, update on kith.staff_role_periods to kith_reach;
create policy reach on kith.staff_role_periods to kith_reach using (true) with check (true);

-- Duties are set by taking all away and giving those that stay again, so a period that ends and begins at one moment goes on.
create function kith.note_role() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    update kith.staff_role_periods p set held_until = now()
    where p.org_id = old.org_id and p.staff_id = old.staff_id and p.role = old.role and p.held_until = 'infinity';
  else
    update kith.staff_role_periods p set held_until = 'infinity'
    where p.org_id = new.org_id and p.staff_id = new.staff_id and p.role = new.role and p.held_until = now();
    if not found then
      insert into kith.staff_role_periods (org_id, staff_id, role, held_from) values (new.org_id, new.staff_id, new.role, now());
    end if;
  end if;
  return null;
end $$;
create trigger note_role after insert or delete on kith.staff_roles for each row execute function kith.note_role();

-- When this device had last sent everything and read everything, by the server's clock: what is unsent on it was made since.
alter table kith.devices add column synced_at timestamptz;

-- ---- the mark: made while it was allowed, taken in afterwards. The database itself sets it, by the reach of the transaction ----
alter table kith.contacts add column made_while_allowed boolean not null default (current_setting('role', true) = 'kith_past');
alter table kith.entries add column made_while_allowed boolean not null default (current_setting('role', true) = 'kith_past');

-- ---- what devices deleted ----
create table kith.purges (
  org_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  device_id uuid not null,
  person_id uuid not null,            -- whom the device may no longer hold
  told_at timestamptz not null,
  confirmed_at timestamptz,           -- the device says that it deleted
  regained_at timestamptz,            -- it may hold them again before it confirmed
  primary key (org_id, id),
  foreign key (org_id, staff_id, device_id) references kith.devices (org_id, staff_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id)
);
create unique index purges_open on kith.purges (org_id, staff_id, device_id, person_id) where confirmed_at is null and regained_at is null;
create index purges_person on kith.purges (org_id, person_id);
alter table kith.purges enable row level security;
alter table kith.purges force row level security;
grant select, insert, update on kith.purges to kith_reach;
create policy reach on kith.purges to kith_reach using (true) with check (true);

-- A device is made known at the door; nobody inserts one with a sync it never made.
revoke insert on kith.devices from kith_near, kith_admin;
grant insert (org_id, id, staff_id, label, app_version) on kith.devices to kith_near, kith_admin;

-- ---- functions ----

-- The moment this transaction speaks of, when it is signed for one; null in every other transaction. It is signed together with the device,
-- so that SQL that slipped in cannot move either.
create function kith.me_then() returns timestamptz
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare key bytea := (select s.secret from reach.secrets s);
begin
  if not kith.me_signed() then return null; end if;
  if current_setting('app.then_sig', true) is distinct from encode(sha256(key || convert_to(
    current_setting('app.org', true) || '/' || current_setting('app.staff', true) || '/' || current_setting('role') || '/'
      || current_setting('app.then', true) || '/' || current_setting('app.device', true), 'UTF8') || key), 'hex') then
    return null;
  end if;
  return nullif(current_setting('app.then', true), '')::timestamptz;
end $$;

-- By which moment "now" is judged: that one, or the present.
create function kith.me_now() returns timestamptz
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return coalesce(kith.me_then(), now());
end $$;

create function kith.me_roles_then() returns text[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare made timestamptz := kith.me_then(); org uuid := kith.me_org(); me uuid := kith.me_staff();
begin
  return array(
    select p.role from kith.staff_role_periods p
    where p.org_id = org and p.staff_id = me and p.held_from <= made and p.held_until > made order by p.role);
end $$;

-- Whom I walked with, or whose peers I supervised, at that moment; and only if this device can have made an entry then that it has not sent.
-- The moment is the device's claim. What bounds it: it had been here, whole, before (synced_at) and not since; and it has not been told, a day or
-- more ago, to delete that person. Consents of issue 4 belong here: a person who has withdrawn theirs is to be left out.
create function kith.me_people_then() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  made timestamptz := kith.me_then(); org uuid; me uuid; device uuid; synced timestamptz; roles text[]; mine uuid[];
begin
  if made is null then return '{}'; end if;
  org := kith.me_org();
  me := kith.me_staff();
  device := nullif(current_setting('app.device', true), '')::uuid;
  select d.synced_at into synced from kith.devices d where d.org_id = org and d.staff_id = me and d.id = device;
  -- Five minutes: a sync is noted at most once a minute, and takes a while.
  if synced is null or made < synced - interval '5 minutes' or made > now() or made < now() - interval '366 days' then return '{}'; end if;
  if not exists (select from kith.staff s where s.org_id = org and s.id = me and coalesce(s.deactivated_at, case when s.active then timestamptz 'infinity' end) > made)
  then return '{}'; end if;
  roles := kith.me_roles_then();
  mine := array(
    select a.person_id from kith.assignments a
    where a.org_id = org and a.staff_id = me and a.starts_at <= made and greatest(a.ends_at, a.ends_recorded_at) > made
      and roles && '{peer,senior_peer,supervisor}'
    union
    select a.person_id from kith.supervisions v
    join kith.assignments a on a.org_id = org and a.staff_id = v.staff_id and a.starts_at <= made and greatest(a.ends_at, a.ends_recorded_at) > made
    where v.org_id = org and v.supervisor_id = me and v.starts_at <= made and v.ends_at > made
      and roles && '{supervisor,coordinator,director}');
  mine := mine || array(select p.id from kith.people p where p.org_id = org and p.merged_into = any (mine));
  return array(
    select m.id from unnest(mine) as m (id)
    where not exists (
      select from kith.purges g
      where g.org_id = org and g.staff_id = me and g.device_id = device and g.person_id = m.id
        and g.told_at > made and g.told_at < now() - interval '1 day'));
end $$;

create function kith.me_and_supervised() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.me_supervised() || kith.me_staff();
end $$;

-- What the feed has just told one of my devices: whom it lost, whom it holds now, and whether nothing was left to send. Ids it names that were
-- never mine are passed over, so that a device can neither learn of people nor write lines about them.
create function kith.note_sync(device uuid, lost uuid[], gained uuid[], settled boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff(); formerly uuid[];
begin
  if not exists (select from kith.devices d where d.org_id = org and d.staff_id = me and d.id = device and d.revoked_at is null) then return; end if;
  update kith.purges g set regained_at = now()
    where g.org_id = org and g.staff_id = me and g.device_id = device and g.person_id = any (gained)
      and g.confirmed_at is null and g.regained_at is null;
  if cardinality(lost) > 0 then
    formerly := array(
      select a.person_id from kith.assignments a where a.org_id = org and a.staff_id = me and a.person_id = any (lost)
      union
      select a.person_id from kith.supervisions v join kith.assignments a on a.org_id = org and a.staff_id = v.staff_id
      where v.org_id = org and v.supervisor_id = me and a.person_id = any (lost));
    insert into kith.purges (org_id, id, staff_id, device_id, person_id, told_at)
      select org, gen_random_uuid(), me, device, p.id, now() from unnest(formerly) as p (id)
      on conflict (org_id, staff_id, device_id, person_id) where confirmed_at is null and regained_at is null do nothing;
  end if;
  if settled then
    update kith.devices d set synced_at = now()
      where d.org_id = org and d.staff_id = me and d.id = device and coalesce(d.synced_at, '-infinity') < now() - interval '1 minute';
  end if;
end $$;

reset role;
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'kith' and p.proname in ('note_ending', 'note_role', 'me_then', 'me_now', 'me_roles_then', 'me_people_then', 'me_and_supervised', 'note_sync') loop
    execute format('revoke all on function %s from public', f.signature);
    continue when f.proname = 'note_ending'; -- sees nothing but the row it is for
    execute format('alter function %s owner to kith_reach', f.signature);
  end loop;
end $$;
revoke create on schema kith from kith_reach;
grant execute on function kith.me_org(), kith.me_staff(), kith.me_supervised(), kith.me_then(), kith.me_now(), kith.me_roles_then(), kith.me_people_then()
  to kith_past;
grant execute on function kith.me_now(), kith.me_and_supervised(), kith.note_sync(uuid, uuid[], uuid[], boolean) to kith_near;
set local role kith_owner;

-- ---- who may see what was deleted, and confirm it ----
grant select, update (confirmed_at) on kith.purges to kith_near;
grant select on kith.purges to kith_admin;
-- A supervisor sees the devices of those they supervise, everyone their own; an administrator all. Whom a line is about stays out of answers.
create policy near_read on kith.purges for select to kith_near
  using (org_id = (select kith.me_org()) and staff_id = any ((select kith.me_and_supervised())::uuid[]));
create policy own_confirm on kith.purges for update to kith_near
  using (org_id = (select kith.me_org()) and staff_id = (select kith.me_staff()))
  with check (org_id = (select kith.me_org()) and staff_id = (select kith.me_staff()));
create policy administer on kith.purges for select to kith_admin using (org_id = (select kith.me_admin_org()));

-- ---- the reach itself: rows may be added, signed with my own id; of what is there, ids and marks of what is mine, and no words ----
do $$
declare
  t text;
  walked_then constant text := 'org_id = (select kith.me_org()) and person_id = any ((select kith.me_people_then())::uuid[])';
begin
  foreach t in array array['contacts', 'contact_goals', 'entries', 'follow_ups', 'goals', 'goal_steps', 'goal_ratings', 'looks'] loop
    execute format('grant insert on kith.%I to kith_past', t);
    execute format('create policy made_then on kith.%I for insert to kith_past with check (%s)', t, walked_then || case t
      when 'contacts' then ' and author_id = (select kith.me_staff()) and made_while_allowed'
      when 'entries' then ' and author_id = (select kith.me_staff()) and made_while_allowed'
      when 'follow_ups' then ' and owner_id = (select kith.me_staff())'
      when 'goals' then ' and created_by = (select kith.me_staff())'
      when 'goal_ratings' then ' and recorded_by = (select kith.me_staff())'
      when 'looks' then ' and staff_id = (select kith.me_staff())'
      else '' end);
  end loop;
end $$;

-- What policy has to know: that a person is one of them, and how my own contact, entry or assignment stands.
grant select (org_id, id, merged_into) on kith.people to kith_past;
create policy made_then on kith.people for select to kith_past
  using (org_id = (select kith.me_org()) and id = any ((select kith.me_people_then())::uuid[]));
grant select (org_id, staff_id, person_id, starts_at, ends_at, ends_recorded_at) on kith.assignments to kith_past;
create policy made_then on kith.assignments for select to kith_past
  using (org_id = (select kith.me_org()) and staff_id = (select kith.me_staff()));
grant select (org_id, id, person_id) on kith.goals to kith_past;
create policy made_then_read on kith.goals for select to kith_past
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people_then())::uuid[]));
-- Adding words holds the contact still, and holding asks for the right to change; the check lets no change through.
grant select (org_id, id, person_id, author_id, struck_at, cosigned_at), update (late) on kith.contacts to kith_past;
create policy made_then_read on kith.contacts for select to kith_past
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people_then())::uuid[]) and author_id = (select kith.me_staff()));
create policy made_then_hold on kith.contacts for update to kith_past
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people_then())::uuid[]) and author_id = (select kith.me_staff()))
  with check (false);
grant select (org_id, id, contact_id, person_id, author_id, kind, voice, audience, follows_id) on kith.entries to kith_past;
create policy made_then_read on kith.entries for select to kith_past
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people_then())::uuid[]) and author_id = (select kith.me_staff()));

grant select, update (n) on kith.change_counters to kith_past;
create policy made_then on kith.change_counters to kith_past using (org_id = (select kith.me_org())) with check (org_id = (select kith.me_org()));
grant insert on kith.changes, kith.receipts, kith.audit_events to kith_past;
create policy made_then on kith.changes for insert to kith_past with check (org_id = (select kith.me_org()));
create policy made_then on kith.receipts for insert to kith_past
  with check (org_id = (select kith.me_org()) and actor_id = (select kith.me_staff()));
create policy made_then on kith.audit_events for insert to kith_past
  with check (org_id = (select kith.me_org()) and actor_id = (select kith.me_staff()));
reset role;
