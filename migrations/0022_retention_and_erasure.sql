-- Legal holds and erasures: docs/decisions/0033-retention-and-erasure.md. What a rule is, and how long, is data of the packs.
--
-- kith_eraser  owns the one function that takes away what a person's record says. Nobody can take on this role.
do $$
begin
  if not exists (select from pg_roles where rolname = 'kith_eraser') then create role kith_eraser nologin noinherit; end if;
end $$;
grant usage on schema kith to kith_eraser;
grant create on schema kith to kith_reach, kith_eraser; -- only to hand the functions over; taken back below
set local role kith_owner;

-- Nothing of this person is erased while one stands: a court, a complaint, an investigation.
create table kith.legal_holds (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  reason text not null check (length(reason) between 1 and 500),
  set_by uuid not null,
  set_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  lifted_why text check (length(lifted_why) between 1 and 500),
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, set_by) references kith.staff (org_id, id),
  foreign key (org_id, lifted_by) references kith.staff (org_id, id),
  check (num_nulls(lifted_by, lifted_at, lifted_why) in (0, 3))
);
create index legal_holds_person on kith.legal_holds (org_id, person_id) where lifted_at is null;

-- Confirmed by a director; done by the clock when the warning time has passed; then it is the proof that it was done.
create table kith.erasures (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  rule text not null,                 -- code of a pack
  pack_version text not null,
  request_id uuid,                    -- when the person asked for it; the request itself goes with the record
  confirmed_by uuid not null,
  confirmed_at timestamptz not null default now(),
  erase_after timestamptz not null,
  stopped_by uuid,
  stopped_at timestamptz,
  erased_at timestamptz,
  row_count integer,                  -- how many rows were taken away or emptied
  content_hash text,                  -- SHA-256 of what they said: proves a copy that turns up, and tells nothing by itself
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, confirmed_by) references kith.staff (org_id, id),
  foreign key (org_id, stopped_by) references kith.staff (org_id, id),
  check (num_nulls(stopped_by, stopped_at) in (0, 2)),
  check (num_nulls(erased_at, row_count, content_hash) in (0, 3)),
  check (num_nonnulls(stopped_at, erased_at) < 2)
);
-- One at a time; of two confirmed at once the second is refused.
create unique index erasures_open on kith.erasures (org_id, person_id) where stopped_at is null;
create index erasures_person on kith.erasures (org_id, person_id);

alter table kith.people add column erased_at timestamptz;

do $$
declare t text;
begin
  foreach t in array array['legal_holds', 'erasures'] loop
    execute format('alter table kith.%I enable row level security', t);
    execute format('alter table kith.%I force row level security', t);
    execute format('grant select on kith.%I to kith_reach', t);
    execute format('create policy reach on kith.%I for select to kith_reach using (true)', t);
  end loop;
end $$;

-- ---- functions of the reach ----
create function kith.me_directing_org() returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select kith.me_org_as(array['director'])
$$;

-- Which people asked for their record to be deleted and are still waiting. What they wrote to it is not for this list.
grant select (org_id, id, person_id, kind, state, asked_at) on kith.requests to kith_reach;
-- The policy that lets kith_reach read them is made in 0025, where the clocks need it, too.
create function kith.asked_to_be_erased() returns table (person_id uuid, request_id uuid, asked_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_directing_org();
begin
  return query select r.person_id, r.id, r.asked_at from kith.requests r where r.org_id = org and r.kind = 'deletion' and r.state <> 'answered';
end $$;

-- Nobody walks with somebody whose record was erased: what would they write, and where?
create function kith.refuse_erased() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from kith.people p where p.org_id = new.org_id and p.id = new.person_id and p.erased_at is not null) then
    raise exception 'this record was erased' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger refuse_erased before insert on kith.assignments for each row execute function kith.refuse_erased();

