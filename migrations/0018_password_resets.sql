-- A forgotten password. A link opens a page where a new one is chosen: once, and for a short time. It comes
--   by mail           asked for at the door by whoever types an address; good for an hour
--   from an administrator   handed over by hand where there is no mail (with mail it goes to the mailbox); good for a day
--   from the operator       printed on the machine that runs Kith, for when nobody else can; good for a day
--
-- As with invitations the link is an HMAC over a salt: neither the database nor the server's secret alone opens it. A link only ever chooses a
-- password. It signs nobody in, and a second factor is asked for afterwards as always.
--
-- The functions that make and use links are for kith_auth, not for the server's own role: with them, SQL that slipped into any query could ask
-- for a link and use it, and be whoever it liked.
grant create on schema kith to kith_reach; -- only to hand the functions over; taken back below
set local role kith_owner;

create table kith.password_resets (
  org_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  kind text not null check (kind in ('mail', 'administrator', 'operator')),
  made_by uuid,
  salt uuid not null default gen_random_uuid(),
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, staff_id) references kith.staff (org_id, id),
  foreign key (org_id, made_by) references kith.staff (org_id, id),
  check ((kind = 'administrator') = (made_by is not null)),
  check (expires_at <= made_at + interval '1 day')
);
create index password_resets_staff on kith.password_resets (org_id, staff_id, made_at);
create unique index password_resets_id on kith.password_resets (id, org_id); -- the door knows only the id
alter table kith.password_resets enable row level security;
alter table kith.password_resets force row level security;

-- What somebody typed at the door, until the job has looked whether it is anybody's. Asking therefore does the same for every address.
create table auth.reset_asks (
  id uuid primary key,
  email text not null,
  asked_at timestamptz not null default now()
);
create index on auth.reset_asks (asked_at);
grant select, insert, delete on auth.reset_asks to kith_reach;
grant select, delete on auth.reset_asks to kith_auth; -- sweeps away what was never looked at
grant update ("password", "updatedAt") on auth."account" to kith_reach;
grant select, delete on auth."verification" to kith_reach;

grant select, insert, update on kith.password_resets to kith_reach;
create policy door_select on kith.password_resets for select to kith_reach using (true);
create policy door_insert on kith.password_resets for insert to kith_reach with check (true);
create policy door_update on kith.password_resets for update to kith_reach using (true) with check (true);

-- Whom I may make a link for: colleagues with an account, never myself, and a director's only if I am one.
create function kith.me_resettable() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_admin_org(); me uuid := kith.me_staff(); directing uuid := kith.me_org_as(array['director']);
begin
  return array(
    select s.id from kith.staff s
    where s.org_id = org and s.id <> me and s.active and s.user_id is not null
      and not exists (
        select from kith.staff_roles r where r.org_id = org and r.staff_id = s.id and r.role = 'director' and directing is null));
end $$;
grant select on kith.password_resets to kith_admin;
grant insert (org_id, id, staff_id, kind, made_by, expires_at) on kith.password_resets to kith_admin; -- the salt and the time are the database's
grant update (withdrawn_at) on kith.password_resets to kith_admin;
create policy administer on kith.password_resets for select to kith_admin using (org_id = (select kith.me_admin_org()));
create policy make on kith.password_resets for insert to kith_admin
  with check (org_id = (select kith.me_admin_org()) and kind = 'administrator' and made_by = (select kith.me_staff())
    and staff_id = any ((select kith.me_resettable())::uuid[]));
create policy withdraw on kith.password_resets for update to kith_admin
  using (org_id = (select kith.me_admin_org()))
  with check (org_id = (select kith.me_admin_org()) and withdrawn_at is not null); -- what was taken back stays so

reset role;
set local role kith_jobs;
select pgboss.create_queue(q, '{"policy": "standard", "retryLimit": 10, "retryDelay": 30, "retryBackoff": true, "retryDelayMax": 900}'::jsonb)
  from unnest(array['send-password-reset', 'send-password-changed']) as q;
reset role;

