/**
 * A progress report as a FHIR R4 document: a Composition first, then everything it points to, in one bundle. Ids are Kith's own, so that the same
 * thing shared twice is recognised; what is not shared is not pointed to.
 */
import { createHash } from 'node:crypto';
import type {
  Bundle,
  BundleEntry,
  Composition,
  CompositionSection,
  Consent,
  Encounter,
  FhirResource,
  Goal,
  Observation,
  Provenance,
} from 'fhir/r4.js';
import type { RecordOrigin } from '../../packs/consent-kinds.ts';
import type { ReportContent, ReportPart } from './disclosure.ts';

const urn = (id: string) => `urn:uuid:${id}`;
/** Words of a system of our own: there is no code of LOINC for what a person says of their own progress. */
const kithCodes = 'urn:kith:codes';
const confidentiality = { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'R', display: 'restricted' };
/** As FHIR says where a record comes from, so that whoever gets it can keep it apart. Source: HL7 v3 ActCode, ActPrivacyLaw. */
const labels: Record<RecordOrigin, { system: string; code: string; display: string }> = {
  part2: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: '42CFRPart2', display: '42 CFR Part2' },
};
const consentScope = 'http://terminology.hl7.org/CodeSystem/consentscope';

/** @param shared the record of this act of sharing */
export function bundleOf(content: ReportContent, shared: { id: string; at: string }): Bundle {
  const goals = (content.goals ?? []).map((goal) => goalOf(goal, content));
  const closeness = (content.closeness ?? []).flatMap((line) =>
    line.points.map((point, nth) => closenessOf(line, point, { nth, content })),
  );
  const meetings = (content.meetings ?? []).map((meeting) => meetingOf(meeting, content));
  const words = (content.words ?? []).map((entry) => wordsOf(entry, content));
  const consent = consentOf(content);
  const provenance = provenanceOf(content, shared);
  const sections: Record<ReportPart, FhirResource[]> = { goals, closeness, meetings, words };
  const composition = compositionOf(content, shared, sections);
  const resources: FhirResource[] = [
    composition,
    {
      resourceType: 'Patient',
      id: content.person.id,
      name: [{ text: content.person.name }],
      ...(content.person.birthDate === null ? {} : { birthDate: content.person.birthDate }),
    },
    { resourceType: 'Organization', id: content.organisation.id, name: content.organisation.name },
    { resourceType: 'Practitioner', id: content.sharedBy.id, name: [{ text: content.sharedBy.name }] },
    ...goals,
    ...closeness,
    ...meetings,
    ...words,
    consent,
    provenance,
  ];
  return {
    resourceType: 'Bundle',
    id: shared.id,
    identifier: { system: 'urn:ietf:rfc:3986', value: urn(shared.id) },
    type: 'document',
    timestamp: shared.at,
    meta: { security: [confidentiality, ...originsOf(content).map((origin) => labels[origin])] },
    entry: resources.map((resource): BundleEntry => ({ fullUrl: urn(resource.id ?? ''), resource })),
  };
}

/** Origins of everything in it. */
function originsOf({ goals = [], closeness = [], meetings = [], words = [] }: ReportContent): RecordOrigin[] {
  return [...new Set([...goals, ...closeness, ...meetings, ...words].flatMap(({ origin }) => origin ?? []))];
}

const labelled = ({ origin }: { origin?: RecordOrigin }) => (origin ? { meta: { security: [labels[origin]] } } : {});

const subjectOf = (content: ReportContent) => ({ reference: urn(content.person.id) });
const code = (value: string, text: string) => ({ coding: [{ system: kithCodes, code: value }], text });

function compositionOf(
  content: ReportContent,
  shared: { id: string; at: string },
  sections: Record<ReportPart, FhirResource[]>,
): Composition {
  const made = (Object.entries(sections) as [ReportPart, FhirResource[]][]).flatMap(([part, resources]): CompositionSection[] => {
    if (content[part] === undefined) return [];
    const code_ = code(part, part);
    if (resources.length === 0) return [{ title: part, code: code_, emptyReason: { text: 'nilknown' } }];
    return [{ title: part, code: code_, entry: resources.map((each) => ({ reference: urn(each.id ?? '') })) }];
  });
  for (const each of content.beside ?? []) {
    made.push({
      title: each.kind,
      code: code(each.kind, each.kind),
      text: narrative([each.on, ...(each.asked === null ? [] : [each.asked]), each.words]),
      // Only what is in this bundle may be pointed to; a whole record, or a meeting that is not, is not.
      ...(each.about !== null && sectionIds(sections).has(each.about) ? { entry: [{ reference: urn(each.about) }] } : {}),
    });
  }
  made.push({
    title: 'consent',
    code: code('consent', content.consent.title),
    text: narrative([...content.consent.lines.map((line) => line.text), content.notice.long]),
    entry: [{ reference: urn(content.consent.id) }],
  });
  if (content.withheld !== null) made.push({ title: 'withheld', code: code('withheld', 'withheld'), text: narrative([content.withheld]) });
  return {
    resourceType: 'Composition',
    id: derivedId(shared.id, 'composition'),
    language: content.language,
    status: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: '11506-3', display: 'Progress note' }] },
    subject: subjectOf(content),
    date: shared.at,
    author: [{ reference: urn(content.sharedBy.id) }],
    title: content.purpose.label,
    custodian: { reference: urn(content.organisation.id) },
    event: [{ period: { start: content.period.from, end: content.period.to } }],
    section: made,
  };
}

