/** A colleague is away: someone else walks with their people, or some of them, from one moment to another. It ends by itself. */
import { z } from 'zod';
import { defineCommand, type PreviewRow } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { instantSchema } from '../../shared/safe-text.ts';

export const mostPeopleCovered = 100;

export const coverWhileAway = defineCommand({
  name: 'cover-while-away',
  version: 1,
  args: z.strictObject({
    awayStaffId: idSchema,
    coverStaffId: idSchema,
    startsAt: instantSchema,
    endsAt: instantSchema,
    people: z
      .array(z.strictObject({ assignmentId: idSchema, personId: idSchema, programmeId: idSchema }))
      .min(1)
      .max(mostPeopleCovered),
  }),
  preview: ({ coverStaffId, startsAt, endsAt, people }) =>
    people.map(
      ({ assignmentId, personId, programmeId }): PreviewRow => ({
        table: 'assignments',
        id: assignmentId,
        scopeId: personId,
        set: {
          id: assignmentId,
          personId,
          staffId: coverStaffId,
          programmeId,
          kind: 'cover',
          startsAt: new Date(startsAt).toISOString(),
          endsAt: new Date(endsAt).toISOString(),
          version: 1,
        },
      }),
    ),
});
