/** What both voices wrote about one contact: entries, what was added to them, and what was taken back, shown struck. */
import { m } from '../../paraglide/messages.js';
import { wordsFor } from '../../web/code-words.ts';
import { useRows } from '../../web/device-context.tsx';
import { useLocale } from '../../web/frame/locale.tsx';
import { Link } from '../../web/ui/link.tsx';
import { Voice, Voices } from '../../web/ui/voices.tsx';
import { shortDay, useTimeZone } from '../people/when.ts';
import type { Audience, EntryRow, Voice as VoiceOf } from './contact.ts';

const audienceWords: Record<Audience, () => string> = {
  pair: m.contacts_audience_pair,
  team: m.contacts_audience_team,
  care_team: m.contacts_audience_care_team,
};

export function audienceOf(entry: Pick<EntryRow, 'audience'>) {
  return {
    audience: entry.audience === 'care_team' ? ('care' as const) : entry.audience,
    word: wordsFor(audienceWords, entry.audience),
    before: m.contact_audience_before(),
  };
}

export interface ContactWordsProps {
  /** Entries of this contact that the reader may see. */
  entries: readonly EntryRow[];
  personName: string;
  /** The day in words, for the names of the groups. */
  day: string;
  /** Address to add words to an entry; left out where nobody may. */
  addTo?: ((entryId: string, kind: 'addendum' | 'strike') => string) | undefined;
  /** True where the contact itself is said to have been made while it was allowed: then its words need not say so again. */
  isMarkedAlready?: boolean | undefined;
  /** Whose entries may be struck. */
  strikerId?: string | undefined;
}

export function ContactWords({ entries, personName, day, addTo, isMarkedAlready = false, strikerId }: ContactWordsProps) {
  const staff = useRows('staff');
  const sorted = [...entries].sort((a, b) => (a.writtenAt < b.writtenAt ? -1 : 1));
  const authorOf = (entry: EntryRow) => staff.get(entry.authorId)?.name ?? m.contact_a_colleague();
  const standing = sorted.filter((entry) => entry.kind !== 'strike');
  return (
    <Voices>
      {(['person', 'peer'] as const).map((voice) => {
        // Words in a voice this app does not know stand on the peer's side, without a name: hiding them would be worse.
        const own = standing.filter((entry) => (entry.voice === 'person') === (voice === 'person'));
        return (
          <div key={voice} className="stack">
            {own.length === 0 && <NothingWritten voice={voice} personName={personName} day={day} />}
            {own.map((entry) => (
              <OneEntry
                key={entry.id}
                entry={entry}
                name={voice === 'person' ? personName : entry.voice === 'peer' ? authorOf(entry) : m.frame_unknown_code()}
                day={day}
                writtenBefore={entry.madeWhileAllowed && !isMarkedAlready ? authorOf(entry) : null}
                strike={sorted.find((each) => each.kind === 'strike' && each.followsId === entry.id)}
                actions={
                  addTo && {
                    add: addTo(entry.id, 'addendum'),
                    strike: strikerId === entry.authorId ? addTo(entry.id, 'strike') : undefined,
                  }
                }
              />
            ))}
          </div>
        );
      })}
    </Voices>
  );
}

function NothingWritten({ voice, personName, day }: { voice: VoiceOf; personName: string; day: string }) {
  const name = voice === 'person' ? personName : m.contact_peer_voice();
  return <Voice voice={voice} name={name} label={m.contact_words_label({ name, day })} none={m.contact_nothing_written()} />;
}

interface OneEntryProps {
  entry: EntryRow;
  name: string;
  day: string;
  /** Who wrote it while they still walked with the person, where it has to be said. */
  writtenBefore: string | null;
  strike: EntryRow | undefined;
  actions: { add: string; strike: string | undefined } | undefined;
}

function OneEntry({ entry, name, day, writtenBefore, strike, actions }: OneEntryProps) {
  const locale = useLocale();
  const timeZone = useTimeZone();
  const written = shortDay(entry.writtenAt, locale, timeZone);
  return (
    <Voice
      voice={entry.voice === 'person' ? 'person' : 'peer'}
      name={entry.kind === 'addendum' ? m.contact_added_by({ name, day: written }) : name}
      label={m.contact_words_label({ name, day })}
      audience={audienceOf(entry)}
      lang={entry.language}
      felt={entry.felt === null ? undefined : { before: m.contact_felt_before(), words: entry.felt, lang: entry.language }}
      after={
        <>
          {writtenBefore !== null && <p className="note">{m.contact_words_made_while_allowed({ name: writtenBefore })}</p>}
          {strike ? (
            <p className="note">
              {m.contact_taken_back({ day: shortDay(strike.writtenAt, locale, timeZone) })}{' '}
              <span lang={strike.language}>{strike.words}</span>
            </p>
          ) : (
            actions && (
              <div className="actions links small">
                <Link className="link" href={actions.add}>
                  {m.contact_add_to_this()}
                  <span className="vh">: {name}</span>
                </Link>
                {actions.strike && (
                  <Link className="link" href={actions.strike}>
                    {m.contact_take_back()}
                    <span className="vh">: {name}</span>
                  </Link>
                )}
              </div>
            )
          )}
        </>
      }
    >
      {strike ? <Struck words={entry.words} /> : entry.kind === 'differs' ? <Differs name={name} words={entry.words} /> : entry.words}
    </Voice>
  );
}

/** The person says that it was not so; with words or without. The sentence is the screen's, the words are theirs. */
function Differs({ name, words }: { name: string; words: string }) {
  const locale = useLocale();
  return (
    <>
      <p lang={locale}>{m.views_they_differ({ name })}</p>
      {words !== '' && <p>{words}</p>}
    </>
  );
}

/** Taken back, and still readable: said to screen readers, too. */
function Struck({ words }: { words: string }) {
  return (
    <p>
      <span className="vh">{m.contact_struck_before()}</span>
      <s>{words}</s>
    </p>
  );
}
