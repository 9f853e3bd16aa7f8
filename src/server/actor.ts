import type { Role } from '../features/staff/role.ts';

/** A person reading and writing their own record. */
export type OwnView = {
  /** Whose record it is. */
  personId: string;
};

/** Who is acting. Read anew for each request, so that a role taken away is gone at once. */
export type Actor = {
  orgId: string;
  /** Under which id they act and sign what they write (`kith.actors`): a member of staff's, or, where `view` is given, the view's. */
  staffId: string;
  /** Left out for members of staff. Whoever acts through a view holds no roles and belongs to no programme. */
  view?: OwnView;
  name: string;
  locale: string;
  roles: readonly Role[];
  programmes: readonly string[];
  /** The device this request came from; null for the browser page before it has one. */
  deviceId: string | null;
  /** How far the device's clock is behind the server's, in milliseconds; left out when it is about right. */
  clockSkewMs?: number;
};

/** The part of an actor that says it is a view, from what the door's functions answer. */
export function viewOf(personId: string | null): { view?: OwnView } {
  return personId === null ? {} : { view: { personId } };
}

export function hasRole(actor: Actor, ...roles: Role[]): boolean {
  return roles.some((role) => actor.roles.includes(role));
}

/** The reach in which an actor reads what is nearest to them: a member of staff their people, a person their own record. */
export function ownReach(actor: Pick<Actor, 'view'>): 'near' | 'self' {
  return actor.view ? 'self' : 'near';
}
