-- Break-glass: in an emergency a colleague who does not walk with a person, or whom a lock shuts out, opens the record by one act. It is written
-- down, ends by itself, is told to the person and reviewed by somebody else. docs/decisions/0034-in-an-emergency.md
grant create on schema kith to kith_reach; -- only to hand the functions over; taken back below
set local role kith_owner;

create table kith.emergencies (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  person_name text not null,          -- as it was then: the one who opened must finish the record after they no longer see the person
  staff_id uuid not null,             -- who opened, or who told; under 42 CFR 2.51 the discloser
  opens boolean not null,             -- false: nothing was opened, something was told by whoever already knew it
  opened_at timestamptz not null,     -- by the clock of the device, never after its arrival
  received_at timestamptz not null default now(),
  ends_at timestamptz not null,
  offline boolean not null,
  medical_only boolean not null,      -- the law of the packs: only medical personnel may be told (42 CFR 2.51)
  risk_test boolean not null,         -- and the test to be written down (PHIPA s. 40 (1))
  complete_by timestamptz not null,
  -- the four facts, and what was weighed
  told text check (told in ('medical', 'other', 'nobody')),
  nature text check (length(nature) between 1 and 1000),
  recipient_name text check (length(recipient_name) between 1 and 200),
  recipient_facility text check (length(recipient_facility) between 1 and 200),
  told_at timestamptz,
  risk text check (length(risk) between 1 and 1000),
  completed_at timestamptz,
  -- somebody else's judgement
  review_by timestamptz not null,
  outcome text check (outcome in ('justified', 'not_justified')),
  review_words text check (length(review_words) between 1 and 1000),
  reviewed_by uuid,
  reviewed_at timestamptz,
  person_read_at timestamptz,         -- when the person said, in their own view, that they have read of it
  version integer not null default 1,
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, staff_id) references kith.staff (org_id, id),
  foreign key (org_id, reviewed_by) references kith.staff (org_id, id),
  check (ends_at <= opened_at + interval '24 hours'),
  check (reviewed_by <> staff_id),
  check (num_nonnulls(outcome, review_words, reviewed_by, reviewed_at) in (0, 4)),
  check (num_nonnulls(told, nature, completed_at) in (0, 3)),
  check (told is null or (told = 'nobody') = (num_nonnulls(recipient_name, recipient_facility, told_at) = 0)),
  check (told is null or told = 'nobody' or num_nonnulls(recipient_name, recipient_facility, told_at) = 3),
  check (not medical_only or told is distinct from 'other'),
  check (not risk_test or told is null or told = 'nobody' or risk is not null),
  check (opens or told in ('medical', 'other'))
);
create index emergencies_person on kith.emergencies (org_id, person_id);
create index emergencies_staff on kith.emergencies (org_id, staff_id, ends_at);
alter table kith.emergencies enable row level security;
alter table kith.emergencies force row level security;
grant select on kith.emergencies to kith_reach;
create policy reach on kith.emergencies for select to kith_reach using (true);
grant select on kith.people_words to kith_reach;
create policy reach on kith.people_words for select to kith_reach using (true);

-- ---- whom I have opened ----

-- Roles that may: those who meet people, and those who answer for them. Whoever bills, counts or keeps the keys has no emergency with a person.
create function kith.me_opening_org() returns uuid
language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
  select kith.me_org_as(array['peer', 'senior_peer', 'supervisor', 'coordinator', 'director'])
$$;

-- PL/pgSQL, and one look at the signature in each, for the reasons given in 0007.
create function kith.me_opened() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid; me uuid; opened uuid[];
begin
  if not kith.me_signed() then return '{}'; end if;
  org := nullif(current_setting('app.org', true), '')::uuid;
  me := nullif(current_setting('app.staff', true), '')::uuid;
  opened := array(
    select e.person_id from kith.emergencies e
    where e.org_id = org and e.staff_id = me and e.opens and e.opened_at <= now() and e.ends_at > now());
  if opened = '{}' or kith.me_opening_org() is null then return '{}'; end if;
  -- Records found to be of one person are read together, as always.
  return array(
    select unnest(opened)
    union
    select p.id from kith.people p where p.org_id = org and p.merged_into = any (opened));
end $$;

-- Whom I may read: my people, and whom I have opened. Writing goes by me_people alone.
create function kith.me_readable() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare opened uuid[] := kith.me_opened();
begin
  if opened = '{}' then return kith.me_people(); end if;
  return array(select unnest(kith.me_people()) union select unnest(opened));
end $$;

