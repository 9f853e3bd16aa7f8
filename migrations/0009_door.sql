-- The door: accounts, and how they become staff.
--
-- kith_auth   log-in of the accounts library; schema auth only, nothing of schema kith
-- The server's own role (kith_app) reads nothing of schema auth: it asks the kith.door_* functions below, one question each.
do $$
begin
  if not exists (select from pg_roles where rolname = 'kith_auth') then
    create role kith_auth login noinherit;
  end if;
  execute format('grant connect on database %I to kith_auth', current_database());
end $$;
create schema auth authorization kith_owner;
grant usage on schema auth to kith_auth, kith_reach;
alter role kith_auth set search_path = auth;
grant create on schema kith to kith_reach; -- only to hand the functions over; taken back below

set local role kith_owner;

-- ---- tables of better-auth 1.7 (its names), with two columns of our own in "session" ----
create table auth."user" (
  "id" text primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "twoFactorEnabled" boolean
);
create table auth."session" (
  "id" text primary key,
  "expiresAt" timestamptz not null,           -- the absolute end
  "token" text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null,           -- last used, to the minute; the idle end counts from here
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "factor" text not null check ("factor" in ('password', 'totp', 'passkey')),  -- how it was proved who this is
  "deviceId" uuid                             -- the device that uses it; a revoked device ends it
);
create index on auth."session" ("userId");
create table auth."account" (
  "id" text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null
);
create index on auth."account" ("userId");
create table auth."verification" (
  "id" text primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on auth."verification" ("identifier");
create table auth."twoFactor" (
  "id" text primary key,
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index on auth."twoFactor" ("userId");
create table auth."passkey" (
  "id" text primary key,
  "name" text,
  "publicKey" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "credentialID" text not null unique,
  "counter" integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  "transports" text,
  "createdAt" timestamptz,
  "aaguid" text
);
create index on auth."passkey" ("userId");
grant select, insert, update, delete on all tables in schema auth to kith_auth;
grant select, update, delete on auth."session" to kith_reach;
grant select, insert on auth."user", auth."account" to kith_reach;

-- ---- tries: who may guess again, and when. Shared by every server. A bucket is an HMAC of an account or of an address block ----
create table auth.tries (
  bucket bytea primary key,
  tries integer not null,
  not_before timestamptz not null,
  last_at timestamptz not null
);
create index on auth.tries (last_at);
grant select, insert, update, delete on auth.tries to kith_auth;

-- Counts one try in every bucket, before the password is looked at, so that guesses sent at the same moment cannot share one count.
-- Answers 0 when it may go ahead, else how many seconds to wait; a refused try costs nothing.
-- Beyond `free` tries each next one waits twice as long, up to 15 minutes; a day without tries forgets.
create function auth.take_try(buckets bytea[], free integer[]) returns integer
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare longest double precision := 0;
begin
  -- In one order everywhere, so that two servers cannot wait for each other.
  insert into auth.tries (bucket, tries, not_before, last_at)
    select b.bucket, 0, now(), now() from unnest(buckets) as b (bucket) order by b.bucket on conflict (bucket) do nothing;
  perform from auth.tries t where t.bucket = any (buckets) order by t.bucket for update;
  select coalesce(max(extract(epoch from t.not_before - clock_timestamp())), 0) into longest from auth.tries t where t.bucket = any (buckets);
  if longest > 0 then return ceil(longest)::integer; end if;
  update auth.tries t set
    tries = case when t.last_at < clock_timestamp() - interval '1 day' then 1 else t.tries + 1 end,
    last_at = clock_timestamp(),
    not_before = case
      when t.last_at < clock_timestamp() - interval '1 day' or t.tries + 1 < f.free then clock_timestamp()
      else clock_timestamp() + make_interval(secs => least(900, 30 * power(2, least(t.tries + 1 - f.free, 10))))
    end
  from unnest(buckets, free) as f (bucket, free)
  where t.bucket = f.bucket;
  return 0;
end $$;

-- ---- set-up: one link, once ----
create table auth.set_up_link (
  only_row boolean primary key default true check (only_row),
  token_hash bytea not null,
  expires_at timestamptz not null
);
grant select, insert, update, delete on auth.set_up_link to kith_auth;
grant select, delete on auth.set_up_link to kith_reach;

-- ---- invitations: the link is an HMAC over this salt with the server's secret, so neither the database nor the secret alone opens it ----
drop index kith.invitations_token;
alter table kith.invitations drop column token_hash;
alter table kith.invitations add column salt uuid not null default gen_random_uuid();
create index invitations_staff on kith.invitations (org_id, staff_id);
create unique index invitations_id on kith.invitations (id, org_id); -- the door knows only the id

-- ---- what the functions below may touch; each needs its own policy, because row security is forced ----
grant select, insert, update on kith.organisations, kith.programmes, kith.staff, kith.invitations, kith.devices, kith.change_counters to kith_reach;
grant insert on kith.staff_roles, kith.staff_programmes, kith.audit_events, kith.changes to kith_reach;
do $$
declare t text;
begin
  foreach t in array array['organisations', 'programmes', 'staff', 'invitations', 'devices', 'change_counters', 'staff_roles', 'staff_programmes',
    'audit_events', 'changes'] loop
    execute format('create policy door_insert on kith.%I for insert to kith_reach with check (true)', t);
  end loop;
  foreach t in array array['staff', 'invitations', 'devices', 'change_counters'] loop
    execute format('create policy door_update on kith.%I for update to kith_reach using (true) with check (true)', t);
  end loop;
  foreach t in array array['invitations', 'devices', 'change_counters'] loop
    execute format('create policy door_select on kith.%I for select to kith_reach using (true)', t);
  end loop;
end $$;

-- Everything one request needs to know of its session, in one question. No row: no such session, or it has ended.
-- Idle after 7 days; the absolute end is in the row. Use is noted at most once a minute, so that reading stays reading.
create function kith.door_session(session_token text, device uuid)
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
  where s.token = session_token and s."expiresAt" > now() and s."updatedAt" > now() - interval '7 days';
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

create function kith.door_is_set_up() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from kith.organisations)
$$;

-- Makes the organisation, its first programme and its first administrator, with their account, or nothing at all. False: the link is
-- not (or no longer) good. `facts` has passed the door's schema.
create function kith.door_set_up(link_hash bytea, facts jsonb, account text, password_hash text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  org uuid := (facts ->> 'orgId')::uuid;
  programme uuid := (facts ->> 'programmeId')::uuid;
  first_staff uuid := (facts ->> 'staffId')::uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('kith.door_set_up', 0));
  delete from auth.set_up_link l where l.token_hash = link_hash and l.expires_at > now();
  if not found or exists (select from kith.organisations) then return false; end if;
  insert into auth."user" ("id", "name", "email", "emailVerified") values (account, facts ->> 'adminName', facts ->> 'email', true);
  insert into auth."account" ("id", "accountId", "providerId", "userId", "password", "updatedAt")
    values (account, account, 'credential', account, password_hash, now());
  insert into kith.organisations (org_id, name, people_word, jurisdiction, packs, languages, time_zone)
    values (org, facts ->> 'name', facts ->> 'peopleWord', facts ->> 'jurisdiction',
      array(select jsonb_array_elements_text(facts -> 'packs')), array(select jsonb_array_elements_text(facts -> 'languages')), facts ->> 'timeZone');
  insert into kith.change_counters (org_id, n, epoch) values (org, 1, gen_random_uuid());
  insert into kith.programmes (org_id, id, name) values (org, programme, facts ->> 'programmeName');
  insert into kith.staff (org_id, id, user_id, name, email, locale)
    values (org, first_staff, account, facts ->> 'adminName', facts ->> 'email', facts ->> 'locale');
  insert into kith.staff_roles (org_id, staff_id, role) values (org, first_staff, 'administrator');
  insert into kith.staff_programmes (org_id, staff_id, programme_id) values (org, first_staff, programme);
  insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id)
    values (org, 1, gen_random_uuid(), first_staff, 'organisation.set_up', org, org);
  return true;
