-- The person's own view of their record: docs/decisions/0031-the-persons-own-view.md.
--
-- kith_self    a transaction's reach: a person reading and writing their own record, and nobody else's
do $$
begin
  if not exists (select from pg_roles where rolname = 'kith_self') then create role kith_self nologin noinherit; end if;
end $$;
grant kith_self to kith_app;
grant usage on schema kith to kith_self;
grant create on schema kith to kith_reach; -- only to hand the functions over; taken back below
set local role kith_owner;

-- ---- who may act. A member of staff, or a person through their own view; where a row names who acted, it names one of these ----
create table kith.actors (
  org_id uuid not null references kith.organisations (org_id),
  id uuid not null,
  kind text not null check (kind in ('staff', 'view')),
  primary key (org_id, id)
);
alter table kith.actors enable row level security;
alter table kith.actors force row level security;
grant select, insert on kith.actors to kith_reach;
create policy reach on kith.actors to kith_reach using (true) with check (true);

-- One id acts for one of them only: whoever makes a colleague with the id of somebody's view, or the other way round, is refused by the key.
create function kith.note_actor() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into kith.actors (org_id, id, kind) values (new.org_id, new.id, tg_argv[0]);
  return null;
end $$;
create trigger note_actor after insert on kith.staff for each row execute function kith.note_actor('staff');
reset role;
-- Row security is forced, so the owner would see nobody to begin with.
set local role kith_reach;
insert into kith.actors (org_id, id, kind) select s.org_id, s.id, 'staff' from kith.staff s;
reset role;
set local role kith_owner;

do $$
declare
  named record;
  key text;
begin
  for named in select * from (values ('receipts', 'actor_id'), ('audit_events', 'actor_id'), ('devices', 'staff_id'), ('entries', 'author_id'),
      ('goal_ratings', 'recorded_by')) as t (table_name, column_name) loop
    select k.conname into strict key from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attname = named.column_name
      where k.conrelid = format('kith.%I', named.table_name)::regclass and k.confrelid = 'kith.staff'::regclass and a.attnum = any (k.conkey);
    execute format('alter table kith.%I drop constraint %I', named.table_name, key);
    execute format('alter table kith.%I add foreign key (org_id, %I) references kith.actors (org_id, id)', named.table_name, named.column_name);
  end loop;
end $$;

-- ---- views ----
create table kith.views (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  user_id text,                       -- account at the door; null until the invitation is taken up
  locale text not null,
  made_by uuid not null,
  begins_at timestamptz not null default now(),
  ends_at timestamptz not null default 'infinity',
  ended_by uuid,
  joined_at timestamptz,              -- when the invitation was taken up first
  version integer not null default 1,
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, made_by) references kith.staff (org_id, id),
  foreign key (org_id, ended_by) references kith.actors (org_id, id),
  check (ends_at >= begins_at),
  check ((ends_at = 'infinity') = (ended_by is null))
);
-- A person has one view at a time: of two made at once, the second is refused.
create unique index views_living on kith.views (org_id, person_id) where ends_at = 'infinity';
create index views_person on kith.views (org_id, person_id);
create index views_by_user on kith.views (user_id); -- at the door an account is looked up before its organisation is known
create trigger note_actor after insert on kith.views for each row execute function kith.note_actor('view');

-- How somebody comes to it: a link with a token (an HMAC over the salt, as with colleagues' invitations), and while their peer holds the screen out
-- to them a short code. Of the code only an HMAC is kept, and only for minutes.
create table kith.view_invitations (
  org_id uuid not null,
  id uuid not null,
  view_id uuid not null,
  salt uuid not null default gen_random_uuid(),
  code_hash bytea,
  code_expires_at timestamptz,
  made_by uuid not null,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '3 days',
  used_at timestamptz,
  withdrawn_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, view_id) references kith.views (org_id, id),
  foreign key (org_id, made_by) references kith.staff (org_id, id),
  check (expires_at <= made_at + interval '3 days'),
  check ((code_hash is null) = (code_expires_at is null))
);
create index view_invitations_view on kith.view_invitations (org_id, view_id);
create unique index view_invitations_id on kith.view_invitations (id, org_id); -- the door knows only the id
create index view_invitations_code on kith.view_invitations (code_hash) where code_hash is not null; -- or only the code

