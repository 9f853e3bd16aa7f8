/** Someone supported by the programme. Only a name to use is ever required. */
export type SafeContact = {
  /** May a message be left? Absent means: not asked yet, so no. */
  leaveMessage?: boolean | undefined;
  /** May the sender say who they are? */
  nameSender?: boolean | undefined;
  /** When and how, in their words. */
  best?: string | undefined;
};

export type EmergencyPerson = { name?: string | undefined; relation?: string | undefined; phone?: string | undefined };

export type PersonRow = {
  id: string;
  programmeId: string;
  name: string;
  fullName: string | null;
  pronouns: string | null;
  languages: string[];
  phone: string | null;
  email: string | null;
  safeContact: SafeContact;
  birthDate: string | null;
  ageBand: string | null;
  matters: string | null;
  strengths: string | null;
  culture: string | null;
  emergency: EmergencyPerson;
  mergedInto: string | null;
  registeredBy: string;
  registeredAt: string;
  version: number;
};

export type EnrolmentRow = {
  id: string;
  personId: string;
  programmeId: string;
  enrolledOn: string;
  leftOn: string | null;
  leftReason: string | null;
  version: number;
};

export type AssignmentRow = {
  id: string;
  personId: string;
  staffId: string;
  programmeId: string;
  kind: 'peer' | 'cover';
  startsAt: string;
  /** ISO instant, or 'infinity'. */
  endsAt: string;
  version: number;
};
