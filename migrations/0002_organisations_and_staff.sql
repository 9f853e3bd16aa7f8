set local role kith_owner;

create table kith.organisations (
  org_id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  people_word text not null default 'person', -- a message key's last part: person, participant, member, peer
  jurisdiction text not null,                 -- id of the jurisdiction pack
  packs text[] not null,                      -- in order; later packs extend earlier ones
  languages text[] not null,
  time_zone text not null,
  second_factor_required boolean not null default false,
  offline_lease_hours integer not null default 72 check (offline_lease_hours between 1 and 720),
  version integer not null default 1,
  created_at timestamptz not null default now()
);

create table kith.programmes (
  org_id uuid not null references kith.organisations (org_id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  cosign_required boolean not null default false,
  ended_on date,
  version integer not null default 1,
  primary key (org_id, id)
);

create table kith.staff (
  org_id uuid not null references kith.organisations (org_id),
  id uuid not null,
  user_id text,                       -- account of this person at the door (schema auth); null until the invitation is taken up
  name text not null check (length(name) between 1 and 200),
  email text not null check (length(email) between 3 and 320),
  title text,
  locale text not null default 'en',
  active boolean not null default true,
  deactivated_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (org_id, id)
);
create unique index staff_user on kith.staff (org_id, user_id) where user_id is not null;
create index staff_by_user on kith.staff (user_id);
create unique index staff_email on kith.staff (org_id, lower(email));

create table kith.staff_roles (
  org_id uuid not null,
  staff_id uuid not null,
  role text not null check (role in ('peer', 'senior_peer', 'supervisor', 'coordinator', 'director', 'biller', 'evaluator', 'administrator')),
  primary key (org_id, staff_id, role),
  foreign key (org_id, staff_id) references kith.staff (org_id, id)
);

create table kith.staff_programmes (
  org_id uuid not null,
  staff_id uuid not null,
  programme_id uuid not null,
  primary key (org_id, staff_id, programme_id),
  foreign key (org_id, staff_id) references kith.staff (org_id, id),
  foreign key (org_id, programme_id) references kith.programmes (org_id, id)
);

create table kith.supervisions (
  org_id uuid not null,
  id uuid not null,
  supervisor_id uuid not null,
  staff_id uuid not null,
  starts_at timestamptz not null default now(),
  ends_at timestamptz not null default 'infinity',
  primary key (org_id, id),
  foreign key (org_id, supervisor_id) references kith.staff (org_id, id),
  foreign key (org_id, staff_id) references kith.staff (org_id, id),
  check (supervisor_id <> staff_id)
);
create index supervisions_of on kith.supervisions (org_id, supervisor_id);
create index supervisions_by on kith.supervisions (org_id, staff_id);

create table kith.invitations (
  org_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  token_hash bytea not null,          -- SHA-256 of the token in the link; the token itself is never stored
  invited_by uuid not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, staff_id) references kith.staff (org_id, id),
  foreign key (org_id, invited_by) references kith.staff (org_id, id)
);
create unique index invitations_token on kith.invitations (org_id, token_hash);

create table kith.devices (
  org_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  label text not null default '',     -- what kind of browser; never a name
  app_version text not null default '',
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (org_id, staff_id, id),
  foreign key (org_id, staff_id) references kith.staff (org_id, id)
);