const sectionIds = (sections: Record<ReportPart, FhirResource[]>) =>
  new Set(Object.values(sections).flatMap((resources) => resources.map((each) => each.id ?? '')));

function goalOf(goal: NonNullable<ReportContent['goals']>[number], content: ReportContent): Goal {
  const status = ({ open: 'active', paused: 'on-hold', done: 'completed' } as const)[goal.status] ?? 'active';
  return {
    resourceType: 'Goal',
    id: goal.id,
    ...labelled(goal),
    language: goal.language,
    lifecycleStatus: status,
    description: { text: goal.words },
    subject: subjectOf(content),
    expressedBy: subjectOf(content),
    ...(goal.steps.length === 0
      ? {}
      : { note: goal.steps.map((step) => ({ text: step.doneOn === null ? step.words : `${step.words} (${step.doneOn})` })) }),
  };
}

function closenessOf(
  line: NonNullable<ReportContent['closeness']>[number],
  point: { closeness: number; on: string },
  { nth, content }: { nth: number; content: ReportContent },
): Observation {
  return {
    resourceType: 'Observation',
    id: derivedId(line.goalId, `closeness ${nth}`),
    ...labelled(line),
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }] }],
    code: code('closeness', 'How close it feels, 0 to 10'),
    subject: subjectOf(content),
    performer: [subjectOf(content)],
    effectiveDateTime: point.on,
    valueInteger: point.closeness,
    ...(line.goalWords === null ? {} : { focus: [{ reference: urn(line.goalId) }] }),
  };
}

function meetingOf(meeting: NonNullable<ReportContent['meetings']>[number], content: ReportContent): Encounter {
  const { language } = content;
  return {
    resourceType: 'Encounter',
    id: meeting.id,
    ...labelled(meeting),
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    type: [{ text: meeting.mode[language] }],
    subject: subjectOf(content),
    period: { start: meeting.on, end: meeting.on },
    length: { value: meeting.minutes, unit: 'min', system: 'http://unitsofmeasure.org', code: 'min' },
    location: [{ location: { display: meeting.place[language] } }],
    ...(meeting.did.length === 0 ? {} : { reasonCode: meeting.did.map((did) => ({ text: did[language] })) }),
  };
}

function wordsOf(entry: NonNullable<ReportContent['words']>[number], content: ReportContent): Observation {
  const isPersons = entry.voice === 'person';
  return {
    resourceType: 'Observation',
    id: entry.id,
    ...labelled(entry),
    language: entry.language,
    status: 'final',
    code: isPersons ? code('words_person', 'In the person’s own words') : code('words_peer', 'In the peer’s words'),
    subject: subjectOf(content),
    performer: isPersons ? [subjectOf(content)] : [{ reference: urn(content.organisation.id) }],
    effectiveDateTime: entry.on,
    valueString: entry.words,
    ...(entry.felt === null ? {} : { note: [{ text: entry.felt }] }),
  };
}

function consentOf(content: ReportContent): Consent {
  const until = content.consent.until;
  return {
    resourceType: 'Consent',
    id: content.consent.id,
    status: 'active',
    scope: { coding: [{ system: consentScope, code: 'patient-privacy' }] },
    category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0', display: 'Consent Document' }] }],
    patient: subjectOf(content),
    dateTime: content.consent.signedOn,
    organization: [{ reference: urn(content.organisation.id) }],
    policyRule: { text: content.consent.kind },
    text: narrative([content.consent.title, ...content.consent.lines.map((line) => line.text)]),
    provision: {
      type: 'permit',
      ...(until !== null && /^\d{4}-\d\d-\d\d$/.test(until) ? { period: { end: until } } : {}),
      actor: [
        {
          role: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP' }] },
          reference: { display: content.recipient.name },
        },
      ],
      purpose: [{ system: kithCodes, code: content.purpose.code, display: content.purpose.label }],
    },
  };
}

function provenanceOf(content: ReportContent, shared: { id: string; at: string }): Provenance {
  return {
    resourceType: 'Provenance',
    id: derivedId(shared.id, 'provenance'),
    target: [{ reference: urn(derivedId(shared.id, 'composition')) }],
    recorded: shared.at,
    policy: [`urn:kith:consent:${content.consent.documentHash}`],
    activity: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: 'CREATE' }] },
    agent: [{ who: { reference: urn(content.sharedBy.id) }, onBehalfOf: { reference: urn(content.organisation.id) } }],
    entity: [{ role: 'source', what: { reference: urn(content.consent.id) } }],
  };
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

function narrative(lines: readonly string[]) {
  const div = `<div xmlns="http://www.w3.org/1999/xhtml">${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</div>`;
  return { status: 'generated' as const, div };
}

/** An id that follows from another and a word, in the form of a UUID (version 8): the same thing gets the same one each time. */
function derivedId(from: string, word: string): string {
  const hex = createHash('sha256').update(`${from} ${word}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
