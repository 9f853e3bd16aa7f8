/** The fields of a goal, for a new one, for saying it anew, and for writing a third version from two. */
import { choicesOf } from '../../packs/pack-labels.ts';
import type { PackLocale } from '../../packs/pack-schema.ts';
import { m } from '../../paraglide/messages.js';
import { makeSafe } from '../../shared/make-safe.ts';
import { useDevice } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { ChipsOne } from '../../web/ui/chips.tsx';
import { Fold } from '../../web/ui/fold.tsx';
import { Pen, TextArea } from '../../web/ui/text-area.tsx';
import { languageOf } from '../contacts/record-form.ts';
import { MirrorHints } from '../mirror/mirror-hints.tsx';
import { mostGoalWords } from './goal-limits.ts';

export type GoalForm = { words: string; peerWords: string; lifeArea: string | null };

/** What the command takes, or null while there are no words. */
export function goalFrom(form: GoalForm, locale: string) {
  const words = makeSafe(form.words).trim();
  const peerWords = makeSafe(form.peerWords).trim();
  if (words === '' || words.length > mostGoalWords || peerWords.length > mostGoalWords) return null;
  return { words, wordsLanguage: languageOf(words, locale), peerWords: peerWords === '' ? null : peerWords, lifeArea: form.lifeArea };
}

const limit = {
  max: mostGoalWords,
  left: (count: number) => m.contacts_letters_left({ count }),
  over: (count: number) => m.contacts_letters_over({ count }),
};
const noArea = 'none';

export interface GoalFieldsProps {
  form: GoalForm;
  onChange: (form: GoalForm) => void;
  personName: string;
  problem: string | null;
}

export function GoalFields({ form, onChange, personName, problem }: GoalFieldsProps) {
  const { packs } = useDevice();
  const locale = useLocale() as PackLocale;
  const peerLanguage = languageOf(form.peerWords, locale);
  return (
    <div className="stack-l">
      <Pen voice="person">
        <TextArea
          ruled
          rows={3}
          label={m.goals_words({ name: personName })}
          description={m.goals_words_lead()}
          value={form.words}
          onChange={(words) => onChange({ ...form, words })}
          lang={languageOf(form.words, locale)}
          error={problem ?? undefined}
          limit={limit}
        />
      </Pen>
      <ChipsOne
        label={m.goals_life_area()}
        note={m.goals_if_it_fits()}
        value={form.lifeArea ?? noArea}
        onChange={(value) => onChange({ ...form, lifeArea: value === noArea ? null : value })}
        options={[
          ...choicesOf(packs, 'life-areas').map((item) => ({ value: item.code, label: item.label[locale] })),
          { value: noArea, label: m.goals_no_area() },
        ]}
      />
      <Fold title={m.goals_peer_words()} startsOpen={form.peerWords !== ''}>
        <Pen voice="peer">
          <TextArea
            ruled
            rows={2}
            label={m.goals_peer_words()}
            description={m.goals_peer_words_lead()}
            value={form.peerWords}
            onChange={(peerWords) => onChange({ ...form, peerWords })}
            lang={peerLanguage}
            limit={limit}
          />
          <MirrorHints
            text={form.peerWords}
            language={peerLanguage}
            personName={personName}
            lastWords={form.words}
            onChange={(peerWords) => onChange({ ...form, peerWords })}
          />
        </Pen>
      </Fold>
    </div>
  );
}
