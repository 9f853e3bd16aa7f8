/** What must be true of the stored rows, each as one query that answers what is not: nothing, when all is well. */

export type Invariant = {
  name: string;
  /** Rows (org_id, message), one for each thing found. */
  sql: string;
};

/** A contact and everything said about it are about one person; two records found to be one person count as one. */
const samePerson = (table: string, what: string) => `
  select x.org_id, '${what} ' || x.id || ' is about another person than its contact' as message
  from kith.${table} x
  join kith.contacts c on c.org_id = x.org_id and c.id = x.contact_id
  left join kith.people xp on xp.org_id = x.org_id and xp.id = x.person_id
  left join kith.people cp on cp.org_id = c.org_id and cp.id = c.person_id
  where x.person_id <> c.person_id and coalesce(xp.merged_into, x.person_id) <> coalesce(cp.merged_into, c.person_id)`;

/** Weeks with a contact that changed since the mark are the next roll-up's; the others must agree. */
const countedWeeks = `
  with marked as (
    select org_id, position from kith.rollup_marks
  ), waiting as (
    select c.org_id, c.programme_id, date_trunc('week', c.day::timestamp)::date as week
    from marked m
    join kith.changes h on h.org_id = m.org_id and h.position > m.position and h.table_name = 'contacts'
    join kith.contacts c on c.org_id = h.org_id and c.id = h.row_id
    union
    select c.org_id, c.programme_id, date_trunc('week', c.day::timestamp)::date
    from marked m
    join kith.changes h on h.org_id = m.org_id and h.position > m.position and h.table_name = 'people'
    join kith.contacts c on c.org_id = h.org_id and c.person_id = h.row_id
  ), fresh as (
    select c.org_id, c.programme_id, date_trunc('week', c.day::timestamp)::date as week, c.place, c.mode,
      count(*) as contacts, sum(c.minutes) as minutes, count(distinct coalesce(p.merged_into, p.id)) as people
    from marked m join kith.contacts c on c.org_id = m.org_id
    join kith.people p on p.org_id = c.org_id and p.id = c.person_id
    where c.struck_at is null group by 1, 2, 3, 4, 5
  ), whole as (
    select c.org_id, c.programme_id, date_trunc('week', c.day::timestamp)::date as week, count(distinct coalesce(p.merged_into, p.id)) as people
    from marked m join kith.contacts c on c.org_id = m.org_id
    join kith.people p on p.org_id = c.org_id and p.id = c.person_id
    where c.struck_at is null group by 1, 2, 3
  ), differing as (
    select org_id, programme_id, week from fresh full join kith.contact_weeks w using (org_id, programme_id, week, place, mode)
    where (fresh.contacts, fresh.minutes, fresh.people) is distinct from (w.contacts::bigint, w.minutes::bigint, w.people::bigint)
    union
    select org_id, programme_id, week from whole full join kith.programme_weeks w using (org_id, programme_id, week)
    where whole.people is distinct from w.people::bigint or bit_count(w.who) is distinct from whole.people
  )
  select org_id, 'the counted week of ' || week || ' of programme ' || programme_id || ' differs from its contacts' as message
  from differing where (org_id, programme_id, week) not in (select org_id, programme_id, week from waiting) order by 1, 2`;

