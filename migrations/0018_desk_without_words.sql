set local role kith_owner;

-- The wide reach is for who answers for a programme, counts it, or bills for it. It never had words of goals and entries; from here on it has
-- none of people either. Which columns a role may name is a right, not a policy: it holds for every row and costs nothing.
--
-- What a biller may read (practice-and-law.md §1.6): identity and how to reach someone, that somebody is of the programme, and the facts of
-- the service. How to reach someone safely goes with the number, because whoever has the one must know the other.
revoke select on kith.people from kith_wide;
grant select (org_id, id, programme_id, name, full_name, pronouns, languages, phone, email, safe_contact, birth_date, age_band, merged_into,
  registered_by, registered_at, version, updated_at) on kith.people to kith_wide; -- not: matters, strengths, culture, emergency

-- Why a contact was taken back is written in words. That it was, and by whom, is a fact of the service: such a contact is not billed.
revoke select on kith.contacts from kith_wide;
grant select (org_id, id, occasion_id, person_id, programme_id, author_id, started_at, minutes, day, place, mode, did, words, late, pack_version,
  recorded_at, received_at, cosigned_by, cosigned_at, struck_by, struck_at) on kith.contacts to kith_wide; -- "words" says whether there are any

-- Stays carry why somebody left, which the programme's desk writes and reads. A right on a column cannot tell two people of one role apart, so
-- a biller gets no stays: that somebody is of a programme stands in `people` and `contacts`.
alter policy wide on kith.enrolments
  using (org_id = (select kith.me_coordinating_org()) and programme_id = any ((select kith.me_programmes())::uuid[]));
