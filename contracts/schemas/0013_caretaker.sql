-- PostgreSQL database dump

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

-- Name: auth; Type: SCHEMA; Schema: -; Owner: kith_owner

CREATE SCHEMA auth;

ALTER SCHEMA auth OWNER TO kith_owner;

-- Name: kith; Type: SCHEMA; Schema: -; Owner: kith_owner

CREATE SCHEMA kith;

ALTER SCHEMA kith OWNER TO kith_owner;

-- Name: migrations; Type: SCHEMA; Schema: -; Owner: postgres

CREATE SCHEMA migrations;

ALTER SCHEMA migrations OWNER TO postgres;

-- Name: pgboss; Type: SCHEMA; Schema: -; Owner: kith_jobs

CREATE SCHEMA pgboss;

ALTER SCHEMA pgboss OWNER TO kith_jobs;

-- Name: reach; Type: SCHEMA; Schema: -; Owner: kith_owner

CREATE SCHEMA reach;

ALTER SCHEMA reach OWNER TO kith_owner;

-- Name: job_state; Type: TYPE; Schema: pgboss; Owner: kith_jobs

CREATE TYPE pgboss.job_state AS ENUM (
    'created',
    'retry',
    'active',
    'completed',
    'cancelled',
    'failed'
);

ALTER TYPE pgboss.job_state OWNER TO kith_jobs;

-- Name: take_try(bytea[], integer[]); Type: FUNCTION; Schema: auth; Owner: kith_owner

CREATE FUNCTION auth.take_try(buckets bytea[], free integer[]) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION auth.take_try(buckets bytea[], free integer[]) OWNER TO kith_owner;

