set local role kith_owner;

-- The shell of a contact: the countable part. One row a person; people met on one occasion share occasion_id.
create table kith.contacts (
  org_id uuid not null,
  id uuid not null,
  occasion_id uuid not null,
  person_id uuid not null,
  programme_id uuid not null,
  author_id uuid not null,
  started_at timestamptz not null,
  minutes smallint not null check (minutes between 1 and 1440),
  day date not null,                  -- the day it happened where the programme is
  place text not null,                -- codes of a pack
  mode text not null,
  did text[] not null,
  words text not null check (words in ('written', 'none', 'later')),  -- "none" is a valid, complete outcome
  late boolean not null default false,
  pack_version text not null,
  recorded_at timestamptz not null,   -- on the device, by its own clock
  received_at timestamptz not null default now(),
  cosigned_by uuid,
  cosigned_at timestamptz,
  struck_by uuid,
  struck_at timestamptz,
  struck_why text,
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, programme_id) references kith.programmes (org_id, id),
  foreign key (org_id, author_id) references kith.staff (org_id, id),
  foreign key (org_id, cosigned_by) references kith.staff (org_id, id),
  foreign key (org_id, struck_by) references kith.staff (org_id, id)
);
create index contacts_person on kith.contacts (org_id, person_id, started_at);
create index contacts_programme_day on kith.contacts (org_id, programme_id, day);

create table kith.contact_goals (
  org_id uuid not null,
  contact_id uuid not null,
  goal_id uuid not null,
  person_id uuid not null,
  primary key (org_id, contact_id, goal_id),
  foreign key (org_id, contact_id) references kith.contacts (org_id, id),
  foreign key (org_id, goal_id, person_id) references kith.goals (org_id, id, person_id)
);
create index contact_goals_person on kith.contact_goals (org_id, person_id);

-- Words about a contact. One voice, one audience; append-only. Two voices stand side by side and are never merged.
create table kith.entries (
  org_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  person_id uuid not null,
  author_id uuid not null,            -- the member of staff on whose device it was written
  voice text not null check (voice in ('person', 'peer')),
  audience text not null check (audience in ('pair', 'team', 'care_team')),
  -- who may read it, as one comparable value, so that the policy needs no OR: the author for "pair", else the nil id
  reader_id uuid generated always as (case when audience = 'pair' then author_id else '00000000-0000-0000-0000-000000000000'::uuid end) stored,
  kind text not null default 'entry' check (kind in ('entry', 'addendum', 'strike')),
  follows_id uuid,                    -- the entry this addendum or strike is about
  words text not null check (length(words) between 1 and 20000),
  felt text check (length(felt) between 1 and 500),  -- only the person's voice has it
  language text not null,
  shown text check (shown in ('together', 'will_show', 'declined')),
  written_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, contact_id) references kith.contacts (org_id, id),
  foreign key (org_id, follows_id) references kith.entries (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, author_id) references kith.staff (org_id, id),
  check (felt is null or voice = 'person'),
  check ((kind = 'entry') = (follows_id is null))
);
create index entries_person on kith.entries (org_id, person_id);

create table kith.follow_ups (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  contact_id uuid,
  owner_id uuid not null,
  words text not null check (length(words) between 1 and 500),
  due_on date,
  status text not null default 'open' check (status in ('open', 'done', 'let_go')),
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, contact_id) references kith.contacts (org_id, id),
  foreign key (org_id, owner_id) references kith.staff (org_id, id)
);
create index follow_ups_person on kith.follow_ups (org_id, person_id);

create table kith.visits (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  staff_id uuid not null,
  starts_at timestamptz not null,
  place text not null,
  mode text not null,
  note text check (length(note) between 1 and 500),
  status text not null default 'planned' check (status in ('planned', 'met', 'not_met', 'let_go')),
  contact_id uuid,
  version integer not null default 1,
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, staff_id) references kith.staff (org_id, id),
  foreign key (org_id, contact_id) references kith.contacts (org_id, id)
);
create index visits_person on kith.visits (org_id, person_id);

-- "Keep, it is their word": a mirror word this member of staff chose to keep.
create table kith.mirror_keeps (
  org_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  term text not null check (length(term) between 1 and 100),
  kept_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, staff_id) references kith.staff (org_id, id)
);
