/**
 * Puts a person's copy of their record together, through the gate: part by part, for a recipient who is the person. What an answer holds back and what
 * whoever makes it may not pass on stays out, and is named.
 */
import type { SharedClass } from '../../packs/consent-kinds.ts';
import type { Actor } from '../../server/actor.ts';
import type { Tx } from '../../server/db.ts';
import { findPacks } from '../consents/consent-packs.server.ts';
import { describeDisclosure, type Relationship } from '../disclosures/gate.ts';
import { accessOf } from '../disclosures/gate-matrix.ts';
import { findOrganisation, findStanding, listKeptFromMe } from '../disclosures/report-queries.server.ts';
import { listStandingLocks } from '../locks/lock-queries.server.ts';
import { type RecordRow, type RecordTable, readRecord, type WholeRecord } from './file-queries.server.ts';
import { type CopyPart, copyParts, type RequestRow } from './request.ts';

const tablesOf: Record<CopyPart, readonly RecordTable[]> = {
  about_me: ['people', 'enrolments', 'assignments'],
  goals: ['goals', 'goal_steps', 'goal_ratings'],
  meetings: ['contacts', 'visits'],
  words: ['entries'],
  plans: ['follow_ups'],
  agreed: ['consents', 'locks', 'disclosures', 'requests'],
  looks: ['looks'],
};
const classesOf: Record<CopyPart, readonly SharedClass[]> = {
  about_me: ['identity', 'contact', 'programme_presence'],
  goals: ['goal_plan', 'prom_score'],
  meetings: ['programme_presence'],
  words: ['peer_note'],
  plans: ['peer_note'],
  agreed: ['consent', 'accounting'],
  looks: ['accounting'],
};

/** `answer`: the answer to the request holds it back. `locked`: kept from whoever made this copy. `not_theirs`: not theirs to pass on. */
export type HeldBack = { part: CopyPart; why: 'answer' | 'locked' | 'not_theirs' };

export type RecordCopy = {
  form: 'kith-record@1';
  language: 'en' | 'ta';
  madeAt: string;
  organisation: string;
  timeZone: string;
  person: { id: string; name: string };
  /** By the person's own hand: then it is whole. By a member of staff: what is between the person and another peer is not in it. */
  madeBy: { own: boolean; name: string };
  heldBack: HeldBack[];
  parts: Partial<Record<CopyPart, Partial<Record<RecordTable, RecordRow[]>>>>;
  /** Names of those who work here, by id, as far as they stand in the record. */
  staff: Record<string, string>;
};

/** @returns null where there is nothing this actor may have */
export async function putCopyTogether(
  tx: Tx,
  actor: Actor,
  of: { request: RequestRow; language: 'en' | 'ta'; madeAt: string },
): Promise<RecordCopy | null> {
  const { request, language, madeAt } = of;
  const record = await readRecord(tx, actor, { requestId: request.id, personId: request.personId });
  const person = record?.people.find((each) => each.id === request.personId);
  if (!record || !person) return null;
  const organisation = await findOrganisation(tx, actor.orgId);
  const held = actor.view ? ownHeldBack() : await heldBackFor(tx, actor, request.personId);
  const heldBack = copyParts.flatMap((part): HeldBack[] => {
    if (request.withheld.includes(part)) return [{ part, why: 'answer' }];
    const why = held(part);
    return why === null ? [] : [{ part, why }];
  });
  const isHeld = new Set(heldBack.map((each) => each.part));
  const parts = Object.fromEntries(
    copyParts
      .filter((part) => !isHeld.has(part))
      .map((part) => [part, Object.fromEntries(tablesOf[part].map((table) => [table, record[table]]))]),
  );
  return {
    form: 'kith-record@1',
    language,
    madeAt,
    organisation: organisation.name,
    timeZone: organisation.timeZone,
    person: { id: person.id, name: String(person.name) },
    madeBy: { own: actor.view !== undefined, name: actor.name },
    heldBack,
    parts,
    staff: staffIn(record, parts),
  };
}

/** The person themself: what the matrix gives them. */
function ownHeldBack(): (part: CopyPart) => HeldBack['why'] | null {
  return (part) => (classesOf[part].every((one) => accessOf(one, 'person') === 'read') ? null : 'not_theirs');
}

async function heldBackFor(tx: Tx, actor: Actor, personId: string): Promise<(part: CopyPart) => HeldBack['why'] | null> {
  const standing = await findStanding(tx, actor.orgId, personId);
  const relationships: Relationship[] = [];
  if (standing.walks) relationships.push('walks');
  if (standing.supervises) relationships.push('supervises');
  const asked = {
    actor: { staffId: actor.staffId, roles: actor.roles, relationships },
    ...{ itemIds: [], day: null, isActorsOwn: false, isRecipientsOwn: true, consents: [], purpose: 'own_copy', today: '' },
    locks: await listStandingLocks(tx, actor.orgId, personId),
    recipient: { kind: 'person' as const },
    jurisdiction: (await findPacks(tx, actor.orgId)).consents,
  };
  // A lock against oneself is not shown to oneself; without asking, a part would look empty.
  const kept = await listKeptFromMe(tx, personId);
  return (part) => {
    if (classesOf[part].some((one) => kept.includes(one))) return 'locked';
    return classesOf[part].every((dataClass) => describeDisclosure({ ...asked, dataClass }).goes === 'whole') ? null : 'not_theirs';
  };
}

/** Only of those who stand in what is handed out: a list of everybody who works here is nobody's record. */
function staffIn(record: WholeRecord, parts: object): Record<string, string> {
  const text = JSON.stringify(parts);
  return Object.fromEntries(Object.entries(record.staff ?? {}).filter(([id]) => text.includes(id)));
}
