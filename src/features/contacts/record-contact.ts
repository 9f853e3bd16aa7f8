/** The main command: a peer records a contact, with as much or as little as they want to say. */
import { z } from 'zod';
import { defineCommand, type PreviewRow } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';
import { codeSchema, daySchema, instantSchema, words } from '../../shared/safe-text.ts';
import { mostFollowUpWords } from '../follow-ups/follow-up.ts';
import { mostFelt, mostMinutes, mostWords } from './contact.ts';

export const entrySchema = z.strictObject({
  id: idSchema,
  voice: z.enum(['person', 'peer']),
  audience: z.enum(['pair', 'team', 'care_team']),
  words: words(mostWords),
  felt: words(mostFelt).nullable(),
  language: codeSchema,
  shown: z.enum(['together', 'will_show', 'declined']).nullable(),
});

const withPersonSchema = z.strictObject({
  contactId: idSchema,
  personId: idSchema,
  programmeId: idSchema,
  goalIds: z.array(idSchema).max(20),
  entries: z.array(entrySchema).max(10),
  followUp: z.strictObject({ id: idSchema, words: words(mostFollowUpWords), dueOn: daySchema.nullable() }).nullable(),
});

export const recordContact = defineCommand({
  name: 'record-contact',
  version: 1,
  args: z.strictObject({
    occasionId: idSchema,
    startedAt: instantSchema,
    minutes: z.int().min(1).max(mostMinutes),
    day: daySchema,
    place: codeSchema,
    mode: codeSchema,
    did: z.array(codeSchema).max(30),
    words: z.enum(['written', 'none', 'later']),
    late: z.boolean(),
    /** One for each person who was there. */
    with: z.array(withPersonSchema).min(1).max(30),
    /** The planned visit this was, if it was planned. */
    visitId: idSchema.nullable(),
  }),
  preview: (args, { orgId: _orgId, staffId, recordedAt, packVersion }) =>
    args.with.flatMap((one): PreviewRow[] => [
      {
        table: 'contacts',
        id: one.contactId,
        scopeId: one.personId,
        set: {
          id: one.contactId,
          occasionId: args.occasionId,
          personId: one.personId,
          programmeId: one.programmeId,
          authorId: staffId,
          startedAt: new Date(args.startedAt).toISOString(),
          minutes: args.minutes,
          day: args.day,
          place: args.place,
          mode: args.mode,
          did: args.did,
          goalIds: [...one.goalIds].sort(),
          words: args.words,
          late: args.late,
          packVersion,
          recordedAt,
          cosignedBy: null,
          cosignedAt: null,
          struckBy: null,
          struckAt: null,
          struckWhy: null,
        },
      },
      ...one.entries.map(
        (entry): PreviewRow => ({
          table: 'entries',
          id: entry.id,
          scopeId: one.personId,
          set: {
            ...entry,
            contactId: one.contactId,
            personId: one.personId,
            authorId: staffId,
            kind: 'entry',
            followsId: null,
            writtenAt: recordedAt,
          },
        }),
      ),
      ...(one.followUp
        ? [
            {
              table: 'follow_ups' as const,
              id: one.followUp.id,
              scopeId: one.personId,
              set: {
                ...one.followUp,
                personId: one.personId,
                contactId: one.contactId,
                ownerId: staffId,
                status: 'open',
                createdAt: recordedAt,
                version: 1,
              },
            },
          ]
        : []),
      ...(args.visitId
        ? [{ table: 'visits' as const, id: args.visitId, scopeId: one.personId, set: { status: 'met', contactId: one.contactId } }]
        : []),
    ]),
});

export type RecordContactArgs = z.output<typeof recordContact.args>;