-- What a lock keeps from my eyes just now: all that is locked against me, without those I have opened ("locks override everything except E").
create function kith.me_kept_in(asked text[]) returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare locked uuid[] := kith.me_locked_in(asked); opened uuid[]; org uuid;
begin
  if locked = '{}' then return locked; end if;
  opened := kith.me_opened();
  if opened = '{}' then return locked; end if;
  org := kith.me_org();
  return array(
    select unnest(locked)
    except select unnest(opened)
    except select l.item_id from kith.locks l where l.org_id = org and l.item_id = any (locked) and l.person_id = any (opened));
end $$;
create function kith.me_kept_goals() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.me_kept_in('{goal_plan,item}');
end $$;
create function kith.me_kept_notes() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.me_kept_in('{peer_note,item}');
end $$;
create function kith.me_kept_meetings() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.me_kept_in('{programme_presence,item}');
end $$;

-- Whose openings I see: my own, and those I review. A director reviews everybody's but their own, a supervisor those of whom she supervises, and,
-- so that a lone director is not without anybody, a director's.
create function kith.me_answerable() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare me uuid := kith.me_staff(); directing uuid := kith.me_org_as('{director}'); supervising uuid := kith.me_org_as('{supervisor}');
begin
  return array(
    select me
    union select s.id from kith.staff s where s.org_id = directing
    union select unnest(kith.me_supervised())
    union select r.staff_id from kith.staff_roles r where r.org_id = supervising and r.role = 'director');
end $$;

-- Whether there is anybody of this id here whom I could open. Ids are not guessed; what is foreign and what is absent look alike.
create function kith.emergency_person(person uuid) returns boolean
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_opening_org();
begin
  return exists (select from kith.people p where p.org_id = org and p.id = person);
end $$;

-- Who of the organisation has every word of this name, by sound: for each typed word the keys it may have been stored under, joined by a space.
-- Whole words and six people at most: it finds whom one can name, and does not list who is here.
create function kith.find_in_emergency(typed text[])
returns table (id uuid, name text, full_name text, birth_date date, age_band text)
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_opening_org();
begin
  if coalesce(cardinality(typed), 0) = 0 then return; end if;
  return query
    select p.id, p.name, p.full_name, p.birth_date, p.age_band from kith.people p
    where p.org_id = org and p.merged_into is null
      and not exists (
        select from unnest(typed) as t (keys)
        where not exists (
          select from kith.people_words w
          where w.org_id = org and w.person_id = p.id and w.word = any (string_to_array(t.keys, ' '))))
      and p.id in (
        select w.person_id from kith.people_words w where w.org_id = org and w.word = any (string_to_array(typed[1], ' ')))
    order by p.name, p.id limit 6;
end $$;

-- ---- what no statement can get round ----
create function kith.note_emergency() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    -- Told about somebody: only whoever reads them, or read them when it was told. Opened: anybody of the organisation.
    if not new.opens and not (new.person_id = any (kith.me_readable() || kith.me_people_then())) then
      raise insufficient_privilege using message = 'not yours';
    end if;
    select p.name into new.person_name from kith.people p where p.org_id = new.org_id and p.id = new.person_id;
    new.received_at := now();
    new.opened_at := least(new.opened_at, now());
    if not new.opens then new.ends_at := new.opened_at; end if;
    new.outcome := null; new.review_words := null; new.reviewed_by := null; new.reviewed_at := null; new.person_read_at := null;
    return new;
  end if;
  -- Of a person whose record was erased (0022) nothing may be written but that there is nothing any more.
  if exists (select from kith.people p where p.org_id = old.org_id and p.id = old.person_id and p.erased_at is not null) then
    if (new.told, new.told_at, new.completed_at, new.outcome, new.reviewed_by, new.reviewed_at, new.person_read_at)
        is distinct from (old.told, old.told_at, old.completed_at, old.outcome, old.reviewed_by, old.reviewed_at, old.person_read_at)
      or '—' <> all (array_remove(array[new.person_name, new.nature, new.recipient_name, new.recipient_facility, new.risk, new.review_words], null))
      or new.ends_at > old.ends_at then
      raise insufficient_privilege using message = 'this record was erased';
    end if;
    return new;
  end if;
  if (new.told, new.nature, new.recipient_name, new.recipient_facility, new.told_at, new.risk, new.completed_at)
      is distinct from (old.told, old.nature, old.recipient_name, old.recipient_facility, old.told_at, old.risk, old.completed_at)
    and (old.completed_at is not null or new.completed_at is null or kith.me_staff() is distinct from old.staff_id) then
    raise insufficient_privilege using message = 'completed once, by who opened';
  end if;
  if (new.outcome, new.review_words, new.reviewed_by, new.reviewed_at)
      is distinct from (old.outcome, old.review_words, old.reviewed_by, old.reviewed_at) then
    if old.outcome is not null or new.reviewed_by is distinct from kith.me_staff() or new.reviewed_by = old.staff_id then
      raise insufficient_privilege using message = 'reviewed once, by somebody else';
    end if;
    -- What was not justified is over at once.
    if new.outcome = 'not_justified' then new.ends_at := greatest(old.opened_at, least(old.ends_at, now())); end if;
  end if;
  if new.ends_at > old.ends_at then raise insufficient_privilege using message = 'it only ends sooner'; end if;
  if new.person_read_at is distinct from old.person_read_at and (old.person_read_at is not null or current_setting('role', true) <> 'kith_self') then
    raise insufficient_privilege using message = 'only the person says that they have read it';
  end if;
  return new;
