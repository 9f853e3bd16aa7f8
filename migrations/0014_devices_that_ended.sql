-- A device that was ended (lost, sold, or its user works here no more) is told to throw its store away at its next contact, and says when it did.
-- And a session may be bound to a device's vault: its cookie alone, copied from a locked phone, opens nothing.
grant create on schema kith to kith_reach; -- only to hand the functions over; taken back below
set local role kith_owner;

alter table kith.devices add column wiped_at timestamptz; -- the device's own word; null: not heard from since, or not ended
create index devices_to_wipe on kith.devices (id) where revoked_at is not null and wiped_at is null;

alter table auth."session" add column "boundTo" bytea; -- SHA-256 of a secret that lies sealed in the vault; null: not bound yet

drop function kith.door_session(text, uuid);
-- Everything one request needs to know of its session, in one question. No row: no such session, it has ended, or it is bound to a vault that
-- is not open. Idle after 7 days; the absolute end is in the row. Use is noted at most once a minute, so that reading stays reading.
create function kith.door_session(session_token text, device uuid, bound bytea)
returns table (session_id text, account text, factor text, enrolled boolean, org_id uuid, staff_id uuid, name text, locale text, active boolean,
  roles text[], programmes uuid[], second_factor_required boolean, device_revoked boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_one record;
  seen timestamptz;
  revoked timestamptz;
begin
  select s.id, s."userId" as account, s.factor, coalesce(u."twoFactorEnabled", false) as enrolled, s."updatedAt" as used_at, s."deviceId" as device_id,
    f.org_id, f.id as staff_id, f.name, f.locale, f.active, o.second_factor_required
  into found_one
  from auth."session" s
  join auth."user" u on u.id = s."userId"
  left join kith.staff f on f.user_id = s."userId"
  left join kith.organisations o on o.org_id = f.org_id
  where s.token = session_token and s."expiresAt" > now() and s."updatedAt" > now() - interval '7 days'
    and coalesce(s."boundTo" = bound, s."boundTo" is null);
  if found_one is null or found_one.id is null then return; end if;

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
    coalesce(found_one.second_factor_required, false), revoked is not null;
end $$;

-- Whose stores on this device are to be thrown away. The id is random and known to the device alone, and what comes back are ids of staff, which
-- the server hashes before it answers.
create function kith.door_ended(device uuid) returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.staff_id from kith.devices d where d.id = device and d.revoked_at is not null and d.wiped_at is null
$$;

-- The device says that it threw a store away. Noted once, with an audit row in the name of whose store it was: nobody else can have been there.
-- `kept`: sealed entries it still holds for the server. False: there is no such device to wait for.
create function kith.door_device_wiped(device uuid, colleague uuid, kept integer) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  org uuid;
  at_position bigint;
begin
  update kith.devices d set wiped_at = now()
    where d.id = device and d.staff_id = colleague and d.revoked_at is not null and d.wiped_at is null
    returning d.org_id into org;
  if org is null then return false; end if;
  update kith.change_counters c set n = n + 1 where c.org_id = org returning c.n into at_position;
  insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id, device_id, details)
    values (org, at_position, gen_random_uuid(), colleague, 'device.wiped', org, device, device,
      jsonb_build_object('staffId', colleague, 'deviceId', device, 'kept', kept));
  return true;
end $$;

-- Devices of those I supervise today.
create function kith.supervised_devices()
returns table (staff_id uuid, id uuid, label text, first_seen_at timestamptz, last_seen_at timestamptz, revoked_at timestamptz, wiped_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); theirs uuid[] := kith.me_supervised();
begin
  return query select d.staff_id, d.id, d.label, d.first_seen_at, d.last_seen_at, d.revoked_at, d.wiped_at
    from kith.devices d where d.org_id = org and d.staff_id = any (theirs);
end $$;

-- Ends a device of those I supervise, of one of them or of all who share it. A function, because the right to set this one column would let
-- anybody clear it for their own devices.
create function kith.end_supervised_device(device uuid, colleague uuid, everyone boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); theirs uuid[] := kith.me_supervised();
begin
  update kith.devices d set revoked_at = now()
    where d.org_id = org and d.id = device and d.revoked_at is null and d.staff_id = any (theirs) and (everyone or d.staff_id = colleague);
end $$;

reset role;
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'kith' and p.proname in ('door_session', 'door_ended', 'door_device_wiped', 'supervised_devices', 'end_supervised_device') loop
    execute format('alter function %s owner to kith_reach', f.signature);
    execute format('revoke all on function %s from public', f.signature);
    execute format('grant execute on function %s to %s', f.signature, case when f.proname like 'door%' then 'kith_app' else 'kith_near' end);
  end loop;
end $$;
revoke create on schema kith from kith_reach;
