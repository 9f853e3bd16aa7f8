-- Seals are signed from here on, and are Merkle trees, so that one row can be proved without showing the others (decision 0032). Seals from
-- before stay as they are: their rows are hashed one after the other, and the first signed seal binds them by its previous_hash.
set local role kith_owner;

alter table kith.audit_seals
  add column root bytea,              -- Merkle tree hash (RFC 6962) of the rows
  add column key_id text,             -- which of the installation's keys signed
  add column signature bytea,         -- Ed25519 over the seal's head
  add constraint audit_seals_signed_whole check (num_nulls(root, key_id, signature) in (0, 3));

-- What was signed is sealed in the audit trail by its hash. Found by consent once a minute, so by an index.
create index audit_events_signed on kith.audit_events (org_id, (details ->> 'consentId')) where event = 'consent.signed';

grant create on schema kith to kith_reach;
reset role;
set local role kith_reach;
-- As before, and also when the document and the hash beside it were both changed: the audit trail says what was signed.
create or replace function kith.mind_consents() returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare org uuid := kith.me_org(); me uuid := kith.me_staff(); found_one record; at_position bigint; n integer := 0;
begin
  if org is null then return 0; end if;
  for found_one in
    with judged as (
      select c.id, c.expires_on < (now() at time zone o.time_zone)::date as past,
        num_nonnulls(
          case when c.document_hash <> encode(sha256(convert_to(c.document, 'UTF8')), 'hex') then 1 end,
          (select 1 from kith.audit_events a where a.org_id = org and a.event = 'consent.signed' and a.details ->> 'consentId' = c.id::text
             and a.details ->> 'documentHash' <> c.document_hash limit 1)) > 0 as altered
      from kith.consents c join kith.organisations o on o.org_id = c.org_id
      where c.org_id = org and c.state = 'active'
    )
    update kith.consents c
    set state = case when j.altered then 'invalid' else 'expired' end, ended_how = case when j.altered then 'altered' else 'time' end,
      ended_at = now(), ended_received_at = now(), version = c.version + 1
    from judged j where c.org_id = org and c.id = j.id and true in (j.past, j.altered)
    returning c.id, c.person_id, c.ended_how
  loop
    update kith.change_counters cc set n = cc.n + 1 where cc.org_id = org returning cc.n into at_position;
    insert into kith.changes (org_id, scope_id, position, table_name, row_id) values (org, found_one.person_id, at_position, 'consents', found_one.id);
    insert into kith.audit_events (org_id, position, id, actor_id, event, scope_id, command_id)
      values (org, at_position, gen_random_uuid(), me,
        case found_one.ended_how when 'time' then 'consent.expired' else 'consent.found_altered' end, found_one.person_id, found_one.id);
    n := n + 1;
  end loop;
  return n;
end $$;
reset role;
set local role kith_owner;
revoke create on schema kith from kith_reach;
