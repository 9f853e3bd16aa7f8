/** Puts a progress report together through the gate. The dry run and the sending both come here, so that what is seen is what goes. */

import { findConsentKind, type PackConsentKind, type RecordOrigin, type SharedClass } from '../../packs/consent-kinds.ts';
import { labelWords } from '../../packs/pack-labels.ts';
import type { PackSet } from '../../packs/pack-schema.ts';
import type { Actor } from '../../server/actor.ts';
import type { Tx } from '../../server/db.ts';
import { fromInstant } from '../../shared/calendar-day.ts';
import { canonicalText, hashOfText } from '../../shared/content-hash.ts';
import { readDocument } from '../consents/consent-document.ts';
import { findPacks } from '../consents/consent-packs.server.ts';
import { listStandingLocks } from '../locks/lock-queries.server.ts';
import type { ReportBeside, ReportContent, ReportPart } from './disclosure.ts';
import { type DisclosureAsked, describeDisclosure, type Reason, type Relationship, type Verdict } from './gate.ts';
import {
  findConsentToGate,
  findOrganisation,
  findPerson,
  findStanding,
  listBeside,
  listGoals,
  listKeptFromMe,
  listMeetings,
  listWords,
} from './report-queries.server.ts';

export type ReportAsked = { personId: string; consentId: string; from: string; to: string };
/** `consent_hidden`: neither the person nor a consent of theirs is within reach. */
export type WhyNothing = Reason | 'consent_hidden' | 'nothing_left';

export type Report =
  | { goes: false; why: WhyNothing }
  | {
      goes: true;
      content: ReportContent;
      text: string;
      hash: string;
      /** Parts that stay here, with why: for the eyes of whoever shares, and never in what goes. */
      leftOut: { part: ReportPart; why: Reason }[];
      partialBecauseLocked: boolean;
      kind: PackConsentKind;
    };

const classOf: Record<ReportPart, SharedClass> = {
  goals: 'goal_plan',
  closeness: 'prom_score',
  meetings: 'programme_presence',
  words: 'peer_note',
};

export async function putTogether(tx: Tx, actor: Actor, asked: ReportAsked): Promise<Report> {
  const { orgId } = actor;
  const person = await findPerson(tx, orgId, asked.personId);
  const consent = person && (await findConsentToGate(tx, orgId, asked));
  if (!person || !consent) return { goes: false, why: 'consent_hidden' };
  const packs = await findPacks(tx, orgId);
  const organisation = await findOrganisation(tx, orgId);
  const standing = await findStanding(tx, orgId, asked.personId);
  const relationships: Relationship[] = [];
  if (standing.walks) relationships.push('walks');
  if (standing.supervises) relationships.push('supervises');
  const gate = {
    actor: { staffId: actor.staffId, roles: actor.roles, relationships },
    ...{ isActorsOwn: false, isRecipientsOwn: false, consents: [consent], locks: await listStandingLocks(tx, orgId, asked.personId) },
    purpose: consent.terms.purpose.code ?? '',
    recipient: { kind: 'outside', as: 'outside_provider', key: consent.recipientKey },
    jurisdiction: packs.consents,
    today: organisation.today,
  } satisfies Omit<DisclosureAsked, 'dataClass' | 'itemIds' | 'day'>;
  const judge = (dataClass: SharedClass, { itemIds = [], day = null, origin = null }: Partial<Thing> = {}): Verdict =>
    describeDisclosure({ ...gate, dataClass, itemIds, day, origin });

  const leftOut: { part: ReportPart; why: Reason }[] = [];
  let isLocked = false;
  let isAnyHeldBack = false;
  const parts: Pick<ReportContent, ReportPart> = {};
  const rows = await readRows(tx, orgId, asked, organisation.timeZone);
  const keptFromMe = await listKeptFromMe(tx, asked.personId);
  for (const part of ['goals', 'closeness', 'meetings', 'words'] as const) {
    // Row security has already taken these away, and a lock against oneself is not shown to oneself: without asking, a part would look empty.
    const verdict = keptFromMe.includes(classOf[part]) ? lockedForMe : judge(classOf[part]);
    if (verdict.goes !== 'whole') {
      leftOut.push({ part, why: verdict.reason });
      isLocked ||= verdict.reason === 'locked' && (consent.terms.information.classes as string[]).includes(classOf[part]);
      continue;
    }
    const stays = new Set<Reason>();
    const keep = (thing: Thing) => {
      const { goes, reason } = judge(classOf[part], thing);
      if (goes !== 'whole') stays.add(reason);
      return goes === 'whole';
    };
    Object.assign(parts, { [part]: makePart[part](rows, keep, packs) });
    isLocked ||= stays.has('locked');
    // Else whoever shares would take a part for empty, and look for what is missing in vain.
    if (stays.has('consent_other_origin')) {
      leftOut.push({ part, why: 'consent_other_origin' });
      isAnyHeldBack = true;
    }
  }
  const beside = (await listBeside(tx, orgId, asked.personId, organisation.timeZone)).filter(isBesideOf(parts, rows.words, isAnyHeldBack));
  // A rating says how close; what it is close to is a goal, and goes only where goals do.
  if (!parts.goals) for (const line of parts.closeness ?? []) line.goalWords = null;
  const kind = findConsentKind(packs, consent.kind);
  const [first] = leftOut;
  if (Object.keys(parts).length === 0 || !kind || consent.document === null) return { goes: false, why: first?.why ?? 'nothing_left' };
  const document = readDocument(consent.document);
  if (!document || consent.documentHash === null || consent.signedAt === null) return { goes: false, why: 'consent_altered' };
  const { language } = consent.terms;
  const content: ReportContent = {
    form: 'progress-report@1',
    language,
    person: {
      id: person.id,
      name: consent.terms.subjectName ?? person.name,
      birthDate: judge('identity').goes === 'whole' ? person.birthDate : null,
    },
    organisation: { id: orgId, name: organisation.name },
    sharedBy: { id: actor.staffId, name: actor.name },
    recipient: { name: consent.terms.recipient.name ?? '', address: consent.terms.recipient.address },
    period: { from: asked.from, to: asked.to },
    purpose: { code: gate.purpose, label: kind.purposes.find((each) => each.code === gate.purpose)?.label[language] ?? gate.purpose },
    ...parts,
    ...(beside.length === 0 ? {} : { beside }),
    withheld: isLocked && kind.withheld.tell ? kind.withheld.text[language] : null,
    notice: {
      id: `${kind.code}@${kind.version}`,
      short: kind.notices.short.text[language],
      long: kind.notices.long.text[language],
    },
    consent: {
      id: consent.id,
      kind: consent.kind,
      title: document.title,
      signedOn: fromInstant(consent.signedAt, organisation.timeZone),
      signedBy: consent.signature?.name ?? '',
      until: consent.terms.expiry.on ?? consent.terms.expiry.text,
      documentHash: consent.documentHash,
      lines: document.lines,
    },
  };
  const text = canonicalText(content);
  return { goes: true, content, text, hash: await hashOfText(text), leftOut, partialBecauseLocked: isLocked, kind };
}

