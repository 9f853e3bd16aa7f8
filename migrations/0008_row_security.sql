set local role kith_owner;

-- Every tenant table: row security on, and forced, so that even the owner sees nothing without a policy.
do $$
declare t record;
begin
  for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'kith' and c.relkind = 'r' loop
    execute format('alter table kith.%I enable row level security', t.relname);
    execute format('alter table kith.%I force row level security', t.relname);
  end loop;
end $$;

-- The reach functions read the tables that grant reach, whole.
do $$
declare t text;
begin
  foreach t in array array['organisations', 'programmes', 'staff', 'staff_roles', 'staff_programmes', 'supervisions', 'assignments', 'people'] loop
    execute format('grant select on kith.%I to kith_reach', t);
    execute format('create policy reach on kith.%I for select to kith_reach using (true)', t);
  end loop;
end $$;

-- ---- rows every member of staff of the organisation may read; only administrators write them ----
do $$
declare t text;
begin
  foreach t in array array['organisations', 'programmes', 'staff', 'staff_roles', 'staff_programmes', 'supervisions'] loop
    execute format('grant select on kith.%I to kith_near, kith_wide, kith_admin', t);
    execute format('create policy colleagues on kith.%I for select to kith_near, kith_wide using (org_id = (select kith.me_org()))', t);
    execute format('grant insert, update on kith.%I to kith_admin', t);
    execute format('create policy administer on kith.%I to kith_admin using (org_id = (select kith.me_admin_org())) with check (org_id = (select kith.me_admin_org()))', t);
  end loop;
end $$;
grant delete on kith.staff_roles, kith.staff_programmes to kith_admin;
revoke insert on kith.organisations from kith_admin;

grant select, insert, update on kith.invitations to kith_admin;
create policy administer on kith.invitations to kith_admin
  using (org_id = (select kith.me_admin_org())) with check (org_id = (select kith.me_admin_org()));

grant select, insert on kith.devices to kith_near, kith_admin;
grant update on kith.devices to kith_admin;
grant update (label, app_version, last_seen_at) on kith.devices to kith_near; -- not revoked_at: a revoked device stays revoked
create policy own on kith.devices to kith_near
  using (org_id = (select kith.me_org()) and staff_id = (select kith.me_staff()))
  with check (org_id = (select kith.me_org()) and staff_id = (select kith.me_staff()));
create policy administer on kith.devices to kith_admin using (org_id = (select kith.me_admin_org())) with check (org_id = (select kith.me_admin_org()));

-- A member of staff may change their own language and nothing else about themself.
grant update (locale, version) on kith.staff to kith_near;
create policy own on kith.staff for update to kith_near
  using (org_id = (select kith.me_org()) and id = (select kith.me_staff()))
  with check (org_id = (select kith.me_org()) and id = (select kith.me_staff()));

-- ---- people ----
grant select, insert on kith.people to kith_near;
grant update (name, full_name, pronouns, languages, phone, email, safe_contact, birth_date, age_band, matters, strengths, culture, emergency,
  merged_into, version, updated_at) on kith.people to kith_near; -- never whose row it is, or who registered them
create policy near_read on kith.people for select to kith_near
  using (org_id = (select kith.me_org()) and id = any ((select kith.me_people())::uuid[]));
create policy near_change on kith.people for update to kith_near
  using (org_id = (select kith.me_org()) and id = any ((select kith.me_people())::uuid[]))
  with check (org_id = (select kith.me_org()) and id = any ((select kith.me_people())::uuid[]));
create policy register on kith.people for insert to kith_near
  with check (org_id = (select kith.me_org()) and registered_by = (select kith.me_staff()));
grant select on kith.people to kith_wide;
create policy wide on kith.people for select to kith_wide
  using (org_id = (select kith.me_wide_org()) and programme_id = any ((select kith.me_programmes())::uuid[]));

