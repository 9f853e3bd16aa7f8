/** Arguments that several staff commands share. */
import { z } from 'zod';
import { idSchema } from '../../shared/id.ts';
import { words } from '../../shared/safe-text.ts';
import { roles } from './role.ts';
import { mostTitle } from './staff.ts';

const distinct = (values: readonly string[]) => new Set(values).size === values.length;

export const dutiesShape = {
  title: words(mostTitle).nullable(),
  roles: z.array(z.enum(roles)).min(1).max(roles.length).refine(distinct),
  programmeIds: z.array(idSchema).max(100).refine(distinct),
  supervisorIds: z.array(idSchema).max(20).refine(distinct),
};

/** As the feed returns them, whatever order they were chosen in. */
export function sortedDuties<R extends string>(args: {
  roles: readonly R[];
  programmeIds: readonly string[];
  supervisorIds: readonly string[];
}) {
  return { roles: [...args.roles].sort(), programmeIds: [...args.programmeIds].sort(), supervisorIds: [...args.supervisorIds].sort() };
}