-- Puts a job in a queue before anybody is known. kith.enqueue is for transactions in which somebody acts.
create function kith.door_enqueue(queue text, org uuid, row_id uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into pgboss.job (name, data, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, keep_until)
  select q.name, jsonb_build_object('orgId', org, 'id', row_id), q.policy, q.retry_limit, q.retry_delay, q.retry_backoff,
    q.retry_delay_max, q.expire_seconds, q.deletion_seconds, now() + q.retention_seconds * interval '1 second'
  from pgboss.queue q where q.name = queue
$$;

-- Somebody forgot a password, and typed this address.
create function kith.door_ask_reset(ask uuid, address text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into auth.reset_asks (id, email) values (ask, lower(address));
  perform kith.door_enqueue('send-password-reset', null, ask);
end $$;

-- A link that may still be used, and what its page and its mail say. The door checks the link's HMAC over the salt.
-- An administrator's link dies with the right to make it: when they leave, give the role up, or the colleague becomes a director.
create function kith.door_reset(reset uuid)
returns table (org_id uuid, staff_id uuid, account text, kind text, name text, email text, locale text, salt uuid, expires_at timestamptz, made_by_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.org_id, r.staff_id, s.user_id, r.kind, s.name, u.email, s.locale, r.salt, r.expires_at, b.name
  from kith.password_resets r
  join kith.staff s on s.org_id = r.org_id and s.id = r.staff_id and s.active
  join auth."user" u on u.id = s.user_id
  left join kith.staff b on b.org_id = r.org_id and b.id = r.made_by and b.active
  where r.id = reset and r.used_at is null and r.withdrawn_at is null and r.expires_at > now()
    and (r.kind <> 'administrator' or (
      exists (select from kith.staff_roles mine where mine.org_id = r.org_id and mine.staff_id = b.id and mine.role in ('administrator', 'director'))
      and not exists (
        select from kith.staff_roles theirs where theirs.org_id = r.org_id and theirs.staff_id = r.staff_id and theirs.role = 'director'
          and not exists (select from kith.staff_roles mine where mine.org_id = r.org_id and mine.staff_id = b.id and mine.role = 'director'))))
$$;

-- For the job that mails links: makes the link somebody asked for, if the address is anybody's, and answers what to write. Called again, it
-- answers the same. At most three an hour for each member of staff: nobody's mailbox is filled by a stranger who knows the address.
create function kith.door_reset_to_mail(asked uuid)
returns table (org_id uuid, staff_id uuid, account text, kind text, name text, email text, locale text, salt uuid, expires_at timestamptz, made_by_name text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  typed record;
  whose record;
begin
  delete from auth.reset_asks a where a.id = asked returning a.email, a.asked_at into typed;
  if found then
    select s.org_id, s.id into whose from auth."user" u join kith.staff s on s.user_id = u.id and s.active where u.email = typed.email
      for update of s;
    if found and typed.asked_at > now() - interval '1 hour' and (
      select count(*) from kith.password_resets r
      where r.org_id = whose.org_id and r.staff_id = whose.id and r.kind = 'mail' and r.made_at > now() - interval '1 hour') < 3
    then
      update kith.password_resets r set withdrawn_at = now()
        where r.org_id = whose.org_id and r.staff_id = whose.id and r.kind = 'mail' and r.used_at is null and r.withdrawn_at is null;
      insert into kith.password_resets (org_id, id, staff_id, kind, expires_at)
        values (whose.org_id, asked, whose.id, 'mail', typed.asked_at + interval '1 hour') on conflict do nothing;
    end if;
  end if;
  return query select * from kith.door_reset(asked);
end $$;

-- Chooses the new password, ends every session of the account and every half-finished sign-in, takes back other links, and notes it; or nothing
-- at all. False: the link is not (or no longer) good.
create function kith.door_use_reset(reset uuid, password_hash text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened record;
  at_position bigint;
begin
  perform from kith.password_resets r where r.id = reset for update;
  select d.* into opened from kith.door_reset(reset) d;
  if opened is null or opened.org_id is null then return false; end if;
  update auth."account" a set "password" = password_hash, "updatedAt" = now() where a."userId" = opened.account and a."providerId" = 'credential';
  if not found then return false; end if;
  delete from auth."session" s where s."userId" = opened.account;
  delete from auth."verification" v where v."value" = opened.account;
  update kith.password_resets r set used_at = now() where r.org_id = opened.org_id and r.id = reset;
  perform kith.door_withdraw_resets(opened.account);
  perform kith.door_enqueue('send-password-changed', opened.org_id, reset);
  update kith.change_counters c set n = n + 1 where c.org_id = opened.org_id returning c.n into at_position;
  insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id, details)
    values (opened.org_id, at_position, gen_random_uuid(), opened.staff_id, 'password.reset', opened.org_id, reset,
      jsonb_build_object('staffId', opened.staff_id, 'kind', opened.kind));
  return true;
end $$;

-- Every open link of an account stops working: another was used, the password was changed, or its owner says so.
create function kith.door_withdraw_resets(account text) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare n integer;
begin
  update kith.password_resets r set withdrawn_at = now() from kith.staff s
    where s.user_id = account and r.org_id = s.org_id and r.staff_id = s.id and r.used_at is null and r.withdrawn_at is null
      and r.expires_at > now();
  get diagnostics n = row_count;
  return n;
end $$;

-- What its owner is told of: links somebody else made that are open, and every password chosen by a link within a year, newest first.
create function kith.door_resets_of(account text)
returns table (kind text, made_at timestamptz, expires_at timestamptz, used_at timestamptz, made_by_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.kind, r.made_at, r.expires_at, r.used_at, b.name
  from kith.staff s
  join kith.password_resets r on r.org_id = s.org_id and r.staff_id = s.id
  left join kith.staff b on b.org_id = r.org_id and b.id = r.made_by
  where s.user_id = account and (r.used_at > now() - interval '1 year'
    or (r.kind <> 'mail' and r.used_at is null and r.withdrawn_at is null and r.expires_at > now()))
  order by coalesce(r.used_at, r.made_at) desc limit 20
$$;

-- For the job that tells somebody their password was changed. It goes to whom it happened to, also when they no longer work here.
create function kith.door_reset_used(reset uuid)
returns table (kind text, name text, email text, locale text, used_at timestamptz, time_zone text, made_by_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.kind, s.name, u.email, s.locale, r.used_at, o.time_zone, b.name
  from kith.password_resets r
  join kith.organisations o on o.org_id = r.org_id
  join kith.staff s on s.org_id = r.org_id and s.id = r.staff_id
  join auth."user" u on u.id = s.user_id
  left join kith.staff b on b.org_id = r.org_id and b.id = r.made_by
  where r.id = reset and r.used_at is not null
$$;

-- Whoever runs the machine, for when nobody else can: the last administrator forgot, and there is no mail. No role of the server may ask.
create function kith.operator_make_reset(address text, reset uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  whose record;
  made uuid;
begin
  select s.org_id, s.id, s.user_id into whose from auth."user" u join kith.staff s on s.user_id = u.id and s.active where u.email = lower(address);
  if not found then return null; end if;
  perform kith.door_withdraw_resets(whose.user_id);
  insert into kith.password_resets (org_id, id, staff_id, kind, expires_at)
    values (whose.org_id, reset, whose.id, 'operator', now() + interval '1 day') returning salt into made;
  return made;
end $$;

do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'kith' and p.proname in ('me_resettable', 'door_enqueue', 'door_ask_reset', 'door_reset', 'door_reset_to_mail', 'door_use_reset',
      'door_withdraw_resets', 'door_resets_of', 'door_reset_used', 'operator_make_reset') loop
    execute format('alter function %s owner to kith_reach', f.signature);
    execute format('revoke all on function %s from public', f.signature);
    if f.proname not in ('door_enqueue', 'operator_make_reset') then
      execute format('grant execute on function %s to %s', f.signature, case when f.proname like 'door%' then 'kith_auth' else 'kith_admin' end);
    end if;
  end loop;
end $$;
grant usage on schema kith to kith_auth; -- for these functions; it has no right to any table there
revoke create on schema kith from kith_reach;
