-- Whom I may see, worked out in as few steps as the answer needs. It says the same as before (0007, 0019); it is asked by nearly every statement,
-- and was the larger half of what inserting a contact cost. docs/decisions/0037-where-the-time-of-a-contact-goes.md
--
-- My roles are read once, and only what they open is asked: a peer supervises nobody, and preparing the join that would find nobody cost as much
-- as finding the people. Whether anything is locked against me is asked before it is worked out whom that means.
grant create on schema kith to kith_reach; -- only so that it may make its own function anew; taken back below
set local role kith_reach;
create or replace function kith.me_people() returns uuid[]
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid; me uuid; held text[]; mine uuid[] := '{}';
begin
  if not kith.me_signed() then return '{}'; end if;
  org := nullif(current_setting('app.org', true), '')::uuid;
  me := nullif(current_setting('app.staff', true), '')::uuid;
  -- None when I am no longer active.
  held := array(
    select r.role from kith.staff s join kith.staff_roles r on r.org_id = s.org_id and r.staff_id = s.id
    where s.org_id = org and s.id = me and s.active);
  -- Somebody who no longer walks with anyone reads no one, whatever assignment was left open.
  if held && '{peer,senior_peer,supervisor}' then
    mine := array(
      select distinct a.person_id from kith.assignments a
      where a.org_id = org and a.staff_id = me and a.starts_at <= now() and a.ends_at > now());
  end if;
  if held && '{supervisor,coordinator,director}' then
    mine := array(
      select unnest(mine)
      union
      select a.person_id from kith.supervisions v
      join kith.assignments a on a.org_id = org and a.staff_id = v.staff_id and a.starts_at <= now() and a.ends_at > now()
      where v.org_id = org and v.supervisor_id = me and v.starts_at <= now() and v.ends_at > now());
  end if;
  if mine = '{}' then return mine; end if;
  -- Records found to be of one person are read together.
  mine := mine || array(select p.id from kith.people p where p.org_id = org and p.merged_into = any (mine));
  if exists (select from kith.locks l where l.org_id = org and l.staff_id = me and l.lifted_at is null and l.covers = 'all')
    or exists (select from kith.locks l where l.org_id = org and l.role = any (held) and l.lifted_at is null and l.covers = 'all') then
    mine := array(select unnest(mine) except select unnest(kith.me_locked_in('{all}')));
  end if;
  return mine;
end $$;
reset role;
revoke create on schema kith from kith_reach;

-- One bit for each person ever met: packing them cost as much as counting the week, and saved little.
set local role kith_owner;
alter table kith.programme_weeks alter column who set storage external;
reset role;

-- What is counted of a contact never changes: nobody was ever granted to write it. But one struck through could have been given back, by a statement
-- no command makes. The counting relies on it now (src/server/rollup.ts).
set local role kith_owner;
create function kith.keep_struck() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'what was struck through stays so' using errcode = '42501';
end $$;
revoke all on function kith.keep_struck() from public;
create trigger keep_struck before update of struck_at on kith.contacts for each row
  when (old.struck_at is not null and new.struck_at is null) execute function kith.keep_struck();
reset role;
