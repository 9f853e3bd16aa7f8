-- Consents, locks and disclosures. What each kind of consent must contain is data of the packs; what may never happen is here: a signed document
-- does not change, an ended consent does not come back, nothing is recorded as shared without a consent that stands, and what is locked against
-- somebody is not there for them. docs/decisions/0030-consents-and-the-gate.md
grant create on schema kith to kith_reach; -- only to hand the functions over; taken back below
set local role kith_owner;

create table kith.consents (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,                 -- code of a pack
  terms jsonb not null,               -- who, what, to whom, what for, until when, in which language
  -- The recipient's name as it is compared: a stop holds for everything shared with the same recipient.
  recipient_key text not null,
  expires_on date,                    -- the last day, included; null: it ends with an event, or the law lets it go on
  pack_version text not null,
  supersedes_id uuid,                 -- an amendment is a new consent that takes the place of this one when it is signed
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  state text not null default 'draft'
    check (state in ('draft', 'explained', 'active', 'declined', 'superseded', 'revoked', 'expired', 'invalid')),
  explained_by uuid,
  explained_at timestamptz,
  explained_language text,
  explained_aids text[] not null default '{}',
  signature jsonb,                    -- how, by whom, and for a spoken yes who heard it
  signed_by uuid,                     -- the member of staff on whose device it was given
  signed_at timestamptz,              -- by that device's clock
  signed_received_at timestamptz,
  document text,                      -- what was read and signed, in its one canonical form
  document_hash text,
  copy_offered text check (copy_offered in ('here', 'paper', 'later', 'not_wanted')),
  ended_at timestamptz,               -- by the clock of whoever ended it
  ended_received_at timestamptz,
  ended_by uuid,
  ended_how text check (ended_how in ('said', 'written', 'in_app', 'amended', 'declined', 'time', 'event', 'deficient', 'altered')),
  ended_words text check (length(ended_words) between 1 and 500),
  version integer not null default 1,
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, supersedes_id) references kith.consents (org_id, id),
  foreign key (org_id, drafted_by) references kith.staff (org_id, id),
  foreign key (org_id, explained_by) references kith.staff (org_id, id),
  foreign key (org_id, signed_by) references kith.staff (org_id, id),
  foreign key (org_id, ended_by) references kith.staff (org_id, id),
  check (state not in ('draft', 'explained') or document is null),
  check (state <> 'active' or (document is not null and document_hash is not null and signature is not null and signed_at is not null
    and signed_received_at is not null and explained_by is not null)),
  check ((state in ('draft', 'explained', 'active')) = (ended_how is null))
);
create index consents_person on kith.consents (org_id, person_id);
create index consents_supersedes on kith.consents (org_id, supersedes_id) where supersedes_id is not null;
create index consents_standing on kith.consents (org_id) where state = 'active';

-- Whatever statement comes, from whatever role: what was signed stays as it was signed, and what has ended stays ended.
create function kith.keep_signed() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
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
create trigger keep_signed before update on kith.consents for each row execute function kith.keep_signed();

-- "Not this, not to them." One row, one line of the person's words.
create table kith.locks (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  covers text not null,               -- 'all', 'item', or a class of data
  item_table text check (item_table in ('goals', 'contacts', 'entries')),
  item_id uuid,
  -- against exactly one of: a member of staff, a role, an outside organisation ('*': anybody outside)
  staff_id uuid,
  role text,
  outside_name text check (length(outside_name) between 1 and 200),
  outside_key text,
  words text not null check (length(words) between 1 and 300),
  set_by uuid not null,
  set_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  version integer not null default 1,
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, staff_id) references kith.staff (org_id, id),
  foreign key (org_id, set_by) references kith.staff (org_id, id),
  foreign key (org_id, lifted_by) references kith.staff (org_id, id),
  check (num_nonnulls(staff_id, role, outside_key) = 1),
  check ((outside_key is null) = (outside_name is null)),
  check ((covers = 'item') = (item_id is not null)),
  check ((item_id is null) = (item_table is null))
);
create index locks_person on kith.locks (org_id, person_id);
-- The two questions of every transaction: which locks stand against me, and against a role of mine.
create index locks_against_staff on kith.locks (org_id, staff_id) where lifted_at is null and staff_id is not null;
create index locks_against_role on kith.locks (org_id, role) where lifted_at is null and role is not null;

