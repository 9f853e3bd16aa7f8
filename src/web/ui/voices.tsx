import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './motif-voices.css';

/** Who can read an entry: the two of them, the team, the care team. */
export type Audience = 'pair' | 'team' | 'care';

const audienceIcon: Partial<Record<string, IconName>> = { pair: 'two', team: 'three', care: 'care' };

export interface AudienceMarkProps {
  audience: Audience;
  /** "Team" */
  word: string;
  /** For screen readers, with colon and space: "Who can read it: " */
  before: string;
}

/** Icon and word of who can read an entry; stands on every entry. */
export function AudienceMark({ audience, word, before }: AudienceMarkProps) {
  return (
    <span className="aud">
      {/* A newer server may name readers this app does not know. */}
      <Icon name={audienceIcon[audience] ?? 'eye'} small />
      <span>
        <span className="vh">{before}</span>
        {word}
      </span>
    </span>
  );
}

/** Two voices side by side from 640 px, one after the other below. They are never merged. */
export function Voices({ children }: { children: ReactNode }) {
  return <div className="voices">{children}</div>;
}

export interface VoiceProps {
  /** The person's ink (serif, solid edge) or the peer's (sans, dotted edge). */
  voice: 'person' | 'peer';
  /** Name shown above the words. */
  name: string;
  /** Names the group for screen readers: "Kavi’s words, 9 October". */
  label: string;
  audience?: AudienceMarkProps | undefined;
  /** Language of the words, where it differs from the screen's. */
  lang?: string | undefined;
  /** How it felt; only in the person's voice. `before` is "Felt: ". */
  felt?: { before: string; words: string; lang?: string | undefined } | undefined;
  /** Nobody wrote here: the sentence saying so, in grey. */
  none?: ReactNode;
  /** The words. Line breaks in a string become paragraphs. */
  children?: ReactNode;
  /** Below the words: addenda, "Add words". */
  after?: ReactNode;
}

function paragraphs(text: ReactNode): ReactNode {
  if (typeof text !== 'string') return text;
  return (
    text
      .split(/\n+/u)
      .filter((line) => line.trim() !== '')
      // biome-ignore lint/suspicious/noArrayIndexKey: a finished entry never changes, so a paragraph is its position
      .map((line, at) => <p key={at}>{line}</p>)
  );
}

/** One voice on a contact. */
export function Voice({ voice, name, label, audience, lang, felt, none, children, after }: VoiceProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls; this groups someone's words
    <div className={`voice voice--${voice}${none ? ' voice--none' : ''}`} role="group" aria-label={label}>
      <p className="voice__who">
        <span>{name}</span>
        {audience && <AudienceMark {...audience} />}
      </p>
      {none ? (
        <p>{none}</p>
      ) : (
        <div className="voice__text" lang={lang}>
          {paragraphs(children)}
        </div>
      )}
      {felt && (
        <p className="voice__felt">
          {felt.before}
          <span lang={felt.lang}>{felt.words}</span>
        </p>
      )}
      {after}
    </div>
  );
}

export interface ContactShellProps {
  /** Id of the heading; the article is named by it. */
  id: string;
  /** "Friday 9 October", best inside `<time dateTime>`. */
  title: ReactNode;
  receipt?: ReactNode;
  /** "45 minutes, at home. Listened, found something." */
  facts: ReactNode;
  /** Voices, notes, buttons. */
  children?: ReactNode;
}

/** One contact in a timeline: its shell, then what was written. */
export function ContactShell({ id, title, receipt, facts, children }: ContactShellProps) {
  return (
    <article className="contact" aria-labelledby={id}>
      <header className="contact__shell">
        <h3 id={id}>{title}</h3>
        {receipt}
        <p className="small soft">{facts}</p>
      </header>
      {children}
    </article>
  );
}
