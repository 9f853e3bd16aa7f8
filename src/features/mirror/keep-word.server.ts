/** The transaction of `keep-word`. */
import { handle } from '../../server/command-handler.ts';
import { keepWord } from './keep-word.ts';
import { mayKeepWord } from './keep-word-policy.ts';
import { insertMirrorKeep } from './keep-word-queries.server.ts';

export const keepWordHandler = handle({
  command: keepWord,
  reach: 'near',
  audit: 'mirror.word_kept',
  dataClass: 'worker',
  load: async () => undefined,
  may: mayKeepWord,
  run: async ({ tx, args, actor, command }) => {
    await insertMirrorKeep(tx, actor, { id: args.keepId, term: args.term, keptAt: command.recordedAt });
    return { changes: [{ table: 'mirror_keeps', id: args.keepId, scopeId: actor.orgId }] };
  },
});