-- ---- what the person asks of the programme. Clocks and answers follow; this is the asking, which nobody can take away ----
create table kith.requests (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('copy', 'correction', 'deletion')),
  words text check (length(words) between 1 and 2000),
  state text not null default 'asked' check (state in ('asked')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  version integer not null default 1,
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, asked_by) references kith.actors (org_id, id)
);
create index requests_person on kith.requests (org_id, person_id);

do $$
declare t text;
begin
  foreach t in array array['views', 'view_invitations', 'requests'] loop
    execute format('alter table kith.%I enable row level security', t);
    execute format('alter table kith.%I force row level security', t);
  end loop;
end $$;

-- ---- entries: who wrote them from where, and whom they reach ----
-- The database marks what came by the person's own hand, as it marks what was made while it was allowed: by the reach of the transaction.
alter table kith.entries add column by_view boolean not null default (current_setting('role', true) = 'kith_self');
-- Whether the person reads it in their own view: their own voice; what is between them and their peer; and words of a peer that they wrote
-- together or that the peer promised to show. One column, so that the policy needs no OR. Made as an expression, so that rows that are there have it.
alter table kith.entries add column for_person boolean not null
  generated always as (coalesce(voice = 'person' or audience = 'pair' or shown in ('together', 'will_show'), false)) stored;
alter table kith.entries alter column for_person drop expression;
alter table kith.entries alter column for_person set default false; -- and then as `address_entry` says
-- "Just us" written by the person is for whom it answers, or for the peer of that contact; so it is no longer a matter of the row alone.
alter table kith.entries alter column reader_id drop expression;
alter table kith.entries alter column reader_id set default '00000000-0000-0000-0000-000000000000'; -- the same
alter table kith.entries alter column reader_id set not null;

-- "This is not how it was": stands beside what it is about, with words or without. Nothing is replaced.
alter table kith.entries drop constraint entries_kind_check;
alter table kith.entries add constraint entries_kind_check check (kind in ('entry', 'addendum', 'strike', 'differs'));
alter table kith.entries drop constraint entries_words_check;
alter table kith.entries add constraint entries_words_check check (length(words) between case when kind = 'differs' then 0 else 1 end and 20000);
alter table kith.entries add constraint entries_differs_is_the_persons check (kind <> 'differs' or voice = 'person');

-- Nobody chooses whom an entry reaches but by its voice and audience: whatever a statement says of these two columns is overwritten. It runs with
-- the writer's own rights, and so finds only what they may read.
create function kith.address_entry() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  nobody constant uuid := '00000000-0000-0000-0000-000000000000';
  followed_author uuid; followed_reader uuid; followed_by_view boolean; followed_for_person boolean;
begin
  if new.follows_id is not null then
    select e.author_id, e.reader_id, e.by_view, e.for_person into followed_author, followed_reader, followed_by_view, followed_for_person
    from kith.entries e where e.org_id = new.org_id and e.id = new.follows_id;
  end if;
  -- Words are taken back by who wrote them, whatever way the statement came: else one voice could silence the other.
  if new.kind = 'strike' and followed_author is distinct from new.author_id then
    raise insufficient_privilege using message = 'only who wrote words takes them back';
  end if;
  -- What takes words back reaches whom they reached.
  new.for_person := case when new.kind = 'strike' then coalesce(followed_for_person, false)
    else coalesce(new.voice = 'person' or new.audience = 'pair' or new.shown in ('together', 'will_show'), false) end;
  if new.audience <> 'pair' then
    new.reader_id := nobody;
  elsif not new.by_view then
    new.reader_id := new.author_id;
  elsif followed_author is null then
    new.reader_id := (select c.author_id from kith.contacts c where c.org_id = new.org_id and c.id = new.contact_id);
  elsif not followed_by_view then
    new.reader_id := followed_author;
  elsif followed_reader <> nobody then
    new.reader_id := followed_reader;
  else
    new.reader_id := (select c.author_id from kith.contacts c where c.org_id = new.org_id and c.id = new.contact_id);
  end if;
  return new;
end $$;
create trigger address_entry before insert on kith.entries for each row execute function kith.address_entry();

