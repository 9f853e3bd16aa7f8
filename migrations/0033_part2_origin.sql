-- Where a record comes from, where the law asks for it: `part2` is what a programme under 42 CFR Part 2 wrote. The tag is the record's, not the person's
-- (practice-and-law.md §1.0, §1.1), is set when the record is made, and is never changed: not when the programme leaves Part 2, and not when the person
-- goes to another programme. docs/decisions/0043-origin-of-records.md
set local role kith_owner;
alter table kith.programmes add column origin text check (origin in ('part2'));
alter table kith.contacts add column origin text check (origin in ('part2'));
alter table kith.entries add column origin text check (origin in ('part2'));
alter table kith.goals add column origin text check (origin in ('part2'));
alter table kith.goal_ratings add column origin text check (origin in ('part2'));

grant select (id, origin) on kith.contacts to kith_reach;
grant create on schema kith to kith_reach; -- only so that it may own its function; taken back below
set local role kith_reach;

-- Whatever an insert says of it, the origin is worked out here. It is read past row security: whoever may add words to a contact may not always read the
-- programme it was of.
create function kith.note_origin() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_table_name = 'contacts' then
    new.origin := (select p.origin from kith.programmes p where p.org_id = new.org_id and p.id = new.programme_id);
  elsif tg_table_name = 'entries' then
    new.origin := (select c.origin from kith.contacts c where c.org_id = new.org_id and c.id = new.contact_id);
  else
    -- A goal is of where its person is; so is what they say of how close it is, on that day.
    new.origin := (select p.origin from kith.people n join kith.programmes p on p.org_id = n.org_id and p.id = n.programme_id
                   where n.org_id = new.org_id and n.id = new.person_id);
  end if;
  return new;
end $$;
revoke all on function kith.note_origin() from public;
grant execute on function kith.note_origin() to kith_owner;

reset role;
revoke create on schema kith from kith_reach;
set local role kith_owner;
create trigger note_origin before insert on kith.contacts for each row execute function kith.note_origin();
create trigger note_origin before insert on kith.entries for each row execute function kith.note_origin();
create trigger note_origin before insert on kith.goals for each row execute function kith.note_origin();
create trigger note_origin before insert on kith.goal_ratings for each row execute function kith.note_origin();
reset role;