/**
 * A correction goes with what it corrects, and with nothing else. One about the record as a whole goes where words go: it may say what the other parts
 * were not agreed to tell. It stays where anything of another origin stayed: it may be about that.
 */
function isBesideOf(
  parts: Pick<ReportContent, ReportPart>,
  entries: Rows['words'],
  isAnyHeldBack: boolean,
): (one: ReportBeside) => boolean {
  const words = new Set(parts.words?.map((each) => each.id));
  const here = new Set<string>([
    ...[...(parts.goals ?? []), ...(parts.meetings ?? [])].map((each) => each.id),
    ...entries.flatMap((each) => (words.has(each.id) ? [each.id, each.contactId] : [])),
  ]);
  return ({ about }) => (about === null ? parts.words !== undefined && !isAnyHeldBack : here.has(about));
}

const lockedForMe: Verdict = { goes: 'nothing', reason: 'locked', consentId: null };

type Rows = Awaited<ReturnType<typeof readRows>>;
/** What is asked of one thing: its own id and its owner's, its day, and where it comes from. */
type Thing = { itemIds: readonly string[]; day: string | null; origin: RecordOrigin | null };
type Keep = (thing: Thing) => boolean;

const tagOf = (origin: RecordOrigin | null) => (origin === null ? {} : { origin });

async function readRows(tx: Tx, orgId: string, asked: ReportAsked, timeZone: string) {
  return {
    ...(await listGoals(tx, orgId, asked, timeZone)),
    meetings: await listMeetings(tx, orgId, asked),
    words: await listWords(tx, orgId, asked, timeZone),
  };
}

/** Each part of its rows. A goal belongs to its own lock; a rating to its goal's; words to theirs and to their contact's. */
const makePart: { [Part in ReportPart]: (rows: Rows, keep: Keep, packs: PackSet) => NonNullable<ReportContent[Part]> } = {
  goals: ({ goals, steps }, keep) =>
    goals
      .filter(({ id, origin }) => keep({ itemIds: [id], day: null, origin }))
      .map(({ wordsLanguage: language, origin, ...goal }) => ({
        ...goal,
        ...tagOf(origin),
        language,
        steps: steps.filter((step) => step.goalId === goal.id).map(({ words, doneOn }) => ({ words, doneOn })),
      })),
  closeness: ({ goals, ratings }, keep) =>
    goals.flatMap((goal) => {
      const points = ratings.filter(
        ({ id, goalId, on, origin }) => goalId === goal.id && keep({ itemIds: [goal.id, id], day: on, origin: origin ?? goal.origin }),
      );
      if (points.length === 0) return [];
      const line = { goalId: goal.id, goalWords: goal.words, points: points.map(({ closeness, on }) => ({ closeness, on })) };
      return [{ ...line, ...tagOf(points.find(({ origin }) => origin)?.origin ?? goal.origin) }];
    }),
  meetings: ({ meetings }, keep, packs) =>
    meetings
      .filter(({ id, day, origin }) => keep({ itemIds: [id], day, origin }))
      .map((each) => ({
        ...{ id: each.id, on: each.day, minutes: each.minutes, ...tagOf(each.origin) },
        place: labelWords(packs, 'contact-places', each.place),
        mode: labelWords(packs, 'contact-modes', each.mode),
        did: each.did.map((code) => labelWords(packs, 'activities', code)),
      })),
  words: ({ words }, keep) =>
    words
      .filter(({ id, contactId, on, origin }) => keep({ itemIds: [id, contactId], day: on, origin }))
      .map(({ id, voice, words: said, felt, language, on, origin }) => ({ id, voice, words: said, felt, language, on, ...tagOf(origin) })),
};
