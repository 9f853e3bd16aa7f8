set local role kith_owner;

-- One counter an organisation. A transaction takes it as its last statement before COMMIT, so that positions become visible in order
-- and a cursor can never skip a slow commit. The epoch changes at every restore, so that no phone believes a rewound counter.
create table kith.change_counters (
  org_id uuid primary key references kith.organisations (org_id),
  n bigint not null default 0,
  epoch uuid not null
) with (fillfactor = 50);

-- What changed, for the feed. scope_id is the person the row is about, or org_id for rows every member of staff may hold.
create table kith.changes (
  org_id uuid not null,
  scope_id uuid not null,
  position bigint not null,
  table_name text not null,
  row_id uuid not null,
  narrowed boolean not null default false,  -- fewer people may see the row than before: devices must let go of it
  primary key (org_id, scope_id, position, row_id),
  foreign key (org_id) references kith.organisations (org_id)
);

create table kith.receipts (
  org_id uuid not null,
  actor_id uuid not null,
  command_id uuid not null,
  args_hash bytea not null,           -- a replay with other content is refused
  position bigint,                    -- null: refused
  refusal jsonb,
  at timestamptz not null default now(),
  primary key (org_id, actor_id, command_id),
  foreign key (org_id, actor_id) references kith.staff (org_id, id)
);

create table kith.audit_events (
  org_id uuid not null,
  position bigint not null,
  id uuid not null,
  at timestamptz not null default now(),
  actor_id uuid not null,
  event text not null,
  scope_id uuid not null,             -- the person it is about, or org_id
  command_id uuid not null,
  device_id uuid,
  details jsonb,                      -- codes and ids only; never names, contact details or words
  primary key (org_id, position, id),
  foreign key (org_id, actor_id) references kith.staff (org_id, id)
);

-- Batches of audit rows, sealed by a job: hash = SHA-256 of the previous hash and every row of the batch, in order.
create table kith.audit_seals (
  org_id uuid not null references kith.organisations (org_id),
  seq bigint not null,
  from_position bigint not null,      -- exclusive
  to_position bigint not null,        -- inclusive
  row_count integer not null,
  previous_hash bytea not null,
  hash bytea not null,
  sealed_at timestamptz not null default now(),
  primary key (org_id, seq)
);

-- Counted weeks. Written only by the roll-up; a week is counted again whole whenever one of its contacts changed.
create table kith.contact_weeks (
  org_id uuid not null,
  programme_id uuid not null,
  week date not null,                 -- its Monday
  place text not null,
  mode text not null,
  contacts integer not null,
  people integer not null,
  minutes integer not null,
  primary key (org_id, programme_id, week, place, mode),
  foreign key (org_id, programme_id) references kith.programmes (org_id, id)
);
create table kith.person_weeks (
  org_id uuid not null,
  programme_id uuid not null,
  week date not null,
  person_id uuid not null,
  primary key (org_id, programme_id, week, person_id),
  foreign key (org_id, programme_id) references kith.programmes (org_id, id)
);
create table kith.rollup_marks (
  org_id uuid primary key references kith.organisations (org_id),
  position bigint not null default 0
);
