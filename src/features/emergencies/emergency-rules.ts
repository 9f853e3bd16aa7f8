/** What makes sense in an emergency's record, and when it is to be looked at: pure. */
import type { EmergencyRules } from '../../packs/pack-schema.ts';
import type { EmergencyRow, Told } from './emergency.ts';

export type Facts = Pick<EmergencyRow, 'told' | 'nature' | 'recipientName' | 'recipientFacility' | 'toldAt' | 'risk'>;

const hour = 3_600_000;

/**
 * What is missing or may not be, as refusals' codes, the gravest first. Source: practice-and-law.md §1.1 (42 CFR 2.51: recipient and their facility,
 * discloser, date and time, nature of the emergency; the discloser is whoever acts) and §1.4 (PHIPA's test).
 */
export function checkFacts(facts: Facts, law: Pick<EmergencyRules, 'medicalOnly' | 'riskTest'>): string[] {
  const problems: string[] = [];
  if (facts.told === 'other' && law.medicalOnly) problems.push('emergency_medical_only');
  if (facts.nature === null) problems.push('emergency_nature_missing');
  const recipient = [facts.recipientName, facts.recipientFacility, facts.toldAt];
  if (facts.told === null) problems.push('emergency_told_missing');
  else if (facts.told === 'nobody') {
    if (recipient.some((each) => each !== null)) problems.push('emergency_nobody_was_told');
  } else {
    if (recipient.some((each) => each === null)) problems.push('emergency_recipient_missing');
    if (law.riskTest && facts.risk === null) problems.push('emergency_risk_missing');
  }
  return problems;
}

/** After 24 hours that are not of a Saturday or Sunday, from when it became known. @param timeZone the organisation's */
export function reviewBy(receivedAt: string, timeZone: string): string {
  const weekday = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone });
  let at = Date.parse(receivedAt);
  for (let counted = 0; counted < 24; ) {
    at += hour;
    if (!['Sat', 'Sun'].includes(weekday.format(at))) counted += 1;
  }
  return new Date(at).toISOString();
}

/** When it began: a device's clock may be wrong, but nothing begins after it is known. */
export function beganAt(openedAt: string, receivedAt: string, clockBehindMs = 0): string {
  return new Date(Math.min(Date.parse(openedAt) + clockBehindMs, Date.parse(receivedAt))).toISOString();
}

/** The three clocks of one emergency, counted from when it began and from when it was known. */
export function clocksOf(
  began: string,
  { receivedAt, timeZone, law }: { receivedAt: string; timeZone: string; law: Pick<EmergencyRules, 'hoursOpen' | 'hoursToComplete'> },
): { endsAt: string; completeBy: string; reviewBy: string } {
  const after = (hours: number) => new Date(Date.parse(began) + hours * hour).toISOString();
  return { endsAt: after(law.hoursOpen), completeBy: after(law.hoursToComplete), reviewBy: reviewBy(receivedAt, timeZone) };
}

/** Whether somebody reads this person's record now because they opened it. */
export function isOpenNow(emergency: Pick<EmergencyRow, 'opens' | 'endsAt'>, now: string): boolean {
  return emergency.opens && emergency.endsAt !== undefined && emergency.endsAt > now;
}

/** What whoever opened has still to write, oldest first. */
export function toComplete<Row extends Pick<EmergencyRow, 'staffId' | 'completedAt' | 'openedAt'>>(
  emergencies: Iterable<Row>,
  staffId: string,
): Row[] {
  return [...emergencies]
    .filter((each) => each.staffId === staffId && each.completedAt === null)
    .sort((a, b) => (a.openedAt ?? '9').localeCompare(b.openedAt ?? '9'));
}

/** What a form says once its fields are trimmed and what belongs to another answer is left out. */
export function factsOf(form: {
  told: Told | '';
  nature: string;
  recipientName: string;
  recipientFacility: string;
  toldAt: string | null;
  risk: string;
}): Facts {
  const said = (text: string) => (text.trim() === '' ? null : text.trim());
  const wasTold = form.told === 'medical' || form.told === 'other';
  return {
    told: form.told === '' ? null : form.told,
    nature: said(form.nature),
    recipientName: wasTold ? said(form.recipientName) : null,
    recipientFacility: wasTold ? said(form.recipientFacility) : null,
    toldAt: wasTold ? form.toldAt : null,
    risk: said(form.risk),
  };
}
