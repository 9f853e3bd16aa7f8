/** A supervisor has read what a peer recorded and puts their name to it. After that it takes only addenda. */
import { z } from 'zod';
import { defineCommand } from '../../shared/command.ts';
import { idSchema } from '../../shared/id.ts';

export const cosignContact = defineCommand({
  name: 'cosign-contact',
  version: 1,
  args: z.strictObject({ contactId: idSchema, personId: idSchema }),
  preview: ({ contactId, personId }, { staffId, recordedAt }) => [
    { table: 'contacts', id: contactId, scopeId: personId, set: { cosignedBy: staffId, cosignedAt: recordedAt } },
  ],
});
