set local role kith_owner;

-- A coordinator registers someone they will not walk with themself: what belongs to the registration may be written as long as nobody
-- walks with the person yet, and by who registered them only.
create policy register on kith.people_words for insert to kith_near
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_new_people())::uuid[]));
create policy register on kith.enrolments for insert to kith_near
  with check (org_id = (select kith.me_org()) and person_id = any ((select kith.me_new_people())::uuid[]));

-- Coordinators keep two registrations of one human being together, and take them apart again: this column and no other.
grant update (merged_into, version, updated_at) on kith.people to kith_wide;
create policy keep_together on kith.people for update to kith_wide
  using (org_id = (select kith.me_coordinating_org()) and programme_id = any ((select kith.me_programmes())::uuid[]))
  with check (org_id = (select kith.me_coordinating_org()) and programme_id = any ((select kith.me_programmes())::uuid[]));

-- Enrolment is a fact of the programme: coordinators enrol and end enrolments in theirs.
grant insert, update (left_on, left_reason, version) on kith.enrolments to kith_wide;
create policy wide_make on kith.enrolments for insert to kith_wide
  with check (org_id = (select kith.me_coordinating_org()) and programme_id = any ((select kith.me_programmes())::uuid[])
    and exists (select from kith.people p where p.org_id = enrolments.org_id and p.id = enrolments.person_id));
create policy wide_change on kith.enrolments for update to kith_wide
  using (org_id = (select kith.me_coordinating_org()) and programme_id = any ((select kith.me_programmes())::uuid[]))
  with check (org_id = (select kith.me_coordinating_org()) and programme_id = any ((select kith.me_programmes())::uuid[]));

-- Whoever opens someone's page from the desk leaves a look, too. They may write their own and read none.
grant insert on kith.looks to kith_wide;
create policy wide_write on kith.looks for insert to kith_wide
  with check (org_id = (select kith.me_coordinating_org()) and staff_id = (select kith.me_staff())
    and exists (select from kith.people p where p.org_id = looks.org_id and p.id = looks.person_id));

-- Phones and birth dates are compared when someone is registered.
create index people_birth_date on kith.people (org_id, birth_date) where birth_date is not null;
create index people_phone on kith.people (org_id, phone) where phone is not null;
