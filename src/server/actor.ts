import type { Role } from '../features/staff/role.ts';

/** A person reading and writing their own record. */
export type OwnView = {
  /** Whose record it is. */
  personId: string;
};

/** Somebody reading parts of another person's record, because the law or that person says so. */
export type Representation = {
  /** Whose record it is; which parts, the database knows. */
  personId: string;
};

/** Who is acting. Read anew for each request, so that a role taken away is gone at once. */
export type Actor = {
  orgId: string;
  /** Under which id they act and sign what they write (`kith.actors`): a member of staff's, the view's where `view` is given, or the representative's. */
  staffId: string;
  /** Left out for members of staff. Whoever acts through a view holds no roles and belongs to no programme. */
  view?: OwnView;
  /** Left out for everybody else. A representative holds no roles either, and is not the person: what is open to a view is closed to them. */
  represents?: Representation;
  name: string;
  locale: string;
  roles: readonly Role[];
  programmes: readonly string[];
  /** The device this request came from; null for the browser page before it has one. */
  deviceId: string | null;
  /** How far the device's clock is behind the server's, in milliseconds; left out when it is about right. */
  clockSkewMs?: number;
};

/** The part of an actor that says it is no member of staff, from what the door's functions answer. */
export function viewOf(row: { view_person: string | null; represents: string | null }): Pick<Actor, 'view' | 'represents'> {
  if (row.view_person !== null) return { view: { personId: row.view_person } };
  return row.represents === null ? {} : { represents: { personId: row.represents } };
}

export function hasRole(actor: Actor, ...roles: Role[]): boolean {
  return roles.some((role) => actor.roles.includes(role));
}

/** The reach in which an actor reads what is nearest to them: a member of staff their people, a person their own record, a representative what was given to them of another's. */
export function ownReach(actor: Pick<Actor, 'view' | 'represents'>): 'near' | 'self' | 'representative' {
  if (actor.represents) return 'representative';
  return actor.view ? 'self' : 'near';
}
