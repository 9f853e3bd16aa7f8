/** Whom a person's record names, and as what: pure. */
import type { AssignmentRow } from '../people/person.ts';
import type { StaffRow } from '../staff/staff.ts';

/** How somebody of the programme stands to the person, now. */
export type Duty = 'peer' | 'cover' | 'supervises' | 'office' | 'staff';

export type Around = {
  /** Who walks with the person today: first their peers, then who covers. */
  walking: AssignmentRow[];
  /** Who supervises those, and does not walk themself. */
  supervising: string[];
  dutyOf: (staffId: string) => Duty;
};

const ofTheOffice = new Set(['coordinator', 'director', 'administrator', 'biller', 'evaluator']);

export function whoIsAround(
  rows: { assignments: Iterable<AssignmentRow>; staff: ReadonlyMap<string, Pick<StaffRow, 'roles' | 'supervisorIds'>> },
  now: string,
): Around {
  const inForce = [...rows.assignments].filter(({ startsAt, endsAt }) => startsAt <= now && (endsAt === 'infinity' || endsAt > now));
  const walking = inForce
    .filter((one, at) => inForce.findIndex((other) => other.staffId === one.staffId) === at)
    .sort((a, b) => Number(a.kind === 'cover') - Number(b.kind === 'cover') || a.startsAt.localeCompare(b.startsAt));
  const walkers = new Set(walking.map((one) => one.staffId));
  const supervising = [...new Set(walking.flatMap((one) => rows.staff.get(one.staffId)?.supervisorIds ?? []))].filter(
    (id) => !walkers.has(id),
  );
  return {
    walking,
    supervising,
    dutyOf: (staffId) => {
      const walks = walking.find((one) => one.staffId === staffId);
      if (walks) return walks.kind;
      if (supervising.includes(staffId)) return 'supervises';
      return rows.staff.get(staffId)?.roles.some((role) => ofTheOffice.has(role)) ? 'office' : 'staff';
    },
  };
}
