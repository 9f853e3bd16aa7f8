-- Who may touch what, before anything is stored.
--
-- kith_owner   owns every table; nobody signs in as it
-- kith_app     the server's log-in; NOINHERIT, so on its own it may read no tenant row at all
-- kith_near    a transaction's reach: people I walk with, or whose peers I supervise
-- kith_wide    a transaction's reach: my programmes' countable facts (never words)
-- kith_admin   a transaction's reach: staff, programmes, settings (never people)
-- kith_rollup  the counting job: shells of contacts of one organisation
-- kith_reach   owns the functions that answer "who am I, whom may I see"; nobody signs in as it
--
-- Policies never contain OR, and each context call is wrapped in (select …) so that it runs once per query: the
-- measured difference is up to 1,000 times (docs/decisions/0003-row-security.md).
do $$
declare role_name text;
begin
  foreach role_name in array array['kith_owner', 'kith_near', 'kith_wide', 'kith_admin', 'kith_rollup', 'kith_reach'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I nologin noinherit', role_name);
    end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'kith_app') then
    create role kith_app login noinherit;
  end if;
  execute format('grant kith_owner, kith_reach to %I', current_user);
  execute format('grant create, connect on database %I to kith_owner', current_database());
  execute format('grant connect on database %I to kith_app', current_database());
  execute format('revoke temporary on database %I from public', current_database());
end $$;
grant kith_near, kith_wide, kith_admin, kith_rollup to kith_app;
revoke create on schema public from public;

create schema kith authorization kith_owner;
create schema reach authorization kith_owner;
grant usage on schema kith to kith_app, kith_near, kith_wide, kith_admin, kith_rollup, kith_reach;
grant create on schema kith to kith_reach; -- only so that the functions below may be handed to it; taken back in the last migration step
grant usage on schema reach to kith_reach;
alter role kith_app set search_path = kith;

-- Whoever is kith_app may read in pg_stat_activity what other kith_app connections are saying, signatures included. So they say nothing there.
-- Only a superuser may set it; on a server where we are none, the operator must (docs: SECURITY.md).
do $$
begin
  alter role kith_app set track_activities = off;
exception when insufficient_privilege then
  raise warning 'kith_app: ask a superuser for "alter role kith_app set track_activities = off"';
end $$;

set local role kith_owner;

-- The key that signs a transaction's actor. SQL that slipped into a query may call set_config, but cannot sign.
create table reach.secrets (
  only_row boolean primary key default true check (only_row),
  secret bytea not null check (length(secret) >= 32)
);
grant select on reach.secrets to kith_reach;
