import type { Role } from '../features/staff/role.ts';

/** Who is acting. Read anew for each request, so that a role taken away is gone at once. */
export type Actor = {
  orgId: string;
  staffId: string;
  name: string;
  locale: string;
  roles: readonly Role[];
  programmes: readonly string[];
  /** The device this request came from; null for the browser page before it has one. */
  deviceId: string | null;
};

export function hasRole(actor: Actor, ...roles: Role[]): boolean {
  return roles.some((role) => actor.roles.includes(role));
}