-- ---- the two voices: once the person has put something into their own words, nobody else changes them ----
alter table kith.goals add column words_by_person boolean not null default false;
alter table kith.people add column matters_by_person boolean not null default false;
create function kith.keep_goal_words() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.words, new.words_language) is not distinct from (old.words, old.words_language) then return new; end if;
  if current_setting('role', true) = 'kith_self' then
    new.words_by_person := true;
  elsif old.words_by_person then
    raise insufficient_privilege using message = 'these words are the person''s own';
  end if;
  return new;
end $$;
create trigger keep_words before update of words, words_language on kith.goals for each row execute function kith.keep_goal_words();
create function kith.keep_matters() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.matters is not distinct from old.matters then return new; end if;
  if current_setting('role', true) = 'kith_self' then
    new.matters_by_person := true;
  elsif old.matters_by_person then
    raise insufficient_privilege using message = 'these words are the person''s own';
  end if;
  return new;
end $$;
create trigger keep_matters before update of matters on kith.people for each row execute function kith.keep_matters();

-- ---- what the functions below may touch ----
grant select, insert, update on kith.views, kith.view_invitations to kith_reach;
create policy door on kith.views to kith_reach using (true) with check (true);
create policy door on kith.view_invitations to kith_reach using (true) with check (true);
grant select (org_id, person_id, staff_id) on kith.looks, kith.visits to kith_reach;
grant select (org_id, person_id, author_id) on kith.contacts to kith_reach;
grant select (org_id, person_id, author_id, for_person) on kith.entries to kith_reach;
grant select (org_id, person_id, programme_id) on kith.enrolments to kith_reach;
do $$
declare t text;
begin
  foreach t in array array['looks', 'visits', 'contacts', 'entries', 'enrolments'] loop
    execute format('create policy reach on kith.%I for select to kith_reach using (true)', t);
  end loop;
end $$;

-- My view, while it lasts. `me_staff` says whose id acts; here it is the view's.
create function kith.me_view() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff();
begin
  return (select v.id from kith.views v where v.org_id = org and v.id = me and v.begins_at <= now() and v.ends_at > now());
end $$;

-- Whose record it is. Exactly this one, also where staff hold it together with another registration: were they wrong about that, a stranger
-- would read it.
create function kith.me_person() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); view uuid := kith.me_view();
begin
  return (select v.person_id from kith.views v where v.org_id = org and v.id = view);
end $$;

create function kith.me_view_org() returns uuid
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
begin
  return case when kith.me_view() is not null then kith.me_org() end;
end $$;

-- Who walks with me today, covering included.
create function kith.me_walkers() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); person uuid := kith.me_person();
begin
  return array(select distinct a.staff_id from kith.assignments a
    where a.org_id = org and a.person_id = person and a.starts_at <= now() and a.ends_at > now());
end $$;

-- The members of staff whose names stand in my record: who walks with me or did, who supervises those, who looked, who wrote, who comes.
create function kith.me_around() returns uuid[]
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
    union select v.made_by from kith.views v where v.org_id = org and v.id = view);
end $$;

create function kith.me_enrolled() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); person uuid := kith.me_person();
begin
  return array(
    select p.programme_id from kith.people p where p.org_id = org and p.id = person
    union select e.programme_id from kith.enrolments e where e.org_id = org and e.person_id = person);
end $$;

-- As before, and of my own record, too.
drop function kith.me_last_change(uuid, text, uuid);
create function kith.me_last_change(scope uuid, of_table text, row_id uuid) returns table (staff_id uuid, at timestamptz)
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); mine uuid[] := kith.me_people() || kith.me_person();
begin
  return query
    select e.actor_id, e.at
    from kith.changes c
    join kith.audit_events e on e.org_id = c.org_id and e.position = c.position
    where c.org_id = org and c.scope_id = scope and c.scope_id = any (mine) and c.table_name = of_table and c.row_id = me_last_change.row_id
    order by c.position desc limit 1;
end $$;