-- Registering writes the words of a name before anyone walks with the person; reading them needs reach.
grant select, insert, delete on kith.people_words to kith_near;
create policy near_read on kith.people_words for select to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]));
create policy near_drop on kith.people_words for delete to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]));
create policy near_write on kith.people_words for insert to kith_near
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]));
grant select on kith.people_words to kith_wide;
-- A word of a name tells a name: it goes with the person, whom the wide policy of people shows or hides. Not EXISTS: the planner would make
-- that a hash of all people, for every search (28 ms instead of 3 over 5,000).
create policy wide on kith.people_words for select to kith_wide
  using (org_id = (select kith.me_coordinating_org())
    and (select p.id from kith.people p where p.org_id = people_words.org_id and p.id = people_words.person_id) is not null);

-- ---- assignments grant reach: nobody may write themself into someone's life ----
grant select, insert on kith.assignments to kith_near;
grant update (ends_at, version) on kith.assignments to kith_near, kith_wide;
create policy near_read on kith.assignments for select to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]));
create policy near_make on kith.assignments for insert to kith_near
  with check (org_id = (select kith.me_org()) and made_by = (select kith.me_staff()) and person_id = any ((select kith.me_assignable())::uuid[]));
create policy supervisor_change on kith.assignments for update to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_supervised_people())::uuid[]))
  with check (org_id = (select kith.me_org()));
grant select, insert on kith.assignments to kith_wide;
create policy wide_read on kith.assignments for select to kith_wide
  using (org_id = (select kith.me_coordinating_org()) and programme_id = any ((select kith.me_programmes())::uuid[]));
create policy wide_make on kith.assignments for insert to kith_wide
  with check (org_id = (select kith.me_coordinating_org()) and made_by = (select kith.me_staff())
    and programme_id = any ((select kith.me_programmes())::uuid[])
    -- Else a coordinator could give themself someone of another programme to walk with, and so read their words.
    and exists (select from kith.people p where p.org_id = assignments.org_id and p.id = assignments.person_id));
create policy wide_change on kith.assignments for update to kith_wide
  using (org_id = (select kith.me_coordinating_org()) and programme_id = any ((select kith.me_programmes())::uuid[]))
  with check (org_id = (select kith.me_coordinating_org()) and programme_id = any ((select kith.me_programmes())::uuid[]));

-- ---- what belongs to a person: within my reach, and signed with my own id where the row names its author ----
do $$
declare
  t text;
  read_only_reach constant text := 'org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[])';
  author text;
begin
  foreach t in array array['enrolments', 'goals', 'goal_steps', 'goal_ratings', 'contacts', 'contact_goals', 'follow_ups', 'visits', 'looks'] loop
    author := case t
      when 'contacts' then ' and author_id = (select kith.me_staff())'
      when 'goals' then ' and created_by = (select kith.me_staff())'
      when 'goal_ratings' then ' and recorded_by = (select kith.me_staff())'
      when 'looks' then ' and staff_id = (select kith.me_staff())'
      else '' end;
    execute format('grant select, insert on kith.%I to kith_near', t);
    execute format('create policy near_read on kith.%I for select to kith_near using (%s)', t, read_only_reach);
    execute format('create policy near_write on kith.%I for insert to kith_near with check (%s)', t, read_only_reach || author);
    if t not in ('goal_ratings', 'contact_goals', 'looks') then
      execute format('create policy near_change on kith.%I for update to kith_near using (%s) with check (%s)', t, read_only_reach, read_only_reach);
    end if;
  end loop;
end $$;
grant update (left_on, left_reason, version) on kith.enrolments to kith_near;
grant update (words, words_language, peer_words, life_area, status, version, updated_at) on kith.goals to kith_near;
grant update (words, who, due_on, done_on, dropped, version) on kith.goal_steps to kith_near;
grant update (cosigned_by, cosigned_at, struck_by, struck_at, struck_why) on kith.contacts to kith_near;
grant update (words, due_on, status, owner_id, version) on kith.follow_ups to kith_near;
grant update (starts_at, place, mode, note, status, contact_id, staff_id, version) on kith.visits to kith_near;

