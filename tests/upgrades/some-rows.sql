-- A few rows in every table, of a small made-up programme: each kind of value, each null, long and Tamil words, an end that is infinity.
-- For dump-schema.ts, which runs it on the schema that is being released. Ids are fixed, so that a dump can be read.
insert into reach.secrets (secret) values (decode(repeat('ab', 32), 'hex'));

insert into kith.organisations (org_id, name, jurisdiction, packs, languages, time_zone, offline_lease_hours) values
  ('01900000-0000-7000-8000-0000000000a1', 'Thunai', 'in-tn', '{core,in-tn}', '{en,ta}', 'Asia/Kolkata', 72),
  ('01900000-0000-7000-8000-0000000000a2', 'Riverbend', 'us', '{core,us}', '{en}', 'America/New_York', 720);
insert into kith.change_counters (org_id, n, epoch) values
  ('01900000-0000-7000-8000-0000000000a1', 41, '01900000-0000-7000-8000-0000000000e1'),
  ('01900000-0000-7000-8000-0000000000a2', 0, '01900000-0000-7000-8000-0000000000e2');
insert into kith.programmes (org_id, id, name, cosign_required, ended_on) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000b1', 'மாலை நடை', true, null),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000b2', 'Old programme', false, '2025-03-31'),
  ('01900000-0000-7000-8000-0000000000a2', '01900000-0000-7000-8000-0000000000b3', 'Ward', false, null);
insert into auth."user" ("id", "name", "email", "emailVerified") values ('u-meena', 'Meena', 'meena@example.org', true);
insert into kith.staff (org_id, id, user_id, name, email, title, locale, active, deactivated_at, created_at) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c1', 'u-meena', 'Meena', 'meena@example.org', 'Peer', 'ta', true, null, '2025-01-02T03:04:05Z'),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c2', null, 'Latha', 'latha@example.org', null, 'en', true, null, '2025-01-02T03:04:05Z'),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c3', null, 'Arul', 'arul@example.org', null, 'en', false, '2026-02-01T00:00:00Z', '2025-01-02T03:04:05Z'),
  ('01900000-0000-7000-8000-0000000000a2', '01900000-0000-7000-8000-0000000000c4', null, 'Zoe', 'zoe@example.org', null, 'en', true, null, '2025-01-02T03:04:05Z');
insert into kith.staff_roles (org_id, staff_id, role) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c1', 'peer'),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c2', 'supervisor'),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c2', 'administrator'),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c3', 'peer'),
  ('01900000-0000-7000-8000-0000000000a2', '01900000-0000-7000-8000-0000000000c4', 'director');
insert into kith.staff_programmes (org_id, staff_id, programme_id) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c1', '01900000-0000-7000-8000-0000000000b1'),
  ('01900000-0000-7000-8000-0000000000a2', '01900000-0000-7000-8000-0000000000c4', '01900000-0000-7000-8000-0000000000b3');
insert into kith.supervisions (org_id, id, supervisor_id, staff_id, starts_at, ends_at) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000d1', '01900000-0000-7000-8000-0000000000c2', '01900000-0000-7000-8000-0000000000c1', '2025-01-02T03:04:05Z', 'infinity'),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000d2', '01900000-0000-7000-8000-0000000000c2', '01900000-0000-7000-8000-0000000000c3', '2025-01-02T03:04:05Z', '2026-02-01T00:00:00Z');
insert into kith.invitations (org_id, id, staff_id, invited_by, expires_at) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000d3', '01900000-0000-7000-8000-0000000000c3', '01900000-0000-7000-8000-0000000000c2', '2027-01-01T00:00:00Z');
insert into kith.devices (org_id, id, staff_id, label, app_version, first_seen_at, last_seen_at, revoked_at) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000d4', '01900000-0000-7000-8000-0000000000c1', 'Chrome', '0.1.0', '2026-01-01T00:00:00Z', '2026-11-01T00:00:00Z', null),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000d5', '01900000-0000-7000-8000-0000000000c3', '', '', '2026-01-01T00:00:00Z', '2026-01-31T00:00:00Z', '2026-02-01T00:00:00Z');