-- Name: admin_end_access(uuid); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.admin_end_access(colleague uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  delete from auth."session" s using kith.staff f
    where f.org_id = kith.me_admin_org() and f.id = colleague and s."userId" = f.user_id;
  update kith.devices d set revoked_at = now() where d.org_id = kith.me_admin_org() and d.staff_id = colleague and d.revoked_at is null;
end $$;

ALTER FUNCTION kith.admin_end_access(colleague uuid) OWNER TO kith_reach;

-- Name: door_accept_invitation(uuid, text, text); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.door_accept_invitation(invitation uuid, account text, password_hash text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION kith.door_accept_invitation(invitation uuid, account text, password_hash text) OWNER TO kith_reach;

-- Name: door_actor(text); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.door_actor(account text) RETURNS TABLE(org_id uuid, staff_id uuid, name text, locale text, roles text[], programmes uuid[], second_factor_required boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select s.org_id, s.id, s.name, s.locale,
    array(select r.role from kith.staff_roles r where r.org_id = s.org_id and r.staff_id = s.id order by r.role),
    array(select p.programme_id from kith.staff_programmes p where p.org_id = s.org_id and p.staff_id = s.id order by p.programme_id),
    o.second_factor_required
  from kith.staff s join kith.organisations o on o.org_id = s.org_id
  where s.user_id = account and s.active
$$;

ALTER FUNCTION kith.door_actor(account text) OWNER TO kith_reach;

-- Name: door_invitation(uuid); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.door_invitation(invitation uuid) RETURNS TABLE(org_id uuid, staff_id uuid, name text, email text, locale text, salt uuid, expires_at timestamp with time zone, invited_by_name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select i.org_id, i.staff_id, s.name, s.email, s.locale, i.salt, i.expires_at, b.name
  from kith.invitations i
  join kith.staff s on s.org_id = i.org_id and s.id = i.staff_id and s.active and s.user_id is null
  join kith.staff b on b.org_id = i.org_id and b.id = i.invited_by
  where i.id = invitation and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()
$$;

ALTER FUNCTION kith.door_invitation(invitation uuid) OWNER TO kith_reach;

-- Name: door_is_set_up(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.door_is_set_up() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select exists (select from kith.organisations)
$$;

ALTER FUNCTION kith.door_is_set_up() OWNER TO kith_reach;

-- Name: door_organisations(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.door_organisations() RETURNS TABLE(org_id uuid, staff_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select o.org_id, (select s.id from kith.staff s where s.org_id = o.org_id order by s.id limit 1) from kith.organisations o
$$;

ALTER FUNCTION kith.door_organisations() OWNER TO kith_reach;

-- Name: door_session(text, uuid); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.door_session(session_token text, device uuid) RETURNS TABLE(session_id text, account text, factor text, enrolled boolean, org_id uuid, staff_id uuid, name text, locale text, active boolean, roles text[], programmes uuid[], second_factor_required boolean, device_revoked boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION kith.door_session(session_token text, device uuid) OWNER TO kith_reach;

-- Name: door_set_up(bytea, jsonb, text, text); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.door_set_up(link_hash bytea, facts jsonb, account text, password_hash text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION kith.door_set_up(link_hash bytea, facts jsonb, account text, password_hash text) OWNER TO kith_reach;

-- Name: enqueue(text, uuid); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.enqueue(queue text, row_id uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  insert into pgboss.job (name, data, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, keep_until)
  select q.name, jsonb_build_object('orgId', kith.me_org(), 'id', row_id), q.policy, q.retry_limit, q.retry_delay, q.retry_backoff,
    q.retry_delay_max, q.expire_seconds, q.deletion_seconds, now() + q.retention_seconds * interval '1 second'
  from pgboss.queue q where q.name = queue and kith.me_org() is not null
$$;

ALTER FUNCTION kith.enqueue(queue text, row_id uuid) OWNER TO kith_reach;

-- Name: me_admin_org(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_admin_org() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select kith.me_org_as(array['administrator', 'director'])
$$;

ALTER FUNCTION kith.me_admin_org() OWNER TO kith_reach;

-- Name: me_assignable(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_assignable() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return kith.me_new_people() || kith.me_supervised_people();
end $$;

ALTER FUNCTION kith.me_assignable() OWNER TO kith_reach;

-- Name: me_coordinating_org(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_coordinating_org() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select kith.me_org_as(array['director', 'coordinator'])
$$;

ALTER FUNCTION kith.me_coordinating_org() OWNER TO kith_reach;

-- Name: me_counting_org(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_counting_org() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select kith.me_org_as(array['director', 'coordinator', 'biller', 'evaluator', 'supervisor'])
$$;

ALTER FUNCTION kith.me_counting_org() OWNER TO kith_reach;

-- Name: me_new_people(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_new_people() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff();
begin
  return array(
    select p.id from kith.people p
    where p.org_id = org and p.registered_by = me
      and not exists (select from kith.assignments a where a.org_id = org and a.person_id = p.id));
end $$;

ALTER FUNCTION kith.me_new_people() OWNER TO kith_reach;

-- Name: me_org(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_org() RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return case when kith.me_signed() then nullif(current_setting('app.org', true), '')::uuid end;
end $$;

ALTER FUNCTION kith.me_org() OWNER TO kith_reach;

-- Name: me_org_as(text[]); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_org_as(roles text[]) RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff();
begin
  return (
    select s.org_id from kith.staff s
    where s.org_id = org and s.id = me and s.active
      and exists (select from kith.staff_roles r where r.org_id = org and r.staff_id = me and r.role = any (roles)));
end $$;

ALTER FUNCTION kith.me_org_as(roles text[]) OWNER TO kith_reach;

-- Name: me_people(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_people() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION kith.me_people() OWNER TO kith_reach;

-- Name: me_programmes(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_programmes() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff(); whole uuid := kith.me_org_as(array['director', 'biller', 'evaluator']);
begin
  return array(
    select p.id from kith.programmes p where p.org_id = whole
    union
    select sp.programme_id from kith.staff_programmes sp where sp.org_id = org and sp.staff_id = me);
end $$;

ALTER FUNCTION kith.me_programmes() OWNER TO kith_reach;

-- Name: me_readers(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_readers() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return array[kith.me_staff(), '00000000-0000-0000-0000-000000000000'::uuid];
end $$;

ALTER FUNCTION kith.me_readers() OWNER TO kith_reach;

-- Name: me_scopes(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_scopes() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return kith.me_people() || kith.me_org();
end $$;

ALTER FUNCTION kith.me_scopes() OWNER TO kith_reach;

-- Name: me_signed(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_signed() RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare key bytea := (select s.secret from reach.secrets s);
begin
  return coalesce(
    current_setting('app.sig', true) = encode(sha256(key || convert_to(
      current_setting('app.org', true) || '/' || current_setting('app.staff', true) || '/' || current_setting('role'), 'UTF8') || key), 'hex'),
    false);
end $$;

ALTER FUNCTION kith.me_signed() OWNER TO kith_reach;

-- Name: me_staff(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_staff() RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return case when kith.me_signed() then nullif(current_setting('app.staff', true), '')::uuid end;
end $$;

ALTER FUNCTION kith.me_staff() OWNER TO kith_reach;

-- Name: me_supervised(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_supervised() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare me uuid := kith.me_staff(); org uuid := kith.me_org_as(array['supervisor', 'coordinator', 'director']);
begin
  return array(
    select v.staff_id from kith.supervisions v
    where v.org_id = org and v.supervisor_id = me and v.starts_at <= now() and v.ends_at > now());
end $$;

ALTER FUNCTION kith.me_supervised() OWNER TO kith_reach;

-- Name: me_supervised_people(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_supervised_people() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare org uuid := kith.me_org(); theirs uuid[] := kith.me_supervised();
begin
  return array(
    select a.person_id from kith.assignments a
    where a.org_id = org and a.staff_id = any (theirs) and a.starts_at <= now() and a.ends_at > now());
end $$;

ALTER FUNCTION kith.me_supervised_people() OWNER TO kith_reach;

-- Name: me_wide_org(); Type: FUNCTION; Schema: kith; Owner: kith_reach

CREATE FUNCTION kith.me_wide_org() RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select kith.me_org_as(array['director', 'coordinator', 'biller'])
$$;

ALTER FUNCTION kith.me_wide_org() OWNER TO kith_reach;

-- Name: create_queue(text, jsonb); Type: FUNCTION; Schema: pgboss; Owner: kith_jobs

CREATE FUNCTION pgboss.create_queue(queue_name text, options jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $_$
    DECLARE
      tablename varchar := CASE WHEN options->>'partition' = 'true'
                            THEN 'j' || encode(sha224(queue_name::bytea), 'hex')
                            ELSE 'job_common'
                            END;
      queue_created_on timestamptz;
    BEGIN

      WITH q as (
        INSERT INTO pgboss.queue (
          name,
          policy,
          retry_limit,
          retry_delay,
          retry_backoff,
          retry_delay_max,
          expire_seconds,
          retention_seconds,
          deletion_seconds,
          warning_queued,
          dead_letter,
          partition,
          table_name,
          heartbeat_seconds,
          notify,
          created_on,
          updated_on
        )
        VALUES (
          queue_name,
          options->>'policy',
          COALESCE((options->>'retryLimit')::int, 2),
          COALESCE((options->>'retryDelay')::int, 0),
          COALESCE((options->>'retryBackoff')::bool, false),
          (options->>'retryDelayMax')::int,
          COALESCE((options->>'expireInSeconds')::int, 900),
          COALESCE((options->>'retentionSeconds')::int, 1209600),
          COALESCE((options->>'deleteAfterSeconds')::int, 604800),
          COALESCE((options->>'warningQueueSize')::int, 0),
          options->>'deadLetter',
          COALESCE((options->>'partition')::bool, false),
          tablename,
          (options->>'heartbeatSeconds')::int,
          COALESCE((options->>'notify')::bool, false),
          pgboss.job_now(),
          pgboss.job_now()
        )
        ON CONFLICT DO NOTHING
        RETURNING created_on
      )
      SELECT created_on into queue_created_on from q;

      IF queue_created_on IS NULL OR options->>'partition' IS DISTINCT FROM 'true' THEN
        RETURN;
      END IF;

      EXECUTE format('CREATE TABLE pgboss.%I (LIKE pgboss.job INCLUDING DEFAULTS)', tablename);

      EXECUTE pgboss.job_table_format($cmd$ALTER TABLE pgboss.job ADD PRIMARY KEY (name, id)$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$ALTER TABLE pgboss.job ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$ALTER TABLE pgboss.job ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED$cmd$, tablename);

      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i11 ON pgboss.job (name, priority DESC, created_on, start_after) WHERE state < 'active' AND NOT blocked$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i4 ON pgboss.job (name, singleton_on, COALESCE(singleton_key, '')) WHERE state <> 'cancelled' AND singleton_on IS NOT NULL$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i7 ON pgboss.job (name, group_id) WHERE state = 'active' AND group_id IS NOT NULL$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i9 ON pgboss.job (name, id) WHERE blocking AND state = 'completed'$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i12 ON pgboss.job (source_root_id) WHERE source_root_id IS NOT NULL$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i13 ON pgboss.job (name, singleton_key) WHERE state = 'created' AND upsert_by_key$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i14 ON pgboss.job (name, state, blocked, start_after) WHERE state IN ('created', 'retry', 'active', 'failed')$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i15 ON pgboss.job (name, created_on)$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i16 ON pgboss.job (name, completed_on) WHERE completed_on IS NOT NULL$cmd$, tablename);
      EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i17 ON pgboss.job (name, singleton_key, created_on) WHERE state < 'active' AND singleton_key IS NOT NULL$cmd$, tablename);

      IF options->>'policy' = 'short' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i1 ON pgboss.job (name, COALESCE(singleton_key, '')) WHERE state = 'created' AND policy = 'short'$cmd$, tablename);
      ELSIF options->>'policy' = 'singleton' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i2 ON pgboss.job (name, COALESCE(singleton_key, '')) WHERE state = 'active' AND policy = 'singleton'$cmd$, tablename);
      ELSIF options->>'policy' = 'stately' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i3 ON pgboss.job (name, state, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'stately'$cmd$, tablename);
      ELSIF options->>'policy' = 'exclusive' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i6 ON pgboss.job (name, COALESCE(singleton_key, '')) WHERE state <= 'active' AND policy = 'exclusive'$cmd$, tablename);
      ELSIF options->>'policy' = 'key_strict_fifo' THEN
        EXECUTE pgboss.job_table_format($cmd$CREATE UNIQUE INDEX job_i8 ON pgboss.job (name, singleton_key) WHERE state IN ('active', 'retry', 'failed') AND policy = 'key_strict_fifo'$cmd$, tablename);
        EXECUTE pgboss.job_table_format($cmd$CREATE INDEX job_i10 ON pgboss.job (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE state < 'active' AND NOT blocked AND policy = 'key_strict_fifo'$cmd$, tablename);
        EXECUTE pgboss.job_table_format($cmd$ALTER TABLE pgboss.job ADD CONSTRAINT job_key_strict_fifo_singleton_key_check CHECK (NOT (policy = 'key_strict_fifo' AND singleton_key IS NULL))$cmd$, tablename);
      END IF;

      EXECUTE format('ALTER TABLE pgboss.%I ADD CONSTRAINT cjc CHECK (name=%L)', tablename, queue_name);
      EXECUTE format('ALTER TABLE pgboss.job ATTACH PARTITION pgboss.%I FOR VALUES IN (%L)', tablename, queue_name);
    END;
    $_$;

ALTER FUNCTION pgboss.create_queue(queue_name text, options jsonb) OWNER TO kith_jobs;

-- Name: delete_queue(text); Type: FUNCTION; Schema: pgboss; Owner: kith_jobs

CREATE FUNCTION pgboss.delete_queue(queue_name text) RETURNS void
    LANGUAGE plpgsql
    AS $$
    DECLARE
      v_table varchar;
      v_partition bool;
    BEGIN

      SELECT table_name, partition
      FROM pgboss.queue
      WHERE name = queue_name
      INTO v_table, v_partition;

      IF v_partition THEN
        EXECUTE format('DROP TABLE IF EXISTS pgboss.%I', v_table);
      ELSE
        EXECUTE format('DELETE FROM pgboss.%I WHERE name = %L', v_table, queue_name);
      END IF;

      DELETE FROM pgboss.queue WHERE name = queue_name;
    END;
    $$;

ALTER FUNCTION pgboss.delete_queue(queue_name text) OWNER TO kith_jobs;

-- Name: job_now(); Type: FUNCTION; Schema: pgboss; Owner: kith_jobs

CREATE FUNCTION pgboss.job_now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
      SELECT pg_catalog.now();
    $$;

ALTER FUNCTION pgboss.job_now() OWNER TO kith_jobs;

-- Name: job_table_format(text, text); Type: FUNCTION; Schema: pgboss; Owner: kith_jobs

CREATE FUNCTION pgboss.job_table_format(command text, table_name text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $_$
      SELECT format(
        regexp_replace(
          regexp_replace(command, '\.job\y', '.%1$I', 'g'),
          '\yjob_i(\d+)', '%1$s_i\1', 'g'
        ),
        table_name
      );
    $_$;

ALTER FUNCTION pgboss.job_table_format(command text, table_name text) OWNER TO kith_jobs;

-- Name: job_table_run(text, text, text); Type: FUNCTION; Schema: pgboss; Owner: kith_jobs

CREATE FUNCTION pgboss.job_table_run(command text, tbl_name text DEFAULT NULL::text, queue_name text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
    DECLARE
      tbl RECORD;
    BEGIN
      IF queue_name IS NOT NULL THEN
        SELECT table_name INTO tbl_name FROM pgboss.queue WHERE name = queue_name;
      END IF;

      IF tbl_name IS NOT NULL THEN
        EXECUTE pgboss.job_table_format(command, tbl_name);
        RETURN;
      END IF;

      EXECUTE pgboss.job_table_format(command, 'job_common');

      FOR tbl IN SELECT table_name FROM pgboss.queue WHERE partition = true
      LOOP
        EXECUTE pgboss.job_table_format(command, tbl.table_name);
      END LOOP;
    END;
    $$;

ALTER FUNCTION pgboss.job_table_run(command text, tbl_name text, queue_name text) OWNER TO kith_jobs;

-- Name: job_table_run_async(text, integer, text, text, text); Type: FUNCTION; Schema: pgboss; Owner: kith_jobs

CREATE FUNCTION pgboss.job_table_run_async(command_name text, version integer, command text, tbl_name text DEFAULT NULL::text, queue_name text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    AS $$
    BEGIN
      IF queue_name IS NOT NULL THEN
        SELECT table_name INTO tbl_name FROM pgboss.queue WHERE name = queue_name;
      END IF;

      IF tbl_name IS NOT NULL THEN
        INSERT INTO pgboss.bam (name, version, status, queue, table_name, command)
        VALUES (
          command_name,
          version,
          'pending',
          queue_name,
          tbl_name,
          pgboss.job_table_format(command, tbl_name)
        );
        RETURN;
      END IF;

      INSERT INTO pgboss.bam (name, version, status, queue, table_name, command)
      SELECT
        command_name,
        version,
        'pending',
        NULL,
        'job_common',
        pgboss.job_table_format(command, 'job_common')
      UNION ALL
      SELECT
        command_name,
        version,
        'pending',
        queue.name,
        queue.table_name,
        pgboss.job_table_format(command, queue.table_name)
      FROM pgboss.queue
      WHERE partition = true;
    END;
    $$;

ALTER FUNCTION pgboss.job_table_run_async(command_name text, version integer, command text, tbl_name text, queue_name text) OWNER TO kith_jobs;

SET default_tablespace = '';

SET default_table_access_method = heap;

-- Name: account; Type: TABLE; Schema: auth; Owner: kith_owner

CREATE TABLE auth.account (
    id text NOT NULL,
    "accountId" text NOT NULL,
    "providerId" text NOT NULL,
    "userId" text NOT NULL,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamp with time zone,
    "refreshTokenExpiresAt" timestamp with time zone,
    scope text,
    password text,
    "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
    "updatedAt" timestamp with time zone NOT NULL
);

ALTER TABLE auth.account OWNER TO kith_owner;

-- Name: passkey; Type: TABLE; Schema: auth; Owner: kith_owner

CREATE TABLE auth.passkey (
    id text NOT NULL,
    name text,
    "publicKey" text NOT NULL,
    "userId" text NOT NULL,
    "credentialID" text NOT NULL,
    counter integer NOT NULL,
    "deviceType" text NOT NULL,
    "backedUp" boolean NOT NULL,
    transports text,
    "createdAt" timestamp with time zone,
    aaguid text
);

ALTER TABLE auth.passkey OWNER TO kith_owner;

-- Name: session; Type: TABLE; Schema: auth; Owner: kith_owner

CREATE TABLE auth.session (
    id text NOT NULL,
    "expiresAt" timestamp with time zone NOT NULL,
    token text NOT NULL,
    "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
    "updatedAt" timestamp with time zone NOT NULL,
    "ipAddress" text,
    "userAgent" text,
    "userId" text NOT NULL,
    factor text NOT NULL,
    "deviceId" uuid,
    CONSTRAINT session_factor_check CHECK ((factor = ANY (ARRAY['password'::text, 'totp'::text, 'passkey'::text])))
);

ALTER TABLE auth.session OWNER TO kith_owner;

-- Name: set_up_link; Type: TABLE; Schema: auth; Owner: kith_owner

CREATE TABLE auth.set_up_link (
    only_row boolean DEFAULT true NOT NULL,
    token_hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT set_up_link_only_row_check CHECK (only_row)
);

ALTER TABLE auth.set_up_link OWNER TO kith_owner;

-- Name: tries; Type: TABLE; Schema: auth; Owner: kith_owner

CREATE TABLE auth.tries (
    bucket bytea NOT NULL,
    tries integer NOT NULL,
    not_before timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL
);

ALTER TABLE auth.tries OWNER TO kith_owner;

-- Name: twoFactor; Type: TABLE; Schema: auth; Owner: kith_owner

CREATE TABLE auth."twoFactor" (
    id text NOT NULL,
    secret text NOT NULL,
    "backupCodes" text NOT NULL,
    "userId" text NOT NULL,
    verified boolean,
    "failedVerificationCount" integer,
    "lockedUntil" timestamp with time zone
);

ALTER TABLE auth."twoFactor" OWNER TO kith_owner;

-- Name: user; Type: TABLE; Schema: auth; Owner: kith_owner

CREATE TABLE auth."user" (
    id text NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    "emailVerified" boolean NOT NULL,
    image text,
    "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
    "updatedAt" timestamp with time zone DEFAULT now() NOT NULL,
    "twoFactorEnabled" boolean
);

ALTER TABLE auth."user" OWNER TO kith_owner;

-- Name: verification; Type: TABLE; Schema: auth; Owner: kith_owner

CREATE TABLE auth.verification (
    id text NOT NULL,
    identifier text NOT NULL,
    value text NOT NULL,
    "expiresAt" timestamp with time zone NOT NULL,
    "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
    "updatedAt" timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE auth.verification OWNER TO kith_owner;

-- Name: assignments; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.assignments (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    programme_id uuid NOT NULL,
    kind text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    made_by uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT assignments_check CHECK ((ends_at >= starts_at)),
    CONSTRAINT assignments_kind_check CHECK ((kind = ANY (ARRAY['peer'::text, 'cover'::text])))
);

ALTER TABLE ONLY kith.assignments FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.assignments OWNER TO kith_owner;

-- Name: audit_events; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.audit_events (
    org_id uuid NOT NULL,
    "position" bigint NOT NULL,
    id uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    actor_id uuid NOT NULL,
    event text NOT NULL,
    scope_id uuid NOT NULL,
    command_id uuid NOT NULL,
    device_id uuid,
    details jsonb
);

ALTER TABLE ONLY kith.audit_events FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.audit_events OWNER TO kith_owner;

-- Name: audit_seals; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.audit_seals (
    org_id uuid NOT NULL,
    seq bigint NOT NULL,
    from_position bigint NOT NULL,
    to_position bigint NOT NULL,
    row_count integer NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY kith.audit_seals FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.audit_seals OWNER TO kith_owner;

-- Name: change_counters; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.change_counters (
    org_id uuid NOT NULL,
    n bigint DEFAULT 0 NOT NULL,
    epoch uuid NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY kith.change_counters FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.change_counters OWNER TO kith_owner;

-- Name: changes; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.changes (
    org_id uuid NOT NULL,
    scope_id uuid NOT NULL,
    "position" bigint NOT NULL,
    table_name text NOT NULL,
    row_id uuid NOT NULL,
    narrowed boolean DEFAULT false NOT NULL
);

ALTER TABLE ONLY kith.changes FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.changes OWNER TO kith_owner;

-- Name: contact_goals; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.contact_goals (
    org_id uuid NOT NULL,
    contact_id uuid NOT NULL,
    goal_id uuid NOT NULL,
    person_id uuid NOT NULL
);

ALTER TABLE ONLY kith.contact_goals FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.contact_goals OWNER TO kith_owner;

-- Name: contact_weeks; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.contact_weeks (
    org_id uuid NOT NULL,
    programme_id uuid NOT NULL,
    week date NOT NULL,
    place text NOT NULL,
    mode text NOT NULL,
    contacts integer NOT NULL,
    people integer NOT NULL,
    minutes integer NOT NULL,
    lengths jsonb NOT NULL
);

ALTER TABLE ONLY kith.contact_weeks FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.contact_weeks OWNER TO kith_owner;

-- Name: contacts; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.contacts (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    occasion_id uuid NOT NULL,
    person_id uuid NOT NULL,
    programme_id uuid NOT NULL,
    author_id uuid NOT NULL,
    started_at timestamp with time zone NOT NULL,
    minutes smallint NOT NULL,
    day date NOT NULL,
    place text NOT NULL,
    mode text NOT NULL,
    did text[] NOT NULL,
    words text NOT NULL,
    late boolean DEFAULT false NOT NULL,
    pack_version text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    cosigned_by uuid,
    cosigned_at timestamp with time zone,
    struck_by uuid,
    struck_at timestamp with time zone,
    struck_why text,
    CONSTRAINT contacts_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440))),
    CONSTRAINT contacts_words_check CHECK ((words = ANY (ARRAY['written'::text, 'none'::text, 'later'::text])))
);

ALTER TABLE ONLY kith.contacts FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.contacts OWNER TO kith_owner;

-- Name: count_exports; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.count_exports (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    staff_id uuid NOT NULL,
    programme_id uuid,
    from_day date NOT NULL,
    to_day date NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT count_exports_check CHECK ((to_day >= from_day))
);

ALTER TABLE ONLY kith.count_exports FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.count_exports OWNER TO kith_owner;

-- Name: counted_people; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.counted_people (
    org_id uuid NOT NULL,
    person_id uuid NOT NULL,
    n integer NOT NULL,
    counted_as uuid NOT NULL
);

ALTER TABLE ONLY kith.counted_people FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.counted_people OWNER TO kith_owner;

-- Name: devices; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.devices (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    staff_id uuid NOT NULL,
    label text DEFAULT ''::text NOT NULL,
    app_version text DEFAULT ''::text NOT NULL,
    first_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp with time zone
);

ALTER TABLE ONLY kith.devices FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.devices OWNER TO kith_owner;

-- Name: enrolments; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.enrolments (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    programme_id uuid NOT NULL,
    enrolled_on date NOT NULL,
    left_on date,
    left_reason text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT enrolments_check CHECK (((left_on IS NULL) OR (left_on >= enrolled_on)))
);

ALTER TABLE ONLY kith.enrolments FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.enrolments OWNER TO kith_owner;

-- Name: entries; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.entries (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    contact_id uuid NOT NULL,
    person_id uuid NOT NULL,
    author_id uuid NOT NULL,
    voice text NOT NULL,
    audience text NOT NULL,
    reader_id uuid GENERATED ALWAYS AS (
CASE
    WHEN (audience = 'pair'::text) THEN author_id
    ELSE '00000000-0000-0000-0000-000000000000'::uuid
END) STORED,
    kind text DEFAULT 'entry'::text NOT NULL,
    follows_id uuid,
    words text NOT NULL,
    felt text,
    language text NOT NULL,
    shown text,
    written_at timestamp with time zone NOT NULL,
    CONSTRAINT entries_audience_check CHECK ((audience = ANY (ARRAY['pair'::text, 'team'::text, 'care_team'::text]))),
    CONSTRAINT entries_check CHECK (((felt IS NULL) OR (voice = 'person'::text))),
    CONSTRAINT entries_entry_follows_nothing CHECK (((kind <> 'entry'::text) OR (follows_id IS NULL))),
    CONSTRAINT entries_felt_check CHECK (((length(felt) >= 1) AND (length(felt) <= 500))),
    CONSTRAINT entries_kind_check CHECK ((kind = ANY (ARRAY['entry'::text, 'addendum'::text, 'strike'::text]))),
    CONSTRAINT entries_shown_check CHECK ((shown = ANY (ARRAY['together'::text, 'will_show'::text, 'declined'::text]))),
    CONSTRAINT entries_strike_follows_an_entry CHECK (((kind <> 'strike'::text) OR (follows_id IS NOT NULL))),
    CONSTRAINT entries_voice_check CHECK ((voice = ANY (ARRAY['person'::text, 'peer'::text]))),
    CONSTRAINT entries_words_check CHECK (((length(words) >= 1) AND (length(words) <= 20000)))
);

ALTER TABLE ONLY kith.entries FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.entries OWNER TO kith_owner;

-- Name: follow_ups; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.follow_ups (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    contact_id uuid,
    owner_id uuid NOT NULL,
    words text NOT NULL,
    due_on date,
    status text DEFAULT 'open'::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT follow_ups_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'let_go'::text]))),
    CONSTRAINT follow_ups_words_check CHECK (((length(words) >= 1) AND (length(words) <= 500)))
);

ALTER TABLE ONLY kith.follow_ups FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.follow_ups OWNER TO kith_owner;

-- Name: goal_ratings; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.goal_ratings (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    goal_id uuid NOT NULL,
    person_id uuid NOT NULL,
    closeness smallint NOT NULL,
    rated_at timestamp with time zone NOT NULL,
    recorded_by uuid NOT NULL,
    CONSTRAINT goal_ratings_closeness_check CHECK (((closeness >= 0) AND (closeness <= 10)))
);

ALTER TABLE ONLY kith.goal_ratings FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.goal_ratings OWNER TO kith_owner;

-- Name: goal_steps; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.goal_steps (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    goal_id uuid NOT NULL,
    person_id uuid NOT NULL,
    words text NOT NULL,
    who text DEFAULT 'together'::text NOT NULL,
    due_on date,
    done_on date,
    dropped boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT goal_steps_who_check CHECK ((who = ANY (ARRAY['person'::text, 'peer'::text, 'together'::text]))),
    CONSTRAINT goal_steps_words_check CHECK (((length(words) >= 1) AND (length(words) <= 500)))
);

ALTER TABLE ONLY kith.goal_steps FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.goal_steps OWNER TO kith_owner;

-- Name: goals; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.goals (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    words text NOT NULL,
    words_language text DEFAULT 'en'::text NOT NULL,
    peer_words text,
    life_area text,
    status text DEFAULT 'open'::text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT goals_peer_words_check CHECK (((length(peer_words) >= 1) AND (length(peer_words) <= 2000))),
    CONSTRAINT goals_status_check CHECK ((status = ANY (ARRAY['open'::text, 'paused'::text, 'done'::text, 'let_go'::text]))),
    CONSTRAINT goals_words_check CHECK (((length(words) >= 1) AND (length(words) <= 2000)))
);

ALTER TABLE ONLY kith.goals FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.goals OWNER TO kith_owner;

-- Name: invitations; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.invitations (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    staff_id uuid NOT NULL,
    invited_by uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    salt uuid DEFAULT gen_random_uuid() NOT NULL
);

ALTER TABLE ONLY kith.invitations FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.invitations OWNER TO kith_owner;

-- Name: looks; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.looks (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    what text NOT NULL,
    looked_at timestamp with time zone NOT NULL,
    offline boolean NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT looks_what_check CHECK ((what = ANY (ARRAY['record'::text, 'goals'::text, 'entries'::text, 'contacts'::text, 'profile'::text, 'looks'::text, 'duplicates'::text, 'export'::text])))
);

ALTER TABLE ONLY kith.looks FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.looks OWNER TO kith_owner;

-- Name: mirror_keeps; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.mirror_keeps (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    staff_id uuid NOT NULL,
    term text NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    CONSTRAINT mirror_keeps_term_check CHECK (((length(term) >= 1) AND (length(term) <= 100)))
);

ALTER TABLE ONLY kith.mirror_keeps FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.mirror_keeps OWNER TO kith_owner;

-- Name: organisations; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.organisations (
    org_id uuid NOT NULL,
    name text NOT NULL,
    people_word text DEFAULT 'person'::text NOT NULL,
    jurisdiction text NOT NULL,
    packs text[] NOT NULL,
    languages text[] NOT NULL,
    time_zone text NOT NULL,
    second_factor_required boolean DEFAULT false NOT NULL,
    offline_lease_hours integer DEFAULT 72 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT organisations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT organisations_offline_lease_hours_check CHECK (((offline_lease_hours >= 1) AND (offline_lease_hours <= 720)))
);

ALTER TABLE ONLY kith.organisations FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.organisations OWNER TO kith_owner;

-- Name: people; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.people (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    programme_id uuid NOT NULL,
    name text NOT NULL,
    full_name text,
    pronouns text,
    languages text[] DEFAULT '{}'::text[] NOT NULL,
    phone text,
    email text,
    safe_contact jsonb DEFAULT '{}'::jsonb NOT NULL,
    birth_date date,
    age_band text,
    matters text,
    strengths text,
    culture text,
    emergency jsonb DEFAULT '{}'::jsonb NOT NULL,
    merged_into uuid,
    registered_by uuid NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT people_check CHECK ((merged_into IS DISTINCT FROM id)),
    CONSTRAINT people_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

ALTER TABLE ONLY kith.people FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.people OWNER TO kith_owner;

-- Name: people_words; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.people_words (
    org_id uuid NOT NULL,
    person_id uuid NOT NULL,
    word text NOT NULL
);

ALTER TABLE ONLY kith.people_words FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.people_words OWNER TO kith_owner;

-- Name: programme_weeks; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.programme_weeks (
    org_id uuid NOT NULL,
    programme_id uuid NOT NULL,
    week date NOT NULL,
    contacts integer NOT NULL,
    minutes integer NOT NULL,
    people integer NOT NULL,
    who bit varying NOT NULL
);

ALTER TABLE ONLY kith.programme_weeks FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.programme_weeks OWNER TO kith_owner;

-- Name: programmes; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.programmes (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    cosign_required boolean DEFAULT false NOT NULL,
    ended_on date,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT programmes_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

ALTER TABLE ONLY kith.programmes FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.programmes OWNER TO kith_owner;

-- Name: receipts; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.receipts (
    org_id uuid NOT NULL,
    actor_id uuid NOT NULL,
    command_id uuid NOT NULL,
    args_hash bytea NOT NULL,
    "position" bigint,
    refusal jsonb,
    at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY kith.receipts FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.receipts OWNER TO kith_owner;

-- Name: rollup_marks; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.rollup_marks (
    org_id uuid NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY kith.rollup_marks FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.rollup_marks OWNER TO kith_owner;

-- Name: staff; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.staff (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id text,
    name text NOT NULL,
    email text NOT NULL,
    title text,
    locale text DEFAULT 'en'::text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    deactivated_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT staff_email_check CHECK (((length(email) >= 3) AND (length(email) <= 320))),
    CONSTRAINT staff_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

ALTER TABLE ONLY kith.staff FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.staff OWNER TO kith_owner;

-- Name: staff_programmes; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.staff_programmes (
    org_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    programme_id uuid NOT NULL
);

ALTER TABLE ONLY kith.staff_programmes FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.staff_programmes OWNER TO kith_owner;

-- Name: staff_roles; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.staff_roles (
    org_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    role text NOT NULL,
    CONSTRAINT staff_roles_role_check CHECK ((role = ANY (ARRAY['peer'::text, 'senior_peer'::text, 'supervisor'::text, 'coordinator'::text, 'director'::text, 'biller'::text, 'evaluator'::text, 'administrator'::text])))
);

ALTER TABLE ONLY kith.staff_roles FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.staff_roles OWNER TO kith_owner;

-- Name: supervisions; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.supervisions (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    supervisor_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    starts_at timestamp with time zone DEFAULT now() NOT NULL,
    ends_at timestamp with time zone DEFAULT 'infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT supervisions_check CHECK ((supervisor_id <> staff_id))
);

ALTER TABLE ONLY kith.supervisions FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.supervisions OWNER TO kith_owner;

-- Name: visits; Type: TABLE; Schema: kith; Owner: kith_owner

CREATE TABLE kith.visits (
    org_id uuid NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    place text NOT NULL,
    mode text NOT NULL,
    note text,
    status text DEFAULT 'planned'::text NOT NULL,
    contact_id uuid,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT visits_note_check CHECK (((length(note) >= 1) AND (length(note) <= 500))),
    CONSTRAINT visits_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'met'::text, 'not_met'::text, 'let_go'::text])))
);

ALTER TABLE ONLY kith.visits FORCE ROW LEVEL SECURITY;

ALTER TABLE kith.visits OWNER TO kith_owner;

-- Name: applied; Type: TABLE; Schema: migrations; Owner: postgres

CREATE TABLE migrations.applied (
    name text NOT NULL,
    sha256 text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE migrations.applied OWNER TO postgres;

-- Name: bam; Type: TABLE; Schema: pgboss; Owner: kith_jobs

CREATE TABLE pgboss.bam (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    version integer NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    queue text,
    table_name text NOT NULL,
    command text NOT NULL,
    error text,
    created_on timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    started_on timestamp with time zone,
    completed_on timestamp with time zone
);

ALTER TABLE pgboss.bam OWNER TO kith_jobs;

-- Name: instance; Type: TABLE; Schema: pgboss; Owner: kith_jobs

CREATE TABLE pgboss.instance (
    id uuid NOT NULL,
    name text,
    host text NOT NULL,
    pid integer NOT NULL,
    version text NOT NULL,
    node_version text NOT NULL,
    application_name text,
    heartbeat_seconds integer NOT NULL,
    supervise boolean NOT NULL,
    schedule boolean NOT NULL,
    migrate boolean NOT NULL,
    persist_queue_stats boolean NOT NULL,
    persist_warnings boolean NOT NULL,
    pool_max integer,
    pool_total integer,
    pool_idle integer,
    pool_waiting integer,
    workers jsonb DEFAULT '[]'::jsonb NOT NULL,
    metrics jsonb,
    config jsonb DEFAULT '{}'::jsonb NOT NULL,
    crash_restarts integer DEFAULT 0 NOT NULL,
    crash_restarts_since timestamp with time zone,
    started_on timestamp with time zone DEFAULT now() NOT NULL,
    heartbeat_on timestamp with time zone DEFAULT now() NOT NULL,
    stopped_on timestamp with time zone
);

ALTER TABLE pgboss.instance OWNER TO kith_jobs;

-- Name: job; Type: TABLE; Schema: pgboss; Owner: kith_jobs

CREATE TABLE pgboss.job (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    retry_delay_max integer,
    expire_seconds integer DEFAULT 900 NOT NULL,
    deletion_seconds integer DEFAULT 604800 NOT NULL,
    singleton_key text,
    singleton_on timestamp without time zone,
    group_id text,
    group_tier text,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '336:00:00'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    heartbeat_on timestamp with time zone,
    heartbeat_seconds integer,
    blocked boolean DEFAULT false NOT NULL,
    blocking boolean DEFAULT false NOT NULL,
    pending_dependencies integer DEFAULT 0 NOT NULL,
    source_name text,
    source_id uuid,
    source_created_on timestamp with time zone,
    source_retry_count integer,
    source_output jsonb,
    source_root_id uuid,
    trace_context jsonb,
    upsert_by_key boolean
)
PARTITION BY LIST (name);

ALTER TABLE pgboss.job OWNER TO kith_jobs;

-- Name: job_common; Type: TABLE; Schema: pgboss; Owner: kith_jobs

CREATE TABLE pgboss.job_common (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    data jsonb,
    state pgboss.job_state DEFAULT 'created'::pgboss.job_state NOT NULL,
    retry_limit integer DEFAULT 2 NOT NULL,
    retry_count integer DEFAULT 0 NOT NULL,
    retry_delay integer DEFAULT 0 NOT NULL,
    retry_backoff boolean DEFAULT false NOT NULL,
    retry_delay_max integer,
    expire_seconds integer DEFAULT 900 NOT NULL,
    deletion_seconds integer DEFAULT 604800 NOT NULL,
    singleton_key text,
    singleton_on timestamp without time zone,
    group_id text,
    group_tier text,
    start_after timestamp with time zone DEFAULT now() NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    started_on timestamp with time zone,
    completed_on timestamp with time zone,
    keep_until timestamp with time zone DEFAULT (now() + '336:00:00'::interval) NOT NULL,
    output jsonb,
    dead_letter text,
    policy text,
    heartbeat_on timestamp with time zone,
    heartbeat_seconds integer,
    blocked boolean DEFAULT false NOT NULL,
    blocking boolean DEFAULT false NOT NULL,
    pending_dependencies integer DEFAULT 0 NOT NULL,
    source_name text,
    source_id uuid,
    source_created_on timestamp with time zone,
    source_retry_count integer,
    source_output jsonb,
    source_root_id uuid,
    trace_context jsonb,
    upsert_by_key boolean,
    CONSTRAINT job_key_strict_fifo_singleton_key_check CHECK ((NOT ((policy = 'key_strict_fifo'::text) AND (singleton_key IS NULL))))
);

ALTER TABLE pgboss.job_common OWNER TO kith_jobs;

-- Name: job_dependency; Type: TABLE; Schema: pgboss; Owner: kith_jobs

CREATE TABLE pgboss.job_dependency (
    child_name text NOT NULL,
    child_id uuid NOT NULL,
    parent_name text NOT NULL,
    parent_id uuid NOT NULL
);

ALTER TABLE pgboss.job_dependency OWNER TO kith_jobs;

-- Name: queue; Type: TABLE; Schema: pgboss; Owner: kith_jobs

CREATE TABLE pgboss.queue (
    name text NOT NULL,
    policy text NOT NULL,
    retry_limit integer NOT NULL,
    retry_delay integer NOT NULL,
    retry_backoff boolean NOT NULL,
    retry_delay_max integer,
    expire_seconds integer NOT NULL,
    retention_seconds integer NOT NULL,
    deletion_seconds integer NOT NULL,
    dead_letter text,
    partition boolean NOT NULL,
    table_name text NOT NULL,
    deferred_count integer DEFAULT 0 NOT NULL,
    blocked_count integer DEFAULT 0 NOT NULL,
    queued_count integer DEFAULT 0 NOT NULL,
    ready_count integer DEFAULT 0 NOT NULL,
    warning_queued integer DEFAULT 0 NOT NULL,
    active_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    total_count integer DEFAULT 0 NOT NULL,
    retained_count integer,
    retained_on timestamp with time zone,
    created_delta integer DEFAULT 0 NOT NULL,
    completed_delta integer DEFAULT 0 NOT NULL,
    failed_delta integer DEFAULT 0 NOT NULL,
    delta_on timestamp with time zone,
    delta_seconds integer,
    wait_bins integer[],
    run_bins integer[],
    ready_oldest_seconds integer,
    ready_history integer[] DEFAULT '{}'::integer[] NOT NULL,
    heartbeat_seconds integer,
    notify boolean DEFAULT false NOT NULL,
    singletons_active text[],
    monitor_claim_on timestamp with time zone,
    monitor_on timestamp with time zone,
    maintain_on timestamp with time zone,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT queue_check CHECK ((dead_letter IS DISTINCT FROM name))
);

ALTER TABLE pgboss.queue OWNER TO kith_jobs;

-- Name: queue_stats; Type: TABLE; Schema: pgboss; Owner: kith_jobs

CREATE TABLE pgboss.queue_stats (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    deferred_count integer DEFAULT 0 NOT NULL,
    queued_count integer DEFAULT 0 NOT NULL,
    ready_count integer DEFAULT 0 NOT NULL,
    active_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    total_count integer DEFAULT 0 NOT NULL,
    created_delta integer,
    completed_delta integer,
    failed_delta integer,
    delta_seconds integer,
    delta_on timestamp with time zone,
    wait_bins integer[],
    run_bins integer[],
    ready_oldest_seconds integer,
    captured_on timestamp with time zone DEFAULT now() NOT NULL
)
PARTITION BY RANGE (captured_on);

ALTER TABLE pgboss.queue_stats OWNER TO kith_jobs;

-- Name: queue_stats_20261127; Type: TABLE; Schema: pgboss; Owner: kith_jobs

CREATE TABLE pgboss.queue_stats_20261127 (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    deferred_count integer DEFAULT 0 NOT NULL,
    queued_count integer DEFAULT 0 NOT NULL,
    ready_count integer DEFAULT 0 NOT NULL,
    active_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    total_count integer DEFAULT 0 NOT NULL,
    created_delta integer,
    completed_delta integer,
    failed_delta integer,
    delta_seconds integer,
    delta_on timestamp with time zone,
    wait_bins integer[],
    run_bins integer[],
    ready_oldest_seconds integer,
    captured_on timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE pgboss.queue_stats_20261127 OWNER TO kith_jobs;

-- Name: queue_stats_20261128; Type: TABLE; Schema: pgboss; Owner: kith_jobs

CREATE TABLE pgboss.queue_stats_20261128 (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    deferred_count integer DEFAULT 0 NOT NULL,
    queued_count integer DEFAULT 0 NOT NULL,
    ready_count integer DEFAULT 0 NOT NULL,
    active_count integer DEFAULT 0 NOT NULL,
    failed_count integer DEFAULT 0 NOT NULL,
    total_count integer DEFAULT 0 NOT NULL,
    created_delta integer,
    completed_delta integer,
    failed_delta integer,
    delta_seconds integer,
    delta_on timestamp with time zone,
    wait_bins integer[],
    run_bins integer[],
    ready_oldest_seconds integer,
    captured_on timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE pgboss.queue_stats_20261128 OWNER TO kith_jobs;

-- Name: schedule; Type: TABLE; Schema: pgboss; Owner: kith_jobs

CREATE TABLE pgboss.schedule (
    name text NOT NULL,
    key text DEFAULT ''::text NOT NULL,
    kind text DEFAULT 'cron'::text NOT NULL,
    cron text NOT NULL,
    timezone text DEFAULT 'UTC'::text,
    data jsonb,
    options jsonb,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL,
    last_job_id uuid,
    CONSTRAINT schedule_kind_check CHECK ((kind = ANY (ARRAY['cron'::text, 'rrule'::text])))
);

ALTER TABLE pgboss.schedule OWNER TO kith_jobs;

-- Name: subscription; Type: TABLE; Schema: pgboss; Owner: kith_jobs

CREATE TABLE pgboss.subscription (
    event text NOT NULL,
    name text NOT NULL,
    created_on timestamp with time zone DEFAULT now() NOT NULL,
    updated_on timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE pgboss.subscription OWNER TO kith_jobs;

-- Name: version; Type: TABLE; Schema: pgboss; Owner: kith_jobs

CREATE TABLE pgboss.version (
    version integer NOT NULL,
    cron_on timestamp with time zone,
    bam_on timestamp with time zone,
    flow_on timestamp with time zone,
    reindex_on timestamp with time zone,
    monitor_backoff_on timestamp with time zone
);

ALTER TABLE pgboss.version OWNER TO kith_jobs;

-- Name: warning; Type: TABLE; Schema: pgboss; Owner: kith_jobs

CREATE TABLE pgboss.warning (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    type text NOT NULL,
    message text NOT NULL,
    data jsonb,
    created_on timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE pgboss.warning OWNER TO kith_jobs;

-- Name: secrets; Type: TABLE; Schema: reach; Owner: kith_owner

CREATE TABLE reach.secrets (
    only_row boolean DEFAULT true NOT NULL,
    secret bytea NOT NULL,
    CONSTRAINT secrets_only_row_check CHECK (only_row),
    CONSTRAINT secrets_secret_check CHECK ((length(secret) >= 32))
);

ALTER TABLE reach.secrets OWNER TO kith_owner;

-- Name: job_common; Type: TABLE ATTACH; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.job ATTACH PARTITION pgboss.job_common DEFAULT;

-- Name: queue_stats_20261127; Type: TABLE ATTACH; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.queue_stats ATTACH PARTITION pgboss.queue_stats_20261127 FOR VALUES FROM ('2026-11-27 00:00:00+00') TO ('2026-11-28 00:00:00+00');

-- Name: queue_stats_20261128; Type: TABLE ATTACH; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.queue_stats ATTACH PARTITION pgboss.queue_stats_20261128 FOR VALUES FROM ('2026-11-28 00:00:00+00') TO ('2026-11-29 00:00:00+00');

-- Data for Name: account; Type: TABLE DATA; Schema: auth; Owner: kith_owner

INSERT INTO auth.account (id, "accountId", "providerId", "userId", "accessToken", "refreshToken", "idToken", "accessTokenExpiresAt", "refreshTokenExpiresAt", scope, password, "createdAt", "updatedAt") VALUES ('u-meena', 'u-meena', 'credential', 'u-meena', NULL, NULL, NULL, NULL, NULL, NULL, 'salt:hash', '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00');

-- Data for Name: passkey; Type: TABLE DATA; Schema: auth; Owner: kith_owner

INSERT INTO auth.passkey (id, name, "publicKey", "userId", "credentialID", counter, "deviceType", "backedUp", transports, "createdAt", aaguid) VALUES ('p1', 'Phone', 'key', 'u-meena', 'cred', 3, 'singleDevice', false, NULL, NULL, NULL);

-- Data for Name: session; Type: TABLE DATA; Schema: auth; Owner: kith_owner

INSERT INTO auth.session (id, "expiresAt", token, "createdAt", "updatedAt", "ipAddress", "userAgent", "userId", factor, "deviceId") VALUES ('s1', '2027-01-01 00:00:00+00', 'token', '2026-11-27 03:14:11.545539+00', '2026-11-01 00:00:00+00', NULL, NULL, 'u-meena', 'password', '01900000-0000-7000-8000-0000000000d4');

-- Data for Name: set_up_link; Type: TABLE DATA; Schema: auth; Owner: kith_owner

INSERT INTO auth.set_up_link (only_row, token_hash, expires_at) VALUES (true, '\x02', '2026-11-01 00:00:00+00');

-- Data for Name: tries; Type: TABLE DATA; Schema: auth; Owner: kith_owner

INSERT INTO auth.tries (bucket, tries, not_before, last_at) VALUES ('\x01', 2, '2026-11-01 00:00:00+00', '2026-11-01 00:00:00+00');

-- Data for Name: twoFactor; Type: TABLE DATA; Schema: auth; Owner: kith_owner

INSERT INTO auth."twoFactor" (id, secret, "backupCodes", "userId", verified, "failedVerificationCount", "lockedUntil") VALUES ('t1', 'sealed', 'sealed', 'u-meena', true, NULL, NULL);

-- Data for Name: user; Type: TABLE DATA; Schema: auth; Owner: kith_owner

INSERT INTO auth."user" (id, name, email, "emailVerified", image, "createdAt", "updatedAt", "twoFactorEnabled") VALUES ('u-meena', 'Meena', 'meena@example.org', true, NULL, '2026-11-27 03:14:11.545539+00', '2026-11-27 03:14:11.545539+00', NULL);

-- Data for Name: verification; Type: TABLE DATA; Schema: auth; Owner: kith_owner

INSERT INTO auth.verification (id, identifier, value, "expiresAt", "createdAt", "updatedAt") VALUES ('v1', 'x', 'y', '2027-01-01 00:00:00+00', '2026-11-27 03:14:11.545539+00', '2026-11-27 03:14:11.545539+00');

-- Data for Name: assignments; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, ends_at, made_by, version) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000121', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000c1', '01900000-0000-7000-8000-0000000000b1', 'peer', '2026-03-02 00:00:00+00', 'infinity', '01900000-0000-7000-8000-0000000000c2', 1);
INSERT INTO kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, ends_at, made_by, version) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000122', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000c3', '01900000-0000-7000-8000-0000000000b1', 'cover', '2026-01-02 00:00:00+00', '2026-01-20 00:00:00+00', '01900000-0000-7000-8000-0000000000c2', 2);

-- Data for Name: audit_events; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.audit_events (org_id, "position", id, at, actor_id, event, scope_id, command_id, device_id, details) VALUES ('01900000-0000-7000-8000-0000000000a1', 40, '01900000-0000-7000-8000-0000000001b1', '2026-10-02 11:00:05+00', '01900000-0000-7000-8000-0000000000c1', 'contact.recorded', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000001a1', '01900000-0000-7000-8000-0000000000d4', NULL);
INSERT INTO kith.audit_events (org_id, "position", id, at, actor_id, event, scope_id, command_id, device_id, details) VALUES ('01900000-0000-7000-8000-0000000000a1', 41, '01900000-0000-7000-8000-0000000001b2', '2026-10-02 11:00:06+00', '01900000-0000-7000-8000-0000000000c1', 'command.refused', '01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000001a2', NULL, '{"code": "not_yours"}');

-- Data for Name: audit_seals; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.audit_seals (org_id, seq, from_position, to_position, row_count, previous_hash, hash, sealed_at) VALUES ('01900000-0000-7000-8000-0000000000a1', 1, 0, 40, 1, '\x', '\xabcd', '2026-10-02 12:00:00+00');

-- Data for Name: change_counters; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.change_counters (org_id, n, epoch) VALUES ('01900000-0000-7000-8000-0000000000a1', 41, '01900000-0000-7000-8000-0000000000e1');
INSERT INTO kith.change_counters (org_id, n, epoch) VALUES ('01900000-0000-7000-8000-0000000000a2', 0, '01900000-0000-7000-8000-0000000000e2');

-- Data for Name: changes; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.changes (org_id, scope_id, "position", table_name, row_id, narrowed) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000101', 40, 'contacts', '01900000-0000-7000-8000-000000000151', false);
INSERT INTO kith.changes (org_id, scope_id, "position", table_name, row_id, narrowed) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000101', 41, 'entries', '01900000-0000-7000-8000-000000000161', true);

-- Data for Name: contact_goals; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.contact_goals (org_id, contact_id, goal_id, person_id) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000151', '01900000-0000-7000-8000-000000000141', '01900000-0000-7000-8000-000000000101');

-- Data for Name: contact_weeks; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.contact_weeks (org_id, programme_id, week, place, mode, contacts, people, minutes, lengths) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000b1', '2026-09-28', 'park', 'in_person', 1, 1, 45, '{"45": 1}');

-- Data for Name: contacts; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, late, pack_version, recorded_at, received_at, cosigned_by, cosigned_at, struck_by, struck_at, struck_why) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000151', '01900000-0000-7000-8000-000000000150', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000b1', '01900000-0000-7000-8000-0000000000c1', '2026-10-02 10:00:00+00', 45, '2026-10-02', 'park', 'in_person', '{listened,walked}', 'written', false, 'core@2026.1', '2026-10-02 11:00:00+00', '2026-10-02 11:00:05+00', '01900000-0000-7000-8000-0000000000c2', '2026-10-03 00:00:00+00', NULL, NULL, NULL);
INSERT INTO kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, late, pack_version, recorded_at, received_at, cosigned_by, cosigned_at, struck_by, struck_at, struck_why) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000152', '01900000-0000-7000-8000-000000000153', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000b1', '01900000-0000-7000-8000-0000000000c1', '2026-10-05 10:00:00+00', 1440, '2026-10-05', 'home', 'phone', '{}', 'none', true, 'core@2026.1', '2026-10-05 11:00:00+00', '2026-10-25 11:00:05+00', NULL, NULL, '01900000-0000-7000-8000-0000000000c1', '2026-10-26 00:00:00+00', 'Wrong day');

-- Data for Name: count_exports; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.count_exports (org_id, id, staff_id, programme_id, from_day, to_day, at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000001c1', '01900000-0000-7000-8000-0000000000c2', NULL, '2026-01-01', '2026-09-30', '2026-10-01 00:00:00+00');

-- Data for Name: counted_people; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.counted_people (org_id, person_id, n, counted_as) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000101', 1, '01900000-0000-7000-8000-000000000101');

-- Data for Name: devices; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.devices (org_id, id, staff_id, label, app_version, first_seen_at, last_seen_at, revoked_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000d4', '01900000-0000-7000-8000-0000000000c1', 'Chrome', '0.1.0', '2026-01-01 00:00:00+00', '2026-11-01 00:00:00+00', NULL);
INSERT INTO kith.devices (org_id, id, staff_id, label, app_version, first_seen_at, last_seen_at, revoked_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000d5', '01900000-0000-7000-8000-0000000000c3', '', '', '2026-01-01 00:00:00+00', '2026-01-31 00:00:00+00', '2026-02-01 00:00:00+00');

-- Data for Name: enrolments; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.enrolments (org_id, id, person_id, programme_id, enrolled_on, left_on, left_reason, version) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000111', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000b1', '2026-03-02', NULL, NULL, 1);
INSERT INTO kith.enrolments (org_id, id, person_id, programme_id, enrolled_on, left_on, left_reason, version) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000112', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000b2', '2025-01-01', '2025-03-31', 'moved', 1);

-- Data for Name: entries; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.entries (org_id, id, contact_id, person_id, author_id, voice, audience, kind, follows_id, words, felt, language, shown, written_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000161', '01900000-0000-7000-8000-000000000151', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000c1', 'person', 'pair', 'entry', NULL, 'நன்றாக இருந்தது.
Very good, \ "quoted", 	 and 🙂', 'lighter', 'ta', 'together', '2026-10-02 11:00:00+00');
INSERT INTO kith.entries (org_id, id, contact_id, person_id, author_id, voice, audience, kind, follows_id, words, felt, language, shown, written_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000162', '01900000-0000-7000-8000-000000000151', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000c1', 'peer', 'team', 'addendum', '01900000-0000-7000-8000-000000000161', 'And the bus was late.', NULL, 'en', NULL, '2026-10-03 11:00:00+00');

-- Data for Name: follow_ups; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.follow_ups (org_id, id, person_id, contact_id, owner_id, words, due_on, status, created_at, version) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000171', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-000000000151', '01900000-0000-7000-8000-0000000000c1', 'Bring the timetable', '2026-10-09', 'open', '2026-10-02 11:00:00+00', 1);

-- Data for Name: goal_ratings; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.goal_ratings (org_id, id, goal_id, person_id, closeness, rated_at, recorded_by) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000143', '01900000-0000-7000-8000-000000000141', '01900000-0000-7000-8000-000000000101', 6, '2026-04-01 00:00:00+00', '01900000-0000-7000-8000-0000000000c1');

-- Data for Name: goal_steps; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.goal_steps (org_id, id, goal_id, person_id, words, who, due_on, done_on, dropped, created_at, version) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000142', '01900000-0000-7000-8000-000000000141', '01900000-0000-7000-8000-000000000101', 'Find the bus', 'person', '2026-12-01', NULL, false, '2026-03-06 00:00:00+00', 1);

-- Data for Name: goals; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.goals (org_id, id, person_id, words, words_language, peer_words, life_area, status, created_by, created_at, version, updated_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000141', '01900000-0000-7000-8000-000000000101', 'கடலைப் பார்க்க வேண்டும்', 'ta', 'An outing', 'social', 'open', '01900000-0000-7000-8000-0000000000c1', '2026-03-05 00:00:00+00', 2, '2026-11-27 03:14:11.545539+00');

-- Data for Name: invitations; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.invitations (org_id, id, staff_id, invited_by, expires_at, accepted_at, withdrawn_at, salt) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000d3', '01900000-0000-7000-8000-0000000000c3', '01900000-0000-7000-8000-0000000000c2', '2027-01-01 00:00:00+00', NULL, NULL, '9a234283-cc11-4ea2-b789-140bb8eb6bcf');

-- Data for Name: looks; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.looks (org_id, id, person_id, staff_id, what, looked_at, offline, received_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000131', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000c1', 'record', '2026-10-01 00:00:00+00', true, '2026-10-02 00:00:00+00');

-- Data for Name: mirror_keeps; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.mirror_keeps (org_id, id, staff_id, term, kept_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000191', '01900000-0000-7000-8000-0000000000c1', 'addict', '2026-10-02 11:00:00+00');

-- Data for Name: organisations; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.organisations (org_id, name, people_word, jurisdiction, packs, languages, time_zone, second_factor_required, offline_lease_hours, version, created_at) VALUES ('01900000-0000-7000-8000-0000000000a1', 'Thunai', 'person', 'in-tn', '{core,in-tn}', '{en,ta}', 'Asia/Kolkata', false, 72, 1, '2026-11-27 03:14:11.545539+00');
INSERT INTO kith.organisations (org_id, name, people_word, jurisdiction, packs, languages, time_zone, second_factor_required, offline_lease_hours, version, created_at) VALUES ('01900000-0000-7000-8000-0000000000a2', 'Riverbend', 'person', 'us', '{core,us}', '{en}', 'America/New_York', false, 720, 1, '2026-11-27 03:14:11.545539+00');

-- Data for Name: people; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.people (org_id, id, programme_id, name, full_name, pronouns, languages, phone, email, safe_contact, birth_date, age_band, matters, strengths, culture, emergency, merged_into, registered_by, registered_at, version, updated_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000b1', 'Kavi', 'Kavitha செல்வி', 'she', '{ta,en}', '9000000001', 'kavi@example.org', '{"best": "மாலை", "nameSender": false, "leaveMessage": false}', '1988-02-29', NULL, 'Tea before anyone talks', NULL, NULL, '{"name": "Amma", "phone": "9000000002", "relation": "mother"}', NULL, '01900000-0000-7000-8000-0000000000c1', '2026-03-02 00:00:00+00', 3, '2026-11-27 03:14:11.545539+00');
INSERT INTO kith.people (org_id, id, programme_id, name, full_name, pronouns, languages, phone, email, safe_contact, birth_date, age_band, matters, strengths, culture, emergency, merged_into, registered_by, registered_at, version, updated_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000102', '01900000-0000-7000-8000-0000000000b1', 'K', NULL, NULL, '{}', NULL, NULL, '{}', NULL, '25-34', NULL, NULL, NULL, '{}', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000c2', '2026-03-03 00:00:00+00', 1, '2026-11-27 03:14:11.545539+00');

-- Data for Name: people_words; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.people_words (org_id, person_id, word) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000101', 'kavi');
INSERT INTO kith.people_words (org_id, person_id, word) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000101', 'celvi');

-- Data for Name: programme_weeks; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.programme_weeks (org_id, programme_id, week, contacts, minutes, people, who) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000b1', '2026-09-28', 1, 45, 1, B'01');

-- Data for Name: programmes; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.programmes (org_id, id, name, cosign_required, ended_on, version) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000b1', 'மாலை நடை', true, NULL, 1);
INSERT INTO kith.programmes (org_id, id, name, cosign_required, ended_on, version) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000b2', 'Old programme', false, '2025-03-31', 1);
INSERT INTO kith.programmes (org_id, id, name, cosign_required, ended_on, version) VALUES ('01900000-0000-7000-8000-0000000000a2', '01900000-0000-7000-8000-0000000000b3', 'Ward', false, NULL, 1);

-- Data for Name: receipts; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.receipts (org_id, actor_id, command_id, args_hash, "position", refusal, at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c1', '01900000-0000-7000-8000-0000000001a1', '\x00ff', 40, NULL, '2026-10-02 11:00:05+00');
INSERT INTO kith.receipts (org_id, actor_id, command_id, args_hash, "position", refusal, at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c1', '01900000-0000-7000-8000-0000000001a2', '\x01', NULL, '{"code": "not_yours"}', '2026-10-02 11:00:06+00');

-- Data for Name: rollup_marks; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.rollup_marks (org_id, "position") VALUES ('01900000-0000-7000-8000-0000000000a1', 40);

-- Data for Name: staff; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.staff (org_id, id, user_id, name, email, title, locale, active, deactivated_at, version, created_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c1', 'u-meena', 'Meena', 'meena@example.org', 'Peer', 'ta', true, NULL, 1, '2025-01-02 03:04:05+00');
INSERT INTO kith.staff (org_id, id, user_id, name, email, title, locale, active, deactivated_at, version, created_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c2', NULL, 'Latha', 'latha@example.org', NULL, 'en', true, NULL, 1, '2025-01-02 03:04:05+00');
INSERT INTO kith.staff (org_id, id, user_id, name, email, title, locale, active, deactivated_at, version, created_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c3', NULL, 'Arul', 'arul@example.org', NULL, 'en', false, '2026-02-01 00:00:00+00', 1, '2025-01-02 03:04:05+00');
INSERT INTO kith.staff (org_id, id, user_id, name, email, title, locale, active, deactivated_at, version, created_at) VALUES ('01900000-0000-7000-8000-0000000000a2', '01900000-0000-7000-8000-0000000000c4', NULL, 'Zoe', 'zoe@example.org', NULL, 'en', true, NULL, 1, '2025-01-02 03:04:05+00');

-- Data for Name: staff_programmes; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.staff_programmes (org_id, staff_id, programme_id) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c1', '01900000-0000-7000-8000-0000000000b1');
INSERT INTO kith.staff_programmes (org_id, staff_id, programme_id) VALUES ('01900000-0000-7000-8000-0000000000a2', '01900000-0000-7000-8000-0000000000c4', '01900000-0000-7000-8000-0000000000b3');

-- Data for Name: staff_roles; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.staff_roles (org_id, staff_id, role) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c1', 'peer');
INSERT INTO kith.staff_roles (org_id, staff_id, role) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c2', 'supervisor');
INSERT INTO kith.staff_roles (org_id, staff_id, role) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c2', 'administrator');
INSERT INTO kith.staff_roles (org_id, staff_id, role) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c3', 'peer');
INSERT INTO kith.staff_roles (org_id, staff_id, role) VALUES ('01900000-0000-7000-8000-0000000000a2', '01900000-0000-7000-8000-0000000000c4', 'director');

-- Data for Name: supervisions; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.supervisions (org_id, id, supervisor_id, staff_id, starts_at, ends_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000d1', '01900000-0000-7000-8000-0000000000c2', '01900000-0000-7000-8000-0000000000c1', '2025-01-02 03:04:05+00', 'infinity');
INSERT INTO kith.supervisions (org_id, id, supervisor_id, staff_id, starts_at, ends_at) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000d2', '01900000-0000-7000-8000-0000000000c2', '01900000-0000-7000-8000-0000000000c3', '2025-01-02 03:04:05+00', '2026-02-01 00:00:00+00');

-- Data for Name: visits; Type: TABLE DATA; Schema: kith; Owner: kith_owner

INSERT INTO kith.visits (org_id, id, person_id, staff_id, starts_at, place, mode, note, status, contact_id, version) VALUES ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000181', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000c1', '2026-10-02 10:00:00+00', 'park', 'in_person', 'By the gate', 'met', '01900000-0000-7000-8000-000000000151', 1);

-- Data for Name: applied; Type: TABLE DATA; Schema: migrations; Owner: postgres

INSERT INTO migrations.applied (name, sha256, at) VALUES ('0001_roles_and_reach.sql', '07b90a37e6f0024368bb15229e86f43d964a64e37b2fbc7b7d1e17937e0a25d4', '2026-11-27 03:14:09.927069+00');
INSERT INTO migrations.applied (name, sha256, at) VALUES ('0002_organisations_and_staff.sql', '003dc66ac162063d27e5ced6f6e3434a7a62f29a81e163fd7b9ddfaa1b09a87b', '2026-11-27 03:14:09.986523+00');
INSERT INTO migrations.applied (name, sha256, at) VALUES ('0003_people.sql', '81d3c6a36495d85c3f774411755fbf84f424b6d8bd28c4983d4b15aa43851caa', '2026-11-27 03:14:10.101992+00');
INSERT INTO migrations.applied (name, sha256, at) VALUES ('0004_goals.sql', '8871002aaef522b5edcf2380e147dd693df02f06ec207f7f1d2f475e86d1aeed', '2026-11-27 03:14:10.22305+00');
INSERT INTO migrations.applied (name, sha256, at) VALUES ('0005_contacts.sql', '9b063e4e85ac7120bb07267f2ef4dc6c1c7037d79688e0d0fae5c93e831fb833', '2026-11-27 03:14:10.301497+00');
INSERT INTO migrations.applied (name, sha256, at) VALUES ('0006_sync_and_audit.sql', 'e4fdef4e49dc6934dd7a250dabd1e89728fa83d41e1650ba14c215cebe6bedb6', '2026-11-27 03:14:10.427147+00');
INSERT INTO migrations.applied (name, sha256, at) VALUES ('0007_reach.sql', '0eac9d5cc4aa9bcb574a51f6f57adb1ec11de4af28741080b9c89c97538ceeb5', '2026-11-27 03:14:10.519923+00');
INSERT INTO migrations.applied (name, sha256, at) VALUES ('0008_row_security.sql', '2f727d9b549a46f7e132c35407f361c780368c344abf20e940bac827feb70fe0', '2026-11-27 03:14:10.617893+00');
INSERT INTO migrations.applied (name, sha256, at) VALUES ('0009_door.sql', 'f88d8ea34cabe3c2d890634fccc401e0433a295a8ce04f0721eb90f91c954549', '2026-11-27 03:14:10.892668+00');
INSERT INTO migrations.applied (name, sha256, at) VALUES ('0010_jobs.sql', 'd2a7726a4d899ee487ea58e741cd380126d1f617171a0f400994aa448d671d12', '2026-11-27 03:14:11.199684+00');
INSERT INTO migrations.applied (name, sha256, at) VALUES ('0011_people_desk.sql', 'ed06b2e3a72684a186d1f67dd9ad8a1bdb10f3ceab7e3963a5f990dac223aa6e', '2026-11-27 03:14:11.430462+00');
INSERT INTO migrations.applied (name, sha256, at) VALUES ('0011_rollup.sql', 'b9102bb36677ef2ea85fd1141ffcae97dc2e97bb0f9beb3cb9c792e03474549b', '2026-11-27 03:14:11.458604+00');
INSERT INTO migrations.applied (name, sha256, at) VALUES ('0012_addenda_of_a_contact.sql', '8e461a173acce512e2dd235cf0bce6dd493b2c93d17ba04af335ff2e378590e5', '2026-11-27 03:14:11.492103+00');
INSERT INTO migrations.applied (name, sha256, at) VALUES ('0013_caretaker.sql', '314a919e8e500641e6b1164e40395675570ecfa223b3e82f1a8795227e9dbcad', '2026-11-27 03:14:11.503383+00');

-- Data for Name: bam; Type: TABLE DATA; Schema: pgboss; Owner: kith_jobs

-- Data for Name: instance; Type: TABLE DATA; Schema: pgboss; Owner: kith_jobs

-- Data for Name: job_common; Type: TABLE DATA; Schema: pgboss; Owner: kith_jobs

-- Data for Name: job_dependency; Type: TABLE DATA; Schema: pgboss; Owner: kith_jobs

-- Data for Name: queue; Type: TABLE DATA; Schema: pgboss; Owner: kith_jobs

INSERT INTO pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, retention_seconds, deletion_seconds, dead_letter, partition, table_name, deferred_count, blocked_count, queued_count, ready_count, warning_queued, active_count, failed_count, total_count, retained_count, retained_on, created_delta, completed_delta, failed_delta, delta_on, delta_seconds, wait_bins, run_bins, ready_oldest_seconds, ready_history, heartbeat_seconds, notify, singletons_active, monitor_claim_on, monitor_on, maintain_on, created_on, updated_on) VALUES ('send-invitation', 'standard', 10, 30, true, 3600, 900, 1209600, 604800, NULL, false, 'job_common', 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, '{}', NULL, false, NULL, NULL, NULL, NULL, '2026-11-27 03:14:11.199684+00', '2026-11-27 03:14:11.199684+00');

-- Data for Name: queue_stats_20261127; Type: TABLE DATA; Schema: pgboss; Owner: kith_jobs

-- Data for Name: queue_stats_20261128; Type: TABLE DATA; Schema: pgboss; Owner: kith_jobs

-- Data for Name: schedule; Type: TABLE DATA; Schema: pgboss; Owner: kith_jobs

-- Data for Name: subscription; Type: TABLE DATA; Schema: pgboss; Owner: kith_jobs

-- Data for Name: version; Type: TABLE DATA; Schema: pgboss; Owner: kith_jobs

INSERT INTO pgboss.version (version, cron_on, bam_on, flow_on, reindex_on, monitor_backoff_on) VALUES (46, NULL, NULL, NULL, NULL, NULL);

-- Data for Name: warning; Type: TABLE DATA; Schema: pgboss; Owner: kith_jobs

-- Data for Name: secrets; Type: TABLE DATA; Schema: reach; Owner: kith_owner

INSERT INTO reach.secrets (only_row, secret) VALUES (true, '\xabababababababababababababababababababababababababababababababab');

-- Name: account account_pkey; Type: CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

-- Name: passkey passkey_credentialID_key; Type: CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth.passkey
    ADD CONSTRAINT "passkey_credentialID_key" UNIQUE ("credentialID");

-- Name: passkey passkey_pkey; Type: CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth.passkey
    ADD CONSTRAINT passkey_pkey PRIMARY KEY (id);

-- Name: session session_pkey; Type: CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

-- Name: session session_token_key; Type: CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth.session
    ADD CONSTRAINT session_token_key UNIQUE (token);

-- Name: set_up_link set_up_link_pkey; Type: CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth.set_up_link
    ADD CONSTRAINT set_up_link_pkey PRIMARY KEY (only_row);

-- Name: tries tries_pkey; Type: CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth.tries
    ADD CONSTRAINT tries_pkey PRIMARY KEY (bucket);

-- Name: twoFactor twoFactor_pkey; Type: CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth."twoFactor"
    ADD CONSTRAINT "twoFactor_pkey" PRIMARY KEY (id);

-- Name: user user_email_key; Type: CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth."user"
    ADD CONSTRAINT user_email_key UNIQUE (email);

-- Name: user user_pkey; Type: CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth."user"
    ADD CONSTRAINT user_pkey PRIMARY KEY (id);

-- Name: verification verification_pkey; Type: CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth.verification
    ADD CONSTRAINT verification_pkey PRIMARY KEY (id);

-- Name: assignments assignments_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.assignments
    ADD CONSTRAINT assignments_pkey PRIMARY KEY (org_id, id);

-- Name: audit_events audit_events_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.audit_events
    ADD CONSTRAINT audit_events_pkey PRIMARY KEY (org_id, "position", id);

-- Name: audit_seals audit_seals_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.audit_seals
    ADD CONSTRAINT audit_seals_pkey PRIMARY KEY (org_id, seq);

-- Name: change_counters change_counters_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.change_counters
    ADD CONSTRAINT change_counters_pkey PRIMARY KEY (org_id);

-- Name: changes changes_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.changes
    ADD CONSTRAINT changes_pkey PRIMARY KEY (org_id, scope_id, "position", row_id);

-- Name: contact_goals contact_goals_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.contact_goals
    ADD CONSTRAINT contact_goals_pkey PRIMARY KEY (org_id, contact_id, goal_id);

-- Name: contact_weeks contact_weeks_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.contact_weeks
    ADD CONSTRAINT contact_weeks_pkey PRIMARY KEY (org_id, programme_id, week, place, mode);

-- Name: contacts contacts_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (org_id, id);

-- Name: count_exports count_exports_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.count_exports
    ADD CONSTRAINT count_exports_pkey PRIMARY KEY (org_id, id);

-- Name: counted_people counted_people_org_id_n_key; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.counted_people
    ADD CONSTRAINT counted_people_org_id_n_key UNIQUE (org_id, n);

-- Name: counted_people counted_people_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.counted_people
    ADD CONSTRAINT counted_people_pkey PRIMARY KEY (org_id, person_id);

-- Name: devices devices_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.devices
    ADD CONSTRAINT devices_pkey PRIMARY KEY (org_id, staff_id, id);

-- Name: enrolments enrolments_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.enrolments
    ADD CONSTRAINT enrolments_pkey PRIMARY KEY (org_id, id);

-- Name: entries entries_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.entries
    ADD CONSTRAINT entries_pkey PRIMARY KEY (org_id, id);

-- Name: follow_ups follow_ups_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.follow_ups
    ADD CONSTRAINT follow_ups_pkey PRIMARY KEY (org_id, id);

-- Name: goal_ratings goal_ratings_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.goal_ratings
    ADD CONSTRAINT goal_ratings_pkey PRIMARY KEY (org_id, id);

-- Name: goal_steps goal_steps_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.goal_steps
    ADD CONSTRAINT goal_steps_pkey PRIMARY KEY (org_id, id);

-- Name: goals goals_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.goals
    ADD CONSTRAINT goals_pkey PRIMARY KEY (org_id, id);

-- Name: invitations invitations_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (org_id, id);

-- Name: looks looks_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.looks
    ADD CONSTRAINT looks_pkey PRIMARY KEY (org_id, id);

-- Name: mirror_keeps mirror_keeps_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.mirror_keeps
    ADD CONSTRAINT mirror_keeps_pkey PRIMARY KEY (org_id, id);

-- Name: organisations organisations_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.organisations
    ADD CONSTRAINT organisations_pkey PRIMARY KEY (org_id);

-- Name: people people_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (org_id, id);

-- Name: people_words people_words_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.people_words
    ADD CONSTRAINT people_words_pkey PRIMARY KEY (org_id, person_id, word);

-- Name: programme_weeks programme_weeks_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.programme_weeks
    ADD CONSTRAINT programme_weeks_pkey PRIMARY KEY (org_id, programme_id, week);

-- Name: programmes programmes_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.programmes
    ADD CONSTRAINT programmes_pkey PRIMARY KEY (org_id, id);

-- Name: receipts receipts_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.receipts
    ADD CONSTRAINT receipts_pkey PRIMARY KEY (org_id, actor_id, command_id);

-- Name: rollup_marks rollup_marks_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.rollup_marks
    ADD CONSTRAINT rollup_marks_pkey PRIMARY KEY (org_id);

-- Name: staff staff_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY (org_id, id);

-- Name: staff_programmes staff_programmes_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.staff_programmes
    ADD CONSTRAINT staff_programmes_pkey PRIMARY KEY (org_id, staff_id, programme_id);

-- Name: staff_roles staff_roles_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.staff_roles
    ADD CONSTRAINT staff_roles_pkey PRIMARY KEY (org_id, staff_id, role);

-- Name: supervisions supervisions_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.supervisions
    ADD CONSTRAINT supervisions_pkey PRIMARY KEY (org_id, id);

-- Name: visits visits_pkey; Type: CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.visits
    ADD CONSTRAINT visits_pkey PRIMARY KEY (org_id, id);

-- Name: applied applied_pkey; Type: CONSTRAINT; Schema: migrations; Owner: postgres

ALTER TABLE ONLY migrations.applied
    ADD CONSTRAINT applied_pkey PRIMARY KEY (name);

-- Name: bam bam_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.bam
    ADD CONSTRAINT bam_pkey PRIMARY KEY (id);

-- Name: instance instance_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.instance
    ADD CONSTRAINT instance_pkey PRIMARY KEY (id);

-- Name: job job_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (name, id);

-- Name: job_common job_common_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.job_common
    ADD CONSTRAINT job_common_pkey PRIMARY KEY (name, id);

-- Name: job_dependency job_dependency_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.job_dependency
    ADD CONSTRAINT job_dependency_pkey PRIMARY KEY (child_name, child_id, parent_name, parent_id);

-- Name: queue queue_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.queue
    ADD CONSTRAINT queue_pkey PRIMARY KEY (name);

-- Name: queue_stats queue_stats_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.queue_stats
    ADD CONSTRAINT queue_stats_pkey PRIMARY KEY (id, captured_on);

-- Name: queue_stats_20261127 queue_stats_20261127_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.queue_stats_20261127
    ADD CONSTRAINT queue_stats_20261127_pkey PRIMARY KEY (id, captured_on);

-- Name: queue_stats_20261128 queue_stats_20261128_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.queue_stats_20261128
    ADD CONSTRAINT queue_stats_20261128_pkey PRIMARY KEY (id, captured_on);

-- Name: schedule schedule_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.schedule
    ADD CONSTRAINT schedule_pkey PRIMARY KEY (name, key);

-- Name: subscription subscription_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.subscription
    ADD CONSTRAINT subscription_pkey PRIMARY KEY (event, name);

-- Name: version version_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (version);

-- Name: warning warning_pkey; Type: CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.warning
    ADD CONSTRAINT warning_pkey PRIMARY KEY (id);

-- Name: secrets secrets_pkey; Type: CONSTRAINT; Schema: reach; Owner: kith_owner

ALTER TABLE ONLY reach.secrets
    ADD CONSTRAINT secrets_pkey PRIMARY KEY (only_row);

-- Name: account_userId_idx; Type: INDEX; Schema: auth; Owner: kith_owner

CREATE INDEX "account_userId_idx" ON auth.account USING btree ("userId");

-- Name: passkey_userId_idx; Type: INDEX; Schema: auth; Owner: kith_owner

CREATE INDEX "passkey_userId_idx" ON auth.passkey USING btree ("userId");

-- Name: session_userId_idx; Type: INDEX; Schema: auth; Owner: kith_owner

CREATE INDEX "session_userId_idx" ON auth.session USING btree ("userId");

-- Name: tries_last_at_idx; Type: INDEX; Schema: auth; Owner: kith_owner

CREATE INDEX tries_last_at_idx ON auth.tries USING btree (last_at);

-- Name: twoFactor_userId_idx; Type: INDEX; Schema: auth; Owner: kith_owner

CREATE INDEX "twoFactor_userId_idx" ON auth."twoFactor" USING btree ("userId");

-- Name: verification_identifier_idx; Type: INDEX; Schema: auth; Owner: kith_owner

CREATE INDEX verification_identifier_idx ON auth.verification USING btree (identifier);

-- Name: assignments_person; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX assignments_person ON kith.assignments USING btree (org_id, person_id);

-- Name: assignments_staff; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX assignments_staff ON kith.assignments USING btree (org_id, staff_id, person_id, ends_at);

-- Name: changes_counted; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX changes_counted ON kith.changes USING btree (org_id, "position") INCLUDE (table_name, row_id) WHERE (table_name = ANY (ARRAY['contacts'::text, 'people'::text]));

-- Name: contact_goals_person; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX contact_goals_person ON kith.contact_goals USING btree (org_id, person_id);

-- Name: contacts_person; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX contacts_person ON kith.contacts USING btree (org_id, person_id, started_at);

-- Name: contacts_programme_day; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX contacts_programme_day ON kith.contacts USING btree (org_id, programme_id, day);

-- Name: enrolments_person; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX enrolments_person ON kith.enrolments USING btree (org_id, person_id);

-- Name: entries_one_strike; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE UNIQUE INDEX entries_one_strike ON kith.entries USING btree (org_id, follows_id) WHERE (kind = 'strike'::text);

-- Name: entries_person; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX entries_person ON kith.entries USING btree (org_id, person_id);

-- Name: follow_ups_person; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX follow_ups_person ON kith.follow_ups USING btree (org_id, person_id);

-- Name: goal_ratings_person; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX goal_ratings_person ON kith.goal_ratings USING btree (org_id, person_id);

-- Name: goal_steps_person; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX goal_steps_person ON kith.goal_steps USING btree (org_id, person_id);

-- Name: goals_of_person; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE UNIQUE INDEX goals_of_person ON kith.goals USING btree (org_id, id, person_id);

-- Name: goals_person; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX goals_person ON kith.goals USING btree (org_id, person_id);

-- Name: invitations_id; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE UNIQUE INDEX invitations_id ON kith.invitations USING btree (id, org_id);

-- Name: invitations_staff; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX invitations_staff ON kith.invitations USING btree (org_id, staff_id);

-- Name: looks_person; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX looks_person ON kith.looks USING btree (org_id, person_id, looked_at DESC);

-- Name: people_birth_date; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX people_birth_date ON kith.people USING btree (org_id, birth_date) WHERE (birth_date IS NOT NULL);

-- Name: people_merged_into; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX people_merged_into ON kith.people USING btree (org_id, merged_into) WHERE (merged_into IS NOT NULL);

-- Name: people_phone; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX people_phone ON kith.people USING btree (org_id, phone) WHERE (phone IS NOT NULL);

-- Name: people_programme; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX people_programme ON kith.people USING btree (org_id, programme_id);

-- Name: people_registered_by; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX people_registered_by ON kith.people USING btree (org_id, registered_by);

-- Name: people_words_word; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX people_words_word ON kith.people_words USING btree (org_id, word text_pattern_ops, person_id);

-- Name: staff_by_user; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX staff_by_user ON kith.staff USING btree (user_id);

-- Name: staff_email; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE UNIQUE INDEX staff_email ON kith.staff USING btree (org_id, lower(email));

-- Name: staff_user; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE UNIQUE INDEX staff_user ON kith.staff USING btree (org_id, user_id) WHERE (user_id IS NOT NULL);

-- Name: supervisions_by; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX supervisions_by ON kith.supervisions USING btree (org_id, staff_id);

-- Name: supervisions_of; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX supervisions_of ON kith.supervisions USING btree (org_id, supervisor_id);

-- Name: visits_person; Type: INDEX; Schema: kith; Owner: kith_owner

CREATE INDEX visits_person ON kith.visits USING btree (org_id, person_id);

-- Name: job_common_i1; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE UNIQUE INDEX job_common_i1 ON pgboss.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'created'::pgboss.job_state) AND (policy = 'short'::text));

-- Name: job_common_i10; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX job_common_i10 ON pgboss.job_common USING btree (name, singleton_key, state DESC, created_on, id) INCLUDE (start_after) WHERE ((state < 'active'::pgboss.job_state) AND (NOT blocked) AND (policy = 'key_strict_fifo'::text));

-- Name: job_common_i11; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX job_common_i11 ON pgboss.job_common USING btree (name, priority DESC, created_on, start_after) WHERE ((state < 'active'::pgboss.job_state) AND (NOT blocked));

-- Name: job_common_i12; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX job_common_i12 ON pgboss.job_common USING btree (source_root_id) WHERE (source_root_id IS NOT NULL);

-- Name: job_common_i13; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE UNIQUE INDEX job_common_i13 ON pgboss.job_common USING btree (name, singleton_key) WHERE ((state = 'created'::pgboss.job_state) AND upsert_by_key);

-- Name: job_common_i14; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX job_common_i14 ON pgboss.job_common USING btree (name, state, blocked, start_after) WHERE (state = ANY (ARRAY['created'::pgboss.job_state, 'retry'::pgboss.job_state, 'active'::pgboss.job_state, 'failed'::pgboss.job_state]));

-- Name: job_common_i15; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX job_common_i15 ON pgboss.job_common USING btree (name, created_on);

-- Name: job_common_i16; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX job_common_i16 ON pgboss.job_common USING btree (name, completed_on) WHERE (completed_on IS NOT NULL);

-- Name: job_common_i17; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX job_common_i17 ON pgboss.job_common USING btree (name, singleton_key, created_on) WHERE ((state < 'active'::pgboss.job_state) AND (singleton_key IS NOT NULL));

-- Name: job_common_i2; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE UNIQUE INDEX job_common_i2 ON pgboss.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state = 'active'::pgboss.job_state) AND (policy = 'singleton'::text));

-- Name: job_common_i3; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE UNIQUE INDEX job_common_i3 ON pgboss.job_common USING btree (name, state, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::pgboss.job_state) AND (policy = 'stately'::text));

-- Name: job_common_i4; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE UNIQUE INDEX job_common_i4 ON pgboss.job_common USING btree (name, singleton_on, COALESCE(singleton_key, ''::text)) WHERE ((state <> 'cancelled'::pgboss.job_state) AND (singleton_on IS NOT NULL));

-- Name: job_common_i6; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE UNIQUE INDEX job_common_i6 ON pgboss.job_common USING btree (name, COALESCE(singleton_key, ''::text)) WHERE ((state <= 'active'::pgboss.job_state) AND (policy = 'exclusive'::text));

-- Name: job_common_i7; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX job_common_i7 ON pgboss.job_common USING btree (name, group_id) WHERE ((state = 'active'::pgboss.job_state) AND (group_id IS NOT NULL));

-- Name: job_common_i8; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE UNIQUE INDEX job_common_i8 ON pgboss.job_common USING btree (name, singleton_key) WHERE ((state = ANY (ARRAY['active'::pgboss.job_state, 'retry'::pgboss.job_state, 'failed'::pgboss.job_state])) AND (policy = 'key_strict_fifo'::text));

-- Name: job_common_i9; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX job_common_i9 ON pgboss.job_common USING btree (name, id) WHERE (blocking AND (state = 'completed'::pgboss.job_state));

-- Name: job_dep_parent_idx; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX job_dep_parent_idx ON pgboss.job_dependency USING btree (parent_name, parent_id);

-- Name: queue_stats_i1; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX queue_stats_i1 ON ONLY pgboss.queue_stats USING btree (name, captured_on DESC) INCLUDE (deferred_count, queued_count, ready_count, active_count, failed_count, total_count);

-- Name: queue_stats_20261127_name_captured_on_deferred_count_queued_idx; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX queue_stats_20261127_name_captured_on_deferred_count_queued_idx ON pgboss.queue_stats_20261127 USING btree (name, captured_on DESC) INCLUDE (deferred_count, queued_count, ready_count, active_count, failed_count, total_count);

-- Name: queue_stats_20261128_name_captured_on_deferred_count_queued_idx; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX queue_stats_20261128_name_captured_on_deferred_count_queued_idx ON pgboss.queue_stats_20261128 USING btree (name, captured_on DESC) INCLUDE (deferred_count, queued_count, ready_count, active_count, failed_count, total_count);

-- Name: warning_i1; Type: INDEX; Schema: pgboss; Owner: kith_jobs

CREATE INDEX warning_i1 ON pgboss.warning USING btree (created_on DESC);

-- Name: job_common_pkey; Type: INDEX ATTACH; Schema: pgboss; Owner: kith_jobs

ALTER INDEX pgboss.job_pkey ATTACH PARTITION pgboss.job_common_pkey;

-- Name: queue_stats_20261127_name_captured_on_deferred_count_queued_idx; Type: INDEX ATTACH; Schema: pgboss; Owner: kith_jobs

ALTER INDEX pgboss.queue_stats_i1 ATTACH PARTITION pgboss.queue_stats_20261127_name_captured_on_deferred_count_queued_idx;

-- Name: queue_stats_20261127_pkey; Type: INDEX ATTACH; Schema: pgboss; Owner: kith_jobs

ALTER INDEX pgboss.queue_stats_pkey ATTACH PARTITION pgboss.queue_stats_20261127_pkey;

-- Name: queue_stats_20261128_name_captured_on_deferred_count_queued_idx; Type: INDEX ATTACH; Schema: pgboss; Owner: kith_jobs

ALTER INDEX pgboss.queue_stats_i1 ATTACH PARTITION pgboss.queue_stats_20261128_name_captured_on_deferred_count_queued_idx;

-- Name: queue_stats_20261128_pkey; Type: INDEX ATTACH; Schema: pgboss; Owner: kith_jobs

ALTER INDEX pgboss.queue_stats_pkey ATTACH PARTITION pgboss.queue_stats_20261128_pkey;

-- Name: account account_userId_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth.account
    ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;

-- Name: passkey passkey_userId_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth.passkey
    ADD CONSTRAINT "passkey_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;

-- Name: session session_userId_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth.session
    ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;

-- Name: twoFactor twoFactor_userId_fkey; Type: FK CONSTRAINT; Schema: auth; Owner: kith_owner

ALTER TABLE ONLY auth."twoFactor"
    ADD CONSTRAINT "twoFactor_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;

-- Name: assignments assignments_org_id_made_by_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.assignments
    ADD CONSTRAINT assignments_org_id_made_by_fkey FOREIGN KEY (org_id, made_by) REFERENCES kith.staff(org_id, id);

-- Name: assignments assignments_org_id_person_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.assignments
    ADD CONSTRAINT assignments_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES kith.people(org_id, id);

-- Name: assignments assignments_org_id_programme_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.assignments
    ADD CONSTRAINT assignments_org_id_programme_id_fkey FOREIGN KEY (org_id, programme_id) REFERENCES kith.programmes(org_id, id);

-- Name: assignments assignments_org_id_staff_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.assignments
    ADD CONSTRAINT assignments_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES kith.staff(org_id, id);

-- Name: audit_events audit_events_org_id_actor_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.audit_events
    ADD CONSTRAINT audit_events_org_id_actor_id_fkey FOREIGN KEY (org_id, actor_id) REFERENCES kith.staff(org_id, id);

-- Name: audit_seals audit_seals_org_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.audit_seals
    ADD CONSTRAINT audit_seals_org_id_fkey FOREIGN KEY (org_id) REFERENCES kith.organisations(org_id);

-- Name: change_counters change_counters_org_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.change_counters
    ADD CONSTRAINT change_counters_org_id_fkey FOREIGN KEY (org_id) REFERENCES kith.organisations(org_id);

-- Name: changes changes_org_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.changes
    ADD CONSTRAINT changes_org_id_fkey FOREIGN KEY (org_id) REFERENCES kith.organisations(org_id);

-- Name: contact_goals contact_goals_org_id_contact_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.contact_goals
    ADD CONSTRAINT contact_goals_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES kith.contacts(org_id, id);

-- Name: contact_goals contact_goals_org_id_goal_id_person_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.contact_goals
    ADD CONSTRAINT contact_goals_org_id_goal_id_person_id_fkey FOREIGN KEY (org_id, goal_id, person_id) REFERENCES kith.goals(org_id, id, person_id);

-- Name: contact_weeks contact_weeks_org_id_programme_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.contact_weeks
    ADD CONSTRAINT contact_weeks_org_id_programme_id_fkey FOREIGN KEY (org_id, programme_id) REFERENCES kith.programmes(org_id, id);

-- Name: contacts contacts_org_id_author_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.contacts
    ADD CONSTRAINT contacts_org_id_author_id_fkey FOREIGN KEY (org_id, author_id) REFERENCES kith.staff(org_id, id);

-- Name: contacts contacts_org_id_cosigned_by_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.contacts
    ADD CONSTRAINT contacts_org_id_cosigned_by_fkey FOREIGN KEY (org_id, cosigned_by) REFERENCES kith.staff(org_id, id);

-- Name: contacts contacts_org_id_person_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.contacts
    ADD CONSTRAINT contacts_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES kith.people(org_id, id);

-- Name: contacts contacts_org_id_programme_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.contacts
    ADD CONSTRAINT contacts_org_id_programme_id_fkey FOREIGN KEY (org_id, programme_id) REFERENCES kith.programmes(org_id, id);

-- Name: contacts contacts_org_id_struck_by_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.contacts
    ADD CONSTRAINT contacts_org_id_struck_by_fkey FOREIGN KEY (org_id, struck_by) REFERENCES kith.staff(org_id, id);

-- Name: count_exports count_exports_org_id_programme_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.count_exports
    ADD CONSTRAINT count_exports_org_id_programme_id_fkey FOREIGN KEY (org_id, programme_id) REFERENCES kith.programmes(org_id, id);

-- Name: count_exports count_exports_org_id_staff_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.count_exports
    ADD CONSTRAINT count_exports_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES kith.staff(org_id, id);

-- Name: counted_people counted_people_org_id_person_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.counted_people
    ADD CONSTRAINT counted_people_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES kith.people(org_id, id);

-- Name: devices devices_org_id_staff_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.devices
    ADD CONSTRAINT devices_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES kith.staff(org_id, id);

-- Name: enrolments enrolments_org_id_person_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.enrolments
    ADD CONSTRAINT enrolments_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES kith.people(org_id, id);

-- Name: enrolments enrolments_org_id_programme_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.enrolments
    ADD CONSTRAINT enrolments_org_id_programme_id_fkey FOREIGN KEY (org_id, programme_id) REFERENCES kith.programmes(org_id, id);

-- Name: entries entries_org_id_author_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.entries
    ADD CONSTRAINT entries_org_id_author_id_fkey FOREIGN KEY (org_id, author_id) REFERENCES kith.staff(org_id, id);

-- Name: entries entries_org_id_contact_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.entries
    ADD CONSTRAINT entries_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES kith.contacts(org_id, id);

-- Name: entries entries_org_id_follows_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.entries
    ADD CONSTRAINT entries_org_id_follows_id_fkey FOREIGN KEY (org_id, follows_id) REFERENCES kith.entries(org_id, id);

-- Name: entries entries_org_id_person_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.entries
    ADD CONSTRAINT entries_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES kith.people(org_id, id);

-- Name: follow_ups follow_ups_org_id_contact_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.follow_ups
    ADD CONSTRAINT follow_ups_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES kith.contacts(org_id, id);

-- Name: follow_ups follow_ups_org_id_owner_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.follow_ups
    ADD CONSTRAINT follow_ups_org_id_owner_id_fkey FOREIGN KEY (org_id, owner_id) REFERENCES kith.staff(org_id, id);

-- Name: follow_ups follow_ups_org_id_person_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.follow_ups
    ADD CONSTRAINT follow_ups_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES kith.people(org_id, id);

-- Name: goal_ratings goal_ratings_org_id_goal_id_person_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.goal_ratings
    ADD CONSTRAINT goal_ratings_org_id_goal_id_person_id_fkey FOREIGN KEY (org_id, goal_id, person_id) REFERENCES kith.goals(org_id, id, person_id);

-- Name: goal_ratings goal_ratings_org_id_recorded_by_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.goal_ratings
    ADD CONSTRAINT goal_ratings_org_id_recorded_by_fkey FOREIGN KEY (org_id, recorded_by) REFERENCES kith.staff(org_id, id);

-- Name: goal_steps goal_steps_org_id_goal_id_person_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.goal_steps
    ADD CONSTRAINT goal_steps_org_id_goal_id_person_id_fkey FOREIGN KEY (org_id, goal_id, person_id) REFERENCES kith.goals(org_id, id, person_id);

-- Name: goals goals_org_id_created_by_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.goals
    ADD CONSTRAINT goals_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES kith.staff(org_id, id);

-- Name: goals goals_org_id_person_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.goals
    ADD CONSTRAINT goals_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES kith.people(org_id, id);

-- Name: invitations invitations_org_id_invited_by_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.invitations
    ADD CONSTRAINT invitations_org_id_invited_by_fkey FOREIGN KEY (org_id, invited_by) REFERENCES kith.staff(org_id, id);

-- Name: invitations invitations_org_id_staff_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.invitations
    ADD CONSTRAINT invitations_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES kith.staff(org_id, id);

-- Name: looks looks_org_id_person_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.looks
    ADD CONSTRAINT looks_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES kith.people(org_id, id);

-- Name: looks looks_org_id_staff_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.looks
    ADD CONSTRAINT looks_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES kith.staff(org_id, id);

-- Name: mirror_keeps mirror_keeps_org_id_staff_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.mirror_keeps
    ADD CONSTRAINT mirror_keeps_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES kith.staff(org_id, id);

-- Name: people people_org_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.people
    ADD CONSTRAINT people_org_id_fkey FOREIGN KEY (org_id) REFERENCES kith.organisations(org_id);

-- Name: people people_org_id_merged_into_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.people
    ADD CONSTRAINT people_org_id_merged_into_fkey FOREIGN KEY (org_id, merged_into) REFERENCES kith.people(org_id, id);

-- Name: people people_org_id_programme_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.people
    ADD CONSTRAINT people_org_id_programme_id_fkey FOREIGN KEY (org_id, programme_id) REFERENCES kith.programmes(org_id, id);

-- Name: people people_org_id_registered_by_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.people
    ADD CONSTRAINT people_org_id_registered_by_fkey FOREIGN KEY (org_id, registered_by) REFERENCES kith.staff(org_id, id);

-- Name: people_words people_words_org_id_person_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.people_words
    ADD CONSTRAINT people_words_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES kith.people(org_id, id);

-- Name: programme_weeks programme_weeks_org_id_programme_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.programme_weeks
    ADD CONSTRAINT programme_weeks_org_id_programme_id_fkey FOREIGN KEY (org_id, programme_id) REFERENCES kith.programmes(org_id, id);

-- Name: programmes programmes_org_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.programmes
    ADD CONSTRAINT programmes_org_id_fkey FOREIGN KEY (org_id) REFERENCES kith.organisations(org_id);

-- Name: receipts receipts_org_id_actor_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.receipts
    ADD CONSTRAINT receipts_org_id_actor_id_fkey FOREIGN KEY (org_id, actor_id) REFERENCES kith.staff(org_id, id);

-- Name: rollup_marks rollup_marks_org_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.rollup_marks
    ADD CONSTRAINT rollup_marks_org_id_fkey FOREIGN KEY (org_id) REFERENCES kith.organisations(org_id);

-- Name: staff staff_org_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.staff
    ADD CONSTRAINT staff_org_id_fkey FOREIGN KEY (org_id) REFERENCES kith.organisations(org_id);

-- Name: staff_programmes staff_programmes_org_id_programme_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.staff_programmes
    ADD CONSTRAINT staff_programmes_org_id_programme_id_fkey FOREIGN KEY (org_id, programme_id) REFERENCES kith.programmes(org_id, id);

-- Name: staff_programmes staff_programmes_org_id_staff_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.staff_programmes
    ADD CONSTRAINT staff_programmes_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES kith.staff(org_id, id);

-- Name: staff_roles staff_roles_org_id_staff_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.staff_roles
    ADD CONSTRAINT staff_roles_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES kith.staff(org_id, id);

-- Name: supervisions supervisions_org_id_staff_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.supervisions
    ADD CONSTRAINT supervisions_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES kith.staff(org_id, id);

-- Name: supervisions supervisions_org_id_supervisor_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.supervisions
    ADD CONSTRAINT supervisions_org_id_supervisor_id_fkey FOREIGN KEY (org_id, supervisor_id) REFERENCES kith.staff(org_id, id);

-- Name: visits visits_org_id_contact_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.visits
    ADD CONSTRAINT visits_org_id_contact_id_fkey FOREIGN KEY (org_id, contact_id) REFERENCES kith.contacts(org_id, id);

-- Name: visits visits_org_id_person_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.visits
    ADD CONSTRAINT visits_org_id_person_id_fkey FOREIGN KEY (org_id, person_id) REFERENCES kith.people(org_id, id);

-- Name: visits visits_org_id_staff_id_fkey; Type: FK CONSTRAINT; Schema: kith; Owner: kith_owner

ALTER TABLE ONLY kith.visits
    ADD CONSTRAINT visits_org_id_staff_id_fkey FOREIGN KEY (org_id, staff_id) REFERENCES kith.staff(org_id, id);

-- Name: job_common dlq_fkey; Type: FK CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.job_common
    ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

-- Name: job_common q_fkey; Type: FK CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.job_common
    ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED;

-- Name: queue queue_dead_letter_fkey; Type: FK CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.queue
    ADD CONSTRAINT queue_dead_letter_fkey FOREIGN KEY (dead_letter) REFERENCES pgboss.queue(name);

-- Name: schedule schedule_name_fkey; Type: FK CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.schedule
    ADD CONSTRAINT schedule_name_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE CASCADE;

-- Name: subscription subscription_name_fkey; Type: FK CONSTRAINT; Schema: pgboss; Owner: kith_jobs

ALTER TABLE ONLY pgboss.subscription
    ADD CONSTRAINT subscription_name_fkey FOREIGN KEY (name) REFERENCES pgboss.queue(name) ON DELETE CASCADE;

-- Name: devices administer; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY administer ON kith.devices TO kith_admin USING ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org))) WITH CHECK ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org)));

-- Name: invitations administer; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY administer ON kith.invitations TO kith_admin USING ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org))) WITH CHECK ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org)));

-- Name: organisations administer; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY administer ON kith.organisations TO kith_admin USING ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org))) WITH CHECK ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org)));

-- Name: programmes administer; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY administer ON kith.programmes TO kith_admin USING ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org))) WITH CHECK ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org)));

