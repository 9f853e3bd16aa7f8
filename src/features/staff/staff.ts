import type { Role } from './role.ts';

/** Anyone working for the organisation, as colleagues' devices hold them. Addresses stay on the server. */
export type StaffRow = {
  id: string;
  name: string;
  title: string | null;
  /** Language of their screens and mails. */
  locale: string;
  active: boolean;
  roles: Role[];
  programmeIds: string[];
  /** Who supervises them today. */
  supervisorIds: string[];
  version: number;
};

export const mostName = 200;
export const mostTitle = 120;
/** Days an invitation stays open. */
export const invitationDays = 7;
/** Languages of screens and mails. */
export const staffLocales = ['en', 'ta'] as const;
