-- What a person asks of the programme: each kind with its clock, how it went, what was answered, and what the person says to that. The days are data
-- of the packs; here is what may never happen: what was asked does not change, an answer is not taken back, and a complaint is not for those it may
-- be about. docs/decisions/0035-requests-and-their-clocks.md
grant create on schema kith to kith_reach; -- only to hand the functions over; taken back below
set local role kith_owner;

alter table kith.requests drop constraint requests_kind_check;
alter table kith.requests add constraint requests_kind_check
  check (kind in ('copy', 'correction', 'deletion', 'restriction', 'accounting', 'intermediaries', 'complaint'));
alter table kith.requests drop constraint requests_state_check;
alter table kith.requests add constraint requests_state_check check (state in ('asked', 'working', 'answered'));
alter table kith.requests
  -- By the person's own hand, or written down for somebody who said it or sent a letter.
  add column asked_how text not null default 'own_page' check (asked_how in ('own_page', 'spoken', 'letter')),
  add column item_table text check (item_table in ('goals', 'contacts', 'entries')), -- what a correction is about, where it is about one thing
  add column item_id uuid,
  add column rule text,               -- code of the pack's deadline it is counted by
  add column due_on date,             -- the last day, included; counted in the organisation's time zone
  add column identity text check (identity in ('own_page', 'known', 'document')), -- how it was made sure who asks
  add column taken_up_by uuid,
  add column taken_up_at timestamptz,
  add column extended_to date,
  add column extended_why text check (length(extended_why) between 1 and 500),
  add column extended_at timestamptz,
  add column outcome text check (outcome in ('granted', 'partly', 'denied')),
  add column reason text,             -- code of why not, or not all
  add column answer_words text check (length(answer_words) between 1 and 2000),
  add column correction text check (length(correction) between 1 and 2000), -- what stands beside from now on; nothing is replaced by it
  add column withheld text[] not null default '{}', -- parts of a copy that are held back
  add column lock_id uuid,            -- the lock a restriction became
  add column answered_by uuid,
  add column answered_at timestamptz,
  add column statement text check (length(statement) between 1 and 2000), -- the person's own, where they disagree
  add column statement_by uuid,
  add column statement_at timestamptz,
  add column reminder text check (reminder in ('soon', 'due', 'over')), -- how far its clock has gone; set by the caretaker
  add foreign key (org_id, taken_up_by) references kith.staff (org_id, id),
  add foreign key (org_id, answered_by) references kith.staff (org_id, id),
  add foreign key (org_id, statement_by) references kith.actors (org_id, id),
  add foreign key (org_id, lock_id) references kith.locks (org_id, id),
  add constraint requests_item check ((item_id is null) = (item_table is null)),
  add constraint requests_extended check ((extended_to is null) = (extended_why is null)),
  add constraint requests_answered check ((state = 'answered') = (outcome is not null and answered_by is not null and answered_at is not null)),
  add constraint requests_statement check (num_nonnulls(statement, statement_by, statement_at) in (0, 3)),
  add constraint requests_no_statement_to_yes check (statement is null or outcome in ('partly', 'denied'));
create index requests_open on kith.requests (org_id, coalesce(extended_to, due_on)) where state <> 'answered';

-- Whatever statement comes, from whatever role.
create function kith.keep_request() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.person_id, new.kind, new.words, new.asked_by, new.asked_at, new.asked_how, new.item_table, new.item_id)
      is distinct from (old.person_id, old.kind, old.words, old.asked_by, old.asked_at, old.asked_how, old.item_table, old.item_id) then
    raise insufficient_privilege using message = 'what was asked does not change';
  end if;
  if old.state = 'answered' and (new.state, new.outcome, new.reason, new.answer_words, new.correction, new.withheld, new.lock_id, new.answered_by,
      new.answered_at) is distinct from (old.state, old.outcome, old.reason, old.answer_words, old.correction, old.withheld, old.lock_id,
      old.answered_by, old.answered_at) then
    raise insufficient_privilege using message = 'an answer is not taken back';
  end if;
  if old.statement is not null and (new.statement, new.statement_by, new.statement_at)
      is distinct from (old.statement, old.statement_by, old.statement_at) then
    raise insufficient_privilege using message = 'what the person said to it stays';
  end if;
  if old.extended_to is not null and new.extended_to is distinct from old.extended_to then
    raise insufficient_privilege using message = 'a clock is put forward once';
  end if;
  return new;
end $$;
create trigger keep_request before update on kith.requests for each row execute function kith.keep_request();