-- Name: staff administer; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY administer ON kith.staff TO kith_admin USING ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org))) WITH CHECK ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org)));

-- Name: staff_programmes administer; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY administer ON kith.staff_programmes TO kith_admin USING ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org))) WITH CHECK ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org)));

-- Name: staff_roles administer; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY administer ON kith.staff_roles TO kith_admin USING ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org))) WITH CHECK ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org)));

-- Name: supervisions administer; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY administer ON kith.supervisions TO kith_admin USING ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org))) WITH CHECK ((org_id = ( SELECT kith.me_admin_org() AS me_admin_org)));

-- Name: assignments; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.assignments ENABLE ROW LEVEL SECURITY;

-- Name: audit_events; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.audit_events ENABLE ROW LEVEL SECURITY;

-- Name: audit_seals; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.audit_seals ENABLE ROW LEVEL SECURITY;

-- Name: change_counters; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.change_counters ENABLE ROW LEVEL SECURITY;

-- Name: changes; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.changes ENABLE ROW LEVEL SECURITY;

-- Name: organisations colleagues; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY colleagues ON kith.organisations FOR SELECT TO kith_near, kith_wide USING ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: programmes colleagues; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY colleagues ON kith.programmes FOR SELECT TO kith_near, kith_wide USING ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: staff colleagues; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY colleagues ON kith.staff FOR SELECT TO kith_near, kith_wide USING ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: staff_programmes colleagues; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY colleagues ON kith.staff_programmes FOR SELECT TO kith_near, kith_wide USING ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: staff_roles colleagues; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY colleagues ON kith.staff_roles FOR SELECT TO kith_near, kith_wide USING ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: supervisions colleagues; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY colleagues ON kith.supervisions FOR SELECT TO kith_near, kith_wide USING ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: contact_goals; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.contact_goals ENABLE ROW LEVEL SECURITY;

