/** Choosing words: four drawn ones, or one's own. */
import { useEffect, useState } from 'react';
import { proposePassphrase } from '../../device/vault/passphrase.ts';
import { m } from '../../paraglide/messages.js';
import { Button } from '../../web/ui/button.tsx';
import { PasswordField } from '../../web/ui/password-field.tsx';
import './vault.css';

export type Chosen = {
  proposal: string;
  own: string | null;
  problem: 'short' | 'common' | 'no_network' | null;
  drawAgain: () => void;
  setOwn: (own: string | null) => void;
  /** Whether the passphrase will do; says what is wrong if not. */
  check: () => Promise<boolean>;
  passphrase: () => string;
};

/** @param near what whoever knows the owner would try: their name */
export function useNewPassphrase(near: readonly string[]): Chosen {
  const [proposal, setProposal] = useState(() => proposePassphrase());
  const [own, setOwn] = useState<string | null>(null);
  const [problem, setProblem] = useState<Chosen['problem']>(null);
  useEffect(() => {
    if (own === null) setProblem(null);
  }, [own]);
  return {
    ...{ proposal, own, problem, setOwn },
    drawAgain: () => setProposal(proposePassphrase()),
    check: async () => {
      const wrong = own === null ? null : await judge(own, near);
      setProblem(wrong);
      return wrong === null;
    },
    passphrase: () => own ?? proposal,
  };
}

/** The lists are not kept on the device: choosing one's own needs a network, drawn words do not. */
async function judge(own: string, near: readonly string[]): Promise<Chosen['problem']> {
  try {
    return (await import('../../device/vault/judge-own.ts')).problemWithOwn(own, near);
  } catch {
    return 'no_network';
  }
}

const problemTexts = { short: m.vault_own_short, common: m.vault_own_common, no_network: m.frame_needs_network };

export function NewPassphrase({ chosen }: { chosen: Chosen }) {
  if (chosen.own !== null) {
    return (
      <div>
        <PasswordField
          label={m.vault_own_label()}
          description={m.vault_own_hint()}
          error={chosen.problem ? problemTexts[chosen.problem]() : undefined}
          autoComplete="new-password"
          value={chosen.own}
          onChange={chosen.setOwn}
          showLabel={m.frame_show()}
          hideLabel={m.frame_hide()}
        />
        <div className="actions mt2">
          <Button variant="quiet" onClick={() => chosen.setOwn(null)}>
            {m.vault_own_back()}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <section aria-label={m.vault_words_label()}>
      <ol className="keywords" lang="en">
        {chosen.proposal.split(' ').map((word, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same word may be drawn twice
          <li key={at}>{word}</li>
        ))}
      </ol>
      <p className="note mt2">{m.vault_words_strength()}</p>
      <div className="actions mt2">
        <Button icon="swap" onClick={chosen.drawAgain}>
          {m.vault_other_words()}
        </Button>
        <Button variant="quiet" onClick={() => chosen.setOwn('')}>
          {m.vault_own_instead()}
        </Button>
      </div>
    </section>
  );
}
