-- Unsent entries are sealed a second time to the server, signed by their author's device, so that a colleague's phone can send them.
--
-- The server keeps the public half of each device's signing key only: whoever reads the database can check a signature, not make one.
grant create on schema kith to kith_reach; -- only to hand the functions over; taken back below
set local role kith_owner;

create table kith.device_keys (
  org_id uuid not null,
  id uuid not null,                   -- made by the device with the key
  staff_id uuid not null,
  device_id uuid not null,
  public_key bytea not null check (length(public_key) = 65), -- ECDSA P-256, the point uncompressed
  registered_at timestamptz not null default now(),
  primary key (org_id, id),
  -- A key belongs to a device that has really been here: one that was ended signs no more, and none can be invented beside it.
  foreign key (org_id, staff_id, device_id) references kith.devices (org_id, staff_id, id)
);
create index device_keys_of on kith.device_keys (org_id, staff_id, device_id);
alter table kith.device_keys enable row level security;
alter table kith.device_keys force row level security;

grant select, insert on kith.device_keys to kith_near; -- no update, no delete: what was signed stays provable
create policy own on kith.device_keys to kith_near
  using (org_id = (select kith.me_org()) and staff_id = (select kith.me_staff()))
  with check (org_id = (select kith.me_org()) and staff_id = (select kith.me_staff()));

grant select on kith.device_keys to kith_reach;
create policy reach on kith.device_keys for select to kith_reach using (true);
grant select on kith.changes, kith.audit_events to kith_reach;
create policy reach on kith.changes for select to kith_reach using (true);
create policy reach on kith.audit_events for select to kith_reach using (true);

-- Before an author's transaction exists: whose key this is, and as whom their entry would run. Only the server's own role may ask, and the
-- signature is checked before anything is done with the answer. No row: no such key of this author and device.
create function kith.door_signer(org uuid, author uuid, device uuid, key uuid)
returns table (public_key bytea, name text, locale text, active boolean, roles text[], programmes uuid[], device_ended boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.public_key, s.name, s.locale, s.active,
    array(select r.role from kith.staff_roles r where r.org_id = org and r.staff_id = author order by r.role),
    array(select p.programme_id from kith.staff_programmes p where p.org_id = org and p.staff_id = author order by p.programme_id),
    d.revoked_at is not null
  from kith.device_keys k
  join kith.devices d on d.org_id = k.org_id and d.staff_id = k.staff_id and d.id = k.device_id
  join kith.staff s on s.org_id = k.org_id and s.id = k.staff_id
  where k.org_id = org and k.staff_id = author and k.device_id = device and k.id = key
$$;

-- Who changed a row of mine last, and when, by the server's clock: for two versions side by side. Of other people's rows it knows nothing.
create function kith.me_last_change(scope uuid, of_table text, row_id uuid) returns table (staff_id uuid, at timestamptz)
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); mine uuid[] := kith.me_people();
begin
  return query
    select e.actor_id, e.at
    from kith.changes c
    join kith.audit_events e on e.org_id = c.org_id and e.position = c.position
    where c.org_id = org and c.scope_id = scope and c.scope_id = any (mine) and c.table_name = of_table and c.row_id = me_last_change.row_id
    order by c.position desc limit 1;
end $$;

reset role;
alter function kith.door_signer(uuid, uuid, uuid, uuid) owner to kith_reach;
revoke all on function kith.door_signer(uuid, uuid, uuid, uuid) from public;
grant execute on function kith.door_signer(uuid, uuid, uuid, uuid) to kith_app;
alter function kith.me_last_change(uuid, text, uuid) owner to kith_reach;
revoke all on function kith.me_last_change(uuid, text, uuid) from public;
grant execute on function kith.me_last_change(uuid, text, uuid) to kith_near;
revoke create on schema kith from kith_reach;