insert into kith.people (org_id, id, programme_id, name, full_name, pronouns, languages, phone, email, safe_contact, birth_date, age_band, matters, strengths, culture, emergency, registered_by, registered_at, version) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000b1', 'Kavi', 'Kavitha செல்வி', 'she', '{ta,en}', '9000000001', 'kavi@example.org', '{"leaveMessage": false, "nameSender": false, "best": "மாலை"}', '1988-02-29', null, 'Tea before anyone talks', null, null, '{"name": "Amma", "relation": "mother", "phone": "9000000002"}', '01900000-0000-7000-8000-0000000000c1', '2026-03-02T00:00:00Z', 3),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000102', '01900000-0000-7000-8000-0000000000b1', 'K', null, null, '{}', null, null, '{}', null, '25-34', null, null, null, '{}', '01900000-0000-7000-8000-0000000000c2', '2026-03-03T00:00:00Z', 1);
update kith.people set merged_into = '01900000-0000-7000-8000-000000000101' where id = '01900000-0000-7000-8000-000000000102';
insert into kith.people_words (org_id, person_id, word) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000101', 'kavi'),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000101', 'celvi');
insert into kith.enrolments (org_id, id, person_id, programme_id, enrolled_on, left_on, left_reason) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000111', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000b1', '2026-03-02', null, null),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000112', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000b2', '2025-01-01', '2025-03-31', 'moved');
insert into kith.assignments (org_id, id, person_id, staff_id, programme_id, kind, starts_at, ends_at, made_by, version) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000121', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000c1', '01900000-0000-7000-8000-0000000000b1', 'peer', '2026-03-02T00:00:00Z', 'infinity', '01900000-0000-7000-8000-0000000000c2', 1),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000122', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000c3', '01900000-0000-7000-8000-0000000000b1', 'cover', '2026-01-02T00:00:00Z', '2026-01-20T00:00:00Z', '01900000-0000-7000-8000-0000000000c2', 2);
insert into kith.looks (org_id, id, person_id, staff_id, what, looked_at, offline, received_at) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000131', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000c1', 'record', '2026-10-01T00:00:00Z', true, '2026-10-02T00:00:00Z');
insert into kith.goals (org_id, id, person_id, words, words_language, peer_words, life_area, status, created_by, created_at, version) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000141', '01900000-0000-7000-8000-000000000101', 'கடலைப் பார்க்க வேண்டும்', 'ta', 'An outing', 'social', 'open', '01900000-0000-7000-8000-0000000000c1', '2026-03-05T00:00:00Z', 2);
insert into kith.goal_steps (org_id, id, goal_id, person_id, words, who, due_on, done_on, dropped, created_at) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000142', '01900000-0000-7000-8000-000000000141', '01900000-0000-7000-8000-000000000101', 'Find the bus', 'person', '2026-12-01', null, false, '2026-03-06T00:00:00Z');
insert into kith.goal_ratings (org_id, id, goal_id, person_id, closeness, rated_at, recorded_by) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000143', '01900000-0000-7000-8000-000000000141', '01900000-0000-7000-8000-000000000101', 6, '2026-04-01T00:00:00Z', '01900000-0000-7000-8000-0000000000c1');
insert into kith.contacts (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, late, pack_version, recorded_at, received_at, cosigned_by, cosigned_at, struck_by, struck_at, struck_why) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000151', '01900000-0000-7000-8000-000000000150', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000b1', '01900000-0000-7000-8000-0000000000c1', '2026-10-02T10:00:00Z', 45, '2026-10-02', 'park', 'in_person', '{listened,walked}', 'written', false, 'core@2026.1', '2026-10-02T11:00:00Z', '2026-10-02T11:00:05Z', '01900000-0000-7000-8000-0000000000c2', '2026-10-03T00:00:00Z', null, null, null),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000152', '01900000-0000-7000-8000-000000000153', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000b1', '01900000-0000-7000-8000-0000000000c1', '2026-10-05T10:00:00Z', 1440, '2026-10-05', 'home', 'phone', '{}', 'none', true, 'core@2026.1', '2026-10-05T11:00:00Z', '2026-10-25T11:00:05Z', null, null, '01900000-0000-7000-8000-0000000000c1', '2026-10-26T00:00:00Z', 'Wrong day');
insert into kith.contact_goals (org_id, contact_id, goal_id, person_id) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000151', '01900000-0000-7000-8000-000000000141', '01900000-0000-7000-8000-000000000101');
insert into kith.entries (org_id, id, contact_id, person_id, author_id, voice, audience, kind, follows_id, words, felt, language, shown, written_at) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000161', '01900000-0000-7000-8000-000000000151', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000c1', 'person', 'pair', 'entry', null, E'நன்றாக இருந்தது.\nVery good, \\ "quoted", \t and 🙂', 'lighter', 'ta', 'together', '2026-10-02T11:00:00Z'),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000162', '01900000-0000-7000-8000-000000000151', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000c1', 'peer', 'team', 'addendum', '01900000-0000-7000-8000-000000000161', 'And the bus was late.', null, 'en', null, '2026-10-03T11:00:00Z');
insert into kith.follow_ups (org_id, id, person_id, contact_id, owner_id, words, due_on, status, created_at) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000171', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-000000000151', '01900000-0000-7000-8000-0000000000c1', 'Bring the timetable', '2026-10-09', 'open', '2026-10-02T11:00:00Z');
insert into kith.visits (org_id, id, person_id, staff_id, starts_at, place, mode, note, status, contact_id) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000181', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000000c1', '2026-10-02T10:00:00Z', 'park', 'in_person', 'By the gate', 'met', '01900000-0000-7000-8000-000000000151');
insert into kith.mirror_keeps (org_id, id, staff_id, term, kept_at) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000191', '01900000-0000-7000-8000-0000000000c1', 'addict', '2026-10-02T11:00:00Z');

