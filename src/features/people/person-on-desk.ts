/** What the desk query `list-assignments` answers about one person. */
import type { AssignmentRow, EnrolmentRow } from './person.ts';

export type PersonOnDesk = {
  person: {
    id: string;
    name: string;
    fullName: string | null;
    programmeId: string;
    mergedInto: string | null;
    version: number;
    registeredAt: string;
  } | null;
  assignments: (AssignmentRow & { name: string })[];
  enrolments: EnrolmentRow[];
  loads: { staffId: string; people: number; covering: number }[];
};