-- ---- the erasure itself ----
do $$
declare t text;
begin
  foreach t in array array['contact_goals', 'goal_ratings', 'goal_steps', 'entries', 'follow_ups', 'visits', 'goals', 'requests', 'locks', 'legal_holds',
      'people_words', 'view_invitations'] loop
    execute format('grant select, delete on kith.%I to kith_eraser', t);
    execute format('create policy erase_read on kith.%I for select to kith_eraser using (true)', t);
    execute format('create policy erase on kith.%I for delete to kith_eraser using (true)', t);
  end loop;
  foreach t in array array['people', 'contacts', 'consents', 'disclosures', 'views', 'assignments', 'devices', 'erasures', 'change_counters'] loop
    execute format('grant select, update on kith.%I to kith_eraser', t);
    execute format('create policy erase on kith.%I to kith_eraser using (true) with check (true)', t);
  end loop;
end $$;
grant insert on kith.audit_events to kith_eraser;
create policy erase on kith.audit_events for insert to kith_eraser with check (true);
grant usage on schema auth to kith_eraser;
grant select, delete on auth."user" to kith_eraser;

alter table kith.consents drop constraint consents_ended_how_check;
alter table kith.consents add constraint consents_ended_how_check
  check (ended_how in ('said', 'written', 'in_app', 'amended', 'declined', 'time', 'event', 'deficient', 'altered', 'erased'));

-- As before, but for the erasure, which empties a signed document and keeps its hash.
create or replace function kith.keep_signed() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'kith_eraser' then return new; end if;
  if old.state not in ('draft', 'explained', 'active') and new.state in ('draft', 'explained', 'active') then
    raise exception 'a consent that has ended does not come back' using errcode = '42501';
  end if;
  if old.document is not null and (new.document, new.document_hash, new.signature, new.signed_at, new.signed_by, new.terms, new.kind, new.recipient_key,
      new.expires_on) is distinct from (old.document, old.document_hash, old.signature, old.signed_at, old.signed_by, old.terms, old.kind,
      old.recipient_key, old.expires_on) then
    raise exception 'a signed consent does not change' using errcode = '42501';
  end if;
  return new;
end $$;

-- Takes away what the record of a person says, whatever records were found to be theirs, and writes down that it was done. Shells of contacts stay
-- without a word, because weeks were counted from them; who walked with them, who looked and what was shared with which consent stay as ids and days.
-- Answers how many rows; null when it was done already or was stopped.
create function kith.erase_now(org uuid, erasure uuid) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  e record; who uuid[]; root uuid; t text; part text; k integer; n integer := 0; said bytea := ''; at_position bigint; ended uuid[]; accounts text[];
begin
  select * into e from kith.erasures x where x.org_id = org and x.id = erasure and x.stopped_at is null and x.erased_at is null for update;
  if not found then return null; end if;
  select coalesce(p.merged_into, p.id) into root from kith.people p where p.org_id = org and p.id = e.person_id;
  who := array(select p.id from kith.people p where p.org_id = org and root in (p.id, p.merged_into));
  foreach t in array array['people', 'entries', 'goals', 'goal_steps', 'goal_ratings', 'contact_goals', 'follow_ups', 'visits', 'locks', 'requests', 'legal_holds',
      'people_words', 'contacts', 'consents', 'disclosures', 'emergencies'] loop
    execute format('select count(*)::int, string_agg(to_jsonb(x)::text, E''\n'' order by to_jsonb(x)::text) from kith.%I x where x.org_id = $1 and x.%I = any ($2)',
      t, case t when 'people' then 'id' else 'person_id' end) into k, part using org, who;
    said := sha256(said || convert_to(t || E'\n' || coalesce(part, ''), 'UTF8'));
    n := n + k;
  end loop;

  -- Their own view, with the account behind it: signed out everywhere, and their device throws its store away.
  ended := array(select v.id from kith.views v where v.org_id = org and v.person_id = any (who));
  accounts := array(select v.user_id from kith.views v where v.org_id = org and v.id = any (ended) and v.user_id is not null);
  delete from kith.view_invitations i where i.org_id = org and i.view_id = any (ended);
  update kith.views v set user_id = null, ended_by = coalesce(v.ended_by, e.confirmed_by), ends_at = least(v.ends_at, greatest(now(), v.begins_at)),
    version = v.version + 1 where v.org_id = org and v.id = any (ended);
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