-- A view that has ended ends everywhere: its sessions, its devices (which throw their store away), and invitations that lie about. Whoever may
-- ask could end the view itself; of one that goes on nothing is touched.
create function kith.end_view_access(ended uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  org uuid := kith.me_org();
  account text;
begin
  select v.user_id into account from kith.views v where v.org_id = org and v.id = ended and v.ends_at <= now();
  if not found then return; end if;
  delete from auth."session" s where s."userId" = account;
  update kith.devices d set revoked_at = now() where d.org_id = org and d.staff_id = ended and d.revoked_at is null;
  update kith.view_invitations i set withdrawn_at = now()
    where i.org_id = org and i.view_id = ended and i.used_at is null and i.withdrawn_at is null;
end $$;

-- ---- the door ----
drop function kith.door_session(text, uuid, bytea);
-- Everything one request needs to know of its session, in one question, as before; `view_person` is null for members of staff, else whose record
-- the session's view is of.
create function kith.door_session(session_token text, device uuid, bound bytea)
returns table (session_id text, account text, factor text, enrolled boolean, org_id uuid, staff_id uuid, name text, locale text, active boolean,
  roles text[], programmes uuid[], second_factor_required boolean, device_revoked boolean, view_person uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_one record;
  seen timestamptz;
  revoked timestamptz;
begin
  select s.id, s."userId" as account, s.factor, coalesce(u."twoFactorEnabled", false) as enrolled, s."updatedAt" as used_at, s."deviceId" as device_id,
    coalesce(f.org_id, v.org_id) as org_id, coalesce(f.id, v.id) as staff_id, coalesce(f.name, p.name) as name, coalesce(f.locale, v.locale) as locale,
    case when v.id is null then f.active else v.begins_at <= now() and v.ends_at > now() end as active,
    o.second_factor_required and v.id is null as second_factor_required, v.person_id as view_person
  into found_one
  from auth."session" s
  join auth."user" u on u.id = s."userId"
  left join kith.staff f on f.user_id = s."userId"
  left join kith.views v on v.user_id = s."userId" and f.id is null
  left join kith.people p on p.org_id = v.org_id and p.id = v.person_id
  left join kith.organisations o on o.org_id = coalesce(f.org_id, v.org_id)
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
    coalesce(found_one.second_factor_required, false), revoked is not null, found_one.view_person;
end $$;

drop function kith.door_signer(uuid, uuid, uuid, uuid);
-- As before; the author may be a person, through their own view.
create function kith.door_signer(org uuid, author uuid, device uuid, key uuid)
returns table (public_key bytea, name text, locale text, active boolean, roles text[], programmes uuid[], device_ended boolean, view_person uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.public_key, coalesce(s.name, p.name), coalesce(s.locale, v.locale),
    case when v.id is null then s.active else v.begins_at <= now() and v.ends_at > now() end,
    array(select r.role from kith.staff_roles r where r.org_id = org and r.staff_id = author order by r.role),
    array(select p.programme_id from kith.staff_programmes p where p.org_id = org and p.staff_id = author order by p.programme_id),
    d.revoked_at is not null, v.person_id
  from kith.device_keys k
  join kith.devices d on d.org_id = k.org_id and d.staff_id = k.staff_id and d.id = k.device_id
  join kith.actors a on a.org_id = k.org_id and a.id = k.staff_id
  left join kith.staff s on s.org_id = a.org_id and s.id = a.id
  left join kith.views v on v.org_id = a.org_id and v.id = a.id
  left join kith.people p on p.org_id = v.org_id and p.id = v.person_id
  where k.org_id = org and k.staff_id = author and k.device_id = device and k.id = key
$$;

-- An invitation to a view that can still be taken up. `email` is the account's made-up address once there is one: its sign-in name.
create function kith.door_join(invitation uuid)
returns table (org_id uuid, view_id uuid, person_id uuid, name text, locale text, salt uuid, invited_by_name text, account text, email text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.org_id, i.view_id, v.person_id, p.name, v.locale, i.salt, b.name, v.user_id, u.email
  from kith.view_invitations i
  join kith.views v on v.org_id = i.org_id and v.id = i.view_id and v.begins_at <= now() and v.ends_at > now()
  join kith.people p on p.org_id = v.org_id and p.id = v.person_id
  join kith.staff b on b.org_id = i.org_id and b.id = i.made_by and b.active
  left join auth."user" u on u.id = v.user_id
  where i.id = invitation and i.used_at is null and i.withdrawn_at is null and i.expires_at > now()
$$;

-- Which invitation this code is shown for, now. A code is good while it is on the screen.
create function kith.door_join_by_code(hash bytea) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select i.id from kith.view_invitations i
  where i.code_hash = hash and i.code_expires_at > now() and i.used_at is null and i.withdrawn_at is null limit 1
$$;

-- A code comes to be when it is shown, in place of any earlier one.
create function kith.door_show_code(invitation uuid, hash bytea, minutes integer) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare until timestamptz;
begin
  update kith.view_invitations i set code_hash = hash, code_expires_at = least(i.expires_at, now() + make_interval(mins => minutes))
    where i.id = invitation and i.used_at is null and i.withdrawn_at is null and i.expires_at > now()
    returning i.code_expires_at into until;
  return until;
end $$;

-- Takes an invitation up: the account with its PIN, its link to the view, and the audit row; for a view that has an account, a new PIN, and every
-- session there was ends. Null: too late. Else the account's address.
create function kith.door_accept_join(invitation uuid, new_account text, new_email text, pin_hash text) returns text
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
  else
    update auth."account" a set "password" = pin_hash, "updatedAt" = now() where a."userId" = opened.account and a."providerId" = 'credential';
    delete from auth."session" s where s."userId" = opened.account;
    update kith.views v set version = version + 1 where v.org_id = opened.org_id and v.id = opened.view_id;
  end if;
  update kith.view_invitations i set used_at = now(), code_hash = null, code_expires_at = null where i.org_id = opened.org_id and i.id = invitation;
  update kith.change_counters c set n = n + 1 where c.org_id = opened.org_id returning c.n into at_position;
  insert into kith.changes (org_id, scope_id, position, table_name, row_id) values (opened.org_id, opened.person_id, at_position, 'views', opened.view_id);
  insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id)
    values (opened.org_id, at_position, gen_random_uuid(), opened.view_id, 'view.joined', opened.person_id, invitation);
  return coalesce(opened.email, lower(new_email));
end $$;

reset role;
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'kith' and p.proname in ('note_actor', 'address_entry', 'keep_goal_words', 'keep_matters', 'me_view', 'me_person', 'me_view_org',
      'me_walkers', 'me_around', 'me_enrolled', 'me_last_change', 'end_view_access', 'door_session', 'door_signer', 'door_join', 'door_join_by_code',
      'door_show_code', 'door_accept_join') loop
    execute format('revoke all on function %s from public', f.signature);
    continue when f.proname in ('address_entry', 'keep_goal_words', 'keep_matters'); -- they run as whoever writes
    execute format('alter function %s owner to kith_reach', f.signature);
    continue when f.proname = 'note_actor';
    execute format('grant execute on function %s to %s', f.signature, case
      when f.proname in ('door_session', 'door_signer') then 'kith_app'
      -- Whoever could make a code and use it could be anybody: so not the server's own role.
      when f.proname like 'door%' then 'kith_auth'
      when f.proname in ('end_view_access', 'me_last_change') then 'kith_near, kith_self'
      else 'kith_self' end);
  end loop;
end $$;
revoke create on schema kith from kith_reach;
grant execute on function kith.me_org(), kith.me_staff(), kith.me_now(), kith.note_sync(uuid, uuid[], uuid[], boolean) to kith_self;
set local role kith_owner;

-- ---- staff: whoever may see a person may give them their view, and end it ----
grant select (org_id, id, person_id, locale, made_by, begins_at, ends_at, ended_by, joined_at, version) on kith.views to kith_near; -- not the account
grant insert (org_id, id, person_id, locale, made_by) on kith.views to kith_near;
grant update (ends_at, ended_by, version) on kith.views to kith_near;
create policy near_read on kith.views for select to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]));
create policy near_make on kith.views for insert to kith_near
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]) and made_by = (select kith.me_staff()));
create policy near_end on kith.views for update to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]) and ends_at = 'infinity')
  with check (org_id = (select kith.me_org()) and ends_at <= now() and ended_by = (select kith.me_staff()));
