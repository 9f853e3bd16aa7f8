/**
 * The one gate through which anything leaves, as a pure function: who acts, what it is, for whom and what for, and everything the person has agreed
 * to or locked. It says what may go and why. Deny by default; a lock beats every yes. Nothing else in Kith decides what is shared.
 */
import type { PackConsentKind, RecordOrigin, SharedClass } from '../../packs/consent-kinds.ts';
import type { ConsentRow } from '../consents/consent.ts';
import { stateOn } from '../consents/consent-states.ts';
import type { LockRow } from '../locks/lock.ts';
import { isLocked } from '../locks/lock-rules.ts';
import type { Role } from '../staff/role.ts';
import { type Access, accessOf, type Reader } from './gate-matrix.ts';

/** How whoever acts stands to the person: nothing else about a member of staff opens a record. `opened`: in an emergency, and it is not over. */
export type Relationship = 'walks' | 'supervises' | 'co_facilitates' | 'treats' | 'programme' | 'organisation' | 'opened';

export type Recipient =
  /** The screen of whoever acts. */
  { kind: 'screen' } | { kind: 'person' } | { kind: 'outside'; as: 'outside_provider' | 'family' | 'payer'; key: string };

/** A consent as the gate sees it: the row, and whether its document is still what was signed. */
export type ConsentToGate = Pick<ConsentRow, 'id' | 'kind' | 'state' | 'expiresOn' | 'recipientKey' | 'terms'> & { isIntact: boolean };

export type DisclosureAsked = {
  actor: { staffId: string; roles: readonly Role[]; relationships: readonly Relationship[] };
  dataClass: SharedClass;
  /** The thing and what it belongs to, for locks on single things; none when it is about the kind as a whole. */
  itemIds: readonly string[];
  /** The day of the thing; null where it has none. */
  day: string | null;
  /** Where the thing comes from, where the law asks for it. Left out: nowhere in particular. */
  origin?: RecordOrigin | null;
  /** Whether whoever acts wrote it themself, or it was shared with them by its author. */
  isActorsOwn: boolean;
  /** Whether it names the recipient: a supporter in a safety plan. */
  isRecipientsOwn: boolean;
  consents: readonly ConsentToGate[];
  locks: readonly LockRow[];
  /** Code of a purpose of the pack. */
  purpose: string;
  recipient: Recipient;
  /** The kinds of consent of the organisation's packs: the law that holds here. */
  jurisdiction: readonly PackConsentKind[];
  /** What is told in an emergency, and whether the law of the packs lets only medical personnel be told (42 CFR 2.51). Left out: there is none. */
  emergency?: { tells: 'medical' | 'other'; medicalOnly: boolean };
  today: string;
};

export type Reason =
  | 'read'
  | 'consented'
  | 'emergency'
  | 'part'
  | 'actor_may_not'
  | 'recipient_may_not'
  | 'by_law'
  | 'only_counted'
  | 'not_own'
  | 'locked'
  | 'no_consent'
  | 'consent_not_of_these_packs'
  | 'consent_not_signed'
  | 'consent_declined'
  | 'consent_superseded'
  | 'consent_withdrawn'
  | 'consent_expired'
  | 'consent_invalid'
  | 'consent_altered'
  | 'consent_other_recipient'
  | 'consent_other_purpose'
  | 'consent_other_kind_of_data'
  | 'consent_other_time'
  | 'consent_other_origin';

export type Verdict = {
  goes: 'whole' | 'first_name' | 'service_facts' | 'units' | 'nothing';
  reason: Reason;
  /** The consent it goes on. */
  consentId: string | null;
};

const nothing = (reason: Reason): Verdict => ({ goes: 'nothing', reason, consentId: null });

/** What may go of one thing, or of one kind. */
export function describeDisclosure(asked: DisclosureAsked): Verdict {
  const own = verdictForActor(asked);
  if (asked.recipient.kind === 'screen') return own;
  // Nobody can send what they may not see; part of a thing is not theirs to pass on either.
  if (own.goes !== 'whole') return own.reason === 'locked' ? own : nothing('actor_may_not');
  const { recipient } = asked;
  const access = accessOf(asked.dataClass, recipient.kind === 'person' ? 'person' : recipient.as);
  if (access === 'none') return nothing('recipient_may_not');
  // What is kept from others is not kept from the person whose it is.
  if (recipient.kind === 'person') return byAccess(access, asked, true);
  const { key } = recipient;
  if (access === 'consent_or_emergency' && isEmergency(asked)) return { goes: 'whole', reason: 'emergency', consentId: null };
  const isKept = asked.locks.some((lock) => isLocked(lock, asked, { outsideKey: key }));
  return isKept ? nothing('locked') : byAccess(access, asked, asked.isRecipientsOwn);
}

/** Locks override everything except an emergency. Source: practice-and-law.md §1.6. */
function isEmergency({ emergency }: DisclosureAsked): boolean {
  return emergency !== undefined && (emergency.tells === 'medical' || !emergency.medicalOnly);
}

