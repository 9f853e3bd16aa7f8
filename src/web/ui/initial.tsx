/** The first letter people see of a name, whole: a Tamil letter keeps its vowel sign. */
export function firstLetter(name: string): string {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(name.trim())) return segment.toLocaleUpperCase();
  return '';
}

export interface InitialProps {
  name: string;
  /** Whose ink: filled for a person, a ring for a peer or other staff. */
  voice?: 'person' | 'peer' | undefined;
  big?: boolean | undefined;
}

/** A round initial beside a name; hidden from screen readers, because the name itself follows. */
export function Initial({ name, voice = 'person', big = false }: InitialProps) {
  return (
    <span className={`initial${voice === 'peer' ? ' initial--peer' : ''}${big ? ' initial--big' : ''}`} aria-hidden="true">
      {firstLetter(name)}
    </span>
  );
}
