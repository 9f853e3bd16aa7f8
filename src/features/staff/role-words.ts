/** What roles are called on the screens. */
import { m } from '../../paraglide/messages.js';
import { wordsFor } from '../../web/code-words.ts';
import type { Role } from './role.ts';

const names: Record<Role, () => string> = {
  peer: m.staff_role_peer,
  senior_peer: m.staff_role_senior_peer,
  supervisor: m.staff_role_supervisor,
  coordinator: m.staff_role_coordinator,
  director: m.staff_role_director,
  biller: m.staff_role_biller,
  evaluator: m.staff_role_evaluator,
  administrator: m.staff_role_administrator,
};

export function roleName(role: Role): string {
  return wordsFor(names, role);
}