end $$;
create trigger note_emergency before insert or update on kith.emergencies for each row execute function kith.note_emergency();

grant select, update on kith.emergencies to kith_eraser;
create policy erase on kith.emergencies to kith_eraser using (true) with check (true);

reset role;
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'kith' and p.proname in ('me_opening_org', 'me_opened', 'me_readable', 'me_kept_in', 'me_kept_goals', 'me_kept_notes',
      'me_kept_meetings', 'me_answerable', 'emergency_person', 'find_in_emergency', 'note_emergency') loop
    execute format('revoke all on function %s from public', f.signature);
    execute format('alter function %s owner to kith_reach', f.signature);
    continue when f.proname in ('note_emergency', 'me_kept_in');
    execute format('grant execute on function %s to kith_near', f.signature);
  end loop;
end $$;

-- Their owner makes them anew; who may call them stays as it was.
set local role kith_reach;
-- As before, and of whom I have opened.
create or replace function kith.me_scopes() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return kith.me_readable() || kith.me_org();
end $$;
-- As before, without locks that do not hold while I have opened: so my devices start again when that begins, and when it ends.
create or replace function kith.me_lock_mark() returns text
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff(); opened uuid[] := kith.me_opened();
begin
  return (
    select string_agg(one.id::text, ',' order by one.id) from (
      select l.id from kith.locks l
      where l.org_id = org and l.staff_id = me and l.lifted_at is null and l.covers <> 'all' and l.person_id <> all (opened)
      union
      select l.id from kith.staff_roles r
      join kith.locks l on l.org_id = org and l.role = r.role and l.lifted_at is null and l.covers <> 'all' and l.person_id <> all (opened)
      where r.org_id = org and r.staff_id = me) one);
end $$;
-- As before; whom I once opened was mine to hold, too.
create or replace function kith.note_sync(device uuid, lost uuid[], gained uuid[], settled boolean) returns void
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
      where v.org_id = org and v.supervisor_id = me and a.person_id = any (lost)
      union
      select e.person_id from kith.emergencies e where e.org_id = org and e.staff_id = me and e.opens and e.person_id = any (lost));
    insert into kith.purges (org_id, id, staff_id, device_id, person_id, told_at)
      select org, gen_random_uuid(), me, device, p.id, now() from unnest(formerly) as p (id)
      on conflict (org_id, staff_id, device_id, person_id) where confirmed_at is null and regained_at is null do nothing;
  end if;
  if settled then
    update kith.devices d set synced_at = now()
      where d.org_id = org and d.staff_id = me and d.id = device and coalesce(d.synced_at, '-infinity') < now() - interval '1 minute';
  end if;
end $$;
-- As before, and who opened my record in an emergency, and who reviewed that.
create or replace function kith.me_around() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); person uuid := kith.me_person(); view uuid := kith.me_view(); walkers uuid[] := kith.me_walkers();
begin
  return array(
    select a.staff_id from kith.assignments a where a.org_id = org and a.person_id = person
    union select s.supervisor_id from kith.supervisions s
      where s.org_id = org and s.staff_id = any (walkers) and s.starts_at <= now() and s.ends_at > now()
    union select l.staff_id from kith.looks l where l.org_id = org and l.person_id = person
    union select c.author_id from kith.contacts c where c.org_id = org and c.person_id = person
    union select e.author_id from kith.entries e where e.org_id = org and e.person_id = person and e.for_person
    union select t.staff_id from kith.visits t where t.org_id = org and t.person_id = person
    union select g.staff_id from kith.emergencies g where g.org_id = org and g.person_id = person
    union select g.reviewed_by from kith.emergencies g where g.org_id = org and g.person_id = person and g.reviewed_by is not null
    union select v.made_by from kith.views v where v.org_id = org and v.id = view);
