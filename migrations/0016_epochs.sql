-- Epochs, written down. A cursor is (epoch, n); whatever takes the counter back (a restore, a recovery to a point in time, a promoted standby)
-- begins a new one, so that no phone believes a rewound counter. See docs/decisions/0022-epochs-and-offering-again.md.
grant create on schema kith to kith_reach; -- only to hand the functions over; taken back below
set local role kith_owner;

create table kith.epochs (
  org_id uuid not null references kith.organisations (org_id),
  seq integer not null,
  epoch uuid not null,
  why text not null check (why in ('set_up', 'restored', 'promoted', 'declared')),
  from_position bigint not null,      -- the counter when it began: what an older epoch gave beyond it may not be here
  server text,                        -- the PostgreSQL and timeline it began on; null where that cannot be asked
  began_at timestamptz not null default clock_timestamp(),
  primary key (org_id, seq),
  unique (org_id, epoch)
);
alter table kith.epochs enable row level security;
alter table kith.epochs force row level security;
grant select, insert on kith.epochs to kith_reach;
create policy door_select on kith.epochs for select to kith_reach using (true);
create policy door_insert on kith.epochs for insert to kith_reach with check (true);

-- Which PostgreSQL this is, and on which timeline. A recovery to a point in time and a promotion begin a new timeline; a copied folder does not.
create function kith.server_timeline() returns text
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return (select s.system_identifier from pg_control_system() s) || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8);
exception when others then
  return null; -- a PostgreSQL-compatible database that has no such thing
end $$;

-- Whoever gives a counter an epoch, by whatever way, leaves a row here.
create function kith.note_epoch() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into kith.epochs (org_id, seq, epoch, why, from_position, server)
  select new.org_id, coalesce(max(e.seq), 0) + 1, new.epoch,
    case when tg_op = 'INSERT' then 'set_up' else coalesce(nullif(current_setting('kith.epoch_why', true), ''), 'declared') end,
    new.n, kith.server_timeline()
  from kith.epochs e where e.org_id = new.org_id;
  return null;
end $$;
create trigger note_epoch after insert or update of epoch on kith.change_counters for each row execute function kith.note_epoch();

-- Asked before a batch is taken: a phone that speaks of another epoch reads its feed first, and offers again what may be missing.
create function kith.door_epoch(org uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.epoch from kith.change_counters c where c.org_id = org
$$;

-- Begins a new epoch for every organisation whose newest began on another timeline. Asked at each start and once a minute.
create function kith.door_mind_epochs() returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  here text := kith.server_timeline();
  begun integer;
begin
  if here is null then return 0; end if;
  perform pg_advisory_xact_lock(hashtextextended('kith.door_mind_epochs', 0));
  perform set_config('kith.epoch_why', 'promoted', true);
  update kith.change_counters c set epoch = gen_random_uuid()
  where (select e.server from kith.epochs e where e.org_id = c.org_id order by e.seq desc limit 1) <> here;
  get diagnostics begun = row_count;
  return begun;
end $$;

reset role;
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature, p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'kith' and p.proname in ('server_timeline', 'note_epoch', 'door_epoch', 'door_mind_epochs') loop
    execute format('alter function %s owner to kith_reach', f.signature);
    execute format('revoke all on function %s from public', f.signature);
  end loop;
end $$;
grant execute on function kith.door_epoch(uuid), kith.door_mind_epochs() to kith_app;
revoke create on schema kith from kith_reach;

-- Epochs that began before they were written down.
set local role kith_reach;
insert into kith.epochs (org_id, seq, epoch, why, from_position, server)
  select c.org_id, 1, c.epoch, 'set_up', 0, kith.server_timeline() from kith.change_counters c;
reset role;