function verdictForActor(asked: DisclosureAsked): Verdict {
  const { staffId, roles } = asked.actor;
  const isKept = asked.locks.some((lock) => isLocked(lock, asked, { staffId, roles }));
  const readers = readersOf(asked.actor).filter(
    (reader) => !isKept || (reader === 'emergency' && accessOf(asked.dataClass, reader) === 'read'),
  );
  if (isKept && readers.length === 0) return nothing('locked');
  const verdicts = readers.map((reader) => byAccess(accessOf(asked.dataClass, reader), asked, asked.isActorsOwn));
  const best = order.flatMap((goes) => verdicts.filter((verdict) => verdict.goes === goes))[0];
  return best ?? nothing('actor_may_not');
}

/** The most first. */
const order: readonly Verdict['goes'][] = ['whole', 'service_facts', 'units', 'first_name', 'nothing'];

/** Which columns of the matrix somebody reads by. */
export function readersOf({ roles, relationships }: Pick<DisclosureAsked['actor'], 'roles' | 'relationships'>): Reader[] {
  const is = (...some: Role[]) => some.some((role) => roles.includes(role));
  const stands = (relationship: Relationship) => relationships.includes(relationship);
  const found: Reader[] = [];
  if (stands('walks') && is('peer', 'senior_peer', 'supervisor')) found.push('assigned_peer');
  if (stands('supervises') && is('supervisor', 'coordinator', 'director')) found.push('supervisor');
  if (stands('co_facilitates') && is('peer', 'senior_peer', 'supervisor')) found.push('co_facilitator');
  if (stands('treats')) found.push('clinician');
  if (is('coordinator') && stands('programme')) found.push('desk');
  if (is('director') && stands('organisation')) found.push('desk');
  if (is('biller') && stands('organisation')) found.push('biller');
  if (is('evaluator') && stands('organisation')) found.push('evaluator');
  if (is('administrator') && stands('organisation')) found.push('sys_admin');
  if (stands('opened') && is('peer', 'senior_peer', 'supervisor', 'coordinator', 'director')) found.push('emergency');
  return found;
}

function byAccess(access: Access, asked: DisclosureAsked, isOwn: boolean): Verdict {
  switch (access) {
    case 'read':
      return { goes: 'whole', reason: 'read', consentId: null };
    case 'own':
      return isOwn ? { goes: 'whole', reason: 'read', consentId: null } : nothing('not_own');
    case 'first_name':
    case 'service_facts':
    case 'units':
      return { goes: access, reason: 'part', consentId: null };
    case 'consent':
    case 'consent_or_emergency':
      return byConsent(asked, () => true);
    case 'special':
      return byConsent(asked, isForThisAlone);
    case 'counted':
      return nothing('only_counted');
    case 'by_law':
      return nothing('by_law');
    case 'none':
      return nothing('actor_may_not');
  }
}

/** A consent for a walled kind names it and nothing else, and its pack knows the kind as one that stands alone. */
function isForThisAlone(consent: ConsentToGate, asked: DisclosureAsked): boolean {
  const kind = asked.jurisdiction.find((each) => each.code === consent.kind);
  return consent.terms.information.classes.length === 1 && (kind?.separate.includes(asked.dataClass) ?? false);
}

function byConsent(asked: DisclosureAsked, suits: (consent: ConsentToGate, asked: DisclosureAsked) => boolean): Verdict {
  let against: Reason = 'no_consent';
  for (const consent of asked.consents) {
    const reason = whyNot(consent, asked) ?? (suits(consent, asked) ? null : 'consent_other_kind_of_data');
    if (reason === null) return { goes: 'whole', reason: 'consented', consentId: consent.id };
    against = reason;
  }
  return nothing(against);
}

const endedAs: Partial<Record<ConsentRow['state'], Reason>> = {
  draft: 'consent_not_signed',
  explained: 'consent_not_signed',
  declined: 'consent_declined',
  superseded: 'consent_superseded',
  revoked: 'consent_withdrawn',
  expired: 'consent_expired',
  invalid: 'consent_invalid',
};

/** Why this consent does not carry what is asked; null when it does. */
export function whyNot(
  consent: ConsentToGate,
  asked: Pick<DisclosureAsked, 'jurisdiction' | 'recipient' | 'purpose' | 'dataClass' | 'day' | 'origin' | 'today'>,
): Reason | null {
  const ended = endedAs[stateOn(consent, asked.today)];
  if (ended) return ended;
  if (!consent.isIntact) return 'consent_altered';
  const kind = asked.jurisdiction.find((each) => each.code === consent.kind);
  if (!kind) return 'consent_not_of_these_packs';
  if (asked.recipient.kind !== 'outside' || consent.recipientKey !== asked.recipient.key) return 'consent_other_recipient';
  if (consent.terms.purpose.code !== asked.purpose) return 'consent_other_purpose';
  const { classes, from, to } = consent.terms.information;
  if (!classes.includes(asked.dataClass)) return 'consent_other_kind_of_data';
  if (asked.day !== null && ((from !== null && asked.day < from) || (to !== null && asked.day > to))) return 'consent_other_time';
  if (asked.origin && !kind.covers.includes(asked.origin)) return 'consent_other_origin';
  return null;
}
