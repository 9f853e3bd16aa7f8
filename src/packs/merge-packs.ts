import type { PackConsentKind } from './consent-kinds.ts';
import { mergeDeadlines, type RequestLaw } from './deadlines.ts';
import {
  type EmergencyRules,
  type ListName,
  listNames,
  type Origin,
  type Pack,
  PackError,
  type PackItem,
  type PackSet,
  type RawItem,
  type RawList,
} from './pack-schema.ts';
import type { RepresentativeKind } from './representative-kinds.ts';

/**
 * Merges packs, first to last, into what an organisation works with. A later pack adds codes, relabels or hides codes of an earlier one,
 * replaces whole crisis lines and kinds of consent of the same code and single limits, and brings its own unit rules. Nothing is ever removed: a hidden code
 * keeps its label, because old records still carry it.
 *
 * Throws PackError when the packs do not fit together: a new code without a label, an activity that shows an unknown competency, a value
 * that no pack gives.
 */
export function mergePacks(packs: readonly Pack[]): PackSet {
  const lists = Object.fromEntries(listNames.map((list) => [list, [] as PackItem[]])) as Record<ListName, PackItem[]>;
  const lines: PackSet['crisis']['lines'] = [];
  const limits: Partial<PackSet['limits']> = {};
  const mirror: PackSet['mirror'] = {};
  const consents: PackConsentKind[] = [];
  const requests: RequestLaw = { deadlines: [], accountings: [], complaints: [] };
  const representatives: RepresentativeKind[] = [];
  let staleAfterDays = 90;
  let unitRules: PackSet['unitRules'] | undefined;
  const retention: Partial<PackSet['retention']> = {};
  let emergencies: PackSet['emergencies'] | undefined;

  for (const pack of packs) {
    for (const list of listNames) {
      const raw = pack.lists[list];
      if (raw) mergeList({ into: lists[list], list, raw, packId: pack.manifest.id });
    }
    if (pack.crisisLines) {
      staleAfterDays = Math.min(staleAfterDays, pack.crisisLines.staleAfterDays);
      for (const line of pack.crisisLines.lines) {
        const at = lines.findIndex((each) => each.code === line.code);
        if (at >= 0) lines[at] = line;
        else lines.push(line);
      }
    }
    if (pack.unitRules) unitRules = pack.unitRules;
    const { record, warning } = pack.retention ?? {};
    if (record) retention.record = { ...record, pack: pack.manifest.id };
    if (warning) retention.warning = { ...warning, pack: pack.manifest.id };
    if (pack.emergencies) emergencies = emergencies ? strictest(emergencies, pack.emergencies) : pack.emergencies;
    for (const limit of pack.limits?.limits ?? []) limits[limit.code] = limit.value;
    Object.assign(mirror, pack.mirror);
    mergeDeadlines(requests, pack.deadlines);
    for (const kind of pack.representatives?.kinds ?? []) putByCode(representatives, kind);
    for (const kind of pack.consents?.kinds ?? []) putByCode(consents, { ...kind, pack: pack.manifest.id });
  }

  const last = packs.at(-1)?.manifest.id ?? 'no pack';
  if (!unitRules)
    throw new PackError(`packs/${last}/values/unit-rules.json`, '', 'no pack says how units are counted; "none" is an answer');
  const { record, warning } = retention;
  if (!record || !warning) throw new PackError(`packs/${last}/values/retention.json`, '', 'no pack says how long records are kept');
  if (!emergencies) throw new PackError(`packs/${last}/values/emergencies.json`, '', 'no pack says what holds in an emergency');
  const knownCompetencies = new Set(lists.competencies.map((each) => each.code));
  for (const activity of lists.activities) {
    const unknown = activity.competencies?.find((each) => !knownCompetencies.has(each));
    if (unknown !== undefined) {
      const pack = activity.origins.at(-1)?.pack ?? last;
      throw new PackError(
        `packs/${pack}/lists/activities.json`,
        `${activity.code}.competencies`,
        `no competency ${JSON.stringify(unknown)} is known`,
      );
    }
  }
  const { contact_minutes_min: least, contact_minutes_max: most } = limits;
  if (least !== undefined && most !== undefined && least > most) {
    throw new PackError(`packs/${last}/values/limits.json`, 'contact_minutes_min', 'is more than contact_minutes_max');
  }

  return {
    version: packs.map(({ manifest }) => `${manifest.id}@${manifest.version}`).join('+'),
    packs: packs.map(({ manifest }) => ({ id: manifest.id, version: manifest.version, title: manifest.title })),
    languages: [...new Set(packs.flatMap(({ manifest }) => manifest.languages))],
    lists,
    crisis: { staleAfterDays, lines },
    unitRules,
    limits: completeLimits(limits, last),
    mirror,
    consents,
    retention: { record, warning },
    requests,
    emergencies,
    representatives,
  };
}

/** Of two laws both hold, and the shorter time. */
function strictest(one: EmergencyRules, other: EmergencyRules): EmergencyRules {
  return {
    ...other,
    medicalOnly: one.medicalOnly || other.medicalOnly,
    riskTest: one.riskTest || other.riskTest,
    hoursOpen: Math.min(one.hoursOpen, other.hoursOpen),
    hoursToComplete: Math.min(one.hoursToComplete, other.hoursToComplete),
  };
}

/** In the place of an earlier pack's of the same code, or behind the others. */
function putByCode<Item extends { code: string }>(into: Item[], item: Item): void {
  const at = into.findIndex((each) => each.code === item.code);
  if (at >= 0) into[at] = item;
  else into.push(item);
}

function mergeList({ into, list, raw, packId }: { into: PackItem[]; list: ListName; raw: RawList; packId: string }): void {
  (raw.items as RawItem[]).forEach((item, index) => {
    const { code, source, checkedOn, confidence, label, hidden, ...facts } = item;
    const trust = confidence ?? raw.confidence;
    const origin: Origin = {
      pack: packId,
      source: source ?? raw.source,
      checkedOn: checkedOn ?? raw.checkedOn,
      ...(trust ? { confidence: trust } : {}),
    };
    const known = into.find((each) => each.code === code);
    if (known) {
      Object.assign(known, facts, label ? { label } : {}, hidden === undefined ? {} : { hidden });
      known.origins.push(origin);
      return;
    }
    const file = `packs/${packId}/lists/${list}.json`;
    if (!label) throw new PackError(file, `items[${index}].label`, `the code ${JSON.stringify(code)} is new, so it needs a label`);
    // Zod leaves an optional key out when it was not given, so the spread never carries undefined.
    into.push({ code, label, hidden: hidden ?? false, ...(facts as Partial<PackItem>), origins: [origin] });
  });
}

function completeLimits(limits: Partial<PackSet['limits']>, last: string): PackSet['limits'] {
  const value = (name: keyof PackSet['limits']): number => {
    const given = limits[name];
    if (given === undefined) throw new PackError(`packs/${last}/values/limits.json`, name, 'no pack gives this limit');
    return given;
  };
  return {
    contact_minutes_min: value('contact_minutes_min'),
    contact_minutes_max: value('contact_minutes_max'),
    contact_days_back: value('contact_days_back'),
    contact_late_after_hours: value('contact_late_after_hours'),
    entry_characters_max: value('entry_characters_max'),
    entry_words_suggested: value('entry_words_suggested'),
    goal_characters_max: value('goal_characters_max'),
    next_step_characters_max: value('next_step_characters_max'),
    name_characters_max: value('name_characters_max'),
  };
}
