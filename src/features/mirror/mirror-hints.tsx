/** What the language mirror says below a text field: a word it found, others to take, and "keep mine". It never stands in the way. */
import { useEffect, useMemo, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { newId } from '../../shared/id.ts';
import { useDevice, useRows } from '../../web/device-context.tsx';
import { Button } from '../../web/ui/button.tsx';
import { Say } from '../../web/ui/say.tsx';
import { Words } from '../../web/ui/words.tsx';
import { keepWord } from './keep-word.ts';
import { applyAlternative, findMirrorWords, type MirrorHit } from './mirror.ts';

/** The mirror waits until someone stops typing: half a word is not a word. */
const pauseMs = 600;
/** More than this at once would be a lecture. */
const mostHints = 2;
const mostLastWords = 120;

export interface MirrorHintsProps {
  /** What stands in the field now. */
  text: string;
  /** Language of the text: its lexicon is used, and none if the packs have none. */
  language: string;
  /** Whose words could stand instead, if it is about someone. */
  personName?: string | undefined;
  /** What that person said last time, in their own words. */
  lastWords?: string | null | undefined;
  onChange: (text: string) => void;
}

export function MirrorHints({ text, language, personName, lastWords, onChange }: MirrorHintsProps) {
  const device = useDevice();
  const keeps = useRows('mirror_keeps');
  const settled = useSettled(text);
  const lexicon = language === 'ta' || language === 'en' ? device.packs.mirror[language] : undefined;
  const hits = useMemo(() => {
    if (!lexicon || settled.trim() === '') return [];
    const kept = new Set([...keeps.values()].map((keep) => keep.term));
    return onePerTerm(findMirrorWords(settled, lexicon, { kept })).slice(0, mostHints);
  }, [settled, lexicon, keeps]);
  const said = shortest(lastWords);

  function replace(hit: MirrorHit, alternative: string) {
    // The hit was found in the settled text; if more was typed since, it is looked for again before anything is changed.
    const now = lexicon && findMirrorWords(text, lexicon, { kept: new Set() }).find((each) => each.term === hit.term);
    if (now) onChange(applyAlternative(text, now, alternative));
  }

  return (
    <div role="status" className={hits.length > 0 ? 'mt3' : undefined}>
      {settled === text &&
        hits.map((hit, at) => (
          <Say
            key={hit.term}
            look="look"
            live={false}
            actions={
              <>
                {hit.alternatives.map((alternative) => (
                  <Button key={alternative} onClick={() => replace(hit, alternative)}>
                    {/[“”"]/u.test(alternative) ? m.mirror_write_quoted({ words: alternative }) : m.mirror_write({ words: alternative })}
                  </Button>
                ))}
                <Button variant="quiet" onClick={() => void device.submit(keepWord, { keepId: newId(), term: hit.term })}>
                  {m.mirror_keep_mine()}
                </Button>
              </>
            }
          >
            <p>
              {m.mirror_you_wrote()} <mark lang={language}>{hit.found}</mark>.
            </p>
            {hit.hint && (
              <p className="small soft" lang={language}>
                {hit.hint}
              </p>
            )}
            {at === 0 && personName && said && (
              <p className="small">
                {m.mirror_own_words({ name: personName })} <Words as="span">“{said}”</Words>
              </p>
            )}
          </Say>
        ))}
    </div>
  );
}

/** The text as it was when typing last paused. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function onePerTerm(hits: readonly MirrorHit[]): MirrorHit[] {
  const seen = new Set<string>();
  return hits.filter((hit) => !seen.has(hit.term) && seen.add(hit.term));
}

/** A short quotation, whole: the first sentence where everything would be too long, and nothing rather than a torn one. */
function shortest(words: string | null | undefined): string | null {
  if (!words) return null;
  const trimmed = words.trim();
  if (trimmed.length <= mostLastWords) return trimmed;
  const [first] = new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(trimmed);
  const sentence = first?.segment.trim() ?? '';
  return sentence !== '' && sentence.length <= mostLastWords ? sentence : null;
}
