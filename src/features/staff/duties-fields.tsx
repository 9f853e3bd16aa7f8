/** What someone does here: the fields that inviting and changing share. */
import { m } from '../../paraglide/messages.js';
import { useRows } from '../../web/device-context.tsx';
import { ChipsMany } from '../../web/ui/chips.tsx';
import { TextField } from '../../web/ui/text-field.tsx';
import { roles as allRoles, type Role } from './role.ts';
import { roleName } from './role-words.ts';
import { mostTitle } from './staff.ts';

export type DutiesDraft = { title: string; roles: Role[]; programmeIds: string[]; supervisorIds: string[] };

export const noDuties: DutiesDraft = { title: '', roles: ['peer'], programmeIds: [], supervisorIds: [] };

export interface DutiesFieldsProps {
  draft: DutiesDraft;
  onChange: (draft: DutiesDraft) => void;
  /** Who cannot be their own supervisor. */
  staffId: string | null;
  showProblems: boolean;
}

export function DutiesFields({ draft, onChange, staffId, showProblems }: DutiesFieldsProps) {
  const programmes = [...useRows('programmes').values()].filter((each) => each.endedOn === null || draft.programmeIds.includes(each.id));
  const supervisors = [...useRows('staff').values()].filter(
    (each) => each.id !== staffId && (draft.supervisorIds.includes(each.id) || (each.active && maySupervise(each.roles))),
  );
  return (
    <>
      <TextField
        label={m.staff_title()}
        note={m.staff_optional()}
        value={draft.title}
        onChange={(title) => onChange({ ...draft, title: title.slice(0, mostTitle) })}
      />
      <ChipsMany
        label={m.staff_roles()}
        values={draft.roles}
        onChange={(roles) => onChange({ ...draft, roles: allRoles.filter((role) => roles.includes(role)) })}
        options={allRoles.map((role) => ({ value: role, label: roleName(role) }))}
        error={showProblems && draft.roles.length === 0 ? m.staff_choose_role() : undefined}
      />
      <ChipsMany
        label={m.staff_programmes()}
        values={draft.programmeIds}
        onChange={(programmeIds) => onChange({ ...draft, programmeIds })}
        options={programmes.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {supervisors.length > 0 && (
        <ChipsMany
          label={m.staff_supervisors()}
          note={m.staff_optional()}
          values={draft.supervisorIds}
          onChange={(supervisorIds) => onChange({ ...draft, supervisorIds })}
          options={supervisors.map(({ id, name }) => ({ value: id, label: name, initialOf: name }))}
        />
      )}
    </>
  );
}

function maySupervise(roles: readonly Role[]): boolean {
  return roles.some((role) => role === 'supervisor' || role === 'coordinator' || role === 'director');
}