-- A file that left because of a request: who took it, when, and how much was in it. The file is made from the record as it is then.
create table kith.request_files (
  org_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  person_id uuid not null,
  what text not null check (what in ('copy', 'accounting', 'intermediaries', 'letter_received', 'letter_extended', 'letter_answered')),
  channel text not null check (channel in ('pdf', 'json')),
  language text not null check (language in ('en', 'ta')),
  made_by uuid not null,
  made_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, request_id) references kith.requests (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, made_by) references kith.actors (org_id, id)
);
create index request_files_request on kith.request_files (org_id, request_id);
create index request_files_person on kith.request_files (org_id, person_id);
alter table kith.request_files enable row level security;
alter table kith.request_files force row level security;
-- The note of a file goes with the request it was for, when the record is erased (0022).
grant select, delete on kith.request_files to kith_eraser;
create policy erase_read on kith.request_files for select to kith_eraser using (true);
create policy erase on kith.request_files for delete to kith_eraser using (true);

-- ---- near: whoever walks with them and who supervises those; of complaints only what they wrote down themself ----
grant insert (org_id, id, person_id, kind, words, asked_by, asked_at, asked_how, item_table, item_id, rule, due_on) on kith.requests to kith_near;
grant update (state, identity, taken_up_by, taken_up_at, extended_to, extended_why, extended_at, outcome, reason, answer_words, correction, withheld,
  lock_id, answered_by, answered_at, statement, statement_by, statement_at, reminder, version) on kith.requests to kith_near;
alter policy near_read on kith.requests
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[])
    and case when kind = 'complaint' then asked_by = (select kith.me_staff()) else true end);
create policy near_write on kith.requests for insert to kith_near
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]) and asked_by = (select kith.me_staff())
    and asked_how <> 'own_page' and state = 'asked');
create policy near_change on kith.requests for update to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[])
    and case when kind = 'complaint' then asked_by = (select kith.me_staff()) else true end)
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]));

-- ---- wide: whoever answers for the programme. What is asked is addressed to them, so they read the words of it, and of nothing else ----
grant select on kith.requests to kith_wide;
grant insert (org_id, id, person_id, kind, words, asked_by, asked_at, asked_how, item_table, item_id, rule, due_on) on kith.requests to kith_wide;
grant update (state, identity, taken_up_by, taken_up_at, extended_to, extended_why, extended_at, outcome, reason, answer_words, correction, withheld,
  lock_id, answered_by, answered_at, statement, statement_by, statement_at, reminder, version) on kith.requests to kith_wide;
create policy wide_read on kith.requests for select to kith_wide
  using (org_id = (select kith.me_coordinating_org())
    and (select p.id from kith.people p where p.org_id = requests.org_id and p.id = requests.person_id) is not null);
create policy wide_write on kith.requests for insert to kith_wide
  with check (org_id = (select kith.me_coordinating_org()) and asked_by = (select kith.me_staff()) and asked_how <> 'own_page' and state = 'asked'
    and (select p.id from kith.people p where p.org_id = requests.org_id and p.id = requests.person_id) is not null);
create policy wide_change on kith.requests for update to kith_wide
  using (org_id = (select kith.me_coordinating_org())
    and (select p.id from kith.people p where p.org_id = requests.org_id and p.id = requests.person_id) is not null)
  with check (org_id = (select kith.me_coordinating_org()));

-- ---- self: what they say to an answer, once ----
grant insert (asked_how, item_table, item_id, rule, due_on) on kith.requests to kith_self;
grant update (statement, statement_by, statement_at, version) on kith.requests to kith_self;
alter policy self_write on kith.requests
  with check (org_id = (select kith.me_org()) and person_id = (select kith.me_person()) and asked_by = (select kith.me_view())
    and asked_how = 'own_page' and state = 'asked');
create policy self_say on kith.requests for update to kith_self
  using (org_id = (select kith.me_org()) and person_id = (select kith.me_person()) and state = 'answered')
  with check (org_id = (select kith.me_org()) and person_id = (select kith.me_person()) and statement_by = (select kith.me_view()));

-- ---- files: the note of one's own, about a request one may see ----
do $$
declare r record;
begin
  for r in select * from (values
      ('near', 'kith.me_org()', 'kith.me_staff()'), ('wide', 'kith.me_coordinating_org()', 'kith.me_staff()'), ('self', 'kith.me_org()', 'kith.me_view()'))
    as t (reach, org, me)
  loop
    execute format('grant select, insert (org_id, id, request_id, person_id, what, channel, language, made_by) on kith.request_files to kith_%s', r.reach);
    execute format('create policy %1$s_read on kith.request_files for select to kith_%1$s using (org_id = (select %2$s) and made_by = (select %3$s))',
      r.reach, r.org, r.me);
    execute format('create policy %1$s_write on kith.request_files for insert to kith_%1$s with check (org_id = (select %2$s) and made_by = (select %3$s)
      and (select q.id from kith.requests q where q.org_id = request_files.org_id and q.id = request_files.request_id
        and q.person_id = request_files.person_id) is not null)', r.reach, r.org, r.me);
  end loop;
end $$;

