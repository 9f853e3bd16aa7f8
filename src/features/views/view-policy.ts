/** Who gives a person their view, and who ends it: facts in, a reason or `null` (yes) out. */
import { type Actor, hasRole } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';

/** Whoever walks with the person, and who supervises those: they can tell that it is this human being who takes the phone. */
export function mayInviteToView(
  facts: { personVisible: boolean; livingViewId: string | null },
  actor: Actor,
  args: { viewId: string },
): Decision {
  if (!hasRole(actor, 'peer', 'senior_peer', 'supervisor')) return 'role_may_not';
  if (!facts.personVisible) return 'not_yours';
  if (facts.livingViewId !== null && facts.livingViewId !== args.viewId) return 'view_there_already';
  return null;
}

/** The person, whenever they like; and who may invite, for instance because a phone was lost. */
export function mayEndView(facts: { ended: boolean } | undefined, actor: Actor): Decision {
  if (!actor.view && !hasRole(actor, 'peer', 'senior_peer', 'supervisor')) return 'role_may_not';
  if (!facts) return 'not_yours';
  return facts.ended ? 'view_ended_already' : null;
}