-- Countable facts for the desk: shells, never words. Evaluators get counted weeks only.
grant select on kith.contacts, kith.enrolments to kith_wide;
create policy wide on kith.contacts for select to kith_wide
  using (org_id = (select kith.me_wide_org()) and programme_id = any ((select kith.me_programmes())::uuid[]));
create policy wide on kith.enrolments for select to kith_wide
  using (org_id = (select kith.me_wide_org()) and programme_id = any ((select kith.me_programmes())::uuid[]));

-- ---- entries: reach, and the audience as one comparable reader. No UPDATE and no DELETE is granted to anyone ----
grant select, insert on kith.entries to kith_near;
create policy near_read on kith.entries for select to kith_near
  using (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[])
    and reader_id = any ((select kith.me_readers())::uuid[]));
create policy near_write on kith.entries for insert to kith_near
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_people())::uuid[]) and author_id = (select kith.me_staff()));

grant select, insert on kith.mirror_keeps to kith_near;
create policy own on kith.mirror_keeps to kith_near
  using (org_id = (select kith.me_org()) and staff_id = (select kith.me_staff()))
  with check (org_id = (select kith.me_org()) and staff_id = (select kith.me_staff()));

-- ---- sync and audit ----
grant select on kith.change_counters to kith_near, kith_wide, kith_admin, kith_rollup;
grant update (n) on kith.change_counters to kith_near, kith_wide, kith_admin;
create policy own_org on kith.change_counters to kith_near, kith_wide, kith_admin, kith_rollup
  using (org_id = (select kith.me_org())) with check (org_id = (select kith.me_org()));

grant insert on kith.changes to kith_near, kith_wide, kith_admin;
grant select on kith.changes to kith_near;
create policy near_read on kith.changes for select to kith_near
  using (org_id = (select kith.me_org()) and scope_id = any ((select kith.me_scopes())::uuid[]));
create policy write on kith.changes for insert to kith_near, kith_wide, kith_admin with check (org_id = (select kith.me_org()));

grant select, insert on kith.receipts to kith_near, kith_wide, kith_admin;
create policy own on kith.receipts to kith_near, kith_wide, kith_admin
  using (org_id = (select kith.me_org()) and actor_id = (select kith.me_staff()))
  with check (org_id = (select kith.me_org()) and actor_id = (select kith.me_staff()));

grant insert on kith.audit_events to kith_near, kith_wide, kith_admin;
create policy write on kith.audit_events for insert to kith_near, kith_wide, kith_admin
  with check (org_id = (select kith.me_org()) and actor_id = (select kith.me_staff()));

-- ---- the roll-up and the sealing job act for one organisation and see shells and audit rows, never words ----
grant select on kith.contacts, kith.changes, kith.programmes to kith_rollup;
grant select, insert, delete on kith.contact_weeks, kith.person_weeks to kith_rollup;
grant select, insert, update on kith.rollup_marks to kith_rollup;
grant select on kith.audit_events to kith_rollup;
grant select, insert on kith.audit_seals to kith_rollup;
do $$
declare t text;
begin
  foreach t in array array['contacts', 'changes', 'programmes', 'contact_weeks', 'person_weeks', 'rollup_marks', 'audit_events', 'audit_seals'] loop
    execute format('create policy rollup on kith.%I to kith_rollup using (org_id = (select kith.me_org())) with check (org_id = (select kith.me_org()))', t);
  end loop;
end $$;

grant select on kith.contact_weeks, kith.person_weeks to kith_wide;
create policy wide on kith.contact_weeks for select to kith_wide
  using (org_id = (select kith.me_counting_org()) and programme_id = any ((select kith.me_programmes())::uuid[]));
create policy wide on kith.person_weeks for select to kith_wide
  using (org_id = (select kith.me_counting_org()) and programme_id = any ((select kith.me_programmes())::uuid[]));

reset role;
revoke create on schema kith from kith_reach;