-- ---- everything of these people, by the rights of whoever asks: a member of staff gets what they may read, and no more ----
create function kith.record_of(people uuid[]) returns jsonb
language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); record jsonb := '{}'; of_table text; found_rows jsonb;
begin
  select jsonb_agg(to_jsonb(t) - 'org_id' order by t.id) into found_rows from kith.people t where t.org_id = org and t.id = any (people);
  record := record || jsonb_build_object('people', coalesce(found_rows, '[]'));
  foreach of_table in array array['enrolments', 'assignments', 'goals', 'goal_steps', 'goal_ratings', 'contacts', 'entries', 'follow_ups', 'visits',
    'consents', 'locks', 'disclosures', 'looks', 'requests'] loop
    -- What was shared is in the record already; the file that went is proved by its hash.
    execute format('select jsonb_agg(to_jsonb(t) - ''org_id'' - ''content'' order by t.id) from kith.%I t where t.org_id = $1 and t.person_id = any ($2)',
      of_table) into found_rows using org, people;
    record := record || jsonb_build_object(of_table, coalesce(found_rows, '[]'));
  end loop;
  select jsonb_object_agg(s.id, s.name) into found_rows from kith.staff s where s.org_id = org;
  return record || jsonb_build_object('staff', coalesce(found_rows, '{}'));
end $$;

-- The person's own, whole, also what was not shown to them: once a request of theirs for a copy or for an accounting was answered with yes or partly.
create function kith.me_own_record(for_request uuid) returns jsonb
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); person uuid := kith.me_person();
begin
  if person is null then return null; end if;
  if not exists (select from kith.requests q where q.org_id = org and q.id = for_request and q.person_id = person
      and q.kind = any ('{copy,accounting,intermediaries}') and q.outcome = any ('{granted,partly}')) then
    return null;
  end if;
  return kith.record_of(array[person]);
end $$;

-- ---- by the clock: moves each open request's reminder on, and says so to phones and to the audit trail. Once a stage; safe to repeat ----
create function kith.mind_requests() returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff(); today date; found_one record; at_position bigint; n integer := 0;
begin
  if org is null then return 0; end if;
  select (now() at time zone o.time_zone)::date into today from kith.organisations o where o.org_id = org;
  for found_one in
    update kith.requests q set reminder = c.stage, version = q.version + 1
    from (
      select r.id, case when today > d.last_day then 'over' when today = d.last_day then 'due' when today >= d.last_day - 7 then 'soon' end as stage
      from kith.requests r
      -- A row of an older server has no day yet; thirty days is the strictest of the laws we know for most kinds.
      cross join lateral (select coalesce(r.extended_to, r.due_on, r.asked_at::date + 30) as last_day) d
      where r.org_id = org and r.state <> 'answered') c
    where q.org_id = org and q.id = c.id and c.stage is not null and q.reminder is distinct from c.stage
    returning q.id, q.person_id, q.reminder
  loop
    update kith.change_counters cc set n = cc.n + 1 where cc.org_id = org returning cc.n into at_position;
    insert into kith.changes (org_id, scope_id, position, table_name, row_id) values (org, found_one.person_id, at_position, 'requests', found_one.id);
    insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id)
      values (org, at_position, gen_random_uuid(), me,
        case found_one.reminder when 'soon' then 'request.due_soon' when 'due' then 'request.due' else 'request.overdue' end,
        found_one.person_id, found_one.id);
    n := n + 1;
  end loop;
  return n;
end $$;

-- ---- what these functions may touch ----
grant select, update (reminder, version) on kith.requests to kith_reach;
create policy reach_read on kith.requests for select to kith_reach using (true);
create policy reach_mind on kith.requests for update to kith_reach using (true) with check (true);
grant select on kith.people, kith.enrolments, kith.assignments, kith.goals, kith.goal_steps, kith.goal_ratings, kith.contacts, kith.entries,
  kith.follow_ups, kith.visits, kith.consents, kith.locks, kith.disclosures, kith.looks to kith_reach;
do $$
declare t text;
begin
  foreach t in array array['goals', 'goal_steps', 'goal_ratings', 'follow_ups', 'disclosures'] loop
    execute format('create policy copy_read on kith.%I for select to kith_reach using (true)', t);
  end loop;
end $$;
reset role;
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'kith' and p.proname in ('keep_request', 'record_of', 'me_own_record', 'mind_requests') loop
    execute format('revoke all on function %s from public', f.signature);
    continue when f.proname in ('keep_request', 'record_of'); -- they run as whoever calls
    execute format('alter function %s owner to kith_reach', f.signature);
  end loop;
end $$;
revoke create on schema kith from kith_reach;
grant execute on function kith.record_of(uuid[]) to kith_near, kith_reach;
grant execute on function kith.me_own_record(uuid) to kith_self;
grant execute on function kith.mind_requests() to kith_rollup;
