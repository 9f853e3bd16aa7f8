import { expect, test } from 'vitest';
import type { OutboxItem } from '../../device/device.ts';
import { changedFields, conflictOf, differingFields } from './edit-conflict.ts';
import { editPerson } from './edit-person.ts';
import { problemsOf } from './form-problems.ts';
import type { PersonRow } from './person.ts';
import { withOnlyName } from './person-fields.ts';
import { seeDifferently } from './timeline-rules.ts';

const id = '0192f0c1-8d5e-7c3a-9b1f-2a3b4c5d6e7f';
const kavi: PersonRow = {
  ...withOnlyName('Kavi'),
  id,
  programmeId: id,
  mergedInto: null,
  registeredBy: id,
  registeredAt: '2026-03-02T00:00:00.000Z',
  version: 2,
};
const item = (more: Partial<OutboxItem>): OutboxItem => ({
  id: 'c',
  name: editPerson.name,
  recordedAt: '2026-10-12T12:35:00.000Z',
  step: 0,
  refusal: { code: 'conflict', current: { table: 'people', row: kavi } },
  args: { personId: id, basedOn: 1, set: { matters: 'Tea.' } },
  rows: [],
  ...more,
});

test.each<[string, OutboxItem[]]>([
  ['nothing waits', []],
  ['the edit is on its way', [item({ step: 1, refusal: null })]],
  ['it was refused for another reason', [item({ refusal: { code: 'only_who_walks_edits' } })]],
  ['another page was refused', [item({ args: { personId: id.replace('0192', '0193'), basedOn: 1, set: { matters: 'Tea.' } } })]],
  ['another command met a conflict', [item({ name: 'merge-people' })]],
])('no two versions when %s', (_, outbox) => {
  expect(conflictOf(outbox, id)).toBeNull();
});

test('two versions are found with what I wrote and what now stands', () => {
  expect(conflictOf([item({})], id)).toMatchObject({
    commandId: 'c',
    recordedAt: '2026-10-12T12:35:00.000Z',
    mine: { matters: 'Tea.' },
    theirs: kavi,
  });
});

test('what was built on a refused edit is a version to look at, once the one before it is decided', () => {
  const follows = item({ id: 'd', args: { personId: id, basedOn: 2, set: { matters: 'Milk.' } }, refusal: { code: 'follows_refused' } });
  expect(conflictOf([item({}), follows], id)).toMatchObject({ commandId: 'c' });
  expect(conflictOf([follows], id)).toMatchObject({ commandId: 'd', mine: { matters: 'Milk.' }, theirs: null });
});

test('only what I changed and what differs is put to the choice; the order of keys is no difference', () => {
  const theirs = { ...kavi, matters: 'Nila.', safeContact: { best: 'evenings', leaveMessage: true } };
  expect(differingFields({ matters: 'Tea.', safeContact: { leaveMessage: true, best: 'evenings' } }, theirs)).toEqual(['matters']);
});

test('a form sends what was changed and nothing else', () => {
  expect(changedFields(kavi, { ...withOnlyName('Kavi'), languages: ['ta'], emergency: {} })).toEqual({ languages: ['ta'] });
});

test.each([
  [withOnlyName(''), { name: 'name_missing' }],
  [withOnlyName('   '), { name: 'name_missing' }],
  [withOnlyName('k'.repeat(201)), { name: 'invalid' }],
  [withOnlyName('lone \ud800'), { name: 'invalid' }],
  [{ ...withOnlyName('Kavi'), birthDate: '2026-02-30' }, { birthDate: 'invalid' }],
  [{ ...withOnlyName('Kavi'), birthDate: '2062-01-01' }, { birthDate: 'birth_date_in_future' }],
  [{ ...withOnlyName('Kavi'), email: 'kavi' }, { email: 'email_not_understood' }],
  [withOnlyName('கவி'), {}],
])('the form says what is wrong with %j', (fields, expected) => {
  expect(problemsOf(fields, '2026-10-12')).toEqual(expected);
});

const entry = (
  entryId: string,
  voice: 'person' | 'peer',
  kind: 'entry' | 'addendum' | 'strike' = 'entry',
  followsId: string | null = null,
) => ({
  id: entryId,
  voice,
  kind,
  followsId,
});
test.each([
  ['two voices that do not answer each other', [entry('a', 'person'), entry('b', 'peer')], false],
  ['an addendum to one’s own words', [entry('a', 'person'), entry('b', 'person', 'addendum', 'a')], false],
  ['a strike', [entry('a', 'peer'), entry('b', 'person', 'strike', 'a')], false],
  ['an answer to words one may not read', [entry('b', 'person', 'addendum', 'hidden')], false],
  ['the person answers the peer', [entry('a', 'peer'), entry('b', 'person', 'addendum', 'a')], true],
])('both stand? %s', (_, entries, expected) => {
  expect(seeDifferently(entries)).toBe(expected);
});