-- Does what was confirmed and whose warning time has passed; nothing about a person of whom a hold stands. Run by the caretaker for one organisation.
create function kith.mind_erasures() returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); due uuid; n integer := 0;
begin
  for due in
    select x.id from kith.erasures x
    where x.org_id = org and x.stopped_at is null and x.erased_at is null and x.erase_after <= now()
      and not exists (select from kith.legal_holds h where h.org_id = org and h.person_id = x.person_id and h.lifted_at is null)
  loop
    if kith.erase_now(org, due) is not null then n := n + 1; end if;
  end loop;
  return n;
end $$;

reset role;
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'kith' and p.proname in ('me_directing_org', 'asked_to_be_erased', 'refuse_erased', 'mind_erasures', 'erase_now') loop
    execute format('revoke all on function %s from public', f.signature);
    execute format('alter function %s owner to %I', f.signature, case f.proname when 'erase_now' then 'kith_eraser' else 'kith_reach' end);
  end loop;
end $$;
grant execute on function kith.erase_now(uuid, uuid) to kith_reach, kith_owner; -- kith_owner: when a backup is put back
grant execute on function kith.mind_erasures() to kith_rollup;
grant execute on function kith.me_directing_org(), kith.asked_to_be_erased() to kith_wide;

-- As before, without those whose record was erased: what a phone still holds about them does not bring it back.
set local role kith_reach;
create or replace function kith.me_people_then() returns uuid[]
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
        and g.told_at > made and g.told_at < now() - interval '1 day')
      and not exists (select from kith.people p where p.org_id = org and p.id = m.id and p.erased_at is not null));
end $$;
reset role;
set local role kith_owner;
revoke create on schema kith from kith_reach, kith_eraser;

-- ---- who may: a director, about people of their programmes (which are all) ----
grant select, insert on kith.legal_holds, kith.erasures to kith_wide;
grant update (lifted_by, lifted_at, lifted_why) on kith.legal_holds to kith_wide;
grant update (stopped_by, stopped_at) on kith.erasures to kith_wide;
create policy direct_read on kith.legal_holds for select to kith_wide using (org_id = (select kith.me_directing_org()));
create policy direct_set on kith.legal_holds for insert to kith_wide
  with check (org_id = (select kith.me_directing_org()) and set_by = (select kith.me_staff()) and lifted_at is null
    and exists (select from kith.people p where p.org_id = legal_holds.org_id and p.id = legal_holds.person_id));
create policy direct_lift on kith.legal_holds for update to kith_wide
  using (org_id = (select kith.me_directing_org()) and lifted_at is null)
  with check (org_id = (select kith.me_directing_org()) and lifted_by = (select kith.me_staff()));
create policy direct_read on kith.erasures for select to kith_wide using (org_id = (select kith.me_directing_org()));
create policy direct_confirm on kith.erasures for insert to kith_wide
  with check (org_id = (select kith.me_directing_org()) and confirmed_by = (select kith.me_staff()) and stopped_at is null and erased_at is null
    and exists (select from kith.people p where p.org_id = erasures.org_id and p.id = erasures.person_id));
create policy direct_stop on kith.erasures for update to kith_wide
  using (org_id = (select kith.me_directing_org()) and stopped_at is null and erased_at is null)
  with check (org_id = (select kith.me_directing_org()) and stopped_by = (select kith.me_staff()));
-- What was erased is told to the copy that lies outside the database.
grant select on kith.erasures to kith_rollup;
create policy rollup on kith.erasures for select to kith_rollup using (org_id = (select kith.me_org()));

-- Who was erased is in no list any more.
create policy not_erased on kith.people as restrictive for select to kith_wide using (erased_at is null);
