set local role kith_owner;

create table kith.people (
  org_id uuid not null references kith.organisations (org_id),
  id uuid not null,
  programme_id uuid not null,         -- where they first came; enrolments hold the rest
  name text not null check (length(name) between 1 and 200),  -- the name to use; the only thing ever required
  full_name text,
  pronouns text,
  languages text[] not null default '{}',
  phone text,
  email text,
  safe_contact jsonb not null default '{}',  -- { leaveMessage: bool, nameSender: bool, best: text }
  birth_date date,
  age_band text,
  matters text,                       -- what matters to me, in their words
  strengths text,
  culture text,                       -- culture and faith preferences, in their words
  emergency jsonb not null default '{}',     -- { name, relation, phone }
  merged_into uuid,
  registered_by uuid not null,
  registered_at timestamptz not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, programme_id) references kith.programmes (org_id, id),
  foreign key (org_id, registered_by) references kith.staff (org_id, id),
  foreign key (org_id, merged_into) references kith.people (org_id, id),
  check (merged_into is distinct from id)
);
create index people_registered_by on kith.people (org_id, registered_by);
create index people_merged_into on kith.people (org_id, merged_into) where merged_into is not null;
create index people_programme on kith.people (org_id, programme_id);

-- Words of names, folded across scripts (see features/people/name-search.ts), because an index below a policy may only
-- use leakproof operators: prefix ranges with ~>=~ and ~<~ are, LIKE and trigrams are not.
create table kith.people_words (
  org_id uuid not null,
  person_id uuid not null,
  word text not null,
  primary key (org_id, person_id, word),
  foreign key (org_id, person_id) references kith.people (org_id, id)
);
create index people_words_word on kith.people_words (org_id, word text_pattern_ops, person_id);

create table kith.enrolments (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  programme_id uuid not null,
  enrolled_on date not null,
  left_on date,
  left_reason text,
  version integer not null default 1,
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, programme_id) references kith.programmes (org_id, id),
  check (left_on is null or left_on >= enrolled_on)
);
create index enrolments_person on kith.enrolments (org_id, person_id);

-- Who walks with whom. This table grants reach, so its write policies are narrower than its read policies.
create table kith.assignments (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  staff_id uuid not null,
  programme_id uuid not null,
  kind text not null check (kind in ('peer', 'cover')),
  starts_at timestamptz not null,
  ends_at timestamptz not null default 'infinity',
  made_by uuid not null,
  version integer not null default 1,
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, staff_id) references kith.staff (org_id, id),
  foreign key (org_id, programme_id) references kith.programmes (org_id, id),
  foreign key (org_id, made_by) references kith.staff (org_id, id),
  check (ends_at >= starts_at)
);
create index assignments_staff on kith.assignments (org_id, staff_id, person_id, ends_at);
create index assignments_person on kith.assignments (org_id, person_id);

-- Every view of a person's record by staff. The person may see this list.
create table kith.looks (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  staff_id uuid not null,
  what text not null check (what in ('record', 'goals', 'entries', 'contacts', 'profile', 'looks', 'duplicates', 'export')),
  looked_at timestamptz not null,
  offline boolean not null,
  received_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, staff_id) references kith.staff (org_id, id)
);
create index looks_person on kith.looks (org_id, person_id, looked_at desc);
