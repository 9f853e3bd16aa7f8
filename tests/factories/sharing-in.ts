/** Dry runs, sharing and files of the consenting world, as a desk would ask for them. */
import type { ReportContent } from '../../src/features/disclosures/disclosure.ts';
import { fetchDisclosureQuery } from '../../src/features/disclosures/fetch-disclosure.server.ts';
import { previewProgressReportQuery } from '../../src/features/disclosures/preview-progress-report.server.ts';
import type { Actor } from '../../src/server/actor.ts';
import { asActor } from '../../src/server/db.ts';
import { newId } from '../../src/shared/id.ts';
import type { ConsentingWorld } from './consenting-world.ts';

const period = { from: '2026-05-01', to: '2026-11-01' };
export type Preview =
  | { goes: false; why: string }
  | { goes: true; content: ReportContent; hash: string; leftOut: { part: string; why: string }[]; partialBecauseLocked: boolean };
type Fetched = { ready: true; fileName: string; type: string; base64: string } | { ready: false; why: string };

export function sharingIn(world: ConsentingWorld) {
  async function ask<Answer>(query: typeof previewProgressReportQuery, actor: Actor, args: unknown): Promise<Answer> {
    const parsed = query.args.parse(args);
    const denied = query.may(actor, parsed);
    if (denied !== null) return { denied } as Answer;
    const answer = await asActor(world.database, actor, 'near', (tx) => query.run({ tx, args: parsed, actor }), { snapshot: true });
    return query.answer.parse(answer) as Answer;
  }
  const dryRun = (consentId: string, actor = world.meena, personId = world.kavi.personId) =>
    ask<Preview>(previewProgressReportQuery, actor, { personId, consentId, ...period });
  /** What the screen sends after a look at the dry run; after none, a hash of nothing. */
  async function sharing(consentId: string, actor = world.meena, channel: 'pdf' | 'fhir' = 'fhir') {
    const seen = await dryRun(consentId, actor);
    const contentHash = seen.goes ? seen.hash : 'f'.repeat(64);
    return { disclosureId: newId(), personId: world.kavi.personId, consentId, ...period, channel, contentHash };
  }
  const fetchFile = (disclosureId: string, actor = world.meena) => ask<Fetched>(fetchDisclosureQuery, actor, { disclosureId });
  /** A lock against the clinic of these tests, unless it says otherwise. */
  const outside = (words: string, what: object = {}) => ({
    ...{ lockId: newId(), personId: world.kavi.personId, covers: 'all' as const, itemTable: null, itemId: null, staffId: null, role: null },
    ...{ outsideName: 'Dr Revathi’s room', words, ...what },
  });
  return { dryRun, sharing, fetchFile, outside };
}