-- Name: contact_weeks; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.contact_weeks ENABLE ROW LEVEL SECURITY;

-- Name: contacts; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.contacts ENABLE ROW LEVEL SECURITY;

-- Name: count_exports; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.count_exports ENABLE ROW LEVEL SECURITY;

-- Name: counted_people; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.counted_people ENABLE ROW LEVEL SECURITY;

-- Name: devices; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.devices ENABLE ROW LEVEL SECURITY;

-- Name: audit_events door_insert; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_insert ON kith.audit_events FOR INSERT TO kith_reach WITH CHECK (true);

-- Name: change_counters door_insert; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_insert ON kith.change_counters FOR INSERT TO kith_reach WITH CHECK (true);

-- Name: changes door_insert; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_insert ON kith.changes FOR INSERT TO kith_reach WITH CHECK (true);

-- Name: devices door_insert; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_insert ON kith.devices FOR INSERT TO kith_reach WITH CHECK (true);

-- Name: invitations door_insert; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_insert ON kith.invitations FOR INSERT TO kith_reach WITH CHECK (true);

-- Name: organisations door_insert; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_insert ON kith.organisations FOR INSERT TO kith_reach WITH CHECK (true);

-- Name: programmes door_insert; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_insert ON kith.programmes FOR INSERT TO kith_reach WITH CHECK (true);

