/** Whom a session stands for, as a device is told: when it signs in, and whenever it asks. */
import { z } from 'zod';
import type { Actor } from './actor.ts';

export const meSchema = z.object({
  orgId: z.string(),
  staffId: z.string(),
  name: z.string(),
  locale: z.string(),
  roles: z.array(z.string()),
  programmes: z.array(z.string()),
  /** Left out for members of staff: whose record this own view is of. */
  view: z.object({ personId: z.string() }).optional(),
  /** Whose record it is that this representative reads parts of. */
  represents: z.object({ personId: z.string() }).optional(),
});

export function meOf({ orgId, staffId, name, locale, roles, programmes, view, represents }: Actor): z.input<typeof meSchema> {
  const through = { ...(view ? { view } : {}), ...(represents ? { represents } : {}) };
  return { orgId, staffId, name, locale, roles: [...roles], programmes: [...programmes], ...through };
}
