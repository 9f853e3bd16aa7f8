/** What makes sense of a view for somebody else: pure. The law is data of the packs. */
import type { RepresentativeKind } from '../../packs/representative-kinds.ts';
import type { Basis, ViewPart } from '../../packs/view-parts.ts';
import type { Refusal } from '../../shared/command.ts';

export type Given = { basis: Basis; basisOn: string; parts: readonly ViewPart[]; lastDay: string | null };

/** Every reason why this kind does not give what is asked; the first is the most telling. */
export function checkRepresentative(kind: RepresentativeKind | undefined, given: Given, today: string): Refusal[] {
  if (!kind) return [{ code: 'representative_kind_unknown', field: 'kind' }];
  const problems: Refusal[] = [];
  if (!kind.bases.includes(given.basis)) problems.push({ code: 'representative_needs_document', field: 'basis' });
  if (given.basisOn > today) problems.push({ code: 'representative_day_to_come', field: 'basisOn' });
  if (given.parts.length === 0) problems.push({ code: 'representative_no_part', field: 'parts' });
  if (given.parts.some((part) => !kind.parts.includes(part))) problems.push({ code: 'representative_part_not_given', field: 'parts' });
  if (kind.needsLastDay && given.lastDay === null) problems.push({ code: 'representative_needs_last_day', field: 'lastDay' });
  if (given.lastDay !== null && given.lastDay < today) problems.push({ code: 'representative_over_already', field: 'lastDay' });
  return problems;
}