end $$;
reset role;
revoke create on schema kith from kith_reach;
set local role kith_owner;

-- ---- the openings themselves ----
grant select, insert, update (told, nature, recipient_name, recipient_facility, told_at, risk, completed_at, outcome, review_words, reviewed_by,
  reviewed_at, version) on kith.emergencies to kith_near;
create policy near_read on kith.emergencies for select to kith_near
  using (org_id = (select kith.me_org()) and staff_id = any ((select kith.me_answerable())::uuid[]));
create policy near_open on kith.emergencies for insert to kith_near
  with check (org_id = (select kith.me_opening_org()) and staff_id = (select kith.me_staff()));
create policy near_change on kith.emergencies for update to kith_near
  using (org_id = (select kith.me_org()) and staff_id = any ((select kith.me_answerable())::uuid[]))
  with check (org_id = (select kith.me_org()));
grant insert on kith.emergencies to kith_past;
create policy made_then on kith.emergencies for insert to kith_past
  with check (org_id = (select kith.me_org()) and staff_id = (select kith.me_staff()) and not opens
    and person_id = any ((select kith.me_people_then())::uuid[]));
-- The person: all of it but what colleagues weighed and said to each other.
grant select (org_id, id, person_id, person_name, staff_id, opens, opened_at, ends_at, offline, medical_only, risk_test, complete_by, told, nature,
  recipient_name, recipient_facility, told_at, completed_at, review_by, outcome, reviewed_by, reviewed_at, person_read_at, version)
  on kith.emergencies to kith_self;
grant update (person_read_at, version) on kith.emergencies to kith_self;
create policy self_read on kith.emergencies for select to kith_self
  using (org_id = (select kith.me_org()) and person_id = (select kith.me_person()));
create policy self_change on kith.emergencies for update to kith_self
  using (org_id = (select kith.me_org()) and person_id = (select kith.me_person()))
  with check (org_id = (select kith.me_org()) and person_id = (select kith.me_person()));

-- ---- what opening lets one read: §1.6, the cells with E, and who the person is. Not consents, locks, disclosures, looks or requests ----
alter policy near_read on kith.people
  using (org_id = (select kith.me_org()) and id = any ((select kith.me_readable())::uuid[]));
do $$
declare t text;
begin
  foreach t in array array['enrolments', 'assignments', 'goals', 'goal_steps', 'goal_ratings', 'contacts', 'contact_goals', 'follow_ups', 'visits'] loop
    execute format('alter policy near_read on kith.%I using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_readable())::uuid[]))', t);
  end loop;
end $$;
-- "Just us" stays between the two.
alter policy near_read on kith.entries
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_readable())::uuid[])
    and reader_id = any ((select kith.me_readers())::uuid[]));
-- Whoever opens leaves a look, like everybody.
alter policy near_write on kith.looks
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_readable())::uuid[]) and staff_id = (select kith.me_staff()));

-- ---- and which locks do not hold meanwhile: for reading only ----
do $$
declare
  r record;
begin
  for r in
    select * from (values
      ('goals', 'person_id <> all ((select kith.me_kept_goals())::uuid[]) and id <> all ((select kith.me_kept_goals())::uuid[])'),
      ('goal_steps', 'person_id <> all ((select kith.me_kept_goals())::uuid[]) and goal_id <> all ((select kith.me_kept_goals())::uuid[])'),
      ('goal_ratings', 'person_id <> all ((select kith.me_kept_goals())::uuid[]) and goal_id <> all ((select kith.me_kept_goals())::uuid[])'),
      ('contact_goals', 'person_id <> all ((select kith.me_kept_goals())::uuid[]) and goal_id <> all ((select kith.me_kept_goals())::uuid[])'),
      ('entries', 'person_id <> all ((select kith.me_kept_notes())::uuid[]) and id <> all ((select kith.me_kept_notes())::uuid[]) '
        'and contact_id <> all ((select kith.me_kept_notes())::uuid[])'),
      ('follow_ups', 'person_id <> all ((select kith.me_kept_notes())::uuid[])'),
      ('contacts', 'person_id <> all ((select kith.me_kept_meetings())::uuid[]) and id <> all ((select kith.me_kept_meetings())::uuid[])'),
      ('visits', 'person_id <> all ((select kith.me_kept_meetings())::uuid[])')) as t (name, says)
  loop
    execute format('alter policy not_locked on kith.%I using (%s)', r.name, r.says);
  end loop;
end $$;
reset role;
