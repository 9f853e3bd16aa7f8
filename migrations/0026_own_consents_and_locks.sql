-- A person reads what they have agreed to and what they keep from whom, stops sharing, sets a lock and lifts it, through their own view. What was
-- given to whom they read as well. docs/decisions/0031-the-persons-own-view.md, docs/decisions/0030-consents-and-the-gate.md
grant create on schema kith to kith_reach; -- only to make a function anew; taken back below
set local role kith_owner;

-- Who ends a consent or sets a lock may be the person: an actor, not only a member of staff.
do $$
declare
  named record;
  key text;
begin
  for named in select * from (values ('consents', 'ended_by'), ('locks', 'set_by'), ('locks', 'lifted_by')) as t (table_name, column_name) loop
    select k.conname into strict key from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attname = named.column_name
      where k.conrelid = format('kith.%I', named.table_name)::regclass and k.confrelid = 'kith.staff'::regclass and a.attnum = any (k.conkey);
    execute format('alter table kith.%I drop constraint %I', named.table_name, key);
    execute format('alter table kith.%I add foreign key (org_id, %I) references kith.actors (org_id, id)', named.table_name, named.column_name);
  end loop;
end $$;

-- ---- consents: read, and ended; a person gives one beside somebody who explains it ----
grant select on kith.consents to kith_self;
grant update (state, ended_at, ended_received_at, ended_by, ended_how, ended_words, version) on kith.consents to kith_self;
create policy self_read on kith.consents for select to kith_self
  using (org_id = (select kith.me_org()) and person_id = (select kith.me_person()));
create policy self_end on kith.consents for update to kith_self
  using (org_id = (select kith.me_org()) and person_id = (select kith.me_person()))
  with check (org_id = (select kith.me_org()) and person_id = (select kith.me_person()) and state = 'revoked' and ended_by = (select kith.me_view()));

-- ---- locks: all of them, whoever wrote them down: they are the person's wishes ----
grant select, insert (org_id, id, person_id, covers, item_table, item_id, staff_id, role, outside_name, outside_key, words, set_by, set_at),
  update (lifted_by, lifted_at, version) on kith.locks to kith_self;
create policy self_read on kith.locks for select to kith_self
  using (org_id = (select kith.me_org()) and person_id = (select kith.me_person()));
create policy self_write on kith.locks for insert to kith_self
  with check (org_id = (select kith.me_org()) and person_id = (select kith.me_person()) and set_by = (select kith.me_view()));
create policy self_lift on kith.locks for update to kith_self
  using (org_id = (select kith.me_org()) and person_id = (select kith.me_person()))
  with check (org_id = (select kith.me_org()) and person_id = (select kith.me_person()) and lifted_by = (select kith.me_view()));

-- ---- what was given to whom: everything but the content ----
grant select (org_id, id, person_id, consent_id, disclosed_at, discloser_id, recipient_name, recipient_address, description, purpose, legal_basis,
  channel, notice_id, consent_attached, via_ehr, partial_because_locked, from_day, to_day, content_hash) on kith.disclosures to kith_self;
create policy self_read on kith.disclosures for select to kith_self
  using (org_id = (select kith.me_org()) and person_id = (select kith.me_person()));
grant select (org_id, person_id, discloser_id) on kith.disclosures to kith_reach;
-- The policy that lets kith_reach read them is in 0025.
reset role;

-- ---- whose names stand in my record: also who signed for a consent, wrote a lock down, is shut out by one, or gave something away ----
set local role kith_reach;
alter function kith.me_around() rename to me_around_meetings;
create function kith.me_around() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); person uuid := kith.me_person();
begin
  return kith.me_around_meetings() || array(
    select c.signed_by from kith.consents c where c.org_id = org and c.person_id = person and c.signed_by is not null
    union select l.set_by from kith.locks l where l.org_id = org and l.person_id = person
    union select l.staff_id from kith.locks l where l.org_id = org and l.person_id = person and l.staff_id is not null
    union select d.discloser_id from kith.disclosures d where d.org_id = org and d.person_id = person);
end $$;
revoke all on function kith.me_around() from public;
grant execute on function kith.me_around() to kith_self;
reset role;
revoke create on schema kith from kith_reach;
set local role kith_owner;
alter policy self_read on kith.staff using (org_id = (select kith.me_view_org()) and id = any ((select kith.me_around())::uuid[]));
alter policy self_read on kith.staff_roles using (org_id = (select kith.me_view_org()) and staff_id = any ((select kith.me_around())::uuid[]));
reset role;
