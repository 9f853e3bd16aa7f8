import { describe, expect, it } from 'vitest';
import type { Actor } from '../../server/actor.ts';
import type { Role } from '../staff/role.ts';
import { mayAddEntry, mayCosign, mayRecordContact, mayStrike } from './contact-policy.ts';

const me = 'me';
const who = (...roles: Role[]): Actor => ({
  orgId: 'org',
  staffId: me,
  name: 'Meena',
  locale: 'en',
  roles,
  programmes: [],
  deviceId: null,
});

describe('mayRecordContact', () => {
  it.each([['director'], ['coordinator'], ['biller'], ['evaluator'], ['administrator']] as const)('refuses a %s', (role) => {
    expect(mayRecordContact(who(role))).toBe('role_may_not');
  });

  it('refuses someone without any role', () => expect(mayRecordContact(who())).toBe('role_may_not'));

  it.each([['peer'], ['senior_peer'], ['supervisor']] as const)('lets a %s', (role) => {
    expect(mayRecordContact(who(role))).toBeNull();
  });
});

describe('mayCosign', () => {
  const contact = { authorId: 'peer', struck: false, cosigned: false, supervisesAuthor: true };
  it.each([
    ['a contact that is hidden or absent', undefined, 'not_yours'],
    ['one’s own contact', { ...contact, authorId: me }, 'cosign_not_own'],
    ['a contact of a peer one does not supervise', { ...contact, supervisesAuthor: false }, 'not_yours'],
    ['a contact that was struck through', { ...contact, struck: true }, 'contact_struck'],
    ['a contact that is signed', { ...contact, cosigned: true }, 'contact_cosigned_already'],
  ] as const)('refuses %s', (_what, facts, reason) => expect(mayCosign(facts, who('supervisor'))).toBe(reason));

  it('lets the supervisor of its author sign', () => expect(mayCosign(contact, who('supervisor'))).toBeNull());
});

describe('mayStrike', () => {
  const mine = { authorId: me, struck: false, cosigned: false };
  it.each([
    ['a contact that is hidden or absent', undefined, 'not_yours'],
    ['a colleague’s contact', { ...mine, authorId: 'other' }, 'only_author_strikes'],
    ['what is struck already', { ...mine, struck: true }, 'contact_struck'],
    ['what is signed', { ...mine, cosigned: true }, 'contact_cosigned_already'],
  ] as const)('refuses %s', (_what, facts, reason) => expect(mayStrike(facts, who('peer'))).toBe(reason));

  it('lets its author strike it', () => expect(mayStrike(mine, who('peer'))).toBeNull());
});

describe('mayAddEntry', () => {
  it.each([
    ['a biller', who('biller'), { contactVisible: true, followsVisible: true }, 'role_may_not'],
    ['a contact out of sight', who('peer'), { contactVisible: false, followsVisible: true }, 'not_yours'],
    ['an entry out of sight', who('peer'), { contactVisible: true, followsVisible: false }, 'not_yours'],
  ] as const)('refuses %s', (_what, actor, facts, reason) => expect(mayAddEntry(facts, actor)).toBe(reason));

  it('lets someone who walks with the person', () =>
    expect(mayAddEntry({ contactVisible: true, followsVisible: true }, who('peer'))).toBeNull());
});