insert into kith.changes (org_id, scope_id, position, table_name, row_id, narrowed) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000101', 40, 'contacts', '01900000-0000-7000-8000-000000000151', false),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000101', 41, 'entries', '01900000-0000-7000-8000-000000000161', true);
insert into kith.receipts (org_id, actor_id, command_id, args_hash, position, refusal, at) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c1', '01900000-0000-7000-8000-0000000001a1', '\x00ff', 40, null, '2026-10-02T11:00:05Z'),
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000c1', '01900000-0000-7000-8000-0000000001a2', '\x01', null, '{"code": "not_yours"}', '2026-10-02T11:00:06Z');
insert into kith.audit_events (org_id, position, id, at, actor_id, event, scope_id, command_id, device_id, details) values
  ('01900000-0000-7000-8000-0000000000a1', 40, '01900000-0000-7000-8000-0000000001b1', '2026-10-02T11:00:05Z', '01900000-0000-7000-8000-0000000000c1', 'contact.recorded', '01900000-0000-7000-8000-000000000101', '01900000-0000-7000-8000-0000000001a1', '01900000-0000-7000-8000-0000000000d4', null),
  ('01900000-0000-7000-8000-0000000000a1', 41, '01900000-0000-7000-8000-0000000001b2', '2026-10-02T11:00:06Z', '01900000-0000-7000-8000-0000000000c1', 'command.refused', '01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000001a2', null, '{"code": "not_yours"}');
insert into kith.audit_seals (org_id, seq, from_position, to_position, row_count, previous_hash, hash, sealed_at) values
  ('01900000-0000-7000-8000-0000000000a1', 1, 0, 40, 1, '\x', '\xabcd', '2026-10-02T12:00:00Z');
insert into kith.contact_weeks (org_id, programme_id, week, place, mode, contacts, people, minutes, lengths) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000b1', '2026-09-28', 'park', 'in_person', 1, 1, 45, '{"45": 1}');
insert into kith.programme_weeks (org_id, programme_id, week, contacts, minutes, people, who) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000b1', '2026-09-28', 1, 45, 1, B'01');
insert into kith.counted_people (org_id, person_id, n, counted_as) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-000000000101', 1, '01900000-0000-7000-8000-000000000101');
insert into kith.count_exports (org_id, id, staff_id, programme_id, from_day, to_day, at) values
  ('01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000001c1', '01900000-0000-7000-8000-0000000000c2', null, '2026-01-01', '2026-09-30', '2026-10-01T00:00:00Z');
insert into kith.rollup_marks (org_id, position) values ('01900000-0000-7000-8000-0000000000a1', 40);

insert into auth."account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt") values
  ('u-meena', 'u-meena', 'credential', 'u-meena', 'salt:hash', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
insert into auth."session" ("id", "expiresAt", "token", "updatedAt", "userId", "factor", "deviceId") values
  ('s1', '2027-01-01T00:00:00Z', 'token', '2026-11-01T00:00:00Z', 'u-meena', 'password', '01900000-0000-7000-8000-0000000000d4');
insert into auth."verification" ("id", "identifier", "value", "expiresAt") values ('v1', 'x', 'y', '2027-01-01T00:00:00Z');
insert into auth."twoFactor" ("id", "secret", "backupCodes", "userId", "verified") values ('t1', 'sealed', 'sealed', 'u-meena', true);
insert into auth."passkey" ("id", "name", "publicKey", "userId", "credentialID", "counter", "deviceType", "backedUp") values
  ('p1', 'Phone', 'key', 'u-meena', 'cred', 3, 'singleDevice', false);
insert into auth.tries (bucket, tries, not_before, last_at) values ('\x01', 2, '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z');
insert into auth.set_up_link (token_hash, expires_at) values ('\x02', '2026-11-01T00:00:00Z');