grant select (org_id, id, view_id, salt, made_by, made_at, expires_at, used_at, withdrawn_at), insert (org_id, id, view_id, made_by),
  update (withdrawn_at) on kith.view_invitations to kith_near;
create policy near_read on kith.view_invitations for select to kith_near
  using (org_id = (select kith.me_org())
    and (select v.id from kith.views v where v.org_id = view_invitations.org_id and v.id = view_invitations.view_id) is not null);
create policy near_make on kith.view_invitations for insert to kith_near
  with check (org_id = (select kith.me_org()) and made_by = (select kith.me_staff())
    and exists (select from kith.views v where v.org_id = view_invitations.org_id and v.id = view_invitations.view_id and v.ends_at = 'infinity'));
create policy near_withdraw on kith.view_invitations for update to kith_near
  using (org_id = (select kith.me_org())
    and (select v.id from kith.views v where v.org_id = view_invitations.org_id and v.id = view_invitations.view_id) is not null)
  with check (org_id = (select kith.me_org()) and withdrawn_at is not null);
-- A person's phones are no business of administrators.
alter policy administer on kith.devices
  using (org_id = (select kith.me_admin_org()) and (select s.id from kith.staff s where s.org_id = devices.org_id and s.id = devices.staff_id) is not null)
  with check (org_id = (select kith.me_admin_org()) and (select s.id from kith.staff s where s.org_id = devices.org_id and s.id = devices.staff_id) is not null);
