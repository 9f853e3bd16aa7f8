-- What 0017 meant to write down of roles held already. It asked as the owner, to whom row security shows nobody: a database that had staff before
-- came out of it with no periods, and nothing made while it was allowed could be taken there.
set local role kith_reach;
insert into kith.staff_role_periods (org_id, staff_id, role, held_from)
  select r.org_id, r.staff_id, r.role, s.created_at
  from kith.staff_roles r join kith.staff s on s.org_id = r.org_id and s.id = r.staff_id
  where not exists (
    select from kith.staff_role_periods p where p.org_id = r.org_id and p.staff_id = r.staff_id and p.role = r.role and p.held_until = 'infinity');
reset role;
