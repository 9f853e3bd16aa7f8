/** Who may say who walks with whom: facts in, a reason or `null` (yes) out. Nobody writes themself into someone's life. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

/** What policy knows of a person about to be given to someone. `assignable`: the database would let this actor do it. */
export type AssignFacts = {
  assignable: boolean;
  staff: { walksWithPeople: boolean } | undefined;
  /** They walk with the person at that moment already. */
  alreadyWalks: boolean;
};

/** Supervisors, for people of the peers they supervise; coordinators, in their programmes. */
export function mayAssign(facts: AssignFacts, actor: Actor): Decision {
  if (!hasRole(actor, 'supervisor', 'coordinator', 'director')) return 'role_may_not';
  if (!facts.assignable || !facts.staff) return 'not_yours';
  if (!facts.staff.walksWithPeople) return 'staff_does_not_walk';
  if (facts.alreadyWalks) return 'already_walks_with';
  return null;
}

/** `facts` are absent when the assignment is hidden, absent, or not the actor's to change: the database locks only rows one may change. */
export function mayEndAssignment(facts: object | undefined, actor: Actor): Decision {
  if (!hasRole(actor, 'supervisor', 'coordinator', 'director')) return 'role_may_not';
  return facts ? null : 'not_yours';
}

export function mayHandOver(
  facts: { from: object | undefined; staff: { walksWithPeople: boolean } | undefined; alreadyWalks: boolean },
  actor: Actor,
): Decision {
  return mayAssign({ assignable: facts.from !== undefined, staff: facts.staff, alreadyWalks: facts.alreadyWalks }, actor);
}

/** Every one of the people must be the colleague's now and the actor's to give. */
export function mayCover(
  facts: { asked: number; assignable: number; staff: { walksWithPeople: boolean } | undefined },
  actor: Actor,
): Decision {
  return mayAssign({ assignable: facts.assignable === facts.asked, staff: facts.staff, alreadyWalks: false }, actor);
}