-- Name: staff door_insert; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_insert ON kith.staff FOR INSERT TO kith_reach WITH CHECK (true);

-- Name: staff_programmes door_insert; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_insert ON kith.staff_programmes FOR INSERT TO kith_reach WITH CHECK (true);

-- Name: staff_roles door_insert; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_insert ON kith.staff_roles FOR INSERT TO kith_reach WITH CHECK (true);

-- Name: change_counters door_select; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_select ON kith.change_counters FOR SELECT TO kith_reach USING (true);

-- Name: devices door_select; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_select ON kith.devices FOR SELECT TO kith_reach USING (true);

-- Name: invitations door_select; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_select ON kith.invitations FOR SELECT TO kith_reach USING (true);

-- Name: change_counters door_update; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_update ON kith.change_counters FOR UPDATE TO kith_reach USING (true) WITH CHECK (true);

-- Name: devices door_update; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_update ON kith.devices FOR UPDATE TO kith_reach USING (true) WITH CHECK (true);

-- Name: invitations door_update; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_update ON kith.invitations FOR UPDATE TO kith_reach USING (true) WITH CHECK (true);

-- Name: staff door_update; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY door_update ON kith.staff FOR UPDATE TO kith_reach USING (true) WITH CHECK (true);

-- Name: enrolments; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.enrolments ENABLE ROW LEVEL SECURITY;

