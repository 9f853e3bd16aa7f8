set local role kith_owner;

create table kith.goals (
  org_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  words text not null check (length(words) between 1 and 2000),       -- the person's own words
  words_language text not null default 'en',
  peer_words text check (length(peer_words) between 1 and 2000),      -- how the peer put it; kept beside, never instead
  life_area text,                                                     -- code of a pack
  status text not null default 'open' check (status in ('open', 'paused', 'done', 'let_go')),
  created_by uuid not null,
  created_at timestamptz not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, person_id) references kith.people (org_id, id),
  foreign key (org_id, created_by) references kith.staff (org_id, id)
);
create index goals_person on kith.goals (org_id, person_id);
-- What touches a goal names its person, too, and the two must belong together: nobody can point at a goal of someone hidden.
create unique index goals_of_person on kith.goals (org_id, id, person_id);

create table kith.goal_steps (
  org_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  person_id uuid not null,
  words text not null check (length(words) between 1 and 500),
  who text not null default 'together' check (who in ('person', 'peer', 'together')),
  due_on date,
  done_on date,
  dropped boolean not null default false,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (org_id, id),
  foreign key (org_id, goal_id, person_id) references kith.goals (org_id, id, person_id)
);
create index goal_steps_person on kith.goal_steps (org_id, person_id);

-- How close it feels, 0 to 10, over time. A rating is never changed; the next one follows it.
create table kith.goal_ratings (
  org_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  person_id uuid not null,
  closeness smallint not null check (closeness between 0 and 10),
  rated_at timestamptz not null,
  recorded_by uuid not null,
  primary key (org_id, id),
  foreign key (org_id, goal_id, person_id) references kith.goals (org_id, id, person_id),
  foreign key (org_id, recorded_by) references kith.staff (org_id, id)
);
create index goal_ratings_person on kith.goal_ratings (org_id, person_id);
