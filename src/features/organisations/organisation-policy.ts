/** Who may change the organisation's settings and programmes. */
import type { Actor } from '../../server/actor.ts';
import type { Decision } from '../../server/command-handler.ts';
import { mayAdminister } from '../staff/staff-policy.ts';

/** A row of another organisation is as good as absent, and is only spoken of to those who may edit at all. */
export function mayEdit(facts: { version: number } | undefined, actor: Actor): Decision {
  const denied = mayAdminister(actor);
  if (denied !== null) return denied;
  return facts ? null : 'not_yours';
}