-- Name: entries; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.entries ENABLE ROW LEVEL SECURITY;

-- Name: follow_ups; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.follow_ups ENABLE ROW LEVEL SECURITY;

-- Name: goal_ratings; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.goal_ratings ENABLE ROW LEVEL SECURITY;

-- Name: goal_steps; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.goal_steps ENABLE ROW LEVEL SECURITY;

-- Name: goals; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.goals ENABLE ROW LEVEL SECURITY;

-- Name: invitations; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.invitations ENABLE ROW LEVEL SECURITY;

-- Name: people keep_together; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY keep_together ON kith.people FOR UPDATE TO kith_wide USING (((org_id = ( SELECT kith.me_coordinating_org() AS me_coordinating_org)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[])))) WITH CHECK (((org_id = ( SELECT kith.me_coordinating_org() AS me_coordinating_org)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[]))));

-- Name: looks; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.looks ENABLE ROW LEVEL SECURITY;

-- Name: mirror_keeps; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.mirror_keeps ENABLE ROW LEVEL SECURITY;

-- Name: contacts near_change; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_change ON kith.contacts FOR UPDATE TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[])))) WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: enrolments near_change; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_change ON kith.enrolments FOR UPDATE TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[])))) WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: follow_ups near_change; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_change ON kith.follow_ups FOR UPDATE TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[])))) WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: goal_steps near_change; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_change ON kith.goal_steps FOR UPDATE TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[])))) WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: goals near_change; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_change ON kith.goals FOR UPDATE TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[])))) WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: people near_change; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_change ON kith.people FOR UPDATE TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (id = ANY (( SELECT kith.me_people() AS me_people)::uuid[])))) WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: visits near_change; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_change ON kith.visits FOR UPDATE TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[])))) WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: people_words near_drop; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_drop ON kith.people_words FOR DELETE TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: assignments near_make; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_make ON kith.assignments FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (made_by = ( SELECT kith.me_staff() AS me_staff)) AND (person_id = ANY (( SELECT kith.me_assignable() AS me_assignable)::uuid[]))));