-- One act of sharing. Written once, by the gate, and never again.
create table kith.disclosures (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  consent_id uuid not null,
  disclosed_at timestamptz not null default now(),
  discloser_id uuid not null,
  recipient_name text not null check (length(recipient_name) between 1 and 200),
  recipient_address text,
  description text not null,          -- codes of what went
  purpose text not null,              -- code of the pack's kind
  legal_basis text not null,          -- code of the pack's kind
  channel text not null check (channel in ('fhir', 'pdf')),
  notice_id text not null,            -- kind, version and form of the notice that went with it
  consent_attached boolean not null,  -- the consent, or a clear account of its scope, went with it
  via_ehr boolean not null default false,
  partial_because_locked boolean not null,
  from_day date not null,
  to_day date not null,
  content text not null,              -- exactly what went, in its one canonical form
  content_hash text not null,
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, consent_id) references kith.consents (org_id, id),
  foreign key (org_id, discloser_id) references kith.staff (org_id, id),
  check (to_day >= from_day)
);
create index disclosures_person on kith.disclosures (org_id, person_id, disclosed_at desc);
create index disclosures_consent on kith.disclosures (org_id, consent_id);

do $$
declare t text;
begin
  foreach t in array array['consents', 'locks', 'disclosures'] loop
    execute format('alter table kith.%I enable row level security', t);
    execute format('alter table kith.%I force row level security', t);
  end loop;
end $$;
grant select on kith.locks to kith_reach;
create policy reach on kith.locks for select to kith_reach using (true);
grant select, update on kith.consents to kith_reach;
create policy reach_read on kith.consents for select to kith_reach using (true);
create policy reach_end on kith.consents for update to kith_reach using (true) with check (true);

-- ---- what is locked against me ----

-- PL/pgSQL throughout, and one look at the signature in each, for the reasons given in 0007.

-- Whom and what is locked against me, or against a role of mine: ids of people of whom this is locked, and of single things. Records found to be
-- of one person are locked together. Policies compare each column with the array: overlapping two arrays was one call less and, over a programme's
-- month of contacts, three times as dear.
create function kith.me_locked_in(asked text[]) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid; me uuid; locked uuid[];
begin
  if not kith.me_signed() then return '{}'; end if;
  org := nullif(current_setting('app.org', true), '')::uuid;
  me := nullif(current_setting('app.staff', true), '')::uuid;
  locked := array(
    select coalesce(l.item_id, l.person_id) from kith.locks l
    where l.org_id = org and l.staff_id = me and l.lifted_at is null and l.covers = any (asked)
    union
    select coalesce(l.item_id, l.person_id) from kith.staff_roles r
    join kith.locks l on l.org_id = org and l.role = r.role and l.lifted_at is null and l.covers = any (asked)
    where r.org_id = org and r.staff_id = me);
  if locked = '{}' then return locked; end if;
  return array(
    select unnest(locked)
    union
    select p.id from kith.people p where p.org_id = org and p.merged_into = any (locked)
    union
    select p.merged_into from kith.people p where p.org_id = org and p.id = any (locked) and p.merged_into is not null);
end $$;

create function kith.me_locked_people() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.me_locked_in('{all}');
end $$;
create function kith.me_locked_goals() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.me_locked_in('{goal_plan,item}');
end $$;
create function kith.me_locked_at_desk() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.me_locked_in('{all,programme_presence,item}');
end $$;
create function kith.me_locked_notes() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.me_locked_in('{peer_note,item}');
end $$;
create function kith.me_locked_meetings() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.me_locked_in('{programme_presence,item}');
end $$;

-- The locks themselves, lifted ones too: whoever is locked out does not read what was said about them.
create function kith.me_locks_against() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff();
begin
  return array(
    select l.id from kith.locks l where l.org_id = org and l.staff_id = me
    union
    select l.id from kith.staff_roles r join kith.locks l on l.org_id = org and l.role = r.role where r.org_id = org and r.staff_id = me);
end $$;