grant select on kith.requests to kith_near;
create policy near_read on kith.requests for select to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]));

-- Only the person's own hand leaves the mark of it.
alter policy near_write on kith.entries
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]) and author_id = (select kith.me_staff())
    and not by_view and kind <> 'differs');
alter policy made_then on kith.entries
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people_then())::uuid[]) and author_id = (select kith.me_staff())
    and made_while_allowed and not by_view and kind <> 'differs');
grant select (reader_id, by_view, for_person) on kith.entries to kith_past; -- for the trigger that addresses what follows an entry

-- ---- the person: their own record ----
grant select on kith.people to kith_self;
grant update (matters, version, updated_at) on kith.people to kith_self;
create policy self_read on kith.people for select to kith_self using (org_id = (select kith.me_org()) and id = (select kith.me_person()));
create policy self_change on kith.people for update to kith_self
  using (org_id = (select kith.me_org()) and id = (select kith.me_person()))
  with check (org_id = (select kith.me_org()) and id = (select kith.me_person()));

grant select on kith.enrolments, kith.assignments, kith.goals, kith.goal_steps, kith.goal_ratings, kith.contacts, kith.contact_goals, kith.looks,
  kith.requests to kith_self;
-- Not the note of a visit: a peer wrote it to themself.
grant select (org_id, id, person_id, staff_id, starts_at, place, mode, status, contact_id, version) on kith.visits to kith_self;
do $$
declare t text;
begin
  foreach t in array array['enrolments', 'assignments', 'goals', 'goal_steps', 'goal_ratings', 'contacts', 'contact_goals', 'looks', 'requests',
    'visits'] loop
    execute format('create policy self_read on kith.%I for select to kith_self
      using (org_id = (select kith.me_org()) and person_id = (select kith.me_person()))', t);
  end loop;
end $$;

-- Their words of a goal, and how close it feels; never how the peer put it, nor what became of it.
grant update (words, words_language, version, updated_at) on kith.goals to kith_self;
create policy self_change on kith.goals for update to kith_self
  using (org_id = (select kith.me_org()) and person_id = (select kith.me_person()))
  with check (org_id = (select kith.me_org()) and person_id = (select kith.me_person()));
grant insert on kith.goal_ratings to kith_self;
create policy self_write on kith.goal_ratings for insert to kith_self
  with check (org_id = (select kith.me_org()) and person_id = (select kith.me_person()) and recorded_by = (select kith.me_view()));

grant select on kith.entries to kith_self;
grant insert (org_id, id, contact_id, person_id, author_id, voice, audience, kind, follows_id, words, felt, language, written_at) on kith.entries
  to kith_self;
create policy self_read on kith.entries for select to kith_self
  using (org_id = (select kith.me_org()) and person_id = (select kith.me_person()) and for_person);
create policy self_write on kith.entries for insert to kith_self
  with check (org_id = (select kith.me_org()) and person_id = (select kith.me_person()) and author_id = (select kith.me_view()) and voice = 'person'
    and by_view
    -- Else words could be hung on a contact of somebody else, whose key alone a foreign key checks.
    and exists (select from kith.contacts c where c.org_id = entries.org_id and c.id = entries.contact_id));

grant insert (org_id, id, person_id, kind, words, asked_by, asked_at) on kith.requests to kith_self;
create policy self_write on kith.requests for insert to kith_self
  with check (org_id = (select kith.me_org()) and person_id = (select kith.me_person()) and asked_by = (select kith.me_view()));

-- Who is around me: names and duties, and who supervises those who walk with me. Of the organisation what every screen needs.
grant select on kith.organisations, kith.programmes, kith.staff_roles, kith.supervisions to kith_self;
grant select (org_id, staff_id, programme_id) on kith.staff_programmes to kith_self; -- and no policy: which programmes they work in is not shown
grant select (org_id, id, name, title, locale, active, version) on kith.staff to kith_self; -- neither address nor account
create policy self_read on kith.organisations for select to kith_self using (org_id = (select kith.me_view_org()));
create policy self_read on kith.programmes for select to kith_self
  using (org_id = (select kith.me_view_org()) and id = any ((select kith.me_enrolled())::uuid[]));
create policy self_read on kith.staff for select to kith_self
  using (org_id = (select kith.me_view_org()) and id = any ((select kith.me_around())::uuid[]));
create policy self_read on kith.staff_roles for select to kith_self
  using (org_id = (select kith.me_view_org()) and staff_id = any ((select kith.me_around())::uuid[]));
create policy self_read on kith.supervisions for select to kith_self
  using (org_id = (select kith.me_view_org()) and staff_id = any ((select kith.me_walkers())::uuid[]));

-- ---- the view itself, and its devices ----
grant select (org_id, id, person_id, locale, made_by, begins_at, ends_at, ended_by, joined_at, version) on kith.views to kith_self;
grant update (locale, ends_at, ended_by, version) on kith.views to kith_self;
create policy self_read on kith.views for select to kith_self using (org_id = (select kith.me_org()) and id = (select kith.me_view()));
create policy self_change on kith.views for update to kith_self
  using (org_id = (select kith.me_org()) and id = (select kith.me_view()))
  -- Ended or not: an end that lies in the future is nobody's to set.
  with check (org_id = (select kith.me_org()) and id = (select kith.me_staff()) and coalesce(ended_by, id) = id
    and ends_at = case when ended_by is null then timestamptz 'infinity' else now() end);
grant select, insert (org_id, id, staff_id, label, app_version), update (label, app_version, last_seen_at) on kith.devices to kith_self;
create policy self_own on kith.devices to kith_self
  using (org_id = (select kith.me_org()) and staff_id = (select kith.me_view()))
  with check (org_id = (select kith.me_org()) and staff_id = (select kith.me_view()));
grant select, insert on kith.device_keys to kith_self;
create policy self_own on kith.device_keys to kith_self
  using (org_id = (select kith.me_org()) and staff_id = (select kith.me_view()))
  with check (org_id = (select kith.me_org()) and staff_id = (select kith.me_view()));

-- ---- sync and audit ----
grant select, update (n) on kith.change_counters to kith_self;
create policy self_org on kith.change_counters to kith_self using (org_id = (select kith.me_org())) with check (org_id = (select kith.me_org()));
grant select, insert on kith.changes to kith_self;
create policy self_read on kith.changes for select to kith_self using (org_id = (select kith.me_org()) and scope_id = (select kith.me_person()));
-- A transaction that ends its own view still has to say so.
create policy self_write on kith.changes for insert to kith_self with check (org_id = (select kith.me_org()));
grant select, insert on kith.receipts to kith_self;
create policy self_own on kith.receipts to kith_self
  using (org_id = (select kith.me_org()) and actor_id = (select kith.me_staff()))
  with check (org_id = (select kith.me_org()) and actor_id = (select kith.me_staff()));
grant insert on kith.audit_events to kith_self;
create policy self_write on kith.audit_events for insert to kith_self
  with check (org_id = (select kith.me_org()) and actor_id = (select kith.me_staff()));
reset role;
