import type { Role } from './role.ts';

/** Anyone working for the organisation, as colleagues' devices hold them. */
export type StaffRow = {
  id: string;
  name: string;
  title: string | null;
  active: boolean;
  roles: Role[];
  programmeIds: string[];
  supervisorIds: string[];
};