-- Name: assignments near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.assignments FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: changes near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.changes FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (scope_id = ANY (( SELECT kith.me_scopes() AS me_scopes)::uuid[]))));

-- Name: contact_goals near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.contact_goals FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: contacts near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.contacts FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: enrolments near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.enrolments FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: entries near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.entries FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[])) AND (reader_id = ANY (( SELECT kith.me_readers() AS me_readers)::uuid[]))));

-- Name: follow_ups near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.follow_ups FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: goal_ratings near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.goal_ratings FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: goal_steps near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.goal_steps FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: goals near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.goals FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: looks near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.looks FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: people near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.people FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: people_words near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.people_words FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: visits near_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_read ON kith.visits FOR SELECT TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: contact_goals near_write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_write ON kith.contact_goals FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: contacts near_write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_write ON kith.contacts FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[])) AND (author_id = ( SELECT kith.me_staff() AS me_staff))));

-- Name: enrolments near_write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_write ON kith.enrolments FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: entries near_write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_write ON kith.entries FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[])) AND (author_id = ( SELECT kith.me_staff() AS me_staff))));

-- Name: follow_ups near_write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_write ON kith.follow_ups FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: goal_ratings near_write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_write ON kith.goal_ratings FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[])) AND (recorded_by = ( SELECT kith.me_staff() AS me_staff))));

-- Name: goal_steps near_write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_write ON kith.goal_steps FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: goals near_write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_write ON kith.goals FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[])) AND (created_by = ( SELECT kith.me_staff() AS me_staff))));

-- Name: looks near_write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_write ON kith.looks FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[])) AND (staff_id = ( SELECT kith.me_staff() AS me_staff))));

-- Name: people_words near_write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_write ON kith.people_words FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: visits near_write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY near_write ON kith.visits FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_people() AS me_people)::uuid[]))));

-- Name: organisations; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.organisations ENABLE ROW LEVEL SECURITY;

-- Name: count_exports own; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY own ON kith.count_exports TO kith_wide USING (((org_id = ( SELECT kith.me_counting_org() AS me_counting_org)) AND (staff_id = ( SELECT kith.me_staff() AS me_staff)))) WITH CHECK (((org_id = ( SELECT kith.me_counting_org() AS me_counting_org)) AND (staff_id = ( SELECT kith.me_staff() AS me_staff))));

-- Name: devices own; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY own ON kith.devices TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (staff_id = ( SELECT kith.me_staff() AS me_staff)))) WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (staff_id = ( SELECT kith.me_staff() AS me_staff))));

-- Name: mirror_keeps own; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY own ON kith.mirror_keeps TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (staff_id = ( SELECT kith.me_staff() AS me_staff)))) WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (staff_id = ( SELECT kith.me_staff() AS me_staff))));

-- Name: receipts own; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY own ON kith.receipts TO kith_near, kith_wide, kith_admin USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (actor_id = ( SELECT kith.me_staff() AS me_staff)))) WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (actor_id = ( SELECT kith.me_staff() AS me_staff))));

-- Name: staff own; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY own ON kith.staff FOR UPDATE TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (id = ( SELECT kith.me_staff() AS me_staff)))) WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (id = ( SELECT kith.me_staff() AS me_staff))));

-- Name: change_counters own_org; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY own_org ON kith.change_counters TO kith_near, kith_wide, kith_admin, kith_rollup USING ((org_id = ( SELECT kith.me_org() AS me_org))) WITH CHECK ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: people; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.people ENABLE ROW LEVEL SECURITY;

-- Name: people_words; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.people_words ENABLE ROW LEVEL SECURITY;

-- Name: programme_weeks; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.programme_weeks ENABLE ROW LEVEL SECURITY;

-- Name: programmes; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.programmes ENABLE ROW LEVEL SECURITY;

-- Name: assignments reach; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY reach ON kith.assignments FOR SELECT TO kith_reach USING (true);

-- Name: organisations reach; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY reach ON kith.organisations FOR SELECT TO kith_reach USING (true);

-- Name: people reach; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY reach ON kith.people FOR SELECT TO kith_reach USING (true);

-- Name: programmes reach; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY reach ON kith.programmes FOR SELECT TO kith_reach USING (true);

-- Name: staff reach; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY reach ON kith.staff FOR SELECT TO kith_reach USING (true);

-- Name: staff_programmes reach; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY reach ON kith.staff_programmes FOR SELECT TO kith_reach USING (true);

-- Name: staff_roles reach; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY reach ON kith.staff_roles FOR SELECT TO kith_reach USING (true);

-- Name: supervisions reach; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY reach ON kith.supervisions FOR SELECT TO kith_reach USING (true);

-- Name: receipts; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.receipts ENABLE ROW LEVEL SECURITY;

-- Name: enrolments register; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY register ON kith.enrolments FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_new_people() AS me_new_people)::uuid[]))));

-- Name: people register; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY register ON kith.people FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (registered_by = ( SELECT kith.me_staff() AS me_staff))));

-- Name: people_words register; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY register ON kith.people_words FOR INSERT TO kith_near WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_new_people() AS me_new_people)::uuid[]))));

-- Name: audit_events rollup; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY rollup ON kith.audit_events TO kith_rollup USING ((org_id = ( SELECT kith.me_org() AS me_org))) WITH CHECK ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: audit_seals rollup; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY rollup ON kith.audit_seals TO kith_rollup USING ((org_id = ( SELECT kith.me_org() AS me_org))) WITH CHECK ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: changes rollup; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY rollup ON kith.changes TO kith_rollup USING ((org_id = ( SELECT kith.me_org() AS me_org))) WITH CHECK ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: contact_weeks rollup; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY rollup ON kith.contact_weeks TO kith_rollup USING ((org_id = ( SELECT kith.me_org() AS me_org))) WITH CHECK ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: contacts rollup; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY rollup ON kith.contacts TO kith_rollup USING ((org_id = ( SELECT kith.me_org() AS me_org))) WITH CHECK ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: counted_people rollup; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY rollup ON kith.counted_people TO kith_rollup USING ((org_id = ( SELECT kith.me_org() AS me_org))) WITH CHECK ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: people rollup; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY rollup ON kith.people FOR SELECT TO kith_rollup USING ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: programme_weeks rollup; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY rollup ON kith.programme_weeks TO kith_rollup USING ((org_id = ( SELECT kith.me_org() AS me_org))) WITH CHECK ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: programmes rollup; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY rollup ON kith.programmes TO kith_rollup USING ((org_id = ( SELECT kith.me_org() AS me_org))) WITH CHECK ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: rollup_marks rollup; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY rollup ON kith.rollup_marks TO kith_rollup USING ((org_id = ( SELECT kith.me_org() AS me_org))) WITH CHECK ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: rollup_marks; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.rollup_marks ENABLE ROW LEVEL SECURITY;

-- Name: staff; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.staff ENABLE ROW LEVEL SECURITY;

-- Name: staff_programmes; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.staff_programmes ENABLE ROW LEVEL SECURITY;

-- Name: staff_roles; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.staff_roles ENABLE ROW LEVEL SECURITY;

-- Name: supervisions; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.supervisions ENABLE ROW LEVEL SECURITY;

-- Name: assignments supervisor_change; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY supervisor_change ON kith.assignments FOR UPDATE TO kith_near USING (((org_id = ( SELECT kith.me_org() AS me_org)) AND (person_id = ANY (( SELECT kith.me_supervised_people() AS me_supervised_people)::uuid[])))) WITH CHECK ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: visits; Type: ROW SECURITY; Schema: kith; Owner: kith_owner

ALTER TABLE kith.visits ENABLE ROW LEVEL SECURITY;

-- Name: contact_weeks wide; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY wide ON kith.contact_weeks FOR SELECT TO kith_wide USING (((org_id = ( SELECT kith.me_counting_org() AS me_counting_org)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[]))));

-- Name: contacts wide; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY wide ON kith.contacts FOR SELECT TO kith_wide USING (((org_id = ( SELECT kith.me_wide_org() AS me_wide_org)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[]))));

-- Name: enrolments wide; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY wide ON kith.enrolments FOR SELECT TO kith_wide USING (((org_id = ( SELECT kith.me_wide_org() AS me_wide_org)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[]))));

-- Name: people wide; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY wide ON kith.people FOR SELECT TO kith_wide USING (((org_id = ( SELECT kith.me_wide_org() AS me_wide_org)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[]))));

-- Name: people_words wide; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY wide ON kith.people_words FOR SELECT TO kith_wide USING (((org_id = ( SELECT kith.me_coordinating_org() AS me_coordinating_org)) AND (( SELECT p.id
   FROM kith.people p
  WHERE ((p.org_id = people_words.org_id) AND (p.id = people_words.person_id))) IS NOT NULL)));

-- Name: programme_weeks wide; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY wide ON kith.programme_weeks FOR SELECT TO kith_wide USING (((org_id = ( SELECT kith.me_counting_org() AS me_counting_org)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[]))));

-- Name: assignments wide_change; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY wide_change ON kith.assignments FOR UPDATE TO kith_wide USING (((org_id = ( SELECT kith.me_coordinating_org() AS me_coordinating_org)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[])))) WITH CHECK (((org_id = ( SELECT kith.me_coordinating_org() AS me_coordinating_org)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[]))));

-- Name: enrolments wide_change; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY wide_change ON kith.enrolments FOR UPDATE TO kith_wide USING (((org_id = ( SELECT kith.me_coordinating_org() AS me_coordinating_org)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[])))) WITH CHECK (((org_id = ( SELECT kith.me_coordinating_org() AS me_coordinating_org)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[]))));

-- Name: assignments wide_make; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY wide_make ON kith.assignments FOR INSERT TO kith_wide WITH CHECK (((org_id = ( SELECT kith.me_coordinating_org() AS me_coordinating_org)) AND (made_by = ( SELECT kith.me_staff() AS me_staff)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[])) AND (EXISTS ( SELECT
   FROM kith.people p
  WHERE ((p.org_id = assignments.org_id) AND (p.id = assignments.person_id))))));

-- Name: enrolments wide_make; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY wide_make ON kith.enrolments FOR INSERT TO kith_wide WITH CHECK (((org_id = ( SELECT kith.me_coordinating_org() AS me_coordinating_org)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[])) AND (EXISTS ( SELECT
   FROM kith.people p
  WHERE ((p.org_id = enrolments.org_id) AND (p.id = enrolments.person_id))))));

-- Name: assignments wide_read; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY wide_read ON kith.assignments FOR SELECT TO kith_wide USING (((org_id = ( SELECT kith.me_coordinating_org() AS me_coordinating_org)) AND (programme_id = ANY (( SELECT kith.me_programmes() AS me_programmes)::uuid[]))));

-- Name: looks wide_write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY wide_write ON kith.looks FOR INSERT TO kith_wide WITH CHECK (((org_id = ( SELECT kith.me_coordinating_org() AS me_coordinating_org)) AND (staff_id = ( SELECT kith.me_staff() AS me_staff)) AND (EXISTS ( SELECT
   FROM kith.people p
  WHERE ((p.org_id = looks.org_id) AND (p.id = looks.person_id))))));

-- Name: audit_events write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY write ON kith.audit_events FOR INSERT TO kith_near, kith_wide, kith_admin WITH CHECK (((org_id = ( SELECT kith.me_org() AS me_org)) AND (actor_id = ( SELECT kith.me_staff() AS me_staff))));

-- Name: changes write; Type: POLICY; Schema: kith; Owner: kith_owner

CREATE POLICY write ON kith.changes FOR INSERT TO kith_near, kith_wide, kith_admin WITH CHECK ((org_id = ( SELECT kith.me_org() AS me_org)));

-- Name: SCHEMA auth; Type: ACL; Schema: -; Owner: kith_owner

GRANT USAGE ON SCHEMA auth TO kith_auth;
GRANT USAGE ON SCHEMA auth TO kith_reach;

-- Name: SCHEMA kith; Type: ACL; Schema: -; Owner: kith_owner

GRANT USAGE ON SCHEMA kith TO kith_app;
GRANT USAGE ON SCHEMA kith TO kith_near;
GRANT USAGE ON SCHEMA kith TO kith_wide;
GRANT USAGE ON SCHEMA kith TO kith_admin;
GRANT USAGE ON SCHEMA kith TO kith_rollup;
GRANT USAGE ON SCHEMA kith TO kith_reach;

-- Name: SCHEMA pgboss; Type: ACL; Schema: -; Owner: kith_jobs

GRANT USAGE ON SCHEMA pgboss TO kith_reach;

-- Name: SCHEMA reach; Type: ACL; Schema: -; Owner: kith_owner

GRANT USAGE ON SCHEMA reach TO kith_reach;

-- Name: FUNCTION take_try(buckets bytea[], free integer[]); Type: ACL; Schema: auth; Owner: kith_owner