end $$;

-- An invitation that can still be taken up, and what its page and its mail say. The door checks the link's HMAC over the salt.
create function kith.door_invitation(invitation uuid)
returns table (org_id uuid, staff_id uuid, name text, email text, locale text, salt uuid, expires_at timestamptz, invited_by_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.org_id, i.staff_id, s.name, s.email, s.locale, i.salt, i.expires_at, b.name
  from kith.invitations i
  join kith.staff s on s.org_id = i.org_id and s.id = i.staff_id and s.active and s.user_id is null
  join kith.staff b on b.org_id = i.org_id and b.id = i.invited_by
  where i.id = invitation and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()
$$;

-- Takes an invitation up: the account, its link to the member of staff, and the audit row, or nothing. False: too late.
create function kith.door_accept_invitation(invitation uuid, account text, password_hash text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened record;
  at_position bigint;
begin
  perform from kith.invitations i where i.id = invitation for update;
  select d.* into opened from kith.door_invitation(invitation) d;
  if opened is null or opened.org_id is null then return false; end if;
  if exists (select from auth."user" u where u.email = lower(opened.email)) then return false; end if;
  insert into auth."user" ("id", "name", "email", "emailVerified") values (account, opened.name, lower(opened.email), true);
  insert into auth."account" ("id", "accountId", "providerId", "userId", "password", "updatedAt")
    values (account, account, 'credential', account, password_hash, now());
  update kith.staff s set user_id = account where s.org_id = opened.org_id and s.id = opened.staff_id;
  update kith.invitations i set accepted_at = now() where i.org_id = opened.org_id and i.id = invitation;
  update kith.change_counters c set n = n + 1 where c.org_id = opened.org_id returning c.n into at_position;
  insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id)
    values (opened.org_id, at_position, gen_random_uuid(), opened.staff_id, 'invitation.accepted', opened.org_id, invitation);
  return true;
end $$;

-- Ends every session and device of a colleague at once; only an administrator's transaction may ask, and only in their organisation.
create function kith.admin_end_access(colleague uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from auth."session" s using kith.staff f
    where f.org_id = kith.me_admin_org() and f.id = colleague and s."userId" = f.user_id;
  update kith.devices d set revoked_at = now() where d.org_id = kith.me_admin_org() and d.staff_id = colleague and d.revoked_at is null;
end $$;

reset role;
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'kith' and p.proname in
      ('door_session', 'door_is_set_up', 'door_set_up', 'door_invitation', 'door_accept_invitation', 'admin_end_access') loop
    execute format('alter function %s owner to kith_reach', f.signature);
    execute format('revoke all on function %s from public', f.signature);
    execute format('grant execute on function %s to %s', f.signature, case when f.proname like 'door%' then 'kith_app' else 'kith_admin' end);
  end loop;
end $$;
revoke all on function auth.take_try(bytea[], integer[]) from public;
grant execute on function auth.take_try(bytea[], integer[]) to kith_auth;
revoke create on schema kith from kith_reach;
