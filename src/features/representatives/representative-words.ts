/** How parts and grounds of a view for somebody else are called. */
import type { Basis, ViewPart } from '../../packs/view-parts.ts';
import { m } from '../../paraglide/messages.js';

export const partNames: Record<ViewPart, () => string> = {
  matters: m.representatives_part_matters,
  goals: m.representatives_part_goals,
  coming: m.representatives_part_coming,
  entries: m.representatives_part_entries,
  looks: m.representatives_part_looks,
  sharing: m.representatives_part_sharing,
};

export const basisNames: Record<Basis, () => string> = {
  wish: m.representatives_basis_wish,
  document: m.representatives_basis_document,
};
