/** Who may do what with a person's registration: facts in, a reason or `null` (yes) out. What is hidden is absent from the facts. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';
import type { Role } from '../staff/role.ts';

const walkers: Role[] = ['peer', 'senior_peer', 'supervisor'];
const desk: Role[] = ['coordinator', 'director'];

/** Whether this actor answers for whole programmes; decides the reach of what both a supervisor and a coordinator may do. */
export function isCoordinating(actor: Actor): boolean {
  return hasRole(actor, ...desk);
}

/**
 * Peers register people to walk with themself; supervisors may give them to someone they supervise; coordinators to anyone who walks
 * with people, or to nobody yet.
 */
export function mayRegisterPerson(
  facts: { inProgramme: boolean; walker: { walksWithPeople: boolean; supervised: boolean } | undefined | null },
  actor: Actor,
  args: { walksWith: { staffId: string } | null },
): Decision {
  if (!hasRole(actor, ...walkers, ...desk)) return 'role_may_not';
  if (!facts.inProgramme) return 'not_yours';
  if (args.walksWith === null) return isCoordinating(actor) ? null : 'person_needs_a_peer';
  const toSelf = args.walksWith.staffId === actor.staffId;
  if (toSelf && hasRole(actor, ...walkers)) return null;
  if (!hasRole(actor, 'supervisor', ...desk)) return 'role_may_not';
  if (!facts.walker) return 'not_yours';
  if (!facts.walker.walksWithPeople) return 'staff_does_not_walk';
  if (!isCoordinating(actor) && !facts.walker.supervised) return 'staff_not_supervised';
  return null;
}

/**
 * Those who walk with the person write what is known of them; their supervisor reads. Source: default matrix, identity and contact. What
 * matters to them is theirs alone once they have said it through their own view.
 */
export function mayEditPerson(
  facts: { walksWith: boolean; mattersByPerson: boolean } | undefined,
  actor: Actor,
  args: { set: object },
): Decision {
  if (!hasRole(actor, ...walkers)) return 'role_may_not';
  if (!facts) return 'not_yours';
  if (!facts.walksWith) return 'only_who_walks_edits';
  if (facts.mattersByPerson && 'matters' in args.set && args.set.matters !== undefined) return 'matters_are_the_persons';
  return null;
}

/** Only the person says it, and only of themself. */
export function maySayWhatMatters(facts: { isOwn: boolean }): Decision {
  return facts.isOwn ? null : 'not_yours';
}

/** Joining and leaving a programme: those who walk with the person, their supervisors, and coordinators. */
export function mayEnrol(facts: { personVisible: boolean; inProgramme: boolean }, actor: Actor): Decision {
  if (!hasRole(actor, ...walkers, ...desk)) return 'role_may_not';
  if (!facts.personVisible || !facts.inProgramme) return 'not_yours';
  return null;
}

/** Who can see both registrations may keep them together or take them apart; it is recorded, and either can be undone. */
export function mayMerge(facts: { fromVisible: boolean; intoVisible: boolean }, actor: Actor): Decision {
  if (!hasRole(actor, ...walkers, ...desk)) return 'role_may_not';
  if (!facts.fromVisible || !facts.intoVisible) return 'not_yours';
  return null;
}

/** The whole programme's names, and lists of who walks with whom, are for those who answer for it. */
export function maySearchProgramme(actor: Actor): Decision {
  return isCoordinating(actor) ? null : 'role_may_not';
}

/** Before registering someone, whoever may register looks whether they are already there, among the people they may see. */
export function mayLookForDuplicates(actor: Actor): Decision {
  return hasRole(actor, ...walkers, ...desk) ? null : 'role_may_not';
}
