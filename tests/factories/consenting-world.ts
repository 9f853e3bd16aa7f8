/** The walking world with somebody who gives, stops and locks. */
import type { ConsentTerms } from '../../src/features/consents/consent.ts';
import { assembleDocument, documentText } from '../../src/features/consents/consent-document.ts';
import { draftConsent } from '../../src/features/consents/draft-consent.ts';
import { explainConsent } from '../../src/features/consents/explain-consent.ts';
import { signConsent } from '../../src/features/consents/sign-consent.ts';
import type { Actor } from '../../src/server/actor.ts';
import { commandHandlers, feedSources } from '../../src/server/registry.ts';
import type { CommandAnswer } from '../../src/shared/command.ts';
import { hashOfText } from '../../src/shared/content-hash.ts';
import { newId } from '../../src/shared/id.ts';
import { aSignature, kindOf, someTerms } from './a-consent.ts';
import { aWalkingWorld, type Person } from './walking-world.ts';

export type ConsentingWorld = Awaited<ReturnType<typeof aConsentingWorld>>;

type Asked = Parameters<typeof someTerms>[0] & { by?: Actor; of?: Person; supersedesId?: string };

export async function aConsentingWorld() {
  const world = await aWalkingWorld({ commands: commandHandlers, feeds: feedSources });

  async function draft(asked: Asked = {}): Promise<{ consentId: string; personId: string; terms: ConsentTerms }> {
    const { by = world.meena, of = world.kavi, supersedesId = null, ...rest } = asked;
    const consent = { consentId: newId(), personId: of.personId };
    const terms = someTerms(rest);
    const kind = rest.kind ?? kindOf('in-mhca-dpdp');
    const answer = await world.send(by, draftConsent, { ...consent, kind: kind.code, terms, supersedesId });
    if (answer.outcome !== 'accepted') throw new Error(`not drafted: ${JSON.stringify(answer)}`);
    return { ...consent, terms };
  }

  async function read(asked: Asked = {}) {
    const drafted = await draft(asked);
    const { terms, ...consent } = drafted;
    const answer = await world.send(asked.by ?? world.meena, explainConsent, {
      ...consent,
      language: terms.language,
      aids: ['read_aloud'],
    });
    if (answer.outcome !== 'accepted') throw new Error(`not explained: ${JSON.stringify(answer)}`);
    return drafted;
  }

  /** What the screen sends when the person says yes. */
  async function signing(consent: { consentId: string; personId: string; terms: ConsentTerms }, asked: Asked = {}) {
    const kind = asked.kind ?? kindOf('in-mhca-dpdp');
    return {
      ...{ consentId: consent.consentId, personId: consent.personId, signature: aSignature, copyOffered: 'here' as const },
      documentHash: await hashOfText(documentText(assembleDocument(kind, consent.terms))),
      supersedesId: asked.supersedesId ?? null,
    };
  }

  async function sign(consent: { consentId: string; personId: string; terms: ConsentTerms }, asked: Asked = {}): Promise<CommandAnswer> {
    return world.send(asked.by ?? world.meena, signConsent, await signing(consent, asked));
  }

  /** A consent that stands. */
  async function given(asked: Asked = {}) {
    const consent = await read(asked);
    const answer = await sign(consent, asked);
    if (answer.outcome !== 'accepted') throw new Error(`not signed: ${JSON.stringify(answer)}`);
    return consent;
  }

  const stateOf = async (consentId: string): Promise<string | undefined> =>
    (await world.admin.query<{ state: string }>('select state from kith.consents where id = $1', [consentId])).rows[0]?.state;

  return { ...world, draft, read, signing, sign, given, stateOf };
}