REVOKE ALL ON FUNCTION auth.take_try(buckets bytea[], free integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION auth.take_try(buckets bytea[], free integer[]) TO kith_auth;

-- Name: FUNCTION admin_end_access(colleague uuid); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.admin_end_access(colleague uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION kith.admin_end_access(colleague uuid) TO kith_admin;

-- Name: FUNCTION door_accept_invitation(invitation uuid, account text, password_hash text); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.door_accept_invitation(invitation uuid, account text, password_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION kith.door_accept_invitation(invitation uuid, account text, password_hash text) TO kith_app;

-- Name: FUNCTION door_actor(account text); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.door_actor(account text) FROM PUBLIC;
GRANT ALL ON FUNCTION kith.door_actor(account text) TO kith_app;

-- Name: FUNCTION door_invitation(invitation uuid); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.door_invitation(invitation uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION kith.door_invitation(invitation uuid) TO kith_app;

-- Name: FUNCTION door_is_set_up(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.door_is_set_up() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.door_is_set_up() TO kith_app;

-- Name: FUNCTION door_organisations(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.door_organisations() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.door_organisations() TO kith_app;

-- Name: FUNCTION door_session(session_token text, device uuid); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.door_session(session_token text, device uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION kith.door_session(session_token text, device uuid) TO kith_app;

-- Name: FUNCTION door_set_up(link_hash bytea, facts jsonb, account text, password_hash text); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.door_set_up(link_hash bytea, facts jsonb, account text, password_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION kith.door_set_up(link_hash bytea, facts jsonb, account text, password_hash text) TO kith_app;

-- Name: FUNCTION enqueue(queue text, row_id uuid); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.enqueue(queue text, row_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION kith.enqueue(queue text, row_id uuid) TO kith_near;
GRANT ALL ON FUNCTION kith.enqueue(queue text, row_id uuid) TO kith_wide;
GRANT ALL ON FUNCTION kith.enqueue(queue text, row_id uuid) TO kith_admin;

-- Name: FUNCTION me_admin_org(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_admin_org() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_admin_org() TO kith_near;
GRANT ALL ON FUNCTION kith.me_admin_org() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_admin_org() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_admin_org() TO kith_rollup;

-- Name: FUNCTION me_assignable(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_assignable() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_assignable() TO kith_near;
GRANT ALL ON FUNCTION kith.me_assignable() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_assignable() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_assignable() TO kith_rollup;

-- Name: FUNCTION me_coordinating_org(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_coordinating_org() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_coordinating_org() TO kith_near;
GRANT ALL ON FUNCTION kith.me_coordinating_org() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_coordinating_org() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_coordinating_org() TO kith_rollup;

-- Name: FUNCTION me_counting_org(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_counting_org() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_counting_org() TO kith_near;
GRANT ALL ON FUNCTION kith.me_counting_org() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_counting_org() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_counting_org() TO kith_rollup;

-- Name: FUNCTION me_new_people(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_new_people() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_new_people() TO kith_near;
GRANT ALL ON FUNCTION kith.me_new_people() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_new_people() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_new_people() TO kith_rollup;

-- Name: FUNCTION me_org(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_org() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_org() TO kith_near;
GRANT ALL ON FUNCTION kith.me_org() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_org() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_org() TO kith_rollup;

-- Name: FUNCTION me_org_as(roles text[]); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_org_as(roles text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_org_as(roles text[]) TO kith_near;
GRANT ALL ON FUNCTION kith.me_org_as(roles text[]) TO kith_wide;
GRANT ALL ON FUNCTION kith.me_org_as(roles text[]) TO kith_admin;
GRANT ALL ON FUNCTION kith.me_org_as(roles text[]) TO kith_rollup;

-- Name: FUNCTION me_people(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_people() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_people() TO kith_near;
GRANT ALL ON FUNCTION kith.me_people() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_people() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_people() TO kith_rollup;

-- Name: FUNCTION me_programmes(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_programmes() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_programmes() TO kith_near;
GRANT ALL ON FUNCTION kith.me_programmes() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_programmes() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_programmes() TO kith_rollup;

-- Name: FUNCTION me_readers(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_readers() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_readers() TO kith_near;
GRANT ALL ON FUNCTION kith.me_readers() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_readers() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_readers() TO kith_rollup;

-- Name: FUNCTION me_scopes(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_scopes() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_scopes() TO kith_near;
GRANT ALL ON FUNCTION kith.me_scopes() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_scopes() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_scopes() TO kith_rollup;

-- Name: FUNCTION me_signed(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_signed() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_signed() TO kith_near;
GRANT ALL ON FUNCTION kith.me_signed() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_signed() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_signed() TO kith_rollup;

-- Name: FUNCTION me_staff(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_staff() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_staff() TO kith_near;
GRANT ALL ON FUNCTION kith.me_staff() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_staff() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_staff() TO kith_rollup;

-- Name: FUNCTION me_supervised(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_supervised() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_supervised() TO kith_near;
GRANT ALL ON FUNCTION kith.me_supervised() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_supervised() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_supervised() TO kith_rollup;

-- Name: FUNCTION me_supervised_people(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_supervised_people() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_supervised_people() TO kith_near;
GRANT ALL ON FUNCTION kith.me_supervised_people() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_supervised_people() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_supervised_people() TO kith_rollup;

-- Name: FUNCTION me_wide_org(); Type: ACL; Schema: kith; Owner: kith_reach

REVOKE ALL ON FUNCTION kith.me_wide_org() FROM PUBLIC;
GRANT ALL ON FUNCTION kith.me_wide_org() TO kith_near;
GRANT ALL ON FUNCTION kith.me_wide_org() TO kith_wide;
GRANT ALL ON FUNCTION kith.me_wide_org() TO kith_admin;
GRANT ALL ON FUNCTION kith.me_wide_org() TO kith_rollup;

-- Name: TABLE account; Type: ACL; Schema: auth; Owner: kith_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.account TO kith_auth;
GRANT SELECT,INSERT ON TABLE auth.account TO kith_reach;

-- Name: TABLE passkey; Type: ACL; Schema: auth; Owner: kith_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.passkey TO kith_auth;

-- Name: TABLE session; Type: ACL; Schema: auth; Owner: kith_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.session TO kith_auth;
GRANT SELECT,DELETE,UPDATE ON TABLE auth.session TO kith_reach;

-- Name: TABLE set_up_link; Type: ACL; Schema: auth; Owner: kith_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.set_up_link TO kith_auth;
GRANT SELECT,DELETE ON TABLE auth.set_up_link TO kith_reach;

-- Name: TABLE tries; Type: ACL; Schema: auth; Owner: kith_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.tries TO kith_auth;

-- Name: TABLE "twoFactor"; Type: ACL; Schema: auth; Owner: kith_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth."twoFactor" TO kith_auth;

-- Name: TABLE "user"; Type: ACL; Schema: auth; Owner: kith_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth."user" TO kith_auth;
GRANT SELECT,INSERT ON TABLE auth."user" TO kith_reach;

-- Name: TABLE verification; Type: ACL; Schema: auth; Owner: kith_owner

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE auth.verification TO kith_auth;

-- Name: TABLE assignments; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT ON TABLE kith.assignments TO kith_reach;
GRANT SELECT,INSERT ON TABLE kith.assignments TO kith_near;
GRANT SELECT,INSERT ON TABLE kith.assignments TO kith_wide;

-- Name: COLUMN assignments.ends_at; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(ends_at) ON TABLE kith.assignments TO kith_near;
GRANT UPDATE(ends_at) ON TABLE kith.assignments TO kith_wide;

-- Name: COLUMN assignments.version; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(version) ON TABLE kith.assignments TO kith_near;
GRANT UPDATE(version) ON TABLE kith.assignments TO kith_wide;

-- Name: TABLE audit_events; Type: ACL; Schema: kith; Owner: kith_owner

GRANT INSERT ON TABLE kith.audit_events TO kith_near;
GRANT INSERT ON TABLE kith.audit_events TO kith_wide;
GRANT INSERT ON TABLE kith.audit_events TO kith_admin;
GRANT SELECT ON TABLE kith.audit_events TO kith_rollup;
GRANT INSERT ON TABLE kith.audit_events TO kith_reach;

-- Name: TABLE audit_seals; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.audit_seals TO kith_rollup;

-- Name: TABLE change_counters; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT ON TABLE kith.change_counters TO kith_near;
GRANT SELECT ON TABLE kith.change_counters TO kith_wide;
GRANT SELECT ON TABLE kith.change_counters TO kith_admin;
GRANT SELECT ON TABLE kith.change_counters TO kith_rollup;
GRANT SELECT,INSERT,UPDATE ON TABLE kith.change_counters TO kith_reach;

-- Name: COLUMN change_counters.n; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(n) ON TABLE kith.change_counters TO kith_near;
GRANT UPDATE(n) ON TABLE kith.change_counters TO kith_wide;
GRANT UPDATE(n) ON TABLE kith.change_counters TO kith_admin;

-- Name: TABLE changes; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.changes TO kith_near;
GRANT INSERT ON TABLE kith.changes TO kith_wide;
GRANT INSERT ON TABLE kith.changes TO kith_admin;
GRANT SELECT ON TABLE kith.changes TO kith_rollup;
GRANT INSERT ON TABLE kith.changes TO kith_reach;

-- Name: TABLE contact_goals; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.contact_goals TO kith_near;

-- Name: TABLE contact_weeks; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT,DELETE ON TABLE kith.contact_weeks TO kith_rollup;
GRANT SELECT ON TABLE kith.contact_weeks TO kith_wide;

-- Name: TABLE contacts; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.contacts TO kith_near;
GRANT SELECT ON TABLE kith.contacts TO kith_wide;
GRANT SELECT ON TABLE kith.contacts TO kith_rollup;

-- Name: COLUMN contacts.cosigned_by; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(cosigned_by) ON TABLE kith.contacts TO kith_near;

-- Name: COLUMN contacts.cosigned_at; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(cosigned_at) ON TABLE kith.contacts TO kith_near;

-- Name: COLUMN contacts.struck_by; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(struck_by) ON TABLE kith.contacts TO kith_near;

-- Name: COLUMN contacts.struck_at; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(struck_at) ON TABLE kith.contacts TO kith_near;

-- Name: COLUMN contacts.struck_why; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(struck_why) ON TABLE kith.contacts TO kith_near;

-- Name: TABLE count_exports; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.count_exports TO kith_wide;

-- Name: TABLE counted_people; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT,DELETE ON TABLE kith.counted_people TO kith_rollup;

-- Name: COLUMN counted_people.counted_as; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(counted_as) ON TABLE kith.counted_people TO kith_rollup;

-- Name: TABLE devices; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.devices TO kith_near;
GRANT SELECT,INSERT,UPDATE ON TABLE kith.devices TO kith_admin;
GRANT SELECT,INSERT,UPDATE ON TABLE kith.devices TO kith_reach;

-- Name: COLUMN devices.label; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(label) ON TABLE kith.devices TO kith_near;

-- Name: COLUMN devices.app_version; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(app_version) ON TABLE kith.devices TO kith_near;

-- Name: COLUMN devices.last_seen_at; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(last_seen_at) ON TABLE kith.devices TO kith_near;

-- Name: TABLE enrolments; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.enrolments TO kith_near;
GRANT SELECT,INSERT ON TABLE kith.enrolments TO kith_wide;

-- Name: COLUMN enrolments.left_on; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(left_on) ON TABLE kith.enrolments TO kith_near;
GRANT UPDATE(left_on) ON TABLE kith.enrolments TO kith_wide;

-- Name: COLUMN enrolments.left_reason; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(left_reason) ON TABLE kith.enrolments TO kith_near;
GRANT UPDATE(left_reason) ON TABLE kith.enrolments TO kith_wide;

-- Name: COLUMN enrolments.version; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(version) ON TABLE kith.enrolments TO kith_near;
GRANT UPDATE(version) ON TABLE kith.enrolments TO kith_wide;

-- Name: TABLE entries; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.entries TO kith_near;

-- Name: TABLE follow_ups; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.follow_ups TO kith_near;

-- Name: COLUMN follow_ups.owner_id; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(owner_id) ON TABLE kith.follow_ups TO kith_near;

-- Name: COLUMN follow_ups.words; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(words) ON TABLE kith.follow_ups TO kith_near;

-- Name: COLUMN follow_ups.due_on; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(due_on) ON TABLE kith.follow_ups TO kith_near;

-- Name: COLUMN follow_ups.status; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(status) ON TABLE kith.follow_ups TO kith_near;

-- Name: COLUMN follow_ups.version; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(version) ON TABLE kith.follow_ups TO kith_near;

-- Name: TABLE goal_ratings; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.goal_ratings TO kith_near;

-- Name: TABLE goal_steps; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.goal_steps TO kith_near;

-- Name: COLUMN goal_steps.words; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(words) ON TABLE kith.goal_steps TO kith_near;

-- Name: COLUMN goal_steps.who; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(who) ON TABLE kith.goal_steps TO kith_near;

-- Name: COLUMN goal_steps.due_on; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(due_on) ON TABLE kith.goal_steps TO kith_near;

-- Name: COLUMN goal_steps.done_on; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(done_on) ON TABLE kith.goal_steps TO kith_near;

-- Name: COLUMN goal_steps.dropped; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(dropped) ON TABLE kith.goal_steps TO kith_near;

-- Name: COLUMN goal_steps.version; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(version) ON TABLE kith.goal_steps TO kith_near;

-- Name: TABLE goals; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.goals TO kith_near;

-- Name: COLUMN goals.words; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(words) ON TABLE kith.goals TO kith_near;

-- Name: COLUMN goals.words_language; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(words_language) ON TABLE kith.goals TO kith_near;

-- Name: COLUMN goals.peer_words; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(peer_words) ON TABLE kith.goals TO kith_near;

-- Name: COLUMN goals.life_area; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(life_area) ON TABLE kith.goals TO kith_near;

-- Name: COLUMN goals.status; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(status) ON TABLE kith.goals TO kith_near;

-- Name: COLUMN goals.version; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(version) ON TABLE kith.goals TO kith_near;

-- Name: COLUMN goals.updated_at; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(updated_at) ON TABLE kith.goals TO kith_near;

-- Name: TABLE invitations; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT,UPDATE ON TABLE kith.invitations TO kith_admin;
GRANT SELECT,INSERT,UPDATE ON TABLE kith.invitations TO kith_reach;

-- Name: TABLE looks; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.looks TO kith_near;
GRANT INSERT ON TABLE kith.looks TO kith_wide;

-- Name: TABLE mirror_keeps; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.mirror_keeps TO kith_near;

-- Name: TABLE organisations; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT,UPDATE ON TABLE kith.organisations TO kith_reach;
GRANT SELECT ON TABLE kith.organisations TO kith_near;
GRANT SELECT ON TABLE kith.organisations TO kith_wide;
GRANT SELECT,UPDATE ON TABLE kith.organisations TO kith_admin;

-- Name: TABLE people; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT ON TABLE kith.people TO kith_reach;
GRANT SELECT,INSERT ON TABLE kith.people TO kith_near;
GRANT SELECT ON TABLE kith.people TO kith_wide;

-- Name: COLUMN people.org_id; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT(org_id) ON TABLE kith.people TO kith_rollup;

-- Name: COLUMN people.id; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT(id) ON TABLE kith.people TO kith_rollup;

-- Name: COLUMN people.name; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(name) ON TABLE kith.people TO kith_near;

-- Name: COLUMN people.full_name; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(full_name) ON TABLE kith.people TO kith_near;

-- Name: COLUMN people.pronouns; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(pronouns) ON TABLE kith.people TO kith_near;

-- Name: COLUMN people.languages; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(languages) ON TABLE kith.people TO kith_near;

-- Name: COLUMN people.phone; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(phone) ON TABLE kith.people TO kith_near;

-- Name: COLUMN people.email; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(email) ON TABLE kith.people TO kith_near;

-- Name: COLUMN people.safe_contact; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(safe_contact) ON TABLE kith.people TO kith_near;

-- Name: COLUMN people.birth_date; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(birth_date) ON TABLE kith.people TO kith_near;

-- Name: COLUMN people.age_band; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(age_band) ON TABLE kith.people TO kith_near;

-- Name: COLUMN people.matters; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(matters) ON TABLE kith.people TO kith_near;

-- Name: COLUMN people.strengths; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(strengths) ON TABLE kith.people TO kith_near;

-- Name: COLUMN people.culture; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(culture) ON TABLE kith.people TO kith_near;

-- Name: COLUMN people.emergency; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(emergency) ON TABLE kith.people TO kith_near;

-- Name: COLUMN people.merged_into; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(merged_into) ON TABLE kith.people TO kith_near;
GRANT UPDATE(merged_into) ON TABLE kith.people TO kith_wide;
GRANT SELECT(merged_into) ON TABLE kith.people TO kith_rollup;

-- Name: COLUMN people.version; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(version) ON TABLE kith.people TO kith_near;
GRANT UPDATE(version) ON TABLE kith.people TO kith_wide;

-- Name: COLUMN people.updated_at; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(updated_at) ON TABLE kith.people TO kith_near;
GRANT UPDATE(updated_at) ON TABLE kith.people TO kith_wide;

-- Name: TABLE people_words; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT,DELETE ON TABLE kith.people_words TO kith_near;
GRANT SELECT ON TABLE kith.people_words TO kith_wide;

-- Name: TABLE programme_weeks; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT,DELETE ON TABLE kith.programme_weeks TO kith_rollup;
GRANT SELECT ON TABLE kith.programme_weeks TO kith_wide;

-- Name: TABLE programmes; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT,UPDATE ON TABLE kith.programmes TO kith_reach;
GRANT SELECT ON TABLE kith.programmes TO kith_near;
GRANT SELECT ON TABLE kith.programmes TO kith_wide;
GRANT SELECT,INSERT,UPDATE ON TABLE kith.programmes TO kith_admin;
GRANT SELECT ON TABLE kith.programmes TO kith_rollup;

-- Name: TABLE receipts; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.receipts TO kith_near;
GRANT SELECT,INSERT ON TABLE kith.receipts TO kith_wide;
GRANT SELECT,INSERT ON TABLE kith.receipts TO kith_admin;

-- Name: TABLE rollup_marks; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT,UPDATE ON TABLE kith.rollup_marks TO kith_rollup;

-- Name: TABLE staff; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT,UPDATE ON TABLE kith.staff TO kith_reach;
GRANT SELECT ON TABLE kith.staff TO kith_near;
GRANT SELECT ON TABLE kith.staff TO kith_wide;
GRANT SELECT,INSERT,UPDATE ON TABLE kith.staff TO kith_admin;

-- Name: COLUMN staff.locale; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(locale) ON TABLE kith.staff TO kith_near;

-- Name: COLUMN staff.version; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(version) ON TABLE kith.staff TO kith_near;

-- Name: TABLE staff_programmes; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.staff_programmes TO kith_reach;
GRANT SELECT ON TABLE kith.staff_programmes TO kith_near;
GRANT SELECT ON TABLE kith.staff_programmes TO kith_wide;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE kith.staff_programmes TO kith_admin;

-- Name: TABLE staff_roles; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.staff_roles TO kith_reach;
GRANT SELECT ON TABLE kith.staff_roles TO kith_near;
GRANT SELECT ON TABLE kith.staff_roles TO kith_wide;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE kith.staff_roles TO kith_admin;

-- Name: TABLE supervisions; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT ON TABLE kith.supervisions TO kith_reach;
GRANT SELECT ON TABLE kith.supervisions TO kith_near;
GRANT SELECT ON TABLE kith.supervisions TO kith_wide;
GRANT SELECT,INSERT,UPDATE ON TABLE kith.supervisions TO kith_admin;

-- Name: TABLE visits; Type: ACL; Schema: kith; Owner: kith_owner

GRANT SELECT,INSERT ON TABLE kith.visits TO kith_near;

-- Name: COLUMN visits.staff_id; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(staff_id) ON TABLE kith.visits TO kith_near;

-- Name: COLUMN visits.starts_at; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(starts_at) ON TABLE kith.visits TO kith_near;

-- Name: COLUMN visits.place; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(place) ON TABLE kith.visits TO kith_near;

-- Name: COLUMN visits.mode; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(mode) ON TABLE kith.visits TO kith_near;

-- Name: COLUMN visits.note; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(note) ON TABLE kith.visits TO kith_near;

-- Name: COLUMN visits.status; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(status) ON TABLE kith.visits TO kith_near;

-- Name: COLUMN visits.contact_id; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(contact_id) ON TABLE kith.visits TO kith_near;

-- Name: COLUMN visits.version; Type: ACL; Schema: kith; Owner: kith_owner

GRANT UPDATE(version) ON TABLE kith.visits TO kith_near;

-- Name: TABLE job; Type: ACL; Schema: pgboss; Owner: kith_jobs

GRANT SELECT,INSERT ON TABLE pgboss.job TO kith_reach;

-- Name: TABLE queue; Type: ACL; Schema: pgboss; Owner: kith_jobs

GRANT SELECT ON TABLE pgboss.queue TO kith_reach;

-- Name: TABLE secrets; Type: ACL; Schema: reach; Owner: kith_owner

GRANT SELECT ON TABLE reach.secrets TO kith_reach;

-- PostgreSQL database dump complete