-- For the feed: differs as soon as something within my people is locked against me or given back, so that my devices start again without it.
create function kith.me_lock_mark() returns text
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff();
begin
  return (
    select string_agg(one.id::text, ',' order by one.id) from (
      select l.id from kith.locks l where l.org_id = org and l.staff_id = me and l.lifted_at is null and l.covers <> 'all'
      union
      select l.id from kith.staff_roles r join kith.locks l on l.org_id = org and l.role = r.role and l.lifted_at is null and l.covers <> 'all'
      where r.org_id = org and r.staff_id = me) one);
end $$;

-- ---- by the clock ----

-- Ends what is past its last day, and what is no longer what was signed. Run by the caretaker for one organisation; each row that ends is named to
-- the feed and to the audit trail. What this has not come to yet is refused by the gate all the same.
create function kith.mind_consents() returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff(); found_one record; at_position bigint; n integer := 0;
begin
  if org is null then return 0; end if;
  for found_one in
    update kith.consents c
    set state = case when c.document_hash = encode(sha256(convert_to(c.document, 'UTF8')), 'hex') then 'expired' else 'invalid' end,
      ended_how = case when c.document_hash = encode(sha256(convert_to(c.document, 'UTF8')), 'hex') then 'time' else 'altered' end,
      ended_at = now(), ended_received_at = now(), version = c.version + 1
    from kith.organisations o
    where o.org_id = org and c.org_id = org and c.state = 'active'
      and num_nonnulls(
        case when c.expires_on < (now() at time zone o.time_zone)::date then 1 end,
        case when c.document_hash <> encode(sha256(convert_to(c.document, 'UTF8')), 'hex') then 1 end) > 0
    returning c.id, c.person_id, c.ended_how
  loop
    update kith.change_counters cc set n = cc.n + 1 where cc.org_id = org returning cc.n into at_position;
    insert into kith.changes (org_id, scope_id, position, table_name, row_id) values (org, found_one.person_id, at_position, 'consents', found_one.id);
    insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id)
      values (org, at_position, gen_random_uuid(), me,
        case found_one.ended_how when 'time' then 'consent.expired' else 'consent.found_altered' end, found_one.person_id, found_one.id);
    n := n + 1;
  end loop;
  return n;
end $$;

reset role;
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'kith' and (p.proname like 'me\_lock%' or p.proname in ('mind_consents', 'keep_signed')) loop
    execute format('revoke all on function %s from public', f.signature);
    continue when f.proname = 'keep_signed'; -- sees nothing but the row it is for
    execute format('alter function %s owner to kith_reach', f.signature);
  end loop;
end $$;
-- Its owner makes it anew; who may call it stays as it was.
set local role kith_reach;
-- As before, without those who locked their whole record against me.
create or replace function kith.me_people() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid; me uuid; mine uuid[]; locked uuid[];
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
  mine := mine || array(select p.id from kith.people p where p.org_id = org and p.merged_into = any (mine));
  locked := kith.me_locked_in('{all}');
  if locked = '{}' then return mine; end if;
  return array(select unnest(mine) except select unnest(locked));
end $$;
reset role;
revoke create on schema kith from kith_reach;
grant execute on function kith.me_locked_people(), kith.me_locked_goals(), kith.me_locked_notes(), kith.me_locked_meetings(),
  kith.me_locks_against(), kith.me_lock_mark() to kith_near;
grant execute on function kith.me_locked_people(), kith.me_locked_at_desk() to kith_wide;
grant execute on function kith.mind_consents() to kith_rollup;
set local role kith_owner;

-- ---- consents ----
grant select, insert on kith.consents to kith_near;
grant update (state, explained_by, explained_at, explained_language, explained_aids, signature, signed_by, signed_at, signed_received_at, document,
  document_hash, copy_offered, ended_at, ended_received_at, ended_by, ended_how, ended_words, version) on kith.consents to kith_near;
create policy near_read on kith.consents for select to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]));
create policy near_write on kith.consents for insert to kith_near
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]) and drafted_by = (select kith.me_staff())
    and state = 'draft');
create policy near_change on kith.consents for update to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]))
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]));

-- ---- locks: set, and lifted; nothing else of one ever changes ----
grant select, insert, update (lifted_by, lifted_at, version) on kith.locks to kith_near;
create policy near_read on kith.locks for select to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]) and id <> all ((select kith.me_locks_against())::uuid[]));
create policy near_write on kith.locks for insert to kith_near
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]) and set_by = (select kith.me_staff()));
create policy near_lift on kith.locks for update to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]) and id <> all ((select kith.me_locks_against())::uuid[]))
  with check (org_id = (select kith.me_org()) and lifted_by = (select kith.me_staff()));