/** A consent stands for what was read and signed, and for nothing that was stopped. One that was found altered is said once, by its state. */
const consents = `
  select org_id, 'the document of consent ' || id || ' is not what was signed' as message from kith.consents
  where document is not null and ended_how is distinct from 'altered'
    and document_hash is distinct from encode(sha256(convert_to(document, 'UTF8')), 'hex')
  union all
  -- What the audit chain says was signed. Audit rows from before it held the hash say nothing of it.
  select c.org_id, 'the document of consent ' || c.id || ' has another hash than the one that is sealed in the audit trail'
  from kith.consents c join kith.audit_events a on a.org_id = c.org_id and a.event = 'consent.signed'
    and a.details ->> 'consentId' = c.id::text
  where a.details ->> 'documentHash' <> c.document_hash and c.ended_how is distinct from 'altered'
  union all
  select c.org_id, 'consent ' || c.id || ' was signed, but no audit row says so' from kith.consents c
  where c.document_hash is not null and not exists (
    select from kith.audit_events a where a.org_id = c.org_id and a.event = 'consent.signed' and a.details ->> 'consentId' = c.id::text)
  union all
  select a.org_id, 'consent ' || (a.details ->> 'consentId') || ' was signed, and is gone' from kith.audit_events a
  where a.event = 'consent.signed' and not exists (
    select from kith.consents c where c.org_id = a.org_id and c.id::text = a.details ->> 'consentId')
  union all
  select org_id, 'consent ' || id || ' stands without a document, a signature or an explanation' from kith.consents
  where state = 'active' and num_nulls(document, document_hash, signature, signed_at, explained_by, explained_at) > 0
  union all
  select c.org_id, 'consent ' || c.id || ' stands although ' || r.id || ', for the same recipient, was stopped after it was given'
  from kith.consents c join kith.consents r on r.org_id = c.org_id and r.person_id = c.person_id and r.recipient_key = c.recipient_key
    and r.state = 'revoked' and r.signed_at is not null and r.ended_received_at >= c.signed_received_at
  where c.state = 'active'
  union all
  select c.org_id, 'consent ' || c.id || ' stands although what it amends stands as well' from kith.consents c
  join kith.consents o on o.org_id = c.org_id and o.id = c.supersedes_id and o.state = 'active' where c.state = 'active'`;

/** Nothing was shared after the consent for it had ended, and what went is still what is written down. */
const disclosures = `
  select d.org_id, 'disclosure ' || d.id || ' was made after its consent ' || c.id || ' had ended' as message
  from kith.disclosures d join kith.consents c on c.org_id = d.org_id and c.id = d.consent_id
  where c.ended_received_at < d.disclosed_at
  union all
  select d.org_id, 'disclosure ' || d.id || ' names a consent of another person, or one that was never given'
  from kith.disclosures d join kith.consents c on c.org_id = d.org_id and c.id = d.consent_id
  where c.person_id <> d.person_id or c.signed_received_at is null
  union all
  select d.org_id, 'what went with disclosure ' || d.id || ' is not what is written down' from kith.disclosures d
  join kith.people p on p.org_id = d.org_id and p.id = d.person_id and p.erased_at is null
  where d.content_hash <> encode(sha256(convert_to(d.content, 'UTF8')), 'hex')
  union all
  select d.org_id, 'what went with disclosure ' || d.id || ' has another hash than the one that is sealed in the audit trail'
  from kith.disclosures d join kith.audit_events a on a.org_id = d.org_id and a.event = 'record.shared' and a.details ->> 'disclosureId' = d.id::text
  where a.details ->> 'contentHash' <> d.content_hash
  union all
  select d.org_id, 'disclosure ' || d.id || ' was made, but no audit row says so' from kith.disclosures d
  where not exists (
    select from kith.audit_events a where a.org_id = d.org_id and a.event = 'record.shared' and a.details ->> 'disclosureId' = d.id::text)
  union all
  select a.org_id, 'disclosure ' || (a.details ->> 'disclosureId') || ' was made, and is gone' from kith.audit_events a
  where a.event = 'record.shared' and not exists (
    select from kith.disclosures d where d.org_id = a.org_id and d.id::text = a.details ->> 'disclosureId')`;

/** Whose record was erased has nothing left in it, and only whose erasure is written down counts as erased. */
const erasures = `
  select x.org_id, 'the record of person ' || x.person_id || ' was erased (erasure ' || x.id || '), and ' || found.what || ' is there' as message
  from kith.erasures x cross join lateral (
    select 'a name' as what from kith.people p where p.org_id = x.org_id and p.id = x.person_id and p.erased_at is null
    ${['entries', 'goals', 'goal_steps', 'follow_ups', 'visits', 'locks', 'requests', 'people_words']
      .map(
        (table) =>
          `union all select 'a row of ${table}' from kith.${table} t where t.org_id = x.org_id and t.person_id = x.person_id having count(*) > 0`,
      )
      .join('\n    ')}) found
  where x.erased_at is not null
  union all
  select p.org_id, 'person ' || p.id || ' counts as erased, but no erasure says so' from kith.people p
  where p.erased_at is not null and not exists (
    select from kith.erasures x join kith.people o on o.org_id = x.org_id and o.id = x.person_id
    where x.org_id = p.org_id and x.erased_at is not null and coalesce(o.merged_into, o.id) = coalesce(p.merged_into, p.id))`;

