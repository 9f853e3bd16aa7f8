-- The caretaker's only question: which organisations there are, and under which member of staff's id to act for each. It counts and seals; the
-- roll-up's role shows it no words.
grant create on schema kith to kith_reach;
create function kith.door_organisations() returns table (org_id uuid, staff_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.org_id, (select s.id from kith.staff s where s.org_id = o.org_id order by s.id limit 1) from kith.organisations o
$$;
alter function kith.door_organisations() owner to kith_reach;
revoke all on function kith.door_organisations() from public;
grant execute on function kith.door_organisations() to kith_app;
revoke create on schema kith from kith_reach;
