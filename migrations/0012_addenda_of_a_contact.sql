set local role kith_owner;

-- An addendum may follow the contact as a whole: a co-signed contact without words takes only addenda, and there is no entry to follow.
do $$
declare checked record;
begin
  for checked in
    select conname from pg_constraint
    where conrelid = 'kith.entries'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%follows_id%'
  loop
    execute format('alter table kith.entries drop constraint %I', checked.conname);
  end loop;
end $$;
alter table kith.entries
  add constraint entries_entry_follows_nothing check (kind <> 'entry' or follows_id is null),
  add constraint entries_strike_follows_an_entry check (kind <> 'strike' or follows_id is not null);

-- One strike is enough: of two sent at once, the second is refused.
create unique index entries_one_strike on kith.entries (org_id, follows_id) where kind = 'strike';
