set local role kith_owner;

-- Counted weeks can always be counted again from the contacts, so they begin afresh with the new columns.
truncate kith.contact_weeks, kith.rollup_marks;

-- How many contacts of each length in minutes: {"15": 3, "40": 10}. A pack's rule makes units of them; sums of minutes cannot be
-- turned into units, because rounding is done contact by contact.
alter table kith.contact_weeks add column lengths jsonb not null;

-- Different people over any range of weeks: a row for every person and week took 0.6 s to count for a year of 330,000 rows. One row a
-- week, with one bit for each person, takes milliseconds.
drop table kith.person_weeks;
create table kith.programme_weeks (
  org_id uuid not null,
  programme_id uuid not null,
  week date not null,                 -- its Monday
  contacts integer not null,
  minutes integer not null,
  people integer not null,
  who bit varying not null,           -- bit n is set: the person numbered n in counted_people was met
  primary key (org_id, programme_id, week),
  foreign key (org_id, programme_id) references kith.programmes (org_id, id)
);

-- Each person's number, given when first counted. Two records found to be one person count once: counted_as is who they turned out to be.
create table kith.counted_people (
  org_id uuid not null,
  person_id uuid not null,
  n integer not null,
  counted_as uuid not null,
  primary key (org_id, person_id),
  unique (org_id, n),
  foreign key (org_id, person_id) references kith.people (org_id, id)
);

-- What changed since the mark, without reading all that ever changed.
create index changes_counted on kith.changes (org_id, position) include (table_name, row_id) where table_name in ('contacts', 'people');

-- The roll-up may know that two records are one person, and nothing else about anyone.
grant select (org_id, id, merged_into) on kith.people to kith_rollup;
create policy rollup on kith.people for select to kith_rollup using (org_id = (select kith.me_org()));

do $$
declare t text;
begin
  foreach t in array array['programme_weeks', 'counted_people'] loop
    execute format('alter table kith.%I enable row level security', t);
    execute format('alter table kith.%I force row level security', t);
    execute format('create policy rollup on kith.%I to kith_rollup using (org_id = (select kith.me_org())) with check (org_id = (select kith.me_org()))', t);
  end loop;
end $$;
grant select, insert, delete on kith.programme_weeks, kith.counted_people to kith_rollup;
grant update (counted_as) on kith.counted_people to kith_rollup;
grant select on kith.programme_weeks to kith_wide;
create policy wide on kith.programme_weeks for select to kith_wide
  using (org_id = (select kith.me_counting_org()) and programme_id = any ((select kith.me_programmes())::uuid[]));

-- Counts that left as a file: what exactly was taken, by whom. The file is made from this row, so what left is what is written here.
create table kith.count_exports (
  org_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  programme_id uuid,                  -- null: all programmes this member of staff counts
  from_day date not null,
  to_day date not null,
  at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, staff_id) references kith.staff (org_id, id),
  foreign key (org_id, programme_id) references kith.programmes (org_id, id),
  check (to_day >= from_day)
);
alter table kith.count_exports enable row level security;
alter table kith.count_exports force row level security;
grant select, insert on kith.count_exports to kith_wide;
create policy own on kith.count_exports to kith_wide
  using (org_id = (select kith.me_counting_org()) and staff_id = (select kith.me_staff()))
  with check (org_id = (select kith.me_counting_org()) and staff_id = (select kith.me_staff()));