/** What happens at the door or by the clock has no receipt, because nobody sent it: the row itself says that it was, and by whom. */
const doneWithoutReceipt = `
  select org_id, org_id as id, null::uuid as staff_id, 'organisation.set_up' as event from kith.organisations
  union all select org_id, id, staff_id, 'invitation.accepted' from kith.invitations where accepted_at is not null
  union all select org_id, id, staff_id, 'device.wiped' from kith.devices where wiped_at is not null
  union all select org_id, id, view_id, 'view.joined' from kith.view_invitations where used_at is not null
  union all select org_id, id, staff_id, 'password.reset' from kith.password_resets where used_at is not null
  union all select org_id, id, confirmed_by, 'person.erased' from kith.erasures where erased_at is not null
  union all select org_id, id, null, 'consent.expired' from kith.consents where ended_how = 'time'
  union all select org_id, id, null, 'consent.found_altered' from kith.consents where ended_how = 'altered'`;

const nobody = `'00000000-0000-0000-0000-000000000000'::uuid`;

export const invariants: readonly Invariant[] = [
  {
    name: 'change counters',
    sql: `
      select o.org_id, 'the organisation has no change counter' as message
      from kith.organisations o where not exists (select from kith.change_counters c where c.org_id = o.org_id)
      union all
      select c.org_id, 'the change counter says ' || c.n || ', but ' || seen.what || ' have reached ' || seen.position
      from kith.change_counters c join (
        select org_id, 'changes' as what, max(position) as position from kith.changes group by 1
        union all select org_id, 'audit rows', max(position) from kith.audit_events group by 1
        union all select org_id, 'receipts', max(position) from kith.receipts group by 1
        union all select org_id, 'audit seals', max(to_position) from kith.audit_seals group by 1
        union all select org_id, 'counted weeks', max(position) from kith.rollup_marks group by 1) seen on seen.org_id = c.org_id
      where seen.position > c.n`,
  },
  {
    name: 'epochs',
    sql: `
      with newest as (
        select distinct on (org_id) org_id, epoch, server from kith.epochs order by org_id, seq desc
      ), stepping as (
        select org_id, seq, from_position, lag(from_position) over (partition by org_id order by seq) as before from kith.epochs
      )
      select c.org_id, 'the epoch of the change counter is not the newest that is written down' as message
      from kith.change_counters c left join newest e on e.org_id = c.org_id where e.epoch is distinct from c.epoch
      union all
      select s.org_id, 'epoch ' || s.seq || ' began at ' || s.from_position || ', before the one it follows or beyond the counter'
      from stepping s left join kith.change_counters c on c.org_id = s.org_id
      where s.from_position < s.before or s.from_position > c.n or c.org_id is null
      union all
      select e.org_id, 'the database was restored or promoted since its epoch began: start Kith, or run ./kith new-epoch'
      from newest e where e.server <> kith.server_timeline()`,
  },
  {
    name: 'receipts and audit rows',
    sql: `
      select r.org_id, 'command ' || r.command_id || ' was answered "accepted" at ' || r.position || ', but no audit row says so' as message
      from kith.receipts r where r.position is not null and not exists (
        select from kith.audit_events a where a.org_id = r.org_id and a.position = r.position and a.actor_id = r.actor_id and a.command_id = r.command_id)
      union all
      select a.org_id, 'audit row ' || a.id || ' at ' || a.position || ' (' || a.event || ') has no receipt that says so'
      from kith.audit_events a where not exists (
        select from kith.receipts r where r.org_id = a.org_id and r.actor_id = a.actor_id and r.command_id = a.command_id
          and r.position is not distinct from case when a.event = 'command.refused' then null else a.position end)
        and not exists (select from (${doneWithoutReceipt}) d
          where d.org_id = a.org_id and d.event = a.event and d.id = a.command_id and d.staff_id is not distinct from
            case when d.staff_id is null then null else a.actor_id end)
        -- A device that was wiped may have begun anew since.
        and not (a.event = 'device.wiped' and exists (
          select from kith.devices v where v.org_id = a.org_id and v.staff_id = a.actor_id and v.id = a.command_id))
      union all
      select d.org_id, 'link ' || d.id || ' was used (' || d.event || '), but no audit row says so'
      from (${doneWithoutReceipt}) d where d.staff_id is not null and not exists (
        select from kith.audit_events a where a.org_id = d.org_id and a.event = d.event and a.command_id = d.id and a.actor_id = d.staff_id)`,
  },
  {
    name: 'people and programmes of contacts',
    sql: `
      select c.org_id, 'contact ' || c.id || ' names a person or programme that is not of its organisation' as message
      from kith.contacts c
      left join kith.people p on p.org_id = c.org_id and p.id = c.person_id
      left join kith.programmes g on g.org_id = c.org_id and g.id = c.programme_id
      where p.id is null or g.id is null
      union all ${samePerson('entries', 'entry')}
      union all
      select x.org_id, 'contact ' || x.contact_id || ' touches goal ' || x.goal_id || ' of another person'
      from kith.contact_goals x join kith.goals g on g.org_id = x.org_id and g.id = x.goal_id
      left join kith.people xp on xp.org_id = x.org_id and xp.id = x.person_id
      left join kith.people gp on gp.org_id = g.org_id and gp.id = g.person_id
      where x.person_id <> g.person_id and coalesce(xp.merged_into, x.person_id) <> coalesce(gp.merged_into, g.person_id)`,
  },
  {
    name: 'readers of entries',
    sql: `
      select e.org_id, 'entry ' || e.id || ' is for ' || e.audience || ', but row security reads another reader' as message
      from kith.entries e
      join kith.contacts c on c.org_id = e.org_id and c.id = e.contact_id
      left join kith.entries f on f.org_id = e.org_id and f.id = e.follows_id
      where e.reader_id is distinct from case
        when e.audience <> 'pair' then ${nobody}
        when not e.by_view then e.author_id
        -- Written by the person: for whom it answers, else for the peer of the contact.
        when not f.by_view then f.author_id
        when f.reader_id <> ${nobody} then f.reader_id
        else c.author_id end
      union all
      select e.org_id, 'entry ' || e.id || ' does not reach whom its voice and audience say, in the person''s own view'
      from kith.entries e
      where e.kind <> 'strike' and e.for_person is distinct from
        coalesce(e.voice = 'person' or e.audience = 'pair' or e.shown in ('together', 'will_show'), false)
      union all
      select e.org_id, 'entry ' || e.id || ' does not say truly whether the person wrote it by their own hand'
      from kith.entries e join kith.actors a on a.org_id = e.org_id and a.id = e.author_id
      where e.by_view <> (a.kind = 'view')`,
  },
  {
    name: 'row security',
    sql: `
      select null::uuid as org_id, 'table ' || c.relname || ' has row security '
        || case when c.relrowsecurity then 'that its owner may pass' else 'switched off' end as message
      from pg_class c where c.relnamespace = 'kith'::regnamespace and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
      union all
      select null, 'role ' || rolname || ' can pass row security' from pg_roles where rolname like 'kith\\_%' and (rolsuper or rolbypassrls)
      union all
      select null, 'policy ' || policyname || ' on ' || tablename || ' joins two ways in with OR' from pg_policies
      where schemaname = 'kith' and (qual ~* '\\mor\\M' or with_check ~* '\\mor\\M')
      union all
      select null, 'audit rows may be changed by role ' || grantee from information_schema.role_table_grants
      where table_schema = 'kith' and table_name in ('audit_events', 'audit_seals') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
        and grantee not in (select rolname from pg_roles where rolsuper) and grantee <> 'kith_owner'`,
  },
  {
    name: 'keys begin with the organisation',
    sql: `
      select null::uuid as org_id, 'table ' || c.relname || ' has no primary key that begins with org_id' as message
      from pg_class c where c.relnamespace = 'kith'::regnamespace and c.relkind in ('r', 'p') and not exists (
        select from pg_constraint k join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
        where k.conrelid = c.oid and k.contype = 'p' and a.attname = 'org_id')
      union all
      select null, 'foreign key ' || k.conname || ' could point across organisations'
      from pg_constraint k where k.contype = 'f' and k.connamespace = 'kith'::regnamespace and not exists (
        select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'org_id' and a.attnum = any (k.conkey))`,
  },
  { name: 'consents', sql: consents },
  { name: 'disclosures', sql: disclosures },
  { name: 'erasures', sql: erasures },
  { name: 'counted weeks', sql: countedWeeks },
];