-- ---- disclosures: only on a consent of this person that stands, in the name of whoever shares ----
grant select, insert on kith.disclosures to kith_near;
create policy near_read on kith.disclosures for select to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]));
create policy near_share on kith.disclosures for insert to kith_near
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]) and discloser_id = (select kith.me_staff())
    and consent_attached
    -- A zone may still be in the day before; the code of the gate knows which.
    and exists (select from kith.consents c
      where c.org_id = disclosures.org_id and c.id = disclosures.consent_id and c.person_id = disclosures.person_id and c.state = 'active'
        and c.document_hash = encode(sha256(convert_to(c.document, 'UTF8')), 'hex')
        and coalesce(c.expires_on, 'infinity'::date) >= current_date - 1));

-- ---- what is locked is not there. Restrictive, so that each stands beside every policy that opens, without OR ----
do $$
declare
  r record;
begin
  for r in
    select * from (values
      ('goals', 'person_id <> all ((select kith.me_locked_goals())::uuid[]) and id <> all ((select kith.me_locked_goals())::uuid[])'),
      ('goal_steps', 'person_id <> all ((select kith.me_locked_goals())::uuid[]) and goal_id <> all ((select kith.me_locked_goals())::uuid[])'),
      ('goal_ratings', 'person_id <> all ((select kith.me_locked_goals())::uuid[]) and goal_id <> all ((select kith.me_locked_goals())::uuid[])'),
      ('contact_goals', 'person_id <> all ((select kith.me_locked_goals())::uuid[]) and goal_id <> all ((select kith.me_locked_goals())::uuid[])'),
      ('entries', 'person_id <> all ((select kith.me_locked_notes())::uuid[]) and id <> all ((select kith.me_locked_notes())::uuid[]) '
        'and contact_id <> all ((select kith.me_locked_notes())::uuid[])'),
      ('follow_ups', 'person_id <> all ((select kith.me_locked_notes())::uuid[])'),
      ('contacts', 'person_id <> all ((select kith.me_locked_meetings())::uuid[]) and id <> all ((select kith.me_locked_meetings())::uuid[])'),
      ('visits', 'person_id <> all ((select kith.me_locked_meetings())::uuid[])')) as t (name, says)
  loop
    execute format('create policy not_locked on kith.%I as restrictive for select to kith_near using (%s)', r.name, r.says);
    -- An UPDATE that names no column asks no right to read.
    execute format('create policy not_locked_change on kith.%I as restrictive for update to kith_near using (%s)', r.name, r.says);
  end loop;
  -- The desk: the whole record, and meetings, of which it has the shells.
  for r in
    select * from (values
      ('people', 'id <> all ((select kith.me_locked_people())::uuid[])'),
      ('enrolments', 'person_id <> all ((select kith.me_locked_people())::uuid[])'),
      ('assignments', 'person_id <> all ((select kith.me_locked_people())::uuid[])'),
      ('contacts', 'person_id <> all ((select kith.me_locked_at_desk())::uuid[]) and id <> all ((select kith.me_locked_at_desk())::uuid[])')) as t (name, says)
  loop
    execute format('create policy not_locked_wide on kith.%I as restrictive for select to kith_wide using (%s)', r.name, r.says);
  end loop;
end $$;

-- ---- a stop, and a lock, said while it was allowed to be written down, hold although they arrive later ----
grant select (org_id, id, person_id, recipient_key, supersedes_id, state, version),
  update (state, ended_at, ended_received_at, ended_by, ended_how, ended_words, version) on kith.consents to kith_past;
create policy made_then_read on kith.consents for select to kith_past
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people_then())::uuid[]));
create policy made_then_end on kith.consents for update to kith_past
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people_then())::uuid[]))
  with check (org_id = (select kith.me_org()) and state = 'revoked');
grant insert on kith.locks to kith_past;
create policy made_then on kith.locks for insert to kith_past
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people_then())::uuid[]) and set_by = (select kith.me_staff())
    and lifted_at is null);
reset role;
